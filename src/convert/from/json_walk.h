// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/convert.h"

namespace cspkit::convert {

/// Where a value stands in a JSON document: the keys around it, and `[]` for an array's element.
using JsonPath = std::vector<std::string>;

/// Gets what a JSON document holds, in its order. Strings longer than `longest()` come empty.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;
  virtual void string(const JsonPath& path, std::string value, ConfigPlace place) = 0;
  virtual void number(const JsonPath& /*path*/, std::int64_t /*value*/) {}
  virtual void object_end(const JsonPath& /*path*/) {}
  virtual void array_end(const JsonPath& /*path*/) {}
  [[nodiscard]] virtual std::size_t longest() const { return 1u << 20; }
};

/// Reads a JSON document piece by piece and keeps nothing of it but the path to where it is.
class JsonWalk {
 public:
  explicit JsonWalk(JsonVisitor& visitor);
  ~JsonWalk();
  JsonWalk(const JsonWalk&) = delete;
  JsonWalk& operator=(const JsonWalk&) = delete;

  /// False where the text is no JSON; problem() says why.
  bool write(std::string_view piece);
  bool finish();
  [[nodiscard]] const std::optional<ConfigError>& problem() const noexcept { return problem_; }

 private:
  struct Handler;
  struct Parser;
  bool fail(std::string_view message);

  std::unique_ptr<Parser> parser_;
  std::optional<ConfigError> problem_;
};

}  // namespace cspkit::convert
