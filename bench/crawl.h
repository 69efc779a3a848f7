// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "generator.h"

namespace cspkit::bench {

/// Policies without end as a crawl of the web's home pages meets them: a few texts again and again, at the shares that were
/// counted, and between them texts of single sites, no two alike, at the lengths that were measured. crawl.cpp has
/// the figures and where they are from. The same sequence for the same seed.
class CrawlStream {
 public:
  explicit CrawlStream(std::uint64_t seed) : generator_(seed) {}

  [[nodiscard]] std::string next();

 private:
  [[nodiscard]] std::string of_framing(std::size_t length);
  [[nodiscard]] std::string of_content(std::size_t length);
  [[nodiscard]] std::string script_keywords();
  [[nodiscard]] bool happens(double percent);
  void fill(std::string& policy, std::size_t length);

  Generator generator_;
};

}  // namespace cspkit::bench
