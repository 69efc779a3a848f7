// SPDX-License-Identifier: Apache-2.0
#include "workload.h"

#include <array>
#include <random>

namespace cspkit::bench {
namespace {

constexpr std::array kDirectives = {"script-src",  "style-src",   "img-src",
                                    "connect-src", "font-src",    "frame-src",
                                    "media-src",   "form-action", "worker-src"};
constexpr std::array kDestinations = {Destination::script, Destination::style, Destination::image,
                                      Destination::none,   Destination::font,  Destination::iframe,
                                      Destination::audio,  Destination::worker};
constexpr std::array kWords = {"cdn",       "assets",  "static", "media",  "api",    "img",
                               "analytics", "widgets", "fonts",  "video",  "maps",   "search",
                               "login",     "pay",     "events", "beacon", "images", "stats",
                               "live",      "feed",    "apps",   "files",  "tags",   "edge"};
constexpr std::array kTopLevels = {"com", "net", "org", "io", "co.uk", "dev"};

class Generator {
 public:
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
    std::string out = "default-src 'self'";
    for (std::size_t i = 0; i < kDirectives.size(); ++i) {
      out += std::string("; ") + kDirectives[i] + " 'self'";
      if (i < 2) out += " 'unsafe-inline'";
      if (i == 2) out += " data: blob:";
      const std::size_t until = size * (i + 1) / kDirectives.size();
      while (out.size() < until) {
        sources_.push_back(source());
        out += " " + sources_.back();
      }
    }
    return out + "; object-src 'none'; report-uri /csp";
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

  /// A URL: every second one has the host of a source that was drawn before.
  std::string url() {
    std::string name = host();
    if (below(2) == 0 && !sources_.empty()) {
      name = sources_[below(sources_.size())];
      if (const auto scheme = name.find("://"); scheme != std::string::npos)
        name.erase(0, scheme + 3);
      if (name.starts_with("*.")) name.replace(0, 1, "a");
      name.erase(std::min(name.find_first_of(":/"), name.size()));
    }
    return "https://" + name + "/" + word() + "/" + word() + "/" + word() +
           std::to_string(below(1000)) + ".js?v=" + std::to_string(below(100000));
  }

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

 private:
  std::string word() { return kWords[below(kWords.size())]; }

  std::mt19937_64 random_{20260101};
  std::vector<std::string> sources_;
};

Workload make() {
  Generator generator;
  Workload out;
  for (int i = 0; i < 30; ++i) out.strict.push_back(generator.strict());
  for (int i = 0; i < 40; ++i) out.medium.push_back(generator.allowlist(1170));
  for (int i = 0; i < 30; ++i) out.long_.push_back(generator.allowlist(2970));
  for (int i = 0; i < 1000; ++i) {
    out.urls.push_back(generator.url());
    out.destinations.push_back(kDestinations[generator.below(kDestinations.size())]);
  }
  return out;
}

}  // namespace

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
