// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/hosts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "policy/checks/source_pieces.h"
#include "url/ipv4.h"
#include "url/ipv6.h"

namespace cspkit::checks {
namespace {

/// `text` with `part`, a view into it, put in another's place.
std::string with_part(std::string_view text, std::string_view part, std::string_view other) {
  const auto begin = static_cast<std::size_t>(part.data() - text.data());
  return fmt::format("{}{}{}", text.substr(0, begin), other, text.substr(begin + part.size()));
}

bool is_host_text(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_';
  });
}

/// What `*.*.a.test`, `**.a.test`, `*cdn.test` and `*` before a name were meant to be, or nothing.
std::string better_wildcard(std::string_view host) {
  if (host.front() != '*') return {};
  const std::size_t rest = host.find_first_not_of("*.");
  if (rest == host.npos) return "*";
  const std::string_view domain = host.substr(rest);
  // Where one label is a wildcard and a word, `*cdn.test`, the whole label is the nearest thing.
  if (domain.find('*') != domain.npos || domain.find('.') == domain.npos) return {};
  return fmt::format("*.{}", domain);
}

Claim check_wildcard(const Token& token, std::string_view host, Reporter& report) {
  const std::string_view behind = host.starts_with("*.") ? host.substr(2) : host;
  if (behind.find('*') == behind.npos || host == "*") return Claim::passed;
  const std::string better = better_wildcard(host);
  std::string message = fmt::format(
      "{} is ignored: a wildcard may only be the whole leftmost label, and covers subdomains "
      "of every depth.",
      shown(token.text));
  if (better.empty()) {
    message += " Name the hosts one by one, or put the wildcard before their common end.";
    report.add(Code::inner_wildcard, token.span, std::move(message));
  } else {
    std::string whole = with_part(token.text, host, better);
    message += fmt::format(" Write {}.", shown(whole));
    report.add(Code::inner_wildcard, token.span, std::move(message), std::move(whole));
  }
  return Claim::claimed;
}

Claim check_dots(const Token& token, std::string_view host, Reporter& report) {
  if (!is_host_text(host.starts_with("*.") ? host.substr(2) : host)) return Claim::passed;
  if (host.front() == '.' && host.find_first_not_of('.') != host.npos) {
    std::string better =
        with_part(token.text, host, fmt::format("*.{}", host.substr(host.find_first_not_of('.'))));
    report.add(Code::leading_dot, token.span,
               fmt::format("{} is ignored: a host cannot begin with a dot. Write {} for the "
                           "subdomains.",
                           shown(token.text), shown(better)),
               better);
    return Claim::claimed;
  }
  if (host.find("..") != host.npos) {
    report.add(
        Code::empty_label, token.span,
        fmt::format("{} is ignored: two dots of its host have nothing between them. Remove one.",
                    shown(token.text)));
    return Claim::claimed;
  }
  if (host.find('_') != host.npos) {
    report.add(
        Code::underscore_in_host, token.span,
        fmt::format("{} has an underscore in its host, which the grammar does not know: "
                    "Chromium reads it, other browsers may ignore it. Use a host without one, "
                    "or a wildcard for its parent domain.",
                    shown(token.text)));
    return Claim::claimed;
  }
  return Claim::passed;
}

void report_ipv6(const Token& token, Reporter& report) {
  report.add(Code::ipv6_address, token.span,
             fmt::format("{} is ignored: a source cannot name an IPv6 address. Use a host name.",
                         shown(token.text)));
}

}  // namespace

Claim check_placeholder(const Token& token, Reporter& report) {
  constexpr std::array<std::string_view, 5> kOpenings{"${", "{{", "<%", "%{", "#{"};
  const std::string_view text = token.text;
  if (has_quotes(text)) return Claim::passed;
  const bool opens = std::any_of(kOpenings.begin(), kOpenings.end(),
                                 [text](std::string_view o) { return text.find(o) != text.npos; });
  const bool angles = text.find('<') < text.find('>') && text.find('>') != text.npos;
  const bool braces = text.find('{') < text.find('}') && text.find('}') != text.npos;
  if (!opens && !angles && !braces) return Claim::passed;
  report.add(
      Code::template_placeholder, token.span,
      fmt::format("{} looks like a placeholder that was not filled in, and is ignored. Put the "
                  "host or URL in its place.",
                  shown(text)));
  return Claim::claimed;
}

