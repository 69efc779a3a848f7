// SPDX-License-Identifier: Apache-2.0
#include "match/script_url.h"

#include "url/percent_encoding.h"
#include "url/utf8.h"

namespace cspkit {
namespace {

bool is_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const whatwg::Utf8Unit unit = whatwg::utf8_unit_at(text, at);
    if (unit.form == whatwg::Utf8Unit::Form::ill_formed) return false;
    at += unit.length;
  }
  return true;
}

}  // namespace

std::string decode_script_url(std::string_view url) {
  std::string bytes = whatwg::percent_decode(url);
  if (is_utf8(bytes)) return bytes;
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | byte >> 6);
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return text;
}

}  // namespace cspkit
