// SPDX-License-Identifier: Apache-2.0
#include "url/idna.h"

#include <unicode/uidna.h>

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/limits.h"

namespace cspkit::whatwg {
namespace {

/// CheckBidi and CheckJoiners true, Transitional_Processing and UseSTD3ASCIIRules false.
constexpr std::uint32_t kOptions = UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                   UIDNA_NONTRANSITIONAL_TO_ASCII |
                                   UIDNA_NONTRANSITIONAL_TO_UNICODE;

/// What ICU reports although CheckHyphens and VerifyDnsLength are false.
constexpr std::uint32_t kIgnoredErrors =
    UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG |
    UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

/// One for the process: immutable and safe to share, so it is never closed.
const UIDNA* shared_uidna() noexcept {
  static const UIDNA* const instance = [] {
    UErrorCode error = U_ZERO_ERROR;
    const UIDNA* opened = uidna_openUTS46(kOptions, &error);
    return U_SUCCESS(error) ? opened : nullptr;
  }();
  return instance;
}

/// Whether UTS 46 does nothing to `domain` but lower its case: ASCII, and no label that claims to
/// be Punycode.
bool needs_lower_case_only(std::string_view domain) noexcept {
  if (!is_ascii(domain)) return false;
  for (;;) {
    if (starts_with_ignoring_ascii_case(domain, "xn--")) return false;
    const std::size_t dot = domain.find('.');
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

}  // namespace

tl::expected<std::string, UrlErrorCode> domain_to_ascii(std::string_view domain) {
  if (needs_lower_case_only(domain)) return ascii_lower(domain);
  if (domain.size() > limits::kMaxUnicodeHostBytes) return tl::unexpected(UrlErrorCode::too_long);
  const UIDNA* uidna = shared_uidna();
  if (uidna == nullptr) return tl::unexpected(UrlErrorCode::invalid_host);

  const auto length = static_cast<std::int32_t>(domain.size());
  std::string out(std::max<std::size_t>(domain.size() * 2, 256), '\0');
  for (;;) {
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t written =
        uidna_nameToASCII_UTF8(uidna, domain.data(), length, out.data(),
                               static_cast<std::int32_t>(out.size()), &info, &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
      out.resize(static_cast<std::size_t>(written));
      continue;
    }
    if (U_FAILURE(error) || (info.errors & ~kIgnoredErrors) != 0) {
      return tl::unexpected(UrlErrorCode::invalid_host);
    }
    out.resize(static_cast<std::size_t>(written));
    return out;
  }
}

}  // namespace cspkit::whatwg
