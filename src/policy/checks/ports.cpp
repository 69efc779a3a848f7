// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/url.h"
#include "policy/checks/ports_and_paths.h"
#include "policy/checks/source_pieces.h"

namespace cspkit::checks {
namespace {

/// The token without its port, or with another one.
std::string with_port(const Token& token, const SourcePieces& pieces, std::string_view port) {
  const auto end_of_host =
      static_cast<std::size_t>(pieces.host.data() + pieces.host.size() - token.text.data());
  const auto end_of_port =
      static_cast<std::size_t>(pieces.port.data() + pieces.port.size() - token.text.data());
  return fmt::format("{}{}{}{}", token.text.substr(0, end_of_host), port.empty() ? "" : ":", port,
                     token.text.substr(end_of_port));
}

/// The other scheme of a pair, whose default port may have been written by mistake.
std::string_view other_scheme(std::string_view scheme) noexcept {
  if (scheme == "http") return "https";
  if (scheme == "https") return "http";
  if (scheme == "ws") return "wss";
  if (scheme == "wss") return "ws";
  return {};
}

}  // namespace

// port-part = 1*DIGIT / "*"
Claim check_port(const Token& token, Reporter& report) {
  if (has_quotes(token.text)) return Claim::passed;
  const SourcePieces pieces = split_source(token.text);
  if (!pieces.has_port || pieces.port == "*" || pieces.host.empty()) return Claim::passed;
  const std::string_view port = pieces.port;
  if (port.empty()) {
    // A scheme may have dots, too, but hardly anybody's has.
    const bool dots_only =
        pieces.host.find('.') != pieces.host.npos && pieces.host.find('+') == pieces.host.npos;
    const bool host = pieces.has_scheme || !pieces.rest.empty() || dots_only ||
                      equals_ignoring_ascii_case(pieces.host, "localhost");
    if (!host) return Claim::passed;
    std::string better = with_port(token, pieces, "");
    report.add(Code::empty_port, token.span,
               fmt::format("{} ends its host with a colon and has no port. Write {}, or {}.",
                           shown(token.text), shown(better), shown(with_port(token, pieces, "*"))),
               better);
    return Claim::claimed;
  }
  if (!std::all_of(port.begin(), port.end(), is_ascii_digit)) {
    report.add(Code::invalid_port, token.span,
               fmt::format("{} is ignored: its port, {}, is neither a number nor one asterisk.",
                           shown(token.text), shown(port)));
    return Claim::claimed;
  }
  if ((token.expression.forms & kFormPortOverflow) != 0) {
    report.add(Code::port_out_of_range, token.span,
               fmt::format("{} never matches: no port is above 65535.", shown(token.text)));
    return Claim::claimed;
  }
  if (port.size() > 1 && port.front() == '0') {
    const std::size_t digit = std::min(port.find_first_not_of('0'), port.size() - 1);
    std::string better = with_port(token, pieces, port.substr(digit));
    report.add(Code::port_leading_zeros, token.span,
               fmt::format("{} has leading zeros in its port, which not every browser reads alike. "
                           "Write {}.",
                           shown(token.text), shown(better)),
               better);
    return Claim::claimed;
  }
  const std::string scheme = ascii_lower(pieces.scheme);
  const std::string_view other = other_scheme(scheme);
  if (!other.empty() && token.expression.port == default_port(other)) {
    report.add(
        Code::port_mismatch, token.span,
        fmt::format("{} pairs {} with the default port of {}. It matches only a URL that names "
                    "this port.",
                    shown(token.text), scheme, other));
    return Claim::claimed;
  }
  return Claim::passed;
}

}  // namespace cspkit::checks
