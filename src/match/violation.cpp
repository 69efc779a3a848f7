// SPDX-License-Identifier: Apache-2.0
#include "cspkit/violation.h"

#include <array>
#include <set>

#include "base/ascii.h"
#include "base/base64.h"
#include "cspkit/hash.h"
#include "policy/tokenizer.h"
#include "url/utf8.h"

namespace cspkit {
namespace {

using enum DirectiveId;

/// The serialization of the directive set: what counts, in the order of the text, with single
/// spaces. Source: https://w3c.github.io/webappsec-csp/#serialized-csp
std::string serialize_policy(const CompiledPolicy& policy) {
  std::string result;
  std::set<std::string, std::less<>> seen;
  strictly_split(policy.text(), ';', [&](std::string_view piece, std::size_t) {
    if (!is_ascii(piece)) return;
    bool name_is_next = true;
    bool dropped = false;
    split_on_ascii_whitespace(piece, [&](std::string_view token, std::size_t) {
      if (dropped) return;
      if (!name_is_next) {
        result.append(" ").append(token);
        return;
      }
      name_is_next = false;
      const auto [name, is_new] = seen.insert(ascii_lower(token));
      const auto id = find_directive(*name);
      dropped = !is_new ||
                (policy.delivery() == Delivery::meta && id && directive_info(*id).ignored_in_meta);
      if (dropped) return;
      if (!result.empty()) result += "; ";
      result += *name;
    });
  });
  return result;
}

/// The name that report-to gives, which is one token; absent where the policy has no report-to.
std::optional<std::string> endpoint_name(const CompiledPolicy& policy) {
  if (!policy.has(report_to)) return std::nullopt;
  std::optional<std::string> name;
  split_on_ascii_whitespace(policy.value_of(report_to), [&](std::string_view token, std::size_t) {
    if (!name) name = std::string(token);
  });
  return name.value_or("");
}

/// Whether the value holds `keyword`, which is compared as ABNF compares.
bool contains(std::string_view value, std::string_view keyword) {
  bool found = false;
  split_on_ascii_whitespace(value, [&](std::string_view expression, std::size_t) {
    found = found || equals_ignoring_ascii_case(expression, keyword);
  });
  return found;
}

/// The substring of the first 40 characters. The text counts as JavaScript does, in UTF-16 code
/// units; a surrogate pair that the end would cut, and what is ill-formed, becomes U+FFFD, so that
/// every reader of JSON can read it.
std::string first_characters(std::string_view source) {
  std::string result;
  std::size_t units = 0;
  std::size_t position = 0;
  while (position < source.size() && units < kSampleLength) {
    const whatwg::Utf8Unit unit = whatwg::utf8_unit_at(source, position);
    const bool well_formed = unit.form == whatwg::Utf8Unit::Form::well_formed;
    const bool pair = well_formed && unit.length == 4;
    if (!well_formed || (pair && units + 2 > kSampleLength)) {
      result += whatwg::kReplacement;
    } else {
      result += source.substr(position, unit.length);
    }
    units += pair ? 2 : 1;
    position += unit.length;
  }
  return result;
}

/// https://w3c.github.io/trusted-types/dist/spec/#should-block-sink-type-mismatch, steps 2,
/// 3, 4.6, 4.7
std::string sink_sample(std::string_view sink, std::string_view source) {
  if (sink == "Function") {
    // What the Function constructor puts around its argument tells nobody anything.
    constexpr std::array<std::string_view, 4> kPrefixes = {
        "function anonymous", "async function anonymous", "function* anonymous",
        "async function* anonymous"};
    for (const std::string_view prefix : kPrefixes) {
      if (source.substr(0, prefix.size()) == prefix) {
        source.remove_prefix(prefix.size());
        break;
      }
    }
  }
  return std::string(sink) + "|" + first_characters(source);
}

std::string sample_of(const CompiledPolicy& policy, const PolicyViolation& found,
                      const ViolationSubject& subject) {
  switch (subject.resource) {
    case ViolationResource::inline_block:
    case ViolationResource::eval:
      // #should-block-inline, step 3.1.6; #can-compile-strings, step 5.3.6.
      if (!contains(policy.value_of(found.source_directive), "'report-sample'")) return {};
      return first_characters(subject.source);
    case ViolationResource::trusted_types_policy: return first_characters(subject.source);
    case ViolationResource::trusted_types_sink: return sink_sample(subject.sink, subject.source);
    case ViolationResource::wasm_eval:
    case ViolationResource::url:
    case ViolationResource::none: break;
  }
  return {};
}

}  // namespace

ViolationSubject ViolationSubject::request(const UrlView& url) noexcept {
  return {.resource = ViolationResource::url, .url = url};
}
ViolationSubject ViolationSubject::inline_block(std::string_view source) noexcept {
  return {.resource = ViolationResource::inline_block, .source = source};
}
ViolationSubject ViolationSubject::javascript_navigation() noexcept { return inline_block({}); }
ViolationSubject ViolationSubject::eval(std::string_view source) noexcept {
  return {.resource = ViolationResource::eval, .source = source};
}
ViolationSubject ViolationSubject::wasm() noexcept {
  return {.resource = ViolationResource::wasm_eval};
}
ViolationSubject ViolationSubject::navigation(const UrlView& url) noexcept { return request(url); }
// #allow-base-for-document, step 2.4.2, says "inline", and not the URL.
ViolationSubject ViolationSubject::base_uri() noexcept { return inline_block({}); }
ViolationSubject ViolationSubject::webrtc() noexcept { return {}; }
ViolationSubject ViolationSubject::trusted_types_policy(std::string_view name) noexcept {
  return {.resource = ViolationResource::trusted_types_policy, .source = name};
}
ViolationSubject ViolationSubject::trusted_types_sink(std::string_view sink,
                                                      std::string_view source) noexcept {
  return {.resource = ViolationResource::trusted_types_sink, .source = source, .sink = sink};
}

// https://w3c.github.io/webappsec-csp/#create-violation-for-global
Violation create_violation(const CompiledPolicy& policy, const PolicyViolation& found,
                           const ViolationContext& context, const ViolationSubject& subject) {
  // 1. The policy, the directive, and what was checked.
  Violation violation;
  violation.url = context.url;
  violation.policy = serialize_policy(policy);
  violation.disposition = found.disposition;
  violation.effective_directive = directive_name(found.effective_directive);
  violation.resource = subject.resource;
  if (subject.url) {
    if (auto url = Url::parse(subject.url->href)) violation.resource_url = *std::move(url);
  }
  violation.sample = sample_of(policy, found, subject);
  // 2. Where the script stood.
  violation.source_file = context.source_file;
  violation.line_number = context.line_number;
  violation.column_number = context.column_number;
  // 3.
  violation.referrer = context.referrer;
  // 4.
  violation.status = context.status;
  // 5.
  return violation;
}

// https://w3c.github.io/webappsec-csp/#obtain-violation-blocked-uri
std::string obtain_violation_blocked_uri(const Violation& violation) {
  // 1. (A resource that is null, as webrtc has it, is against the text's assertion.)
  switch (violation.resource) {
    // 2.
    case ViolationResource::url:
      return violation.resource_url ? strip_url_for_use_in_reports(violation.resource_url->view())
                                    : std::string();
    // 3.
    case ViolationResource::inline_block: return "inline";
    case ViolationResource::eval: return "eval";
    case ViolationResource::wasm_eval: return "wasm-eval";
    case ViolationResource::trusted_types_policy: return "trusted-types-policy";
    case ViolationResource::trusted_types_sink: return "trusted-types-sink";
    case ViolationResource::none: break;
  }
  return {};
}

// https://w3c.github.io/webappsec-csp/#report-violation
ReportEndpoints report_endpoints(const CompiledPolicy& policy, const Url& document_url) {
  ReportEndpoints endpoints;
  // 3.5., and 3.4.1: report-to takes the place of report-uri.
  endpoints.group = endpoint_name(policy);
  if (endpoints.group) return endpoints;
  // 3.4.2. Each token against the document's URL. What does not parse is passed over.
  split_on_ascii_whitespace(policy.value_of(report_uri), [&](std::string_view token, std::size_t) {
    if (auto endpoint = Url::parse(token, &document_url)) {
      endpoints.urls.push_back(*std::move(endpoint));
    }
  });
  return endpoints;
}

// https://w3c.github.io/webappsec-csp/#potentially-report-hash
std::optional<HashReport> potentially_report_hash(
    const CompiledPolicy& policy, DirectiveId directive, const UrlView& document_url,
    const UrlView& request_url, Destination destination, std::optional<std::string_view> body) {
  if (!is_script_like(destination)) return std::nullopt;
  // 1. to 4. The last algorithm named wins.
  const std::string_view value = policy.value_of(directive);
  std::optional<HashAlgorithm> algorithm;
  if (contains(value, "'report-sha256'")) algorithm = HashAlgorithm::sha256;
  if (contains(value, "'report-sha384'")) algorithm = HashAlgorithm::sha384;
  if (contains(value, "'report-sha512'")) algorithm = HashAlgorithm::sha512;
  // 5.
  if (!algorithm) return std::nullopt;
  HashReport report;
  // 6. and 7. Only what the page may read.
  if (body) {
    report.hash = std::string(hash_algorithm_name(*algorithm)) + "-" +
                  base64_encode(digest(*algorithm, *body).view());
  }
  // 8. to 10.
  report.document_url = strip_url_for_use_in_reports(document_url);
  // 11. and 12.
  const std::optional<std::string> group = endpoint_name(policy);
  if (!group) return std::nullopt;
  report.group = *group;
  // 13.
  report.subresource_url = request_url.href;
  report.destination = destination;
  // 14. (Queueing it is the embedder's.)
  return report;
}

}  // namespace cspkit
