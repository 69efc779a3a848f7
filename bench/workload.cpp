// SPDX-License-Identifier: Apache-2.0
#include "workload.h"

#include "generator.h"

namespace cspkit::bench {
namespace {

Workload make() {
  Generator generator;
  Workload out;
  for (int i = 0; i < 30; ++i) out.strict.push_back(generator.strict());
  for (int i = 0; i < 40; ++i) out.medium.push_back(generator.allowlist(1170));
  for (int i = 0; i < 30; ++i) out.long_.push_back(generator.allowlist(2970));
  for (int i = 0; i < 1000; ++i) {
    out.requests.push_back(i % 5 == 0 ? generator.unlisted_request() : generator.request());
    out.unlisted.push_back(generator.unlisted_request());
  }
  return out;
}

}  // namespace

struct PolicyStream::State {
  explicit State(std::uint64_t seed) : generator(seed) {}
  Generator generator;
  std::size_t drawn = 0;
};

PolicyStream::PolicyStream(std::uint64_t seed) : state_(std::make_unique<State>(seed)) {}
PolicyStream::~PolicyStream() = default;

std::string PolicyStream::next() {
  Generator& generator = state_->generator;
  if (state_->drawn++ % 100 == 99) generator.draw_pools();
  const std::size_t kind = generator.below(100);
  if (kind < 30) return generator.strict();
  return generator.allowlist(kind < 70 ? 1170 : 2970);
}

std::vector<std::string> Workload::all_policies() const {
  std::vector<std::string> all = strict;
  all.insert(all.end(), medium.begin(), medium.end());
  all.insert(all.end(), long_.begin(), long_.end());
  return all;
}

const Workload& workload() {
  static const Workload all = make();
  return all;
}

}  // namespace cspkit::bench
