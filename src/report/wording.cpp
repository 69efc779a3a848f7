// SPDX-License-Identifier: Apache-2.0
#include "report/wording.h"

namespace cspkit::report {

std::string_view Gaps::operator[](std::string_view name) const noexcept {
  for (std::size_t i = 0; i < count_; ++i) {
    if (gaps_[i].name == name) return gaps_[i].text;
  }
  return {};
}

std::optional<Gaps> find_wording(std::string_view pattern, std::string_view line) noexcept {
  Gaps found;
  std::size_t at = 0;  // in the line, behind what is matched
  bool in_gap = true;  // the sentence may begin anywhere
  bool first = true;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::string_view literal = pattern.substr(0, open);
    if (!literal.empty()) {
      const std::size_t where =
          in_gap ? line.find(literal, at) : (line.substr(at).starts_with(literal) ? at : line.npos);
      if (where == line.npos) return std::nullopt;
      if (first) {
        found.before = line.substr(0, where);
      } else if (in_gap) {
        found.gaps_[found.count_ - 1].text = line.substr(at, where - at);
      }
      at = where + literal.size();
      in_gap = false;
      first = false;
    }
    if (open == pattern.npos) break;
    const std::size_t close = pattern.find('}', open);
    if (found.count_ == found.gaps_.size()) return std::nullopt;
    found.gaps_[found.count_++] = {pattern.substr(open + 1, close - open - 1), {}};
    in_gap = true;
    pattern.remove_prefix(close + 1);
    if (pattern.empty()) {
      found.gaps_[found.count_ - 1].text = line.substr(at);
      at = line.size();
    }
  }
  found.rest = line.substr(at);
  return found;
}

}  // namespace cspkit::report
