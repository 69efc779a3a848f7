// SPDX-License-Identifier: Apache-2.0
#include "url/percent_encoding.h"

#include "base/ascii.h"

namespace cspkit::whatwg {

void utf8_percent_encode(std::string_view text, CodePointSet set, std::string& out) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::size_t copied = 0;  // everything before has been appended
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_in(text[i], set)) continue;
    out.append(text, copied, i - copied);
    copied = i + 1;
    const auto byte = static_cast<unsigned char>(text[i]);
    out.append({'%', kDigits[byte >> 4], kDigits[byte & 0xF]});
  }
  out.append(text, copied);
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_ascii_hex_digit(text[i + 1]) &&
        is_ascii_hex_digit(text[i + 2])) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace cspkit::whatwg
