// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The few words of the Infra, URL and Encoding standards that the CSP text speaks in. Written
/// anew, in the plainest way, so that the oracle shares no mistake with the library it judges.
namespace cspkit::oracle {

using Strings = std::vector<std::string>;

/// https://infra.spec.whatwg.org/#ascii-whitespace
bool is_ascii_whitespace(char c);
bool is_ascii_alpha(char c);
bool is_ascii_digit(char c);
bool is_ascii_hex_digit(char c);

/// https://infra.spec.whatwg.org/#ascii-string
bool is_ascii_string(std::string_view text);
/// https://infra.spec.whatwg.org/#ascii-lowercase
std::string ascii_lowercase(std::string_view text);
/// https://infra.spec.whatwg.org/#ascii-case-insensitive
bool is_ascii_case_insensitive_match(std::string_view a, std::string_view b);
/// https://infra.spec.whatwg.org/#strip-leading-and-trailing-ascii-whitespace
std::string strip_leading_and_trailing_ascii_whitespace(std::string_view text);
/// https://infra.spec.whatwg.org/#strictly-split
Strings strictly_split(std::string_view text, char delimiter);
/// https://infra.spec.whatwg.org/#split-on-ascii-whitespace
Strings split_on_ascii_whitespace(std::string_view text);

/// https://url.spec.whatwg.org/#string-percent-decode
std::string percent_decode(std::string_view text);
/// https://datatracker.ietf.org/doc/html/rfc4648#section-4
std::string base64_encode(const std::vector<unsigned char>& bytes);

}  // namespace cspkit::oracle
