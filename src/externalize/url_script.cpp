// SPDX-License-Identifier: Apache-2.0
#include "externalize/url_script.h"

#include "base/ascii.h"

namespace cspkit::externalize_detail {

std::string javascript_of_url(std::string_view url) {
  const std::size_t colon = url.find(':');
  std::string out;
  for (std::size_t at = colon == std::string_view::npos ? 0 : colon + 1; at < url.size(); ++at) {
    const bool encoded = url[at] == '%' && at + 2 < url.size() && is_ascii_hex_digit(url[at + 1]) &&
                         is_ascii_hex_digit(url[at + 2]);
    if (!encoded) {
      out += url[at];
      continue;
    }
    out += static_cast<char>(hex_value(url[at + 1]) << 4 | hex_value(url[at + 2]));
    at += 2;
  }
  return out;
}

}  // namespace cspkit::externalize_detail
