// SPDX-License-Identifier: Apache-2.0
#include "cspkit/response_headers.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace cspkit {
namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// token, https://www.rfc-editor.org/rfc/rfc9110#name-tokens
bool is_token(std::string_view name) {
  constexpr std::string_view kToken =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return !name.empty() && name.find_first_not_of(kToken) == std::string_view::npos;
}

class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : text_(text), rest_(text) {}

  tl::expected<ResponseHeaders, HeaderError> read() {
    std::string_view line;
    bool in_headers = true;
    while (next_line(line)) {
      if (line.starts_with("HTTP/")) {  // a new response; what the one before said is past
        found_ = {};
        in_headers = true;
        open_ = Open::nothing;
      } else if (line.empty()) {
        in_headers = in_headers && number_ == 1;
      } else if (in_headers) {
        const std::string_view problem = take(line);
        if (!problem.empty()) return tl::unexpected(HeaderError{number_, problem});
      }
    }
    return std::move(found_);
  }

 private:
  enum class Open { nothing, other_header, policy_header };

  bool next_line(std::string_view& line) {
    if (rest_.empty()) return false;
    line = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return true;
  }

  /// What is wrong with the line; empty where nothing is.
  std::string_view take(std::string_view line) {
    if (kBlanks.find(line.front()) != std::string_view::npos) return continue_value(line);
    const std::size_t colon = line.find(':', 1);  // a colon in front begins `:status`
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos) return "no colon";
    if (!is_token(name.starts_with(':') ? name.substr(1) : name)) {
      return "the name before the colon is not a header name";
    }
    const std::string_view value = trim(line.substr(colon + 1));
    if (const auto disposition = policy_field(name)) {
      const std::size_t offset =
          value.empty() ? 0 : static_cast<std::size_t>(value.data() - text_.data());
      found_.policies.push_back({number_, std::string(value), *disposition, offset});
      open_ = Open::policy_header;
    } else {
      found_.others.push_back({std::string(name), std::string(value)});
      open_ = Open::other_header;
    }
    return {};
  }

  // obs-fold, https://www.rfc-editor.org/rfc/rfc9112#name-obsolete-line-folding
  std::string_view continue_value(std::string_view line) {
    if (open_ == Open::nothing) return "a folded line without a header before it";
    const bool policy = open_ == Open::policy_header;
    if (policy) found_.policies.back().offset.reset();
    std::string& value = policy ? found_.policies.back().value : found_.others.back().value;
    const std::string_view more = trim(line);
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
    return {};
  }

  std::string_view text_;
  std::string_view rest_;
  std::size_t number_ = 0;
  Open open_ = Open::nothing;
  ResponseHeaders found_;
};

}  // namespace

std::optional<Disposition> policy_field(std::string_view name) noexcept {
  if (equals_ignoring_ascii_case(name, "Content-Security-Policy")) return Disposition::enforce;
  if (equals_ignoring_ascii_case(name, "Content-Security-Policy-Report-Only"))
    return Disposition::report;
  return std::nullopt;
}

tl::expected<ResponseHeaders, HeaderError> read_response_headers(std::string_view text) {
  return HeaderReader(text).read();
}

}  // namespace cspkit
