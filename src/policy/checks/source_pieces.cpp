// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/source_pieces.h"

#include "base/char_set.h"

namespace cspkit::checks {
namespace {

constexpr CharSet kEndsAuthority("/?#");
constexpr CharSet kOtherQuotes("\"`");

}  // namespace

SourcePieces split_source(std::string_view token) noexcept {
  SourcePieces pieces;
  if (const auto slashes = token.find("://"); slashes != token.npos && slashes < token.find('/')) {
    pieces.has_scheme = true;
    pieces.scheme = token.substr(0, slashes);
    token.remove_prefix(slashes + 3);
  }
  const std::size_t end = kEndsAuthority.find_in(token);
  std::string_view authority = token.substr(0, end);
  if (end != token.npos) pieces.rest = token.substr(end);
  if (const auto at = authority.rfind('@'); at != authority.npos) {
    pieces.has_userinfo = true;
    authority.remove_prefix(at + 1);
  }
  std::size_t colon = authority.rfind(':');
  if (const auto bracket = authority.rfind(']');
      bracket != authority.npos && colon != authority.npos && colon < bracket)
    colon = authority.npos;
  pieces.host = authority.substr(0, colon);
  if (colon != authority.npos) {
    pieces.has_port = true;
    pieces.port = authority.substr(colon + 1);
  }
  return pieces;
}

bool has_quotes(std::string_view token) noexcept {
  return token.starts_with('\'') || kOtherQuotes.any_in(token);
}

}  // namespace cspkit::checks
