// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/convert.h"
#include "cspkit/response_headers.h"

/// What the files of from/ have in common: each reads one format.
namespace cspkit::convert {

using ReadResult = tl::expected<ConfigReading, ConfigError>;
using Reader = ReadResult (*)(std::string_view text);

ReadResult read_nginx(std::string_view text);
ReadResult read_apache(std::string_view text);
ReadResult read_caddy(std::string_view text);
ReadResult read_haproxy(std::string_view text);
ReadResult read_helmet(std::string_view text);
ReadResult read_netlify(std::string_view text);
ReadResult read_netlify_toml(std::string_view text);
ReadResult read_headers_file(std::string_view text);
ReadResult read_vercel(std::string_view text);
ReadResult read_html(std::string_view text);
ReadResult read_har(std::string_view text);
ReadResult read_headers(std::string_view text);

/// A value in pieces: text, and variables as the file writes them.
class Template {
 public:
  void add_text(std::string_view text);
  void add_variable(std::string_view written, std::string_view name);
  void append(const Template& other);

  [[nodiscard]] std::size_t size() const noexcept { return bytes_; }
  [[nodiscard]] bool is_constant() const noexcept;
  /// The name of the variable where the value is one variable and nothing else.
  [[nodiscard]] std::optional<std::string_view> sole_variable() const noexcept;

  /// The value in header syntax: a variable between `'nonce-` and `'` is `{nonce}`; another one stays as it is written
  /// and brings a remark. Line breaks are white space.
  [[nodiscard]] std::string to_value(ConfigPlace place, std::vector<ConfigRemark>& remarks) const;

  struct Part {
    std::string text;
    std::string name;  ///< of a variable; empty for text
  };
  [[nodiscard]] const std::vector<Part>& parts() const noexcept { return parts_; }

 private:
  std::vector<Part> parts_;
  std::size_t bytes_ = 0;
};

/// Why a variable is no good source of nonces, or nothing: `request_id`, `UNIQUE_ID`, `uuid()`.
[[nodiscard]] std::string_view weak_nonce_source(std::string_view name) noexcept;

/// Collects what a reader finds.
class Collector {
 public:
  void policy(const Template& value, Disposition disposition, ConfigPlace place,
              std::string context);
  void remark(ConfigPlace place, Severity severity, std::string message);
  /// Takes out policies that something later undoes.
  std::size_t remove_if(const std::function<bool(const FoundPolicy&)>& gone);

  [[nodiscard]] ConfigReading take();

 private:
  ConfigReading reading_;
};

[[nodiscard]] inline tl::unexpected<ConfigError> unreadable(ConfigPlace place,
                                                            std::string message) {
  return tl::unexpected(ConfigError{place, std::move(message)});
}

}  // namespace cspkit::convert
