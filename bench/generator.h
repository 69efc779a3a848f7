// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "workload.h"

/// What the benchmarks' policies are made of, drawn from a seed.
namespace cspkit::bench {

/// The directives of an allowlist, and what is asked of each.
struct Asked {
  const char* directive;
  Destination destination;
};
inline constexpr std::array kAsked = std::to_array<Asked>({{"script-src", Destination::script},
                                                           {"style-src", Destination::style},
                                                           {"img-src", Destination::image},
                                                           {"connect-src", Destination::none},
                                                           {"font-src", Destination::font},
                                                           {"frame-src", Destination::iframe},
                                                           {"media-src", Destination::audio},
                                                           {"worker-src", Destination::worker}});
/// Sources that sites list in one directive; some are listed and asked for more often than others.
inline constexpr std::size_t kPool = 40;
inline constexpr std::array kWords = {
    "cdn",    "assets", "static", "media",  "api",   "img",   "analytics", "widgets",
    "fonts",  "video",  "maps",   "search", "login", "pay",   "events",    "beacon",
    "images", "stats",  "live",   "feed",   "apps",  "files", "tags",      "edge"};
inline constexpr std::array kTopLevels = {"com", "net", "org", "io", "co.uk", "dev"};

class Generator {
 public:
  explicit Generator(std::uint64_t seed = 20260101) : random_(seed) { draw_pools(); }

  /// Other sources for the policies that follow.
  void draw_pools() {
    for (auto& pool : pools_) {
      for (std::string& entry : pool) entry = source();
    }
  }

  std::string host() {
    std::string out;
    if (below(3) != 0) out += word() + ".";
    if (below(4) == 0) out += std::string(word()) + std::to_string(below(9)) + ".";
    return out + word() + "-" + word() + "." + kTopLevels[below(kTopLevels.size())];
  }

  std::string source() {
    const std::string name = host();
    switch (below(8)) {
      case 0: return "*." + name;
      case 1: return "https://*." + name;
      case 2: return "https://" + name + "/" + word() + "/" + word() + ".js";
      case 3: return "https://" + name + ":8443";
      case 4: return "https://" + name;
      default: return name;
    }
  }

  std::string allowlist(std::size_t size) {
    std::string out = "default-src 'self'; object-src 'none'; report-uri /csp";
    for (std::size_t i = 0; i < kAsked.size(); ++i) {
      out += std::string("; ") + kAsked[i].directive + " 'self'";
      if (i < 2) out += " 'unsafe-inline'";
      if (i == 2) out += " data: blob:";
      const std::size_t until = size * (i + 1) / kAsked.size();
      std::array<bool, kPool> listed{};
      while (out.size() < until) {
        const std::size_t at = popular();
        if (!std::exchange(listed[at], true)) out += " " + pools_[i][at];
      }
    }
    return out;
  }

  std::string nonce() {
    std::string value;
    for (int i = 0; i < 22; ++i)
      value += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[below(62)];
    return "'nonce-" + value + "'";
  }

  std::string strict() {
    return "script-src " + nonce() +
           " 'strict-dynamic' 'report-sample' https: 'unsafe-inline'; object-src 'none'; base-uri "
           "'self'; "
           "report-uri https://csp.example.com/r";
  }

  AskedRequest request() {
    const std::size_t directive = below(kAsked.size());
    return {url_of(host_of(pools_[directive][popular()])), kAsked[directive].destination};
  }

  AskedRequest unlisted_request() {
    return {url_of(host()), kAsked[below(kAsked.size())].destination};
  }

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

 private:
  std::string word() { return kWords[below(kWords.size())]; }
  /// A host that `source` matches.
  static std::string host_of(std::string source) {
    if (const auto scheme = source.find("://"); scheme != std::string::npos)
      source.erase(0, scheme + 3);
    if (source.starts_with("*.")) source.replace(0, 1, "a");
    source.erase(std::min(source.find_first_of(":/"), source.size()));
    return source;
  }
  std::string url_of(const std::string& host) {
    return "https://" + host + "/" + word() + "/" + word() + "/" + word() +
           std::to_string(below(1000)) + ".js?v=" + std::to_string(below(100000));
  }
  /// A place in a pool; the front ones are drawn most.
  std::size_t popular() { return below(below(kPool) + 1); }

  std::mt19937_64 random_;
  std::array<std::array<std::string, kPool>, kAsked.size()> pools_;
};

}  // namespace cspkit::bench
