// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "convert/from/reader.h"
#include "convert/from/scanner.h"
#include "cspkit/limits.h"

namespace cspkit {
namespace {

using namespace convert;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Row {
  ConfigFormatInfo info;
  Reader reader;
};

constexpr std::array<Row, kConfigFormatCount> kRows = {{
    {{ConfigFormat::nginx, "nginx", "nginx configuration (add_header, more_set_headers)"},
     read_nginx},
    {{ConfigFormat::apache, "apache", "Apache configuration or .htaccess (Header)"}, read_apache},
    {{ConfigFormat::caddy, "caddy", "a Caddyfile (header)"}, read_caddy},
    {{ConfigFormat::haproxy, "haproxy",
      "HAProxy configuration (http-response, http-after-response)"},
     read_haproxy},
    {{ConfigFormat::helmet, "helmet", "JavaScript that calls helmet or sets the header"},
     read_helmet},
    {{ConfigFormat::netlify, "netlify", "netlify.toml or a _headers file"}, read_netlify},
    {{ConfigFormat::vercel, "vercel", "vercel.json"}, read_vercel},
    {{ConfigFormat::html, "html", "the <meta> elements of an HTML page"}, read_html},
    {{ConfigFormat::har, "har", "the documents of a HAR file"}, read_har},
    {{ConfigFormat::headers, "headers", "raw HTTP response headers"}, read_headers},
}};

constexpr std::array<ConfigFormatInfo, kConfigFormatCount> make_table() {
  std::array<ConfigFormatInfo, kConfigFormatCount> table{};
  for (std::size_t i = 0; i < kConfigFormatCount; ++i) table[i] = kRows[i].info;
  return table;
}
constexpr auto kTable = make_table();

}  // namespace

std::span<const ConfigFormatInfo, kConfigFormatCount> config_format_table() noexcept {
  return kTable;
}

std::optional<ConfigFormat> find_config_format(std::string_view name) noexcept {
  const auto* const found = std::ranges::find(kTable, name, &ConfigFormatInfo::name);
  if (found == kTable.end()) return std::nullopt;
  return found->id;
}

tl::expected<ConfigReading, ConfigError> read_config(std::string_view text, ConfigFormat format) {
  if (format != ConfigFormat::har && text.size() > limits::kMaxConfigBytes) {
    return unreadable(
        {}, fmt::format(
                "{} bytes are more than the limit of {} bytes; give the part that sets the policy",
                text.size(), limits::kMaxConfigBytes));
  }
  // HTML has rules of its own for what follows; the others are text in UTF-8.
  if (format != ConfigFormat::html && text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  // A HAR file may come in pieces, and is refused in the same words then.
  if (format != ConfigFormat::html && format != ConfigFormat::har) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
      return unreadable({}, "text in UTF-16; save it as UTF-8");
    }
    if (const std::size_t at = text.find('\0'); at != text.npos) {
      Scanner scan(text);
      scan.skip(at);
      return unreadable(scan.place(), "a NUL byte, which no text has; give a text file in UTF-8");
    }
  }
  return kRows[static_cast<std::size_t>(format)].reader(text);
}

}  // namespace cspkit
