// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "cspkit/policy.h"

namespace cspkit {

enum class PolicyLayout : std::uint8_t {
  /// As it stands in a header.
  one_line,
  /// A directive a line, and a source a line where a directive is long; for files, not for headers.
  multiline,
};

enum class Removal : std::uint8_t {
  /// What parsing ignores goes: directives and sources that stand there twice.
  duplicates,
  /// And so does what no reader can ever heed, by the text and in the browsers: names and sources
  /// that can be none, `'none'` beside other sources, keywords, nonces and hashes where nothing
  /// reads them, dead directives, the value of a directive that takes none, optional spaces.
  whatever_never_matters,
};

struct FormatOptions {
  PolicyLayout layout = PolicyLayout::one_line;
  Removal removal = Removal::duplicates;
};

/// One canonical text with the same meaning. The directives stand in this order: default-src and
/// the other fetch directives, document, navigation, reporting, the rest, retired ones, unknown
/// ones as they came. Names, keywords, schemes and hosts are in lower case; sources keep their
/// order, and paths, nonces and hashes every letter. Formatting a formatted policy changes nothing.
///
///     format_policy(parse_policies("IMG-SRC HTTPS://A.test/X *; default-src 'Self'").policies[0]);
///     // default-src 'self'; img-src https://a.test/X *
[[nodiscard]] std::string format_policy(const Policy& policy, FormatOptions options = {});

/// All policies, with a comma between two. A policy of which nothing is left is left out.
[[nodiscard]] std::string format_policies(const ParsedPolicies& parsed, FormatOptions options = {});

}  // namespace cspkit
