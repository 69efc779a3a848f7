// SPDX-License-Identifier: Apache-2.0
#include "header_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "error.h"

namespace cspkit::cli {
namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

// token, https://www.rfc-editor.org/rfc/rfc9110#name-tokens
bool is_token(std::string_view name) {
  constexpr std::string_view kToken =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return !name.empty() && name.find_first_not_of(kToken) == std::string_view::npos;
}

std::optional<Disposition> policy_header(std::string_view name) {
  const std::string known = lower(name);
  if (known == "content-security-policy") return Disposition::enforce;
  if (known == "content-security-policy-report-only") return Disposition::report;
  return std::nullopt;
}

class HeaderReader {
 public:
  HeaderReader(std::string_view text, std::string_view name)
      : text_(text), rest_(text), name_(name) {}

  ResponseHeaders read() {
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
        take(line);
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

  void take(std::string_view line) {
    if (kBlanks.find(line.front()) != std::string_view::npos) return continue_value(line);
    const std::size_t colon = line.find(':', 1);  // a colon in front begins `:status`
    const std::string_view name = line.substr(0, colon);
    if (colon == std::string_view::npos) fail("no colon");
    if (!is_token(name.starts_with(':') ? name.substr(1) : name)) {
      fail("the name before the colon is not a header name");
    }
    const std::string_view value = trim(line.substr(colon + 1));
    if (const auto disposition = policy_header(name)) {
      const std::size_t offset =
          value.empty() ? 0 : static_cast<std::size_t>(value.data() - text_.data());
      found_.policies.push_back({number_, std::string(value), *disposition, offset});
      open_ = Open::policy_header;
    } else {
      found_.others.push_back({std::string(name), std::string(value)});
      open_ = Open::other_header;
    }
  }

  // obs-fold, https://www.rfc-editor.org/rfc/rfc9112#name-obsolete-line-folding
  void continue_value(std::string_view line) {
    if (open_ == Open::nothing) fail("a folded line without a header before it");
    const bool policy = open_ == Open::policy_header;
    if (policy) found_.policies.back().offset.reset();
    std::string& value = policy ? found_.policies.back().value : found_.others.back().value;
    const std::string_view more = trim(line);
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
  }

  [[noreturn]] void fail(std::string_view what) const {
    throw InputError(
        fmt::format("{}: line {}: {}; write HTTP response headers, one `Name: value` a line", name_,
                    number_, what));
  }

  std::string_view text_;
  std::string_view rest_;
  std::string_view name_;
  std::size_t number_ = 0;
  Open open_ = Open::nothing;
  ResponseHeaders found_;
};

}  // namespace

std::vector<HeaderPolicy> find_policy_headers(std::string_view text, std::string_view name) {
  return read_response_headers(text, name).policies;
}

ResponseHeaders read_response_headers(std::string_view text, std::string_view name) {
  return HeaderReader(text, name).read();
}

}  // namespace cspkit::cli
