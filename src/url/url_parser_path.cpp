// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/ascii.h"
#include "url/drive_letter.h"
#include "url/percent_encoding.h"
#include "url/url_parser.h"

namespace cspkit {

using namespace whatwg;

namespace {

/// How many dots `text` consists of, each written as `.` or `%2e`: 0 where it holds anything else,
/// or is empty.
int count_dots(std::string_view text) noexcept {
  int dots = 0;
  while (!text.empty()) {
    const bool encoded = starts_with_ignoring_ascii_case(text, "%2e");
    if (!encoded && text.front() != '.') return 0;
    text.remove_prefix(encoded ? 3 : 1);
    ++dots;
  }
  return dots;
}

}  // namespace

std::size_t UrlParser::find_segment_end() const noexcept {
  const auto ends = [this](char c) { return is_slash(c) || c == '?' || c == '#'; };
  const auto* found =
      std::find_if(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(), ends);
  return static_cast<std::size_t>(found - text_.begin());
}

// https://url.spec.whatwg.org/#shorten-a-urls-path
void UrlParser::shorten_path() {
  // 3. A drive letter that stands alone stays.
  if (scheme_ == "file" && path_.size() == 3 && first_segment_is_drive_letter(path_)) return;
  // 4. Without the last segment, if there is one.
  if (!path_.empty()) path_.resize(path_.rfind('/'));
}

// https://url.spec.whatwg.org/#path-or-authority-state
UrlParser::Step UrlParser::path_or_authority_state() {
  if (peek() != '/') return path_state();
  ++at_;
  return authority_state();
}

// https://url.spec.whatwg.org/#path-start-state
UrlParser::Step UrlParser::path_start_state() {
  // 1. A special URL always has a path.
  if (special_) {
    if (is_slash(peek())) ++at_;
    return path_state();
  }
  // 2-4. Another has one only where something is written.
  if (at_end() || peek() == '?' || peek() == '#') return after_path();
  if (peek() == '/') ++at_;
  return path_state();
}

// https://url.spec.whatwg.org/#path-state
UrlParser::Step UrlParser::path_state() {
  for (;;) {
    const std::size_t end = find_segment_end();
    const bool slash_follows = end < text_.size() && is_slash(text_[end]);
    const std::string_view written = text_.substr(at_, end - at_);
    const int dots = count_dots(written);
    if (dots == 1 || dots == 2) {
      // 1.2-1.3. Dots are directions, not segments; at the end they leave an empty segment.
      if (dots == 2) shorten_path();
      if (!slash_follows) path_ += '/';
    } else {
      // 2.4. The segment, encoded.
      const std::size_t begin = path_.size();
      path_ += '/';
      utf8_percent_encode(written, kPathSet, path_);
      // 1.4.1. A drive letter at the root of a file is written with a colon.
      if (begin == 0 && scheme_ == "file" && is_windows_drive_letter(written)) path_.back() = ':';
    }
    at_ = end;
    // 1.6-1.7. Whatever ends the path.
    if (!slash_follows) return after_path();
    ++at_;
  }
}

// https://url.spec.whatwg.org/#cannot-be-a-base-url-path-state
UrlParser::Step UrlParser::opaque_path_state() {
  has_opaque_path_ = true;
  const std::size_t end = std::min(text_.find_first_of("?#", at_), text_.size());
  utf8_percent_encode(text_.substr(at_, end - at_), kC0ControlSet, path_);
  at_ = end;
  return after_path();
}

/// The cursor stands at `?`, `#` or the end.
UrlParser::Step UrlParser::after_path() {
  if (peek() == '?') {
    ++at_;
    return query_state();
  }
  return fragment_state();
}

// https://url.spec.whatwg.org/#query-state
UrlParser::Step UrlParser::query_state() {
  has_query_ = true;
  const std::size_t end = std::min(text_.find('#', at_), text_.size());
  utf8_percent_encode(text_.substr(at_, end - at_), special_ ? kSpecialQuerySet : kQuerySet,
                      query_);
  at_ = end;
  return fragment_state();
}

// https://url.spec.whatwg.org/#fragment-state
UrlParser::Step UrlParser::fragment_state() {
  if (at_end()) return {};
  has_fragment_ = true;
  utf8_percent_encode(text_.substr(at_ + 1), kFragmentSet, fragment_);
  at_ = text_.size();
  return {};
}

}  // namespace cspkit
