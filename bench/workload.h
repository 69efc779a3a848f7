// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/engine.h>
#include <cspkit/url.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// The workload of the engine's benchmarks: policies of the sizes that sites send, and requests of
/// which some match.
namespace cspkit::bench {

struct AskedRequest {
  std::string url;
  Destination destination;
};

struct Workload {
  std::vector<std::string> strict;     ///< 30 nonce-based policies of about 166 bytes
  std::vector<std::string> medium;     ///< 40 allowlists of about 1.2 KB
  std::vector<std::string> long_;      ///< 30 allowlists of about 3.0 KB
  std::vector<AskedRequest> requests;  ///< 1,000, most of them for hosts that some lists hold
  std::vector<AskedRequest> unlisted;  ///< 1,000 for hosts that no list holds

  [[nodiscard]] std::vector<std::string> all_policies() const;
};

/// Policies without end, of the workload's sizes in the workload's shares, each with hosts and a nonce of its own. The same
/// sequence for the same seed.
class PolicyStream {
 public:
  explicit PolicyStream(std::uint64_t seed);
  ~PolicyStream();
  PolicyStream(const PolicyStream&) = delete;
  PolicyStream& operator=(const PolicyStream&) = delete;

  [[nodiscard]] std::string next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same workload at every call: it is drawn from a fixed seed.
[[nodiscard]] const Workload& workload();

}  // namespace cspkit::bench
