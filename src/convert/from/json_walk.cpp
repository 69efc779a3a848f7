// SPDX-License-Identifier: Apache-2.0
#include "convert/from/json_walk.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>

#include "cspkit/limits.h"

namespace cspkit::convert {

namespace json = boost::json;

struct JsonWalk::Handler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t kLongestKey = 1024;

  JsonVisitor& visitor;
  JsonPath path = {};
  std::string text = {};
  bool too_long = false;
  ConfigPlace place = {};  ///< where the piece stands that is read now

  using ec = boost::system::error_code;

  bool on_document_begin(ec&) { return true; }
  bool on_document_end(ec&) { return true; }
  bool on_object_begin(ec&) {
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
  void add(std::string_view part, std::size_t longest) {
    too_long = too_long || text.size() + part.size() > longest;
    if (too_long)
      text.clear();
    else
      text += part;
  }
  bool on_key_part(std::string_view part, std::size_t, ec&) {
    add(part, kLongestKey);
    return true;
  }
  bool on_key(std::string_view part, std::size_t, ec&) {
    add(part, kLongestKey);
    path.back() = std::exchange(text, {});
    too_long = false;
    return true;
  }
  bool on_string_part(std::string_view part, std::size_t, ec&) {
    add(part, visitor.longest());
    return true;
  }
  bool on_string(std::string_view part, std::size_t, ec&) {
    add(part, visitor.longest());
    visitor.string(path, std::exchange(text, {}), place);
    too_long = false;
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
  ConfigPlace place = {};
};

JsonWalk::JsonWalk(JsonVisitor& visitor) {
  json::parse_options options;
  options.max_depth = limits::kMaxConfigDepth;
  options.allow_invalid_utf8 = true;
  parser_ = std::make_unique<Parser>(options, visitor);
}

JsonWalk::~JsonWalk() = default;

bool JsonWalk::fail(std::string_view message) {
  problem_ = ConfigError{parser_->place, fmt::format("{}; mend the JSON", message)};
  return false;
}

// Line by line, so that a value's line is known.
bool JsonWalk::write(std::string_view piece) {
  if (problem_) return false;
  while (!piece.empty()) {
    const std::size_t end = piece.find('\n');
    const std::size_t length = end == std::string_view::npos ? piece.size() : end + 1;
    parser_->parser.handler().place = parser_->place;
    boost::system::error_code error;
    const std::size_t taken = parser_->parser.write_some(true, piece.data(), length, error);
    parser_->place.column += taken;
    if (error) return fail(error.message());
    if (taken < length) return fail("something stands behind the end of the document");
    if (end != std::string_view::npos) parser_->place = {parser_->place.line + 1, 1};
    piece.remove_prefix(length);
  }
  return true;
}

bool JsonWalk::finish() {
  if (problem_) return false;
  boost::system::error_code error;
  parser_->parser.write_some(false, "", 0, error);
  return error ? fail(error.message()) : true;
}

}  // namespace cspkit::convert
