// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/policy.h"

namespace cspkit {

/// Where a policy can be written to.
enum class Target : std::uint8_t {
  header,
  meta,
  nginx,
  apache,
  caddy,
  haproxy,
  iis,
  helmet,
  django,
  rails,
  spring,
  nextjs,
  netlify,
  cloudflare,
  vercel,
  json,
};
inline constexpr std::size_t kTargetCount = 16;

/// One way to write for a target: a target may have a static file and a piece of code that draws nonces.
struct TargetForm {
  std::string_view name;  ///< `toml`, `edge`; chosen by ConvertOptions::form
  std::string_view file;  ///< where the text belongs, as a phrase: `netlify.toml`
  std::string_view
      comment;  ///< what begins a comment line of the text, or empty where it knows none
  bool draws_nonce = false;  ///< whether `{nonce}` becomes a value drawn for each response
  std::size_t most_bytes =
      0;  ///< bytes of one header value that pass, or 0 where no limit is known
  std::string_view limit = {};            ///< what sets the limit, as a phrase
  std::string_view limit_reference = {};  ///< where the limit is documented
};

/// One row of the table of targets.
struct TargetInfo {
  Target id;
  std::string_view name;       ///< `nginx`
  std::string_view summary;    ///< one phrase
  std::string_view reference;  ///< the documentation of the way that is used
  std::span<const TargetForm> forms;
};

/// The table, indexed by Target.
[[nodiscard]] std::span<const TargetInfo, kTargetCount> target_table() noexcept;
[[nodiscard]] const TargetInfo& target_info(Target id) noexcept;
[[nodiscard]] std::optional<Target> find_target(std::string_view name) noexcept;

struct ConvertOptions {
  /// The name of a form of the target; empty: the first one that can carry what the policies need.
  std::string_view form;
};

/// Something that the reader of the text has to know: one or two sentences.
struct ConvertNote {
  std::string message;
  std::string reference;  ///< a URL, or empty
};

struct Conversion {
  const TargetForm* form = nullptr;  ///< a row of the table; never null
  std::string text;  ///< ready to paste; empty where the target can carry nothing of it
  std::vector<ConvertNote> notes;
};

/// What cannot be written at all: what, and the remedy after a semicolon.
struct ConvertError {
  std::string message;
};

/// Writes policies in the syntax of the target, escaped so that exactly they are sent. Several policies of one
/// disposition are one header field with a comma between two, which is the same to every browser. `{nonce}` becomes
/// the target's own way to draw a nonce; where the target has none, the nonce is left out (with the `'unsafe-inline'`
/// that it had silenced) and a note tells the way out, so that what is written is never looser than what was asked.
///
///     const auto parsed = cspkit::parse_policies("script-src 'self' 'nonce-{nonce}'");
///     const auto nginx = cspkit::convert_policies(parsed.policies, cspkit::Target::nginx);
///     nginx->text;  // … add_header Content-Security-Policy "script-src 'self' 'nonce-$csp_nonce'" always;
///
/// Errors: an unknown form; no policy; a policy with control characters, which no header field can carry.
[[nodiscard]] tl::expected<Conversion, ConvertError> convert_policies(
    std::span<const Policy> policies, Target target, ConvertOptions options = {});

/// What policies can be read out of.
enum class ConfigFormat : std::uint8_t {
  nginx,
  apache,
  caddy,
  haproxy,
  helmet,
  netlify,
  vercel,
  html,
  har,
  headers,
};
inline constexpr std::size_t kConfigFormatCount = 10;

struct ConfigFormatInfo {
  ConfigFormat id;
  std::string_view name;     ///< `nginx`
  std::string_view summary;  ///< one phrase: what is read
};

/// The table, indexed by ConfigFormat.
[[nodiscard]] std::span<const ConfigFormatInfo, kConfigFormatCount> config_format_table() noexcept;
[[nodiscard]] std::optional<ConfigFormat> find_config_format(std::string_view name) noexcept;

/// A place in a text: lines and columns from 1, columns in bytes.
struct ConfigPlace {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const ConfigPlace&, const ConfigPlace&) = default;
};

/// One header field or `<meta>` that a configuration sends.
struct FoundPolicy {
  std::string value;  ///< in header syntax; where a variable stands for a nonce, `{nonce}`
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
  ConfigPlace place;
  /// What it is sent for, as the file says it: `server example.com, location /app/`; the path of a rule; a URL.
  /// Policies of the same context are sent together. Empty: for everything.
  std::string context;
};

/// Something about the file that bears on its policies, or that was not understood.
struct ConfigRemark {
  ConfigPlace place;
  Severity severity = Severity::warning;
  std::string message;
};

struct ConfigReading {
  std::vector<FoundPolicy> policies;  ///< in the order of the file
  std::vector<ConfigRemark> remarks;  ///< in the order of the file
};

/// Why a file could not be read: a place, what is wrong there, and the remedy after a semicolon.
struct ConfigError {
  ConfigPlace place;
  std::string message;
};

/// Reads the policies out of a configuration file, by the format's own rules of quoting, continuation and inheritance.
/// What cannot be understood is a remark with its place, never silence.
///
///     const auto reading = cspkit::read_config(text, cspkit::ConfigFormat::nginx);
///     reading->policies[0].value;    // default-src 'self'; script-src 'nonce-{nonce}'
///     reading->policies[0].context;  // server example.com, location /app/
///
/// Errors: text that the format's own reader would refuse; nesting or size beyond cspkit/limits.h.
[[nodiscard]] tl::expected<ConfigReading, ConfigError> read_config(std::string_view text,
                                                                   ConfigFormat format);

/// Reads a HAR file piece by piece, and keeps no more of it than the policies: the response headers of documents
/// (HTML that is no redirect). A place is a byte offset as the column of line 1, since HAR files are one long line.
class HarPolicyReader {
 public:
  HarPolicyReader();
  ~HarPolicyReader();
  HarPolicyReader(const HarPolicyReader&) = delete;
  HarPolicyReader& operator=(const HarPolicyReader&) = delete;

  /// Takes the next piece; false where the text is no HAR file, and finish() says why.
  bool write(std::string_view piece);
  /// What was read, once all pieces were given.
  [[nodiscard]] tl::expected<ConfigReading, ConfigError> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cspkit
