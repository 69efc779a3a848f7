// SPDX-License-Identifier: Apache-2.0
#include "page/text_decoder.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "base/ascii.h"
#include "html/append_utf8.h"
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

/// Where the Encoding Standard reads a byte (of the single-byte encodings) or what ICU makes of several (of the others)
/// otherwise than ICU does. A test holds all of them to what Chromium reads.
struct Fix {
  char16_t from, to;
};
// ICU has no ISO-8859-16: these are the differences to ISO-8859-15.
constexpr auto kIso16 = std::to_array<Fix>(
    {{0xA1, 0x0104}, {0xA2, 0x0105}, {0xA3, 0x0141}, {0xA5, 0x201E}, {0xAA, 0x0218}, {0xAC, 0x0179},
     {0xAE, 0x017A}, {0xAF, 0x017B}, {0xB2, 0x010C}, {0xB3, 0x0142}, {0xB5, 0x201D}, {0xB9, 0x010D},
     {0xBA, 0x0219}, {0xBF, 0x017C}, {0xC3, 0x0102}, {0xC5, 0x0106}, {0xD0, 0x0110}, {0xD1, 0x0143},
     {0xD5, 0x0150}, {0xD7, 0x015A}, {0xD8, 0x0170}, {0xDD, 0x0118}, {0xDE, 0x021A}, {0xE3, 0x0103},
     {0xE5, 0x0107}, {0xF0, 0x0111}, {0xF1, 0x0144}, {0xF5, 0x0151}, {0xF7, 0x015B}, {0xF8, 0x0171},
     {0xFD, 0x0119}, {0xFE, 0x021B}});
constexpr auto kKoi8U = std::to_array<Fix>({{0xAE, 0x045E}, {0xBE, 0x040E}});
constexpr auto kWindows874 = std::to_array<Fix>({{0xDB, 0xFFFD},
                                                 {0xDC, 0xFFFD},
                                                 {0xDD, 0xFFFD},
                                                 {0xDE, 0xFFFD},
                                                 {0xFC, 0xFFFD},
                                                 {0xFD, 0xFFFD},
                                                 {0xFE, 0xFFFD},
                                                 {0xFF, 0xFFFD}});
constexpr auto kWindows1253 = std::to_array<Fix>({{0xAA, 0xFFFD}});
constexpr auto kWindows1255 = std::to_array<Fix>({{0xCA, 0x05BA}});
// The characters that had no code points of their own when ICU's table was made.
constexpr auto kGb18030 = std::to_array<Fix>({{0xE5E5, 0x3000},
                                              {0xE78D, 0xFE10},
                                              {0xE78E, 0xFE12},
                                              {0xE78F, 0xFE11},
                                              {0xE790, 0xFE13},
                                              {0xE791, 0xFE14},
                                              {0xE792, 0xFE15},
                                              {0xE793, 0xFE16},
                                              {0xE794, 0xFE17},
                                              {0xE795, 0xFE18},
                                              {0xE796, 0xFE19},
                                              {0xE81E, 0x9FB4},
                                              {0xE826, 0x9FB5},
                                              {0xE82B, 0x9FB6},
                                              {0xE82C, 0x9FB7},
                                              {0xE832, 0x9FB8},
                                              {0xE843, 0x9FB9},
                                              {0xE854, 0x9FBA},
                                              {0xE864, 0x9FBB}});

std::span<const Fix> fixes_of(std::string_view encoding) noexcept {
  if (encoding == "ISO-8859-16") return kIso16;
  if (encoding == "KOI8-U") return kKoi8U;
  if (encoding == "windows-874") return kWindows874;
  if (encoding == "windows-1253") return kWindows1253;
  if (encoding == "windows-1255") return kWindows1255;
  if (encoding == "GBK" || encoding == "gb18030") return kGb18030;
  return {};
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
  explicit Converter(std::string_view encoding) : fixes_(fixes_of(encoding)) {
    UErrorCode error = U_ZERO_ERROR;
    const std::string name(icu_name(encoding));
    converter_ = ucnv_open(name.c_str(), &error);
    if (U_SUCCESS(error)) {
      ucnv_setToUCallBack(converter_, replace, nullptr, nullptr, nullptr, &error);
    }
    is_there_ = U_SUCCESS(error) != 0;
    if (is_there_ && ucnv_getMaxCharSize(converter_) == 1) read_table();
  }
  ~Converter() { ucnv_close(converter_); }
  /// Whether ICU has it. A full ICU has all of encodings.cpp.
  [[nodiscard]] bool is_there() const noexcept { return is_there_; }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  enum class End : std::uint8_t { no, yes };
  void convert(std::string_view bytes, End end, std::string& out) {
    if (!table_.empty()) {
      for (const char c : bytes) html::append_utf8(table_[static_cast<unsigned char>(c)], out);
      return;
    }
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
  void read_table() {
    table_.resize(256);
    for (unsigned byte = 0; byte < 256; ++byte) {
      const char source = static_cast<char>(byte);
      const char* at = &source;
      UChar unit = 0xFFFD;
      UChar* target = &unit;
      UErrorCode error = U_ZERO_ERROR;
      ucnv_toUnicode(converter_, &target, target + 1, &at, at + 1, nullptr, 1, &error);
      table_[byte] = byte < 0x80 ? static_cast<char16_t>(byte) : unit;
    }
    for (const Fix& fix : fixes_) table_[fix.from] = fix.to;
  }

  // A surrogate pair is never cut: ICU writes both halves, or keeps both back.
  void units_to_utf8(std::size_t count, std::string& out) {
    for (const Fix& fix : fixes_)
      std::replace(units_.begin(), units_.begin() + count, fix.from, fix.to);
    std::int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;
    u_strToUTF8WithSub(utf8_.data(), static_cast<std::int32_t>(utf8_.size()), &length,
                       units_.data(), static_cast<std::int32_t>(count), 0xFFFD, nullptr, &error);
    if (U_SUCCESS(error)) out.append(utf8_.data(), static_cast<std::size_t>(length));
  }

  UConverter* converter_ = nullptr;
  bool is_there_ = false;
  std::span<const Fix> fixes_;
  std::vector<char16_t> table_;  // of an encoding in which a byte is a character
  std::array<UChar, 2048> units_{};
  std::array<char, 3 * 2048 + 1> utf8_{};
};

TextDecoder::TextDecoder(std::string_view encoding)
    : kind_(encoding.empty() ? Kind::guessed : Kind::utf8) {
  if (encoding == "UTF-8" || icu_name(encoding).empty()) return;
  converter_ = std::make_unique<Converter>(encoding);
  if (converter_->is_there()) kind_ = Kind::converted;
}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

std::string TextDecoder::decode(std::string_view bytes) {
  // ISO-2022-JP hides characters in ASCII, behind escapes.
  if (is_ascii(bytes) && bytes.find('\x1B') == std::string_view::npos) return std::string(bytes);
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
