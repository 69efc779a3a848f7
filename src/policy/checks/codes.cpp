// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/codes.h"

#include <array>
#include <cstddef>

namespace cspkit {
namespace {

using enum Severity;

constexpr auto kCount = static_cast<std::size_t>(checks::Code::count_);

/// error: something written here does not do what it says; warning: it is ignored or very likely
/// not meant; info: it is right, and worth knowing.
constexpr std::array<DiagnosticCode, kCount> kCodes{{
    {"limit-exceeded", error, "The text is larger than a named limit; nothing was parsed"},
    {"empty-policy", warning, "No directive at all: such a policy restricts nothing"},
    {"meta-report-only", error, "A <meta> element cannot carry a report-only policy"},
    {"header-name-in-value", error, "The header's name was pasted into its value"},
    {"quoted-policy", error, "Quotes around the whole policy"},

    {"misspelt-directive", error, "No directive has this name, but one has a similar name"},
    {"unknown-directive", warning, "No directive has this name"},
    {"retired-directive", warning, "Browsers no longer heed this directive"},
    {"directive-name-punctuation", error,
     "A colon, an equals sign or quotes at a directive's name"},
    {"source-as-directive", error, "A source stands where a directive's name is expected"},
    {"comma-splits-policy", error, "A comma among sources begins another policy"},
    {"missing-semicolon", error, "A directive's name stands among the values of another directive"},
    {"duplicate-directive", warning, "The policy has this directive already; this one is ignored"},
    {"ignored-in-meta", warning, "A <meta> element cannot carry this directive"},
    {"ignored-in-report-only", warning, "This directive has no effect in a report-only policy"},
    {"value-ignored", warning, "This directive takes no value"},
    {"missing-value", error, "This directive needs a value"},

    {"non-ascii", error, "A character outside of ASCII drops the whole directive"},
    {"non-ascii-host", error, "An international host name, to be written in Punycode"},
    {"non-ascii-space", error, "A space that is no ASCII white space separates nothing"},
    {"invisible-character", error, "A character that nobody sees drops the whole directive"},
    {"control-character", error, "A control character in a token"},
    {"typographic-quotes", error, "Curly quotes where the ASCII apostrophe is needed"},

    {"missing-quotes", error, "A keyword, nonce or hash without its single quotes"},
    {"wrong-quotes", error, "Double quotes, backticks or escaped quotes around a source"},
    {"unbalanced-quote", error, "A quote that is opened and not closed, or the reverse"},
    {"space-inside-quotes", error, "A space between a quote and the keyword"},
    {"missing-space", error, "Two tokens without a space between them"},
    {"comma-between-sources", error, "A comma where a space separates"},
    {"quoted-source", error, "Quotes around a host, a URL or a scheme"},
    {"misspelt-keyword", error, "No keyword is spelt like this, but one is similar"},
    {"unknown-keyword", error, "No keyword is spelt like this"},
    {"no-effect-here", warning, "A source expression that this directive never reads"},

    {"empty-nonce", error, "A nonce without a value matches nothing"},
    {"invalid-nonce", error, "Characters that a nonce cannot have"},
    {"short-nonce", warning, "A nonce of fewer than 128 bits can be guessed"},
    {"unsupported-hash", error, "A hash algorithm that CSP does not know"},
    {"invalid-hash", error, "A hash whose value is not Base64"},
    {"hash-length", error, "A hash of the wrong length for its algorithm"},
    {"hash-hex", error, "A hash in hexadecimal where Base64 is needed"},
    {"hash-padding", warning, "A hash without its padding does not match everywhere"},
    {"hash-base64url", info, "A hash in the URL alphabet does not match everywhere"},
    {"hash-impossible", error, "No digest has this encoding: mistyped or cut"},

    {"scheme-without-colon", error, "A scheme without its colon is read as a host name"},
    {"scheme-with-slashes", error, "A scheme source ends with its colon, without slashes"},
    {"scheme-with-rest", error, "A scheme whose URLs have no host, with more behind its colon"},
    {"scheme-relative", error, "A source cannot begin with two slashes"},
    {"malformed-scheme", error, "A scheme is followed by a colon and two slashes"},
    {"misspelt-scheme", warning, "A scheme similar to a common one"},
    {"wildcard-scheme", error, "A wildcard cannot stand in a scheme"},

    {"inner-wildcard", error, "A wildcard may only be the whole leftmost label of a host"},
    {"leading-dot", error, "A host that begins with a dot"},
    {"empty-label", error, "A host with two dots in a row"},
    {"underscore-in-host", warning, "The grammar has no underscore in hosts"},
    {"backslash", error, "A backslash where a slash is needed"},
    {"credentials-in-source", error, "A user name or password in a source"},
    {"ip-address", warning, "The specification lets no IP address match except 127.0.0.1"},
    {"ipv6-address", error, "A source cannot name an IPv6 address"},
    {"template-placeholder", error, "A template's placeholder that nobody filled in"},
    {"browsers-disagree", info, "Some browsers ignore a source of this form"},

    {"empty-port", error, "A colon without a port behind it"},
    {"invalid-port", error, "A port is a number or one asterisk"},
    {"port-out-of-range", error, "No URL has a port above 65535"},
    {"port-leading-zeros", info, "A port with leading zeros"},
    {"port-mismatch", info, "The default port of the other scheme"},

    {"path-without-host", error, "A path cannot stand alone"},
    {"query-in-path", error, "A source has no query"},
    {"fragment-in-path", error, "A source has no fragment"},
    {"path-wildcard", warning, "An asterisk in a path is a literal asterisk"},
    {"double-slash-in-path", error, "A path cannot begin with two slashes"},
    {"dot-segment", warning, "A URL never keeps `.` and `..` in its path"},
    {"invalid-percent-encoding", error, "A percent sign without two hexadecimal digits"},
    {"path-in-frame-ancestors", warning, "Ancestors are compared by origin; a path never matches"},

    {"none-with-others", warning, "'none' beside other sources is ignored"},
    {"none-with-reporting", info, "'none' beside keywords for reports still allows nothing"},
    {"duplicate-source", warning, "The same source twice in one directive"},
    {"empty-source-list", info, "A directive without sources allows nothing, like 'none'"},
    {"invalid-source", error, "Matches no form of a source expression and is ignored"},

    {"unknown-sandbox-token", error, "No sandbox token has this name"},
    {"invalid-report-uri", error, "Not an address that reports can be sent to"},
    {"report-uri-relative", warning,
     "A host without a scheme is read as a path of the page's site"},
    {"invalid-report-to", error, "report-to takes one endpoint name"},
    {"invalid-webrtc-value", error, "webrtc takes 'allow' or 'block'"},
    {"invalid-trusted-types-sink", error, "require-trusted-types-for takes 'script'"},
    {"invalid-trusted-types-policy", error, "Not a name that a Trusted Types policy can have"},
}};

static_assert(!kCodes.back().code.empty(), "every code has a row");

}  // namespace

std::span<const DiagnosticCode> diagnostic_codes() noexcept { return kCodes; }

const DiagnosticCode& checks::info(Code code) noexcept {
  return kCodes[static_cast<std::size_t>(code)];
}

}  // namespace cspkit
