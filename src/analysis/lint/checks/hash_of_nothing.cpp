// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "analysis/lint/check.h"
#include "cspkit/hash.h"

namespace cspkit::linting {
namespace {

/// The digests of the empty text, by their first characters, which tell them from all others.
constexpr std::array<std::string_view, 3> kEmptyDigests = {
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb",
    "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="};

void run(const Page& page, const PolicyFacts& policy, Reporter& report) {
  for (const DirectiveFacts& list : policy.directives) {
    if (!list.has_hash()) continue;
    for (const Source& source : list.sources) {
      if (!source.is_hash() ||
          source.expression.value !=
              kEmptyDigests[static_cast<std::size_t>(source.expression.algorithm)]) {
        continue;
      }
      report.add(policy,
                 {.directive = list.written_name(),
                  .value = source.text,
                  .span = source.span,
                  .message = "This is the hash of an empty script or style: it allows nothing "
                             "that does anything. Often a tool hashed the wrong text.",
                  .fix = Fix{.description = "Remove it, and hash what stands between the tags.",
                             .edits = {without(page, policy, source.span)}}});
    }
  }
}

}  // namespace

extern const Check kHashOfNothing{
    .id = "hash-of-nothing",
    .title = "The hash of the empty text",
    .severity = {FindingSeverity::info, FindingSeverity::info},
    .reference = "https://w3c.github.io/webappsec-csp/#match-element-to-source-list",
    .trigger = "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    .counterexample = "script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
    .on_policy = run,
};

}  // namespace cspkit::linting
