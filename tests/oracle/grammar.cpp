// SPDX-License-Identifier: Apache-2.0
#include "oracle/grammar.h"

#include <cstddef>

#include "oracle/infra.h"

namespace cspkit::oracle {

// scheme-part = scheme
// scheme      = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )           (RFC 3986, section 3.1)
bool is_scheme_part(const std::string& text) {
  if (text.empty() || !is_ascii_alpha(text[0])) return false;
  for (const char c : text) {
    if (!is_ascii_alpha(c) && !is_ascii_digit(c) && c != '+' && c != '-' && c != '.') return false;
  }
  return true;
}

// host-part = "*" / [ "*." ] 1*host-char *( "." 1*host-char ) [ "." ]
// host-char = ALPHA / DIGIT / "-"
bool is_host_part(const std::string& text) {
  if (text == "*") return true;
  std::string rest = text;
  if (rest.substr(0, 2) == "*.") rest = rest.substr(2);
  if (!rest.empty() && rest.back() == '.') rest.pop_back();
  for (const std::string& label : strictly_split(rest, '.')) {
    if (label.empty()) return false;
    for (const char c : label) {
      if (!is_ascii_alpha(c) && !is_ascii_digit(c) && c != '-') return false;
    }
  }
  return true;
}

// port-part = 1*DIGIT / "*"
bool is_port_part(const std::string& text) {
  if (text == "*") return true;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return false;
  }
  return !text.empty();
}

namespace {

// pchar       = unreserved / pct-encoded / sub-delims / ":" / "@"    (RFC 3986, section 3.3)
// unreserved  = ALPHA / DIGIT / "-" / "." / "_" / "~"
// pct-encoded = "%" HEXDIG HEXDIG
// sub-delims  = "!" / "$" / "&" / "'" / "(" / ")" / "*" / "+" / "," / ";" / "="
// …of which CSP takes away ";" and ",".
bool is_segment(const std::string& text) {
  static const std::string others = "-._~!$&'()*+=:@";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return false;
      if (!is_ascii_hex_digit(text[i + 1]) || !is_ascii_hex_digit(text[i + 2])) return false;
      i += 2;
    } else if (!is_ascii_alpha(c) && !is_ascii_digit(c) && others.find(c) == std::string::npos) {
      return false;
    }
  }
  return true;
}

}  // namespace

// path-part     = path-absolute (but not including ";" or ",")
// path-absolute = "/" [ segment-nz *( "/" segment ) ]                (RFC 3986, section 3.3)
bool is_path_part(const std::string& text) {
  if (text.empty() || text[0] != '/') return false;
  if (text == "/") return true;
  const Strings segments = strictly_split(text.substr(1), '/');
  if (segments[0].empty()) return false;
  for (const std::string& segment : segments) {
    if (!is_segment(segment)) return false;
  }
  return true;
}

// scheme-source = scheme-part ":"
std::optional<std::string> scheme_source(const std::string& expression) {
  if (expression.empty() || expression.back() != ':') return std::nullopt;
  const std::string scheme = expression.substr(0, expression.size() - 1);
  if (!is_scheme_part(scheme)) return std::nullopt;
  return scheme;
}

// host-source = [ scheme-part "://" ] host-part [ ":" port-part ] [ path-part ]
std::optional<HostSource> host_source(const std::string& expression) {
  HostSource result;
  std::string rest = expression;
  const std::size_t separator = rest.find("://");
  if (separator != std::string::npos && is_scheme_part(rest.substr(0, separator))) {
    result.scheme_part = rest.substr(0, separator);
    rest = rest.substr(separator + 3);
  }
  const std::size_t slash = rest.find('/');
  if (slash != std::string::npos) {
    result.path_part = rest.substr(slash);
    rest = rest.substr(0, slash);
    if (!is_path_part(result.path_part)) return std::nullopt;
  }
  const std::size_t colon = rest.find(':');
  if (colon != std::string::npos) {
    result.port_part = rest.substr(colon + 1);
    rest = rest.substr(0, colon);
    if (!is_port_part(*result.port_part)) return std::nullopt;
  }
  if (!is_host_part(rest)) return std::nullopt;
  result.host_part = rest;
  return result;
}

// base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" )*2( "=" )
bool is_base64_value(const std::string& text) {
  std::string rest = text;
  if (!rest.empty() && rest.back() == '=') rest.pop_back();
  if (!rest.empty() && rest.back() == '=') rest.pop_back();
  if (rest.empty()) return false;
  for (const char c : rest) {
    if (!is_ascii_alpha(c) && !is_ascii_digit(c) && c != '+' && c != '/' && c != '-' && c != '_') {
      return false;
    }
  }
  return true;
}

namespace {

/// What stands between `prefix` (compared as ABNF does) and a closing quote.
std::optional<std::string> quoted_after(const std::string& prefix, const std::string& expression) {
  if (expression.size() < prefix.size() + 1 || expression.back() != '\'') return std::nullopt;
  if (!is_ascii_case_insensitive_match(expression.substr(0, prefix.size()), prefix)) {
    return std::nullopt;
  }
  return expression.substr(prefix.size(), expression.size() - prefix.size() - 1);
}

}  // namespace

// nonce-source = "'nonce-" base64-value "'"
std::optional<std::string> nonce_source(const std::string& expression) {
  const std::optional<std::string> value = quoted_after("'nonce-", expression);
  if (!value) return std::nullopt;
  // The placeholder of a value that is drawn for each response counts as such a value.
  if (*value == "{nonce}") return value;
  if (!is_base64_value(*value)) return std::nullopt;
  return value;
}

// hash-source    = "'" hash-algorithm "-" base64-value "'"
// hash-algorithm = "sha256" / "sha384" / "sha512"
std::optional<HashSource> hash_source(const std::string& expression) {
  for (const std::string algorithm : {"sha256", "sha384", "sha512"}) {
    const std::optional<std::string> value = quoted_after("'" + algorithm + "-", expression);
    if (value && is_base64_value(*value)) return HashSource{expression.substr(1, 6), *value};
  }
  return std::nullopt;
}

bool is_keyword_source(const std::string& expression, const std::string& keyword) {
  return is_ascii_case_insensitive_match(expression, keyword);
}

// tt-policy-name = 1*( ALPHA / DIGIT / "-" / "#" / "=" / "_" / "/" / "@" / "." / "%")
bool is_tt_policy_name(const std::string& text) {
  static const std::string others = "-#=_/@.%";
  for (const char c : text) {
    if (!is_ascii_alpha(c) && !is_ascii_digit(c) && others.find(c) == std::string::npos)
      return false;
  }
  return !text.empty();
}

}  // namespace cspkit::oracle
