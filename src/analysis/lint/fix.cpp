// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "cspkit/lint.h"

namespace cspkit {

std::string apply_safe_fixes(std::string_view text, std::span<const Finding> findings,
                             std::size_t index) {
  std::vector<const Edit*> edits;
  const auto clashes = [&](const Edit& edit) {
    return std::ranges::any_of(edits, [&](const Edit* other) {
      return edit.span.begin < other->span.end && other->span.begin < edit.span.end;
    });
  };
  for (const Finding& finding : findings) {
    if (finding.text != index || !finding.fix || finding.fix->safety != FixSafety::safe) continue;
    if (std::ranges::any_of(finding.fix->edits, clashes)) continue;
    for (const Edit& edit : finding.fix->edits) edits.push_back(&edit);
  }
  std::ranges::stable_sort(edits, {}, [](const Edit* edit) { return edit->span.begin; });
  std::string fixed;
  std::size_t at = 0;
  for (const Edit* edit : edits) {
    fixed += text.substr(at, edit->span.begin - at);
    fixed += edit->replacement;
    at = edit->span.end;
  }
  fixed += text.substr(at);
  return fixed;
}

}  // namespace cspkit
