// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/json_walk.h"
#include "convert/from/reader.h"
#include "cspkit/limits.h"

namespace cspkit::convert {
namespace {

/// `headers[].source` with `headers[].headers[].key` and `.value`, and `routes[].src` with `routes[].headers.NAME`.
/// Source: https://vercel.com/docs/project-configuration#headers
class VercelVisitor : public JsonVisitor {
 public:
  explicit VercelVisitor(Collector& collector) : collector_(collector) {}

  /// Whether the document is an object, as a vercel.json is.
  [[nodiscard]] bool is_object() const { return is_object_; }

  void object_begin(const JsonPath& path) override {
    if (path.empty()) is_object_ = true;
    if (is_rules(path)) refuse(path.front());
  }

  void number(const JsonPath& path, std::int64_t /*value*/) override {
    if (is_rules(path)) refuse(path.front());
  }

  void string(const JsonPath& path, JsonString found) override {
    if (is_rules(path)) refuse(path.front(), found.place);
    if (!found.complete) return;
    std::string& value = found.text;
    const ConfigPlace place{found.place.line, found.place.column};
    if (is(path, {"headers", "[]", "source"}) || is(path, {"routes", "[]", "src"})) {
      rule_.source = std::move(value);
    } else if (is(path, {"headers", "[]", "headers", "[]", "key"})) {
      key_ = std::move(value);
      place_ = place;
    } else if (is(path, {"headers", "[]", "headers", "[]", "value"})) {
      value_ = std::move(value);
    } else if (path.size() == 4 &&
               is({path.begin(), path.end() - 1}, {"routes", "[]", "headers"})) {
      keep(path.back(), std::move(value), place);
    }
    if (path.size() > 2 && path[0] == "headers" && (path[2] == "has" || path[2] == "missing"))
      rule_.condition = true;
  }

  void object_end(const JsonPath& path) override {
    if (is(path, {"headers", "[]", "headers", "[]"})) {
      if (key_ && value_) keep(*key_, *std::move(value_), place_);
      key_.reset();
      value_.reset();
    } else if (is(path, {"headers", "[]"}) || is(path, {"routes", "[]"})) {
      finish_rule();
    }
  }

 private:
  struct Found {
    std::string value;
    Disposition disposition;
    ConfigPlace place;
  };
  struct Rule {
    std::string source;
    bool condition = false;
    std::vector<Found> found;
  };

  static bool is_rules(const JsonPath& path) {
    return is(path, {"headers"}) || is(path, {"routes"});
  }

  void refuse(const std::string& name, JsonPlace place = {}) {
    collector_.remark({place.line, place.column}, Severity::warning,
                      fmt::format("\"{}\" is no list of rules, and is not read", name));
  }

  static bool is(const JsonPath& path, std::initializer_list<std::string_view> names) {
    return std::equal(path.begin(), path.end(), names.begin(), names.end());
  }

  void keep(std::string_view name, std::string value, ConfigPlace place) {
    if (const auto disposition = policy_field(name))
      rule_.found.push_back({std::move(value), *disposition, place});
  }

  void finish_rule() {
    for (const Found& found : rule_.found) {
      Template value;
      value.add_text(found.value);
      std::string context = rule_.source == "/(.*)" ? "" : rule_.source;
      if (rule_.condition) context += " (under the rule's conditions)";
      collector_.policy(value, found.disposition, found.place, std::move(context));
    }
    rule_ = {};
  }

  Collector& collector_;
  Rule rule_;
  std::optional<std::string> key_;
  std::optional<std::string> value_;
  ConfigPlace place_;
  bool is_object_ = false;
};

}  // namespace

ReadResult read_vercel(std::string_view text) {
  Collector collector;
  VercelVisitor visitor(collector);
  JsonWalk walk(visitor, limits::kMaxConfigDepth);
  if (!walk.write(text) || !walk.finish()) {
    const JsonProblem& problem = *walk.problem();
    return unreadable({problem.place.line, problem.place.column}, problem.message);
  }
  if (!visitor.is_object()) {
    return unreadable({}, "no JSON object, so that it is no vercel.json; give that file");
  }
  return collector.take();
}

}  // namespace cspkit::convert