Claim check_backslash(const Token& token, Reporter& report) {
  if (token.text.find('\\') == token.text.npos || has_quotes(token.text)) return Claim::passed;
  std::string better(token.text);
  std::replace(better.begin(), better.end(), '\\', '/');
  if (!parse_source_expression(better).valid_in_text()) better.clear();
  report.add(
      Code::backslash, token.span,
      fmt::format("{} is ignored: a source has slashes, not backslashes.", shown(token.text)),
      std::move(better));
  return Claim::claimed;
}

Claim check_credentials(const Token& token, Reporter& report) {
  const SourcePieces pieces = split_source(token.text);
  if (!pieces.has_userinfo || has_quotes(token.text)) return Claim::passed;
  std::string better = pieces.has_scheme ? fmt::format("{}://", pieces.scheme) : std::string();
  better += std::string_view(
      pieces.host.data(),
      static_cast<std::size_t>(token.text.data() + token.text.size() - pieces.host.data()));
  if (!parse_source_expression(better).valid_in_text()) better.clear();
  report.add(
      Code::credentials_in_source, token.span,
      fmt::format("{} is ignored: a source cannot hold a user name or password (`@`). Remove "
                  "them.",
                  shown(token.text)),
      std::move(better));
  return Claim::claimed;
}

// https://w3c.github.io/webappsec-csp/#match-hosts, step 1
Claim check_address(const Token& token, Reporter& report) {
  if (has_quotes(token.text)) return Claim::passed;
  const SourcePieces pieces = split_source(token.text);
  const std::string_view host = pieces.host;
  if (host.starts_with('[') || whatwg::parse_ipv6(token.text)) {
    report_ipv6(token, report);
    return Claim::claimed;
  }
  const std::string_view name = host.starts_with("*.") ? host.substr(2) : host;
  if (!token.expression.valid_in_text() || !is_host_text(name) || !whatwg::ends_in_a_number(name))
    return Claim::passed;
  const auto address = whatwg::parse_ipv4(name);
  if (!address || name.size() != host.size()) {
    report.add(Code::ip_address, token.span,
               fmt::format("{} never matches: a host that ends in a number is an IPv4 address, and "
                           "this is none. Use a host name.",
                           shown(token.text)));
    return Claim::claimed;
  }
  const std::string serialized = whatwg::serialize_ipv4(*address);
  if (serialized != name) {
    std::string better = with_part(token.text, host, serialized);
    report.add(Code::ip_address, token.span,
               fmt::format("{} never matches: a URL's address always reads {}. Write {}.",
                           shown(token.text), shown(serialized), shown(better)),
               better);
    return Claim::claimed;
  }
  if (serialized == "127.0.0.1") return Claim::passed;
  report.add(Code::ip_address, token.span,
             fmt::format("{} names an IP address: the specification lets none match but 127.0.0.1, "
                         "though browsers do. Use a host name.",
                         shown(token.text)));
  return Claim::claimed;
}

// host-part = "*" / [ "*." ] 1*host-char *( "." 1*host-char ) [ "." ]
Claim check_host(const Token& token, Reporter& report) {
  if (has_quotes(token.text)) return Claim::passed;
  const std::string_view host = split_source(token.text).host;
  if (host.empty()) return Claim::passed;
  const auto claim = check_wildcard(token, host, report);
  return claim == Claim::claimed ? claim : check_dots(token, host, report);
}

Claim check_star_forms(const Token& token, Reporter& report) {
  const auto& expression = token.expression;
  if (expression.kind != SourceKind::host || !expression.host_wildcard || !expression.host.empty())
    return Claim::passed;
  const bool path = expression.path.size() > 1;
  if (!path && expression.port == kPortAbsent) return Claim::passed;
  report.add(
      Code::browsers_disagree, token.span,
      fmt::format("{} is read by some browsers only: {}. Name the hosts.", shown(token.text),
                  path ? "Firefox ignores `*` with a path" : "WebKit ignores `*` with a port"));
  return Claim::claimed;
}

}  // namespace cspkit::checks
