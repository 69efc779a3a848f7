// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

#include "analysis/lint/check.h"
#include "base/ascii.h"

namespace cspkit::linting {
namespace {

/// Names that no public server can have. Sources: RFC 6761, RFC 6762, RFC 8375, ICANN's reservation of `internal`.
constexpr std::array<std::string_view, 7> kPrivateSuffixes = {
    "localhost", "local", "internal", "test", "lan", "home.arpa", "intranet"};

/// The end of a host, to be compared at once.
using End = std::array<char, 4>;

constexpr std::uint32_t kFold = 0x2020'2020;  // ASCII case, and harmlessly a few other characters

/// What hosts below the suffixes end with; the dot is of the shortest.
constexpr std::array kEnds = [] {
  std::array<std::uint32_t, kPrivateSuffixes.size()> ends{};
  std::ranges::transform(kPrivateSuffixes, ends.begin(), [](std::string_view suffix) {
    const std::size_t n = suffix.size();
    return std::bit_cast<std::uint32_t>(
               End{n < 4 ? '.' : suffix[n - 4], suffix[n - 3], suffix[n - 2], suffix[n - 1]}) |
           kFold;
  });
  return ends;
}();

/// False where the host is none of them; true says nothing.
bool may_be_private(std::string_view host) noexcept {
  if (host.size() < 4) return true;
  std::uint32_t end;
  std::memcpy(&end, host.data() + host.size() - sizeof end, sizeof end);
  unsigned found = 0;
  for (const std::uint32_t each : kEnds) found |= (end | kFold) == each;
  return found != 0;
}

bool is_below(std::string_view host, std::string_view suffix) {
  if (host.size() < suffix.size()) return false;
  const std::size_t at = host.size() - suffix.size();
  return equals_ignoring_ascii_case(host.substr(at), suffix) && (at == 0 || host[at - 1] == '.');
}

bool is_private(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.empty()) return false;
  if (host == "127.0.0.1") return true;  // other addresses match nothing, which ip-address tells
  if (!may_be_private(host)) return false;
  return std::ranges::any_of(kPrivateSuffixes,
                             [&](std::string_view suffix) { return is_below(host, suffix); });
}

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  std::optional<bool> at_home;  // whether the page is itself served from such a host
  for (const DirectiveFacts& directive : policy.directives) {
    if (!directive.has_host()) continue;
    for (const Source& source : directive.sources) {
      if (source.expression.kind != SourceKind::host || !is_private(source.expression.host))
        continue;
      if (!at_home) at_home = is_private(page.document_host());
      if (*at_home) return;
      report.add(
          policy,
          {.directive = directive.written_name(),
           .value = source.text,
           .span = source.span,
           .message = fmt::format("{} is a host of the visitor's own machine or network, where "
                                  "whatever runs there may answer. It looks left over from "
                                  "development.",
                                  source.text),
           .fix = Fix{.description = "Take it out of the policy that the public gets.",
                      .edits = {without(page, policy, source.span)}}});
    }
  }
}

}  // namespace

extern const Check kSourcePrivateHost{
    .id = "source-private-host",
    .title = "A host that only one machine or network can reach",
    .severity = {FindingSeverity::low, FindingSeverity::low},
    .reference = "https://www.rfc-editor.org/rfc/rfc6761#section-6.3",
    .trigger = "script-src 'self' http://localhost:3000",
    .counterexample = "script-src 'self' https://static.example.com",
    .on_policy = run,
};

}  // namespace cspkit::linting
