// SPDX-License-Identifier: Apache-2.0
#include "cspkit/har.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "convert/from/reader.h"

namespace cspkit {
namespace convert {
namespace {

constexpr std::size_t kMostContexts = 4096;

/// Collects the policies of documents, once for each URL and set of policies.
class HarPolicies {
 public:
  void take(const HarEntry& entry) {
    if (!entry.is_html() || entry.is_redirect()) return;
    std::vector<FoundPolicy> policies;
    std::string all;
    for (const HarField& field : entry.response_fields) {
      const auto disposition = policy_field(field.name);
      if (!disposition) continue;
      all += field.value + (*disposition == Disposition::report ? "\nreport\n" : "\nenforce\n");
      policies.push_back({field.value,
                          *disposition,
                          Delivery::header,
                          ConfigPlace{field.place.line, field.place.column},
                          {}});
    }
    if (policies.empty()) return;
    auto& seen = seen_[entry.url];
    if (std::ranges::find(seen, all) != seen.end()) return;
    if (++contexts_ > kMostContexts) {
      if (contexts_ == kMostContexts + 1) {
        collector_.remark(
            policies.front().place, Severity::warning,
            fmt::format("more than {} documents have policies of their own; the rest is left out",
                        kMostContexts));
      }
      return;
    }
    seen.push_back(std::move(all));
    const std::string context =
        seen.size() == 1 ? entry.url : fmt::format("{} (answer {})", entry.url, seen.size());
    for (const FoundPolicy& found : policies) {
      Template value;
      value.add_text(found.value);
      collector_.policy(value, found.disposition, found.place, context);
    }
  }

  [[nodiscard]] ConfigReading finish() { return collector_.take(); }

 private:
  Collector collector_;
  std::map<std::string, std::vector<std::string>> seen_;
  std::size_t contexts_ = 0;
};

}  // namespace

ReadResult read_har(std::string_view text) {
  HarPolicyReader reader;
  reader.write(text);
  return reader.finish();
}

}  // namespace convert

struct HarPolicyReader::State {
  convert::HarPolicies policies;
  HarReader reader{{.bodies = HarBodies::none}, [this](HarEntry&& entry) { policies.take(entry); }};
};

HarPolicyReader::HarPolicyReader() : state_(std::make_unique<State>()) {}
HarPolicyReader::~HarPolicyReader() = default;

bool HarPolicyReader::write(std::string_view piece) { return state_->reader.write(piece); }

tl::expected<ConfigReading, ConfigError> HarPolicyReader::finish() {
  if (const auto read = state_->reader.finish(); !read) {
    const HarError& error = read.error();
    return convert::unreadable({error.place.line, error.place.column}, error.to_string());
  }
  return state_->policies.finish();
}

}  // namespace cspkit
