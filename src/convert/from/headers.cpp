// SPDX-License-Identifier: Apache-2.0
#include "base/ascii.h"
#include "convert/from/reader.h"

namespace cspkit::convert {
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

/// Headers as a server writes them or `curl -i` prints them: with or without a status line, HTTP/2's `:status`, obsolete
/// folding, a body behind the empty line. Of several responses the last counts.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : rest_(text) {}

  ReadResult read() {
    std::string_view line;
    bool in_headers = true;
    while (next_line(line)) {
      if (line.starts_with("HTTP/")) {  // a new response; what the one before said is past
        found_.clear();
        in_headers = true;
        open_ = Open::nothing;
      } else if (line.empty()) {
        in_headers = in_headers && number_ == 1;
      } else if (in_headers) {
        if (const char* const problem = take(line)) {
          return unreadable(
              {number_, 1},
              std::string(problem) + "; write HTTP response headers, one `Name: value` a line");
        }
      }
    }
    return ConfigReading{std::move(found_), {}};
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

  /// What is wrong with the line, or nothing.
  const char* take(std::string_view line) {
    if (kBlanks.find(line.front()) != std::string_view::npos) return continue_value(line);
    const std::size_t colon = line.find(':', 1);  // a colon in front begins `:status`
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos) return "no colon";
    if (!is_token(name.starts_with(':') ? name.substr(1) : name)) {
      return "the name before the colon is not a header name";
    }
    open_ = Open::other_header;
    if (const auto disposition = policy_field(name)) {
      found_.push_back({.value = std::string(trim(line.substr(colon + 1))),
                        .disposition = *disposition,
                        .delivery = Delivery::header,
                        .place = {number_, 1},
                        .context = {}});
      open_ = Open::policy_header;
    }
    return nullptr;
  }

  // obs-fold, https://www.rfc-editor.org/rfc/rfc9112#name-obsolete-line-folding
  const char* continue_value(std::string_view line) {
    if (open_ == Open::nothing) return "a folded line without a header before it";
    if (open_ != Open::policy_header) return nullptr;
    std::string& value = found_.back().value;
    const std::string_view more = trim(line);
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
    return nullptr;
  }

  std::string_view rest_;
  std::size_t number_ = 0;
  Open open_ = Open::nothing;
  std::vector<FoundPolicy> found_;
};

}  // namespace

ReadResult read_headers(std::string_view text) { return HeaderReader(text).read(); }

}  // namespace cspkit::convert
