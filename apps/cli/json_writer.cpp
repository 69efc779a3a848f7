// SPDX-License-Identifier: Apache-2.0
#include "json_writer.h"

#include <algorithm>
#include <array>

#include "text_looks.h"
#include "utf8.h"

namespace cspkit::cli {

void JsonWriter::end_document() {
  if (!ascii_ && !is_well_formed(text().substr(begin_))) {
    const std::string mended = replace_ill_formed(text().substr(begin_));
    drop_document();
    commit(std::ranges::copy(mended, room(mended.size())).out);
  }
  char* end = room(1);
  *end++ = '\n';
  commit(end);
  begin_ = text().size();
}

void JsonWriter::value(std::string_view text) {
  put_looking(separate(text.size() + kAround), text);
}

void JsonWriter::put_looking(char* end, std::string_view text) {
  commit(end);
  *end++ = '"';
  const TextLooks looks(text, end);
  ascii_ = ascii_ && looks.ascii();
  if (looks.needs_escapes()) {
    serializer_.reset(boost::json::string_view(text.data(), text.size()));
    serialize();
    return;
  }
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

void JsonWriter::grow(std::size_t bytes) {
  const std::size_t written = text().size();
  text_.resize(2 * text_.size() + bytes);
  end_ = text_.data() + written;
  limit_ = text_.data() + text_.size();
}

void JsonWriter::serialize() {
  std::array<char, 1024> buffer;
  while (!serializer_.done()) {
    const auto piece = serializer_.read(buffer.data(), buffer.size());
    ascii_ = ascii_ && TextLooks({piece.data(), piece.size()}).ascii();
    char* const end = room(piece.size());
    std::memcpy(end, piece.data(), piece.size());
    commit(end + piece.size());
  }
  comma_ = true;
}

}  // namespace cspkit::cli
