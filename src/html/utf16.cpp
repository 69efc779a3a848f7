// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "cspkit/html.h"
#include "html/append_utf8.h"

namespace cspkit {

HtmlByteOrderMark find_html_byte_order_mark(std::string_view start) noexcept {
  if (start.starts_with("\xEF\xBB\xBF")) return HtmlByteOrderMark::utf8;
  if (start.starts_with("\xFF\xFE")) return HtmlByteOrderMark::utf16_le;
  if (start.starts_with("\xFE\xFF")) return HtmlByteOrderMark::utf16_be;
  return HtmlByteOrderMark::none;
}

void HtmlUtf16Decoder::feed(std::string_view chunk, std::string& out) {
  for (const char c : chunk) {
    const auto byte = static_cast<std::uint32_t>(static_cast<unsigned char>(c));
    if (!std::exchange(has_byte_, !has_byte_)) {
      byte_ = byte;
    } else {
      add(order_ == HtmlByteOrderMark::utf16_be ? byte_ << 8 | byte : byte << 8 | byte_, out);
    }
  }
}

void HtmlUtf16Decoder::add(std::uint32_t unit, std::string& out) {
  const bool is_trail = unit >= 0xDC00 && unit <= 0xDFFF;
  if (const std::uint32_t lead = std::exchange(lead_, 0); lead != 0) {
    if (is_trail) {
      html::append_utf8(0x1'0000 + ((lead - 0xD800) << 10) + (unit - 0xDC00), out);
      return;
    }
    out += html::kReplacement;
  }
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    lead_ = unit;
  } else if (is_trail) {
    out += html::kReplacement;
  } else {
    html::append_utf8(unit, out);
  }
}

void HtmlUtf16Decoder::finish(std::string& out) {
  const bool cut = std::exchange(has_byte_, false);
  if (std::exchange(lead_, 0) != 0 || cut) out += html::kReplacement;
}

}  // namespace cspkit
