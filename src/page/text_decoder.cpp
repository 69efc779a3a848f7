// SPDX-License-Identifier: Apache-2.0
#include "page/text_decoder.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/ascii.h"
#include "page/encodings.h"
#include "url/utf8.h"

namespace cspkit::page {
namespace {

/// Where the first ill-formed sequence of UTF-8 begins, or the size.
std::size_t find_ill_formed(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_ascii(text[at])) {
      ++at;
      continue;
    }
    const whatwg::Utf8Unit unit = whatwg::utf8_unit_at(text, at);
    if (unit.form == whatwg::Utf8Unit::Form::ill_formed) return at;
    at += unit.length;
  }
  return at;
}

std::string mend_utf8(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t good = find_ill_formed(text);
    out += text.substr(0, good);
    if (good == text.size()) return out;
    out += whatwg::kReplacement;
    text.remove_prefix(good + whatwg::utf8_unit_at(text, good).length);
  }
}

/// ICU's own callback writes U+001A in some encodings.
void replace(const void*, UConverterToUnicodeArgs* args, const char*, std::int32_t,
             UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  *error = U_ZERO_ERROR;
  constexpr UChar kReplacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &kReplacement, 1, 0, error);
}

}  // namespace

/// One of ICU's converters.
class TextDecoder::Converter {
 public:
  explicit Converter(std::string_view encoding) {
    UErrorCode error = U_ZERO_ERROR;
    const std::string name(icu_name(encoding));
    converter_ = ucnv_open(name.c_str(), &error);
    if (U_SUCCESS(error)) {
      ucnv_setToUCallBack(converter_, replace, nullptr, nullptr, nullptr, &error);
    }
    if (U_FAILURE(error)) throw std::runtime_error("ICU lacks the converter " + name);
  }
  ~Converter() { ucnv_close(converter_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  enum class End : std::uint8_t { no, yes };
  void convert(std::string_view bytes, End end, std::string& out) {
    const char* source = bytes.data();
    const char* const source_end = source + bytes.size();
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    while (error == U_BUFFER_OVERFLOW_ERROR) {
      error = U_ZERO_ERROR;
      UChar* target = units_.data();
      ucnv_toUnicode(converter_, &target, target + units_.size(), &source, source_end, nullptr,
                     end == End::yes ? 1 : 0, &error);
      units_to_utf8(static_cast<std::size_t>(target - units_.data()), out);
    }
    if (end == End::yes) ucnv_resetToUnicode(converter_);
  }

 private:
  // A surrogate pair is never cut: ICU writes both halves, or keeps both back.
  void units_to_utf8(std::size_t count, std::string& out) {
    std::int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strToUTF8WithSub(utf8_.data(), static_cast<std::int32_t>(utf8_.size()), &length,
                       units_.data(), static_cast<std::int32_t>(count), 0xFFFD, nullptr, &error);
    if (U_SUCCESS(error)) out.append(utf8_.data(), static_cast<std::size_t>(length));
  }

  UConverter* converter_ = nullptr;
  std::array<UChar, 2048> units_{};
  std::array<char, 3 * 2048 + 1> utf8_{};
};

TextDecoder::TextDecoder(std::string_view encoding)
    : kind_(encoding.empty()      ? Kind::guessed
            : encoding == "UTF-8" ? Kind::utf8
                                  : Kind::converted) {
  if (kind_ == Kind::converted) converter_ = std::make_unique<Converter>(encoding);
}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

std::string TextDecoder::decode(std::string_view bytes) {
  if (is_ascii(bytes)) return std::string(bytes);
  if (kind_ != Kind::converted) {
    const bool is_utf8 = find_ill_formed(bytes) == bytes.size();
    if (is_utf8 || kind_ == Kind::utf8) return is_utf8 ? std::string(bytes) : mend_utf8(bytes);
    if (!converter_) converter_ = std::make_unique<Converter>("windows-1252");
  }
  std::string out;
  converter_->convert(bytes, Converter::End::yes, out);
  return out;
}

void TextDecoder::feed(std::string_view bytes, std::string& out) {
  converter_->convert(bytes, Converter::End::no, out);
}
void TextDecoder::finish(std::string& out) { converter_->convert({}, Converter::End::yes, out); }

}  // namespace cspkit::page
