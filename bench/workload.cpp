// SPDX-License-Identifier: Apache-2.0
#include "workload.h"

#include <array>
#include <random>
#include <utility>

namespace cspkit::bench {
namespace {

/// The directives of an allowlist, and what is asked of each.
struct Asked {
  const char* directive;
  Destination destination;
};
constexpr std::array kAsked = std::to_array<Asked>({{"script-src", Destination::script},
                                                    {"style-src", Destination::style},
                                                    {"img-src", Destination::image},
                                                    {"connect-src", Destination::none},
                                                    {"font-src", Destination::font},
                                                    {"frame-src", Destination::iframe},
                                                    {"media-src", Destination::audio},
                                                    {"worker-src", Destination::worker}});
/// Sources that sites list in one directive; some are listed and asked for more often than others.
constexpr std::size_t kPool = 40;
constexpr std::array kWords = {"cdn",       "assets",  "static", "media",  "api",    "img",
                               "analytics", "widgets", "fonts",  "video",  "maps",   "search",
                               "login",     "pay",     "events", "beacon", "images", "stats",
                               "live",      "feed",    "apps",   "files",  "tags",   "edge"};
constexpr std::array kTopLevels = {"com", "net", "org", "io", "co.uk", "dev"};

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

  std::string strict() {
    std::string nonce;
    for (int i = 0; i < 22; ++i)
      nonce += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[below(62)];
    return "script-src 'nonce-" + nonce +
           "' 'strict-dynamic' 'report-sample' https: 'unsafe-inline'; object-src 'none'; base-uri "
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
