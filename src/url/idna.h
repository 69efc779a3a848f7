// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "cspkit/url.h"

namespace cspkit::whatwg {

/// `domain` (UTF-8, already percent-decoded) in lower-case ASCII. The answer may be empty, and may
/// hold forbidden code points: both are for the caller to refuse. Fails as invalid_host, or as
/// too_long beyond limits::kMaxUnicodeHostBytes.
/// Deviation: ICU refuses a label beyond ASCII of over 1,000 UTF-16 code units, which the text has
/// no limit for.
/// Source: https://url.spec.whatwg.org/#concept-domain-to-ascii with beStrict false
[[nodiscard]] tl::expected<std::string, UrlErrorCode> domain_to_ascii(std::string_view domain);

}  // namespace cspkit::whatwg
