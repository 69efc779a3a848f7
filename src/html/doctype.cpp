// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/ascii.h"
#include "cspkit/html.h"
#include "html/find.h"

namespace cspkit {
namespace {

constexpr std::string_view kOpening = "<!doctype";

/// Reads the inside of a DOCTYPE, where `>` is always the end.
class DoctypeReader {
 public:
  DoctypeReader(std::string_view source, HtmlDoctype& result) : rest_(source), result_(result) {
    rest_.remove_prefix(std::min(rest_.size(), kOpening.size()));
    const std::size_t end = rest_.find('>');
    // Where the stream ends inside: force-quirks.
    ended_ = end != std::string_view::npos;
    rest_ = rest_.substr(0, end);
  }

  void read() {
    result_.force_quirks = !ended_;
    skip_space();
    if (rest_.empty()) {
      result_.force_quirks = true;
      return;
    }
    result_.name = take([](char c) { return html::is(c, html::kSpace); });
    result_.has_name = true;
    skip_space();
    if (rest_.empty()) return;
    if (starts_with_ignoring_ascii_case(rest_, "public")) {
      rest_.remove_prefix(6);
      if (!identifier(result_.public_id, result_.has_public_id)) return;
      skip_space();
      if (!rest_.empty()) read_system();
    } else if (starts_with_ignoring_ascii_case(rest_, "system")) {
      rest_.remove_prefix(6);
      read_system();
    } else {
      result_.force_quirks = true;
    }
  }

 private:
  void skip_space() {
    while (!rest_.empty() && html::is(rest_[0], html::kSpace)) rest_.remove_prefix(1);
  }

  template <class F>
  std::string_view take(F&& is_end) {
    std::size_t n = 0;
    while (n < rest_.size() && !is_end(rest_[n])) ++n;
    const std::string_view taken = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return taken;
  }

  void read_system() {
    if (!identifier(result_.system_id, result_.has_system_id)) return;
    skip_space();
    // Bogus DOCTYPE state: the rest is ignored, and with it whether it ends.
    if (!rest_.empty()) result_.force_quirks = false;
  }

  /// A quoted identifier. False where there is nothing more to be read.
  bool identifier(std::string_view& value, bool& has_value) {
    skip_space();
    if (rest_.empty() || (rest_[0] != '"' && rest_[0] != '\'')) {
      result_.force_quirks = true;
      return false;
    }
    const char quote = rest_[0];
    rest_.remove_prefix(1);
    value = take([quote](char c) { return c == quote; });
    has_value = true;
    if (rest_.empty()) {
      result_.force_quirks = true;  // The `>` or the end came before the closing quote.
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
  HtmlDoctype& result_;
  bool ended_ = false;
};

}  // namespace

HtmlDoctype parse_html_doctype(std::string_view source) noexcept {
  HtmlDoctype result;
  DoctypeReader(source, result).read();
  return result;
}

}  // namespace cspkit
