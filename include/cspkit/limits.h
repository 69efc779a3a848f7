// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

/// Every limit on input, in one place. Input beyond a limit is refused by name, never cut in silence.
namespace cspkit::limits {

/// Bytes of one serialized policy (or header value). Browsers and servers stop far earlier.
inline constexpr std::size_t kMaxPolicyBytes = 4u << 20;
/// Bytes of one URL.
inline constexpr std::size_t kMaxUrlBytes = 2u << 20;
/// Bytes of one host that is not plain ASCII and so needs IDNA, whose cost grows with the square. DNS takes 253.
inline constexpr std::size_t kMaxUnicodeHostBytes = 8u << 10;
/// Directives in one policy: pieces between semicolons that are not blank.
inline constexpr std::size_t kMaxDirectives = 16'384;
/// Source expressions in one policy: whatever stands behind its directives' names.
inline constexpr std::size_t kMaxSources = 262'144;
/// Policies that apply to one page: parts between commas, empty ones too.
inline constexpr std::size_t kMaxPolicies = 1'024;
/// Bytes of one catalogue file.
inline constexpr std::size_t kMaxCatalogBytes = 1u << 20;
/// Questions that one comparison of policies may put to their source lists: a URL to a list is one.
inline constexpr std::size_t kMaxComparisonSteps = 1u << 20;
/// URLs that one comparison may try for one directive.
inline constexpr std::size_t kMaxComparedUrls = 1u << 17;
/// Witnesses that one comparison gives for each direction.
inline constexpr std::size_t kMaxWitnesses = 256;
/// Bytes of one configuration file, HTML page or script that policies are read out of (HAR files are read in pieces).
inline constexpr std::size_t kMaxConfigBytes = 16u << 20;
/// Blocks inside one another in such a file.
inline constexpr std::size_t kMaxConfigDepth = 256;
/// Bytes of one line of a `--batch` file.
inline constexpr std::size_t kMaxBatchLineBytes = 16u << 20;
/// Bytes of one body in a HAR file.
inline constexpr std::size_t kMaxHarBodyBytes = 16u << 20;
/// Header fields of one request or answer in a HAR file.
inline constexpr std::size_t kMaxHarFields = 4'096;
/// Bytes of one HTML tag or DOCTYPE that are looked into. Of a longer one, which pages with `data:` URLs have, the attributes
/// that end within so many bytes are reported.
inline constexpr std::size_t kMaxHtmlTagBytes = 1u << 20;
/// Attributes of one HTML tag that are reported.
inline constexpr std::size_t kMaxHtmlAttributes = 1'024;
/// Depth of elements in SVG or MathML up to which they are told apart. Browsers stop at about 512.
inline constexpr std::size_t kMaxHtmlForeignDepth = 512;
/// Bytes of one inline script or style of a page that are kept. Of a longer one, the place is known and the hash is not.
inline constexpr std::size_t kMaxPageBlockBytes = 16u << 20;

/// Different things of one inventory. Beyond, URLs are folded into their origins.
inline constexpr std::size_t kMaxInventoryItems = 1u << 18;
/// Places that an inventory keeps for each thing.
inline constexpr std::size_t kMaxInventoryPlaces = 3;
/// Bytes that an inventory keeps of an inline block's beginning.
inline constexpr std::size_t kMaxInventorySample = 160;
/// URLs of other hosts that an inventory keeps for each inline script.
inline constexpr std::size_t kMaxInventoryMentions = 8;
/// Different policies that an inventory keeps.
inline constexpr std::size_t kMaxInventoryPolicies = 4'096;
/// Entries of one inventory file.
inline constexpr std::size_t kMaxInventoryEntries = 1u << 22;
/// Different nonces that an inventory keeps, the first by origin and value.
inline constexpr std::size_t kMaxInventoryNonces = 4'096;
/// URLs that cannot be parsed, of which an inventory keeps the places.
inline constexpr std::size_t kMaxInventoryBadUrls = 256;

/// Bytes of one body of reports, or of one text of console messages.
inline constexpr std::size_t kMaxReportBytes = 64u << 20;
/// Bytes of one console message; a longer line is told as unknown.
inline constexpr std::size_t kMaxConsoleLineBytes = 1u << 20;
/// Arrays and objects within one another, in the JSON of reports. Browsers send three.
inline constexpr std::size_t kMaxReportDepth = 32;

}  // namespace cspkit::limits
