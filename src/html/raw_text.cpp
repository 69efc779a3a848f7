// SPDX-License-Identifier: Apache-2.0
#include "html/raw_text.h"

#include <algorithm>

#include "base/ascii.h"
#include "html/find.h"

namespace cspkit::html {
namespace {

constexpr std::string_view kScript = "script";
constexpr std::string_view kEscape = "!--";
constexpr std::size_t kMaxNameBytes = 32;

using Mark = RawText::Mark;

/// Whether `text` begins with `name`, in any case, and a byte that ends a tag's name.
Mark begins_with_tag(std::string_view text, std::string_view name, Mark found) noexcept {
  const std::size_t n = std::min(text.size(), name.size());
  if (!equals_ignoring_ascii_case(text.substr(0, n), name.substr(0, n))) return Mark::nothing;
  if (text.size() <= name.size()) return Mark::undecided;
  return is(text[name.size()], kEndsTagName) ? found : Mark::nothing;
}

Mark begins_with_end_tag(std::string_view text, std::string_view name, Mark found) noexcept {
  if (text.empty()) return Mark::undecided;
  return text[0] == '/' ? begins_with_tag(text.substr(1), name, found) : Mark::nothing;
}

}  // namespace

void RawText::enter(HtmlTextKind kind, std::string_view name) {
  kind_ = kind;
  name_.assign(name.substr(0, kMaxNameBytes));
  script_ = Script::plain;
  dashes_ = 0;
}

Mark RawText::mark(std::string_view behind) const noexcept {
  if (kind_ == HtmlTextKind::plaintext || name_.empty()) return Mark::nothing;
  if (kind_ == HtmlTextKind::script) {
    if (script_ == Script::double_escaped) {
      return begins_with_end_tag(behind, kScript, Mark::change);
    }
    if (script_ == Script::plain && (behind.empty() || behind[0] == '!')) {
      if (behind.starts_with(kEscape)) return Mark::change;
      return kEscape.starts_with(behind) ? Mark::undecided : Mark::nothing;
    }
    if (script_ == Script::escaped && (behind.empty() || behind[0] != '/')) {
      return begins_with_tag(behind, kScript, Mark::change);
    }
  }
  return begins_with_end_tag(behind, name_, Mark::end_tag);
}

std::size_t RawText::apply() noexcept {
  switch (script_) {
    case Script::plain:
      // The dashes of `<!--` may be those of `-->`.
      script_ = Script::escaped;
      dashes_ = 2;
      return 1 + kEscape.size();
    case Script::escaped:
      script_ = Script::double_escaped;
      dashes_ = 0;
      return 1 + kScript.size() + 1;
    case Script::double_escaped:
      script_ = Script::escaped;
      dashes_ = 0;
      return 2 + kScript.size() + 1;
  }
  return 1;
}

const char* RawText::skip_escaped(const char* p, const char* end) noexcept {
  for (; p != end && *p != '<'; ++p) {
    if (*p == '-') {
      dashes_ = std::min(dashes_ + 1, 2u);
    } else if (*p == '>' && dashes_ == 2) {
      script_ = Script::plain;
      return p + 1;
    } else {
      dashes_ = 0;
    }
  }
  return p;
}

}  // namespace cspkit::html
