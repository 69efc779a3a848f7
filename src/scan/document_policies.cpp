// SPDX-License-Identifier: Apache-2.0
#include "scan/document_policies.h"

#include "base/ascii.h"

namespace cspkit::scan_detail {

DocumentPolicies DocumentPolicies::inherited() const {
  DocumentPolicies copy(list_.self_origin(), base_);
  for (const Text& text : texts_) {
    // What was compiled once is compiled again.
    static_cast<void>(copy.add(text.text, text.source, text.row));
  }
  return copy;
}

tl::expected<void, PolicyError> DocumentPolicies::add(std::string text, PolicySource source,
                                                      std::size_t row) {
  const auto added = list_.add_header(
      text, source == PolicySource::report_only_header ? Disposition::report : Disposition::enforce,
      source == PolicySource::meta ? Delivery::meta : Delivery::header);
  if (!added) return added;
  rows_.resize(list_.policies().size(), row);
  texts_.push_back({std::move(text), source, row});
  return {};
}

std::string without_nonces(std::string_view policy) {
  constexpr std::string_view kBegin = "'nonce-";
  std::string out;
  while (!policy.empty()) {
    const std::size_t quote = policy.find('\'');
    if (quote == policy.npos) break;
    out += policy.substr(0, quote);
    policy.remove_prefix(quote);
    const std::size_t end = policy.find_first_of("' \t\n\f\r;,", 1);
    if (starts_with_ignoring_ascii_case(policy, kBegin) && end != policy.npos &&
        policy[end] == '\'') {
      out += kBegin;
      out += kNoncePlaceholder;
    } else {
      out += '\'';
      policy.remove_prefix(1);
      continue;
    }
    out += '\'';
    policy.remove_prefix(end + 1);
  }
  return out.append(policy);
}

}  // namespace cspkit::scan_detail
