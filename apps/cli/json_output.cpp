// SPDX-License-Identifier: Apache-2.0
#include "json_output.h"

#include <array>
#include <boost/json/serializer.hpp>

#include "utf8.h"

namespace cspkit::cli {

namespace {

// Outside of strings a JSON text is ASCII, so ill-formed UTF-8 can be mended in the finished text.
void end_document(std::string& out, std::size_t begin) {
  const std::string_view written = std::string_view(out).substr(begin);
  if (!is_well_formed(written)) out.replace(begin, out.npos, replace_ill_formed(written));
  out += '\n';
}

}  // namespace

void append_json(std::string& out, const boost::json::value& document) {
  const std::size_t begin = out.size();
  boost::json::serializer serializer;
  serializer.reset(&document);
  std::array<char, 8192> buffer;
  while (!serializer.done()) out += serializer.read(buffer.data(), buffer.size());
  end_document(out, begin);
}

void append_json(std::string& out, const JsonWriter& document) {
  const std::size_t begin = out.size();
  out += document.text();
  if (document.is_ascii()) {
    out += '\n';
  } else {
    end_document(out, begin);
  }
}

void write_json(Output& out, const JsonWriter& document) {
  std::string text;
  append_json(text, document);
  out.write(text);
}

void write_json(Output& out, const boost::json::value& document) {
  std::string text;
  append_json(text, document);
  out.write(text);
}

}  // namespace cspkit::cli
