// SPDX-License-Identifier: Apache-2.0
#include "policy/excess.h"

#include <array>

#include "cspkit/limits.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

constexpr std::array<LimitInfo, 4> kLimits{{
    {"kMaxPolicyBytes", "bytes", limits::kMaxPolicyBytes},
    {"kMaxDirectives", "directives in one policy", limits::kMaxDirectives},
    {"kMaxSources", "sources in one policy", limits::kMaxSources},
    {"kMaxPolicies", "policies", limits::kMaxPolicies},
}};

/// Counts to the end, and remembers where it was too much.
struct Counter {
  LimitName name;
  std::size_t count = 0;
  std::optional<Span> beyond = std::nullopt;

  void add(std::size_t at, std::size_t size) noexcept {
    if (++count == limit_info(name).maximum + 1) beyond = Span{at, at + size};
  }
};

std::optional<PolicyExcess> too_many_bytes(std::string_view text) noexcept {
  if (text.size() <= limits::kMaxPolicyBytes) return std::nullopt;
  return PolicyExcess{LimitName::policy_bytes, {limits::kMaxPolicyBytes, text.size()}, text.size()};
}

}  // namespace

LimitInfo limit_info(LimitName name) noexcept { return kLimits[static_cast<std::size_t>(name)]; }

std::optional<PolicyExcess> policy_excess(std::string_view serialized) noexcept {
  if (const auto bytes = too_many_bytes(serialized)) return bytes;
  // Each directive and each source takes a byte at least, so that most policies need no counting.
  static_assert(limits::kMaxDirectives <= limits::kMaxSources);
  if (serialized.size() <= limits::kMaxDirectives) return std::nullopt;
  Counter directives{LimitName::directives}, sources{LimitName::sources};
  strictly_split(serialized, ';', [&](std::string_view piece, std::size_t at) {
    const std::string_view directive = strip_ascii_whitespace(piece);
    if (directive.empty()) return;
    const std::size_t begin = at + static_cast<std::size_t>(directive.data() - piece.data());
    directives.add(begin, directive.size());
    bool is_name = true;
    split_on_ascii_whitespace(directive, [&](std::string_view token, std::size_t token_at) {
      if (!is_name) sources.add(begin + token_at, token.size());
      is_name = false;
    });
  });
  const Counter& first =
      !directives.beyond || (sources.beyond && sources.beyond->begin < directives.beyond->begin)
          ? sources
          : directives;
  if (!first.beyond) return std::nullopt;
  return PolicyExcess{first.name, *first.beyond, first.count};
}

std::optional<PolicyExcess> value_excess(std::string_view value) noexcept {
  if (const auto bytes = too_many_bytes(value)) return bytes;
  if (value.size() < limits::kMaxPolicies) return std::nullopt;
  Counter policies{LimitName::policies};
  // With its comma, so that an empty one can be seen.
  strictly_split(value, ',', [&](std::string_view part, std::size_t at) {
    const std::size_t comma = at == 0 ? 0 : 1;
    policies.add(at - comma, part.size() + comma);
  });
  if (!policies.beyond) return std::nullopt;
  return PolicyExcess{policies.name, *policies.beyond, policies.count};
}

}  // namespace cspkit
