// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace cspkit::page {

/// Makes UTF-8 of text in an encoding of the Encoding Standard, as browsers read it: what is ill-formed becomes U+FFFD.
class TextDecoder {
 public:
  /// `encoding` is a name of encodings.h; empty for a page that names none: text that is well-formed UTF-8 is taken to be that,
  /// and other text to be windows-1252.
  explicit TextDecoder(std::string_view encoding = {});
  ~TextDecoder();
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;

  /// A whole text.
  [[nodiscard]] std::string decode(std::string_view bytes);
  /// A stream in pieces: appends to `out` what is certain after these bytes. For encodings that are not UTF-8.
  void feed(std::string_view bytes, std::string& out);
  void finish(std::string& out);

 private:
  enum class Kind : std::uint8_t { utf8, guessed, converted };
  class Converter;
  Kind kind_;
  std::unique_ptr<Converter> converter_;
};

}  // namespace cspkit::page
