// SPDX-License-Identifier: Apache-2.0
#include "url/input.h"

#include "url/utf8.h"

namespace cspkit::whatwg {
namespace {

constexpr bool is_c0_control_or_space(char c) { return static_cast<unsigned char>(c) <= 0x20; }
constexpr bool is_tab_or_newline(char c) { return c == '\t' || c == '\n' || c == '\r'; }

/// Where the trimmed input begins and ends.
struct Bounds {
  std::size_t begin, end;
};

Bounds trim(std::string_view input) noexcept {
  Bounds bounds{0, input.size()};
  while (bounds.begin < bounds.end && is_c0_control_or_space(input[bounds.begin])) ++bounds.begin;
  while (bounds.begin < bounds.end && is_c0_control_or_space(input[bounds.end - 1])) --bounds.end;
  return bounds;
}

/// A piece of the input and what it reads as.
struct Piece {
  std::size_t length;
  std::string_view text;
};

Piece piece_at(std::string_view input, std::size_t at) noexcept {
  if (is_tab_or_newline(input[at])) return {1, {}};
  const Utf8Unit unit = utf8_unit_at(input, at);
  if (unit.form == Utf8Unit::Form::ill_formed) return {unit.length, kReplacement};
  return {unit.length, input.substr(at, unit.length)};
}

}  // namespace

std::string_view clean_url_input(std::string_view input, std::string& buffer) {
  const Bounds bounds = trim(input);
  const std::string_view trimmed = input.substr(bounds.begin, bounds.end - bounds.begin);
  // The usual input needs no copy.
  std::size_t at = 0;
  while (at < trimmed.size()) {
    const Piece piece = piece_at(trimmed, at);
    if (piece.text.data() != trimmed.data() + at) break;
    at += piece.length;
  }
  if (at == trimmed.size()) return trimmed;

  buffer.reserve(trimmed.size());
  buffer.assign(trimmed, 0, at);
  while (at < trimmed.size()) {
    const Piece piece = piece_at(trimmed, at);
    buffer += piece.text;
    at += piece.length;
  }
  return buffer;
}

std::size_t offset_in_url_input(std::string_view input, std::size_t cleaned_offset) noexcept {
  const Bounds bounds = trim(input);
  const std::string_view trimmed = input.substr(0, bounds.end);
  std::size_t at = bounds.begin;
  for (std::size_t cleaned = 0; at < trimmed.size();) {
    const Piece piece = piece_at(trimmed, at);
    if (cleaned + piece.text.size() > cleaned_offset) break;
    cleaned += piece.text.size();
    at += piece.length;
  }
  return at;
}

}  // namespace cspkit::whatwg
