// SPDX-License-Identifier: Apache-2.0
#include "json_writer.h"

#include <algorithm>
#include <array>

namespace cspkit::cli {
namespace {

struct Looks {
  bool needs_escapes;
  bool ascii;
};

// Without an early end, so that many characters are looked at in one step.
Looks look_at(std::string_view text) {
  unsigned char escapes = 0, all = 0;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    escapes |= static_cast<unsigned char>((byte < 0x20) | (byte == '"') | (byte == '\\'));
    all |= byte;
  }
  return {escapes != 0, all < 0x80};
}

}  // namespace

void JsonWriter::value(std::string_view text) {
  const Looks looks = look_at(text);
  ascii_ = ascii_ && looks.ascii;
  if (looks.needs_escapes) {
    commit(separate(0));
    serializer_.reset(boost::json::string_view(text.data(), text.size()));
    serialize();
    return;
  }
  char* end = separate(text.size() + 2);
  *end++ = '"';
  if (!text.empty()) std::memcpy(end, text.data(), text.size());
  end += text.size();
  *end++ = '"';
  commit(end);
  comma_ = true;
}

void JsonWriter::value(const boost::json::value& document) {
  commit(separate(0));
  serializer_.reset(&document);
  serialize();
}

void JsonWriter::serialize() {
  std::array<char, 1024> buffer;
  while (!serializer_.done()) {
    const auto piece = serializer_.read(buffer.data(), buffer.size());
    ascii_ = ascii_ && look_at({piece.data(), piece.size()}).ascii;
    std::memcpy(room(piece.size()), piece.data(), piece.size());
    size_ += piece.size();
  }
  comma_ = true;
}

}  // namespace cspkit::cli
