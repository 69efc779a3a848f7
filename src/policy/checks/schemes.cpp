// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/schemes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/nearest.h"
#include "policy/checks/source_pieces.h"

namespace cspkit::checks {
namespace {

struct KnownScheme {
  std::string_view name;
  enum class Form { with_host, without_host } form;
};
using enum KnownScheme::Form;

/// The schemes that stand in policies of the web; any other is an application's own.
constexpr std::array kSchemes{
    KnownScheme{"https", with_host},         KnownScheme{"http", with_host},
    KnownScheme{"wss", with_host},           KnownScheme{"ws", with_host},
    KnownScheme{"data", without_host},       KnownScheme{"blob", without_host},
    KnownScheme{"filesystem", without_host}, KnownScheme{"mediastream", without_host},
    KnownScheme{"about", without_host},
};

const KnownScheme* find_scheme(std::string_view name) noexcept {
  const auto found = std::find_if(kSchemes.begin(), kSchemes.end(), [name](const KnownScheme& s) {
    return equals_ignoring_ascii_case(s.name, name);
  });
  return found == kSchemes.end() ? nullptr : &*found;
}

void report_with(Code code, const Token& token, std::string_view complaint,
                 const std::string& better, Reporter& report) {
  report.add(code, token.span,
             fmt::format("{} {} Write {}.", shown(token.text), complaint, shown(better)), better);
}

/// `*://a.test`, `http*://a.test`, `*:`.
Claim check_wildcard(const Token& token, std::string_view scheme, std::string_view rest,
                     Reporter& report) {
  if (scheme.find('*') == scheme.npos || scheme.find('.') != scheme.npos) return Claim::passed;
  if (rest.empty() || rest == "*") {
    // `*:443` and `*:*` are a host and its port; what stands before `:` here is a scheme's place.
    report.add(Code::wildcard_scheme, token.span,
               fmt::format("{} is ignored: a wildcard cannot stand in a scheme. Name each scheme "
                           "that is needed, such as `https:`.",
                           shown(token.text)));
  } else {
    report_with(Code::wildcard_scheme, token,
                "is ignored: a wildcard cannot stand in a scheme, and `http://` covers `https://` "
                "as well.",
                fmt::format("http://{}", rest), report);
  }
  return Claim::claimed;
}

/// A scheme that is known, and what stands behind its colon.
Claim check_known(const Token& token, const KnownScheme& scheme, std::string_view rest,
                  Reporter& report) {
  if (scheme.form == without_host) {
    report_with(rest == "//" ? Code::scheme_with_slashes : Code::scheme_with_rest, token,
                "never matches: its URLs have no host, and only the scheme can be named.",
                fmt::format("{}:", scheme.name), report);
    return Claim::claimed;
  }
  if (rest == "//" || rest == "/") {
    report_with(Code::scheme_with_slashes, token, "is ignored: a scheme ends with its colon.",
                fmt::format("{}:", scheme.name), report);
    return Claim::claimed;
  }
  const bool is_port = rest == "*" || std::all_of(rest.begin(), rest.end(), is_ascii_digit);
  if (is_port || (rest.starts_with("//") && !rest.starts_with("///"))) return Claim::passed;
  const std::size_t host = rest.find_first_not_of("/\\");
  if (host == rest.npos) return Claim::passed;
  report_with(Code::malformed_scheme, token,
              "is ignored: a colon and two slashes stand between scheme and host.",
              fmt::format("{}://{}", token.text.substr(0, scheme.name.size()), rest.substr(host)),
              report);
  return Claim::claimed;
}

/// A scheme that nobody knows, but near to a known one.
Claim check_unknown(const Token& token, std::string_view name, std::string_view rest,
                    Reporter& report) {
  const bool stands_as_scheme = rest.empty() || rest.starts_with("//");
  if (!stands_as_scheme || name.find('.') != name.npos || !token.expression.valid_in_text())
    return Claim::passed;
  const std::string lower = ascii_lower(name);
  Nearest nearest(lower);
  for (const auto& scheme : kSchemes) nearest.offer(scheme.name);
  if (nearest.best().empty() || lower == "file") return Claim::passed;
  report.add(Code::misspelt_scheme, token.span,
             fmt::format("{} names the scheme {}. Did you mean {}?", shown(token.text), shown(name),
                         shown(nearest.best())),
             fmt::format("{}:{}", nearest.best(), rest));
  return Claim::claimed;
}

}  // namespace

Claim check_bare_scheme(const Token& token, Reporter& report) {
  if (find_scheme(token.text) == nullptr) return Claim::passed;
  report_with(Code::scheme_without_colon, token, "without a colon is read as a host name.",
              ascii_lower(token.text) + ":", report);
  return Claim::claimed;
}

Claim check_scheme(const Token& token, Reporter& report) {
  const std::string_view text = token.text;
  if (has_quotes(text)) return Claim::passed;
  if (text.starts_with("//")) {
    const std::string_view rest = text.substr(std::min(text.find_first_not_of('/'), text.size()));
    if (rest.empty()) return Claim::passed;
    report_with(Code::scheme_relative, token,
                "is ignored: a source without a scheme has no slashes before its host.",
                std::string(rest), report);
    return Claim::claimed;
  }
  const std::size_t colon = text.find_first_of(":/?#");
  if (colon == text.npos || text[colon] != ':') return Claim::passed;
  const std::string_view scheme = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  const bool slashes = rest.starts_with("//");
  if (slashes || rest.empty()) {
    const auto claim = check_wildcard(token, scheme, slashes ? rest.substr(2) : rest, report);
    if (claim == Claim::claimed) return claim;
  }
  const KnownScheme* known = find_scheme(scheme);
  if (known == nullptr) return check_unknown(token, scheme, rest, report);
  return rest.empty() ? Claim::passed : check_known(token, *known, rest, report);
}

}  // namespace cspkit::checks
