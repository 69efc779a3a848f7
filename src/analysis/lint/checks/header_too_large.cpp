// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "analysis/lint/check.h"
#include "analysis/lint/header_limits.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

constexpr std::size_t kNameOfEnforced = std::string_view("Content-Security-Policy: ").size();
constexpr std::size_t kNameOfReportOnly =
    std::string_view("Content-Security-Policy-Report-Only: ").size();
constexpr std::size_t kLineEnd = 2;

struct Sizes {
  std::size_t block = 0;
  std::size_t longest_line = 0;
  std::size_t longest = 0;  ///< index of its text
};

Sizes measure(const LintInput& input) noexcept {
  Sizes sizes;
  for (std::size_t i = 0; i < input.texts.size(); ++i) {
    const LintText& text = input.texts[i];
    if (text.delivery != Delivery::header) continue;
    const std::size_t line =
        text.text.size() +
        (text.disposition == Disposition::enforce ? kNameOfEnforced : kNameOfReportOnly);
    sizes.block += line + kLineEnd;
    if (line <= sizes.longest_line) continue;
    sizes.longest_line = line;
    sizes.longest = i;
  }
  for (const HeaderField& field : input.headers) {
    if (starts_with_ignoring_ascii_case(field.name, "content-security-policy")) continue;
    sizes.block += field.name.size() + 2 + field.value.size() + kLineEnd;
  }
  return sizes;
}

/// What nginx and Apache take by default is what most sites have in the way.
FindingSeverity severity_of(std::size_t limit) noexcept {
  if (limit >= 8'192) return FindingSeverity::medium;
  return limit >= 4'096 ? FindingSeverity::low : FindingSeverity::info;
}

void run(const Page& page, Reporter& report) {
  if (page.input->texts.empty()) return;
  const Sizes sizes = measure(*page.input);
  if (sizes.longest_line <= kHeaderLimits.front().bytes &&
      sizes.block <= kHeaderLimits.front().bytes) {
    return;
  }
  std::string failing;
  std::size_t highest = 0;
  for (const HeaderLimit& limit : kHeaderLimits) {
    const std::size_t size =
        limit.measure == HeaderMeasure::line ? sizes.longest_line : sizes.block;
    if (size <= limit.bytes) continue;
    highest = limit.bytes;
    if (!failing.empty()) failing += "; ";
    fmt::format_to(std::back_inserter(failing), "{} takes {} bytes{}{}", limit.who, limit.bytes,
                   limit.measure == HeaderMeasure::line ? " a line" : " of header",
                   limit.setting.empty() ? std::string() : fmt::format(" ({})", limit.setting));
  }
  if (failing.empty()) return;
  const auto about = std::ranges::find(page.policies, sizes.longest, &PolicyFacts::text);
  // A text beyond the parser's limits holds no policy.
  PolicyFacts policy;
  policy.text = sizes.longest;
  if (about != page.policies.end()) policy = *about;
  report.add(policy,
             {.directive = "",
              .span = {0, page.text_of(policy).size()},
              .message = fmt::format("The policy takes {} bytes of header, {} with all that is "
                                     "known of the response. By default {}.",
                                     sizes.longest_line, sizes.block, failing),
              .fix = Fix{.description = "Shorten it (`cspkit fmt --minify`, wildcards for many "
                                        "hosts of one vendor, nonces for hashes), or raise the "
                                        "limit where it can be raised."},
              .severity = severity_of(highest)});
}

}  // namespace

extern const Check kHeaderTooLarge{
    .id = "header-too-large",
    .title = "The header is longer than some servers and CDNs carry",
    .severity = {FindingSeverity::medium, FindingSeverity::medium},
    .reference = "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffer_size",
    .on_page = run,
};

}  // namespace cspkit::linting
