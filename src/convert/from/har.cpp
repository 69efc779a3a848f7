// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ascii.h"
#include "convert/from/json_walk.h"
#include "convert/from/reader.h"
#include "cspkit/limits.h"

namespace cspkit {
namespace convert {
namespace {

constexpr std::size_t kMostContexts = 4096;

bool is_redirect(std::int64_t status) { return status >= 300 && status < 400 && status != 304; }

bool is_html(std::string_view type) {
  return starts_with_ignoring_ascii_case(type, "text/html") ||
         starts_with_ignoring_ascii_case(type, "application/xhtml+xml");
}

/// log.entries[]: request.url, response.status, response.content.mimeType and response.headers[].
/// Source: http://www.softwareishard.com/blog/har-12-spec/#entries
class HarVisitor : public JsonVisitor {
 public:
  void string(const JsonPath& path, std::string value, ConfigPlace place) override {
    if (!in_entry(path)) return;
    const auto is = [&](std::initializer_list<std::string_view> names) {
      return std::equal(path.begin() + 3, path.end(), names.begin(), names.end());
    };
    if (is({"request", "url"})) {
      entry_.url = std::move(value);
    } else if (is({"response", "content", "mimeType"})) {
      entry_.type = std::move(value);
    } else if (is({"response", "headers", "[]", "name"})) {
      name_ = std::move(value);
      place_ = place;
    } else if (is({"response", "headers", "[]", "value"})) {
      value_ = std::move(value);
    }
  }

  void number(const JsonPath& path, std::int64_t value) override {
    if (in_entry(path) && path.size() == 5 && path[3] == "response" && path[4] == "status")
      entry_.status = value;
  }

  void object_end(const JsonPath& path) override {
    if (!in_entry(path)) return;
    if (path.size() == 3) {
      finish_entry();
    } else if (path.size() == 6 && path[3] == "response" && path[4] == "headers") {
      const auto disposition = name_ ? policy_field(*name_) : std::nullopt;
      if (disposition && value_)
        entry_.found.push_back({*std::move(value_), *disposition, Delivery::header, place_, {}});
      name_.reset();
      value_.reset();
    }
  }

  void array_end(const JsonPath& path) override {
    if (path.size() == 2 && path[0] == "log" && path[1] == "entries") entries_seen_ = true;
  }

  ReadResult take(ConfigPlace end) {
    if (!entries_seen_)
      return unreadable(end,
                        "no log.entries in it, so that it is no HAR file; export one from the "
                        "browser's network panel");
    return collector_.take();
  }

 private:
  struct Entry {
    std::string url;
    std::string type;
    std::int64_t status = 0;
    std::vector<FoundPolicy> found;
  };

  static bool in_entry(const JsonPath& path) {
    return path.size() >= 3 && path[0] == "log" && path[1] == "entries" && path[2] == "[]";
  }

  /// Policies of documents are kept, once for each URL and set of policies.
  void finish_entry() {
    Entry entry = std::exchange(entry_, {});
    if (entry.found.empty() || !is_html(entry.type) || is_redirect(entry.status)) return;
    std::string all;
    for (const FoundPolicy& found : entry.found) {
      all +=
          found.value + (found.disposition == Disposition::report ? "\nreport\n" : "\nenforce\n");
    }
    auto& seen = seen_[entry.url];
    if (std::ranges::find(seen, all) != seen.end()) return;
    if (++contexts_ > kMostContexts) {
      if (contexts_ == kMostContexts + 1) {
        collector_.remark(
            entry.found.front().place, Severity::warning,
            fmt::format("more than {} documents have policies of their own; the rest is left out",
                        kMostContexts));
      }
      return;
    }
    seen.push_back(std::move(all));
    const std::string context =
        seen.size() == 1 ? entry.url : fmt::format("{} (answer {})", entry.url, seen.size());
    for (const FoundPolicy& found : entry.found) {
      Template value;
      value.add_text(found.value);
      collector_.policy(value, found.disposition, found.place, context);
    }
  }

  Collector collector_;
  Entry entry_;
  std::optional<std::string> name_;
  std::optional<std::string> value_;
  ConfigPlace place_;
  std::map<std::string, std::vector<std::string>> seen_;
  std::size_t contexts_ = 0;
  bool entries_seen_ = false;
};

}  // namespace

ReadResult read_har(std::string_view text) {
  HarPolicyReader reader;
  reader.write(text);
  return reader.finish();
}

}  // namespace convert

struct HarPolicyReader::State {
  convert::HarVisitor visitor;
  convert::JsonWalk walk{visitor};
  bool begun = false;
};

HarPolicyReader::HarPolicyReader() : state_(std::make_unique<State>()) {}
HarPolicyReader::~HarPolicyReader() = default;

bool HarPolicyReader::write(std::string_view piece) {
  if (!std::exchange(state_->begun, true) && piece.starts_with("\xEF\xBB\xBF"))
    piece.remove_prefix(3);
  return state_->walk.write(piece);
}

tl::expected<ConfigReading, ConfigError> HarPolicyReader::finish() {
  if (!state_->walk.finish()) return tl::unexpected(*state_->walk.problem());
  return state_->visitor.take({});
}

}  // namespace cspkit
