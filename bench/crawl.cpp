// SPDX-License-Identifier: Apache-2.0
#include "crawl.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cspkit::bench {
namespace {

// Source of the figures: Web Almanac by HTTP Archive, chapter Security, edition 2025 (crawl of 2025-07-01, home pages, every
// Content-Security-Policy header), https://almanac.httparchive.org/en/2025/security, and where said so edition 2024
// (crawl of 2024-06-01), https://almanac.httparchive.org/en/2024/security. Of its two columns, desktop: phones meet more of
// the same texts (65.9 % beside 59.0 %) and shorter ones.

/// Figure "Most prevalent CSP headers": percent of all headers.
struct Frequent {
  double percent;
  std::string_view policy;
};
constexpr std::array kFrequent = std::to_array<Frequent>({
    {21.45, "upgrade-insecure-requests"},
    {19.92, "block-all-mixed-content; frame-ancestors 'none'; upgrade-insecure-requests;"},
    {7.55, "frame-ancestors 'self'"},
    {4.92, "upgrade-insecure-requests;"},
    {2.67, "require-trusted-types-for 'script';report-uri /checkin/_/AndroidCheckinHttp/cspreport"},
    {2.53, "frame-ancestors 'self';"},
});

/// Figure "CSP header length": bytes. Every frequent text is within the 75th percentile, so that of the others
/// 15.96 % of all headers are, too. Between two percentiles each length is as likely as another.
constexpr std::size_t kShortest = 27, kPercentile75 = 86, kPercentile90 = 583;
/// Beyond the 90th it gives the longest alone (edition 2024: 33,123). A power law through both would have a mean of
/// 0.9 KB; the sizes of the other stream, of which the mean is 2.0 KB, are less favourable to whoever is measured.
constexpr std::size_t kLong = 1170, kLonger = 2970;
constexpr std::size_t kLongOfSeven = 4;

/// Figure "Prevalence of CSP script-src keywords per header": percent of the headers with script-src.
constexpr double kUnsafeInline = 92, kUnsafeEval = 77, kNonce = 20, kStrictDynamic = 10;
/// Figure "Most common directives", edition 2024: 56 % of the headers have frame-ancestors. 30 % are frequent texts, 16 % texts
/// of the shorter sites, so that of every ten longer ones four have it.
constexpr double kFramingBesideContent = 40;

/// Figure "Most frequently allowed HTTP(S) hosts": percent of all pages, of which 21.9 % have a policy and 25 % of those one
/// beyond the 75th percentile. What no figure says: in which directive.
struct Host {
  double percent;
  std::string_view directive;
  std::string_view source;
};
constexpr double kPagesWithSuch = 0.219 * 0.25;
constexpr std::array kHosts = std::to_array<Host>({
    {0.74, "script-src", "https://www.googletagmanager.com"},
    {0.61, "font-src", "https://fonts.gstatic.com"},
    {0.60, "style-src", "https://fonts.googleapis.com"},
    {0.54, "script-src", "https://www.google.com"},
    {0.47, "script-src", "https://www.google-analytics.com"},
    {0.41, "frame-src", "https://www.youtube.com"},
    {0.35, "connect-src", "https://*.google-analytics.com"},
    {0.31, "img-src", "https://*.google.com"},
    {0.33, "script-src", "https://connect.facebook.net"},
    {0.35, "script-src", "https://www.gstatic.com"},
});

/// What one source and its space take on average, so that a list ends near the length that it is to have.
constexpr std::size_t kHalfASource = 13;
/// Bytes of a policy for each of its directives.
constexpr std::size_t kBytesADirective = 100;

}  // namespace

bool CrawlStream::happens(double percent) {
  return static_cast<double>(generator_.below(1'000'000)) < percent * 10'000;
}

void CrawlStream::fill(std::string& policy, std::size_t length) {
  while (policy.size() + kHalfASource < length) policy += ' ' + generator_.source();
}

std::string CrawlStream::of_framing(std::size_t length) {
  std::string policy = "frame-ancestors 'self' " + generator_.source();
  fill(policy, length);
  return policy;
}

std::string CrawlStream::script_keywords() {
  std::string keywords;
  if (happens(kNonce)) {
    keywords += ' ' + generator_.nonce();
    if (happens(100 * kStrictDynamic / kNonce)) keywords += " 'strict-dynamic'";
  }
  if (happens(kUnsafeInline)) keywords += " 'unsafe-inline'";
  if (happens(kUnsafeEval)) keywords += " 'unsafe-eval'";
  return keywords;
}

std::string CrawlStream::of_content(std::size_t length) {
  std::string policy = "default-src 'self'";
  if (happens(kFramingBesideContent)) policy += "; frame-ancestors 'self'";
  const std::size_t directives =
      std::clamp<std::size_t>(length / kBytesADirective, 1, kAsked.size());
  for (std::size_t i = 0; i < directives; ++i) {
    const std::string_view name = kAsked[i].directive;
    policy.append("; ").append(name).append(" 'self'");
    if (name == "script-src") policy += script_keywords();
    if (name == "style-src" && happens(kUnsafeInline)) policy += " 'unsafe-inline'";
    if (name == "img-src") policy += " data:";
    for (const Host& host : kHosts) {
      if (host.directive == name && happens(host.percent / kPagesWithSuch))
        policy.append(" ").append(host.source);
    }
    fill(policy, length * (i + 1) / directives);
  }
  return policy;
}

std::string CrawlStream::next() {
  double drawn = static_cast<double>(generator_.below(1'000'000)) / 10'000;
  double frequent = 0;
  for (const Frequent& each : kFrequent) {
    frequent += each.percent;
    if (drawn < frequent) return std::string(each.policy);
  }
  if (drawn < 75) return of_framing(kShortest + generator_.below(kPercentile75 - kShortest + 1));
  if (drawn < 90)
    return of_content(kPercentile75 + 1 + generator_.below(kPercentile90 - kPercentile75));
  return of_content(generator_.below(7) < kLongOfSeven ? kLong : kLonger);
}

}  // namespace cspkit::bench
