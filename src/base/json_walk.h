// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cspkit {

/// A place in a JSON text: line and column from 1, the column in bytes; offset from 0.
struct JsonPlace {
  std::size_t line = 1;
  std::size_t column = 1;
  std::uint64_t offset = 0;
};

/// Why a text is no JSON: a sentence with the remedy after a semicolon.
struct JsonProblem {
  JsonPlace place;
  std::string message;
};

/// Where a value stands in a JSON document: the keys around it, and `[]` for an array's element.
using JsonPath = std::vector<std::string>;

struct JsonString {
  std::string text;
  JsonPlace place;       ///< of its key, or, of an array's element, of the last key before it
  bool complete = true;  ///< false: cut at longest()
};

/// Gets what a JSON document holds, in its order.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;
  /// How many bytes of the string there are to be kept; 0: it is not wanted, and string() is not called.
  [[nodiscard]] virtual std::size_t longest(const JsonPath& /*path*/) { return 1u << 20; }
  virtual void string(const JsonPath& path, JsonString value) = 0;
  virtual void number(const JsonPath& /*path*/, std::int64_t /*value*/) {}
  virtual void object_begin(const JsonPath& /*path*/) {}
  virtual void object_end(const JsonPath& /*path*/) {}
  virtual void array_end(const JsonPath& /*path*/) {}
};

/// Reads a JSON document piece by piece and keeps nothing of it but the path to where it is.
class JsonWalk {
 public:
  /// Arrays and objects may stand `max_depth` deep within one another.
  JsonWalk(JsonVisitor& visitor, std::size_t max_depth);
  ~JsonWalk();
  JsonWalk(const JsonWalk&) = delete;
  JsonWalk& operator=(const JsonWalk&) = delete;

  /// False where the text is no JSON; problem() says why.
  bool write(std::string_view piece);
  bool finish();
  [[nodiscard]] const std::optional<JsonProblem>& problem() const noexcept { return problem_; }
  /// Behind what was read.
  [[nodiscard]] JsonPlace place() const noexcept;

 private:
  struct Handler;
  struct Parser;
  bool fail(std::string_view message);

  std::unique_ptr<Parser> parser_;
  std::optional<JsonProblem> problem_;
};

}  // namespace cspkit
