// SPDX-License-Identifier: Apache-2.0
#include "base/json_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <functional>
#include <utility>

namespace cspkit {

namespace json = boost::json;

namespace {

/// Which of these the parser tells depends on where the text was cut.
std::string reason_of(const boost::system::error_code& error) {
  if (error == json::error::illegal_leading_surrogate ||
      error == json::error::illegal_trailing_surrogate ||
      error == json::error::expected_hex_digit) {
    return "a \\u escape has not four hexadecimal digits, or is half of a surrogate pair";
  }
  return error.message();
}

}  // namespace

struct JsonWalk::Handler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t kLongestKey = 1024;

  JsonVisitor& visitor;
  JsonPath path = {};
  std::string text = {};
  std::size_t longest = 0;
  bool in_text = false;  ///< a piece of a key or string has come, and its end has not
  bool complete = true;
  JsonPlace place = {};         ///< of the last key
  JsonPlace piece_place = {};   ///< where the piece begins that is read now
  std::string_view piece = {};  ///< and what it holds

  using ec = boost::system::error_code;

  bool on_document_begin(ec&) { return true; }
  bool on_document_end(ec&) { return true; }
  bool on_object_begin(ec&) {
    visitor.object_begin(path);
    path.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, ec&) {
    path.pop_back();
    visitor.object_end(path);
    return true;
  }
  bool on_array_begin(ec&) {
    path.emplace_back("[]");
    return true;
  }
  bool on_array_end(std::size_t, ec&) {
    path.pop_back();
    visitor.array_end(path);
    return true;
  }

  void add(std::string_view part) {
    const std::size_t room = longest - text.size();
    complete = complete && part.size() <= room;
    text.append(part.substr(0, room));
  }
  void begin_text(std::size_t limit) {
    text.clear();
    longest = limit;
    complete = true;
    in_text = true;
  }
  // The parser hands out views into the piece, except where there are escapes: then the piece's start has to do.
  void note_place(std::string_view part) {
    place = piece_place;
    const char* const begin = piece.data();
    if (!std::less<>{}(part.data(), begin) && std::less<>{}(part.data(), begin + piece.size())) {
      const auto at = static_cast<std::size_t>(part.data() - begin);
      place.column += at == 0 ? 0 : at - 1;  // the quote before it
      place.offset += at == 0 ? 0 : at - 1;
    }
  }
  bool on_key_part(std::string_view part, std::size_t, ec&) {
    if (!in_text) {
      begin_text(kLongestKey);
      note_place(part);
    }
    add(part);
    return true;
  }
  bool on_key(std::string_view part, std::size_t size, ec& error) {
    on_key_part(part, size, error);
    in_text = false;
    path.back() = complete ? text : std::string();
    return true;
  }
  bool on_string_part(std::string_view part, std::size_t, ec&) {
    if (!in_text) begin_text(visitor.longest(path));
    add(part);
    return true;
  }
  bool on_string(std::string_view part, std::size_t size, ec& error) {
    on_string_part(part, size, error);
    in_text = false;
    if (longest > 0) visitor.string(path, {std::exchange(text, {}), place, complete});
    return true;
  }
  bool on_number_part(std::string_view, ec&) { return true; }
  bool on_int64(std::int64_t value, std::string_view, ec&) {
    visitor.number(path, value);
    return true;
  }
  bool on_uint64(std::uint64_t, std::string_view, ec&) { return true; }
  bool on_double(double, std::string_view, ec&) { return true; }
  bool on_bool(bool, ec&) { return true; }
  bool on_null(ec&) { return true; }
  bool on_comment_part(std::string_view, ec&) { return true; }
  bool on_comment(std::string_view, ec&) { return true; }
};

struct JsonWalk::Parser {
  Parser(const json::parse_options& options, JsonVisitor& visitor)
      : parser(options, Handler{visitor}) {}

  json::basic_parser<Handler> parser;
  JsonPlace place = {};
};

JsonWalk::JsonWalk(JsonVisitor& visitor, std::size_t max_depth) {
  json::parse_options options;
  options.max_depth = max_depth;
  options.allow_invalid_utf8 = true;
  parser_ = std::make_unique<Parser>(options, visitor);
}

JsonWalk::~JsonWalk() = default;

JsonPlace JsonWalk::place() const noexcept { return parser_->place; }

bool JsonWalk::fail(std::string_view message) {
  problem_ = JsonProblem{parser_->place, fmt::format("{}; mend the JSON", message)};
  return false;
}

// Line by line, so that a value's line is known.
bool JsonWalk::write(std::string_view piece) {
  if (problem_) return false;
  while (!piece.empty()) {
    const std::size_t end = piece.find('\n');
    const std::size_t length = end == std::string_view::npos ? piece.size() : end + 1;
    Handler& handler = parser_->parser.handler();
    handler.piece_place = parser_->place;
    handler.piece = piece.substr(0, length);
    boost::system::error_code error;
    const std::size_t taken = parser_->parser.write_some(true, piece.data(), length, error);
    parser_->place.column += taken;
    parser_->place.offset += taken;
    if (error) return fail(reason_of(error));
    if (taken < length) return fail("something stands behind the end of the document");
    if (end != std::string_view::npos) {
      parser_->place = {parser_->place.line + 1, 1, parser_->place.offset};
    }
    piece.remove_prefix(length);
  }
  return true;
}

bool JsonWalk::finish() {
  if (problem_) return false;
  boost::system::error_code error;
  parser_->parser.write_some(false, "", 0, error);
  return error ? fail(reason_of(error)) : true;
}

}  // namespace cspkit
