// SPDX-License-Identifier: Apache-2.0
#include <cstddef>

#include "oracle/grammar.h"
#include "oracle/matching.h"

namespace cspkit::oracle {

namespace {

/// https://fetch.spec.whatwg.org/#http-scheme
bool is_http_scheme(std::string_view scheme) { return scheme == "http" || scheme == "https"; }

/// https://url.spec.whatwg.org/#default-port, as a decimal number; empty where there is none.
std::string default_port_of(std::string_view scheme) {
  if (scheme == "ftp") return "21";
  if (scheme == "http" || scheme == "ws") return "80";
  if (scheme == "https" || scheme == "wss") return "443";
  return "";
}

/// A decimal number without leading zeros; however long, so that nothing overflows.
std::string decimal_number(const std::string& digits) {
  std::string result = digits;
  while (result.size() > 1 && result[0] == '0') result.erase(0, 1);
  return result;
}

bool host_is_null(const UrlView& url) { return url.host_kind == HostKind::none; }

}  // namespace

// https://w3c.github.io/webappsec-csp/#match-url-to-source-list
Match match_url_to_source_list(const UrlView& url, const Strings& source_list, const Origin& origin,
                               unsigned redirect_count) {
  // 1. (The list is not null.)

  // 2. An empty list.
  if (source_list.empty()) return Match::does_not_match;

  // 3. Nothing but 'none'.
  if (source_list.size() == 1 && is_ascii_case_insensitive_match(source_list[0], "'none'")) {
    return Match::does_not_match;
  }

  // 4. Any expression will do.
  for (const std::string& expression : source_list) {
    // 4.1.
    if (match_url_to_source_expression(url, expression, origin, redirect_count) == Match::matches) {
      return Match::matches;
    }
  }

  // 5.
  return Match::does_not_match;
}

// https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
Match match_url_to_source_expression(const UrlView& url, const std::string& expression,
                                     const Origin& origin, unsigned redirect_count) {
  const std::string url_scheme(url.scheme);
  const std::optional<std::string> as_scheme_source = scheme_source(expression);
  const std::optional<HostSource> as_host_source = host_source(expression);

  // 1. The lone asterisk:
  if (expression == "*") {
    // 1.1. HTTP(S), or
    if (is_http_scheme(url_scheme)) return Match::matches;
    // 1.2. the scheme of the page. (An opaque origin has none.)
    if (!origin.opaque && url_scheme == origin.scheme) return Match::matches;
  }

  // 2. scheme-source or host-source:
  if (as_scheme_source || as_host_source) {
    // 2.1. A scheme-part has to match.
    std::optional<std::string> scheme_part = as_scheme_source;
    if (as_host_source) scheme_part = as_host_source->scheme_part;
    if (scheme_part && scheme_part_match(*scheme_part, url_scheme) == Match::does_not_match) {
      return Match::does_not_match;
    }
    // 2.2. A scheme-source asks for nothing else.
    if (as_scheme_source) return Match::matches;
  }

  // 3. host-source:
  if (as_host_source) {
    // 3.1. There has to be a host.
    if (host_is_null(url)) return Match::does_not_match;

    // 3.2. Without a scheme-part, the page's scheme has to match.
    if (!as_host_source->scheme_part) {
      if (origin.opaque) return Match::does_not_match;
      if (scheme_part_match(origin.scheme, url_scheme) == Match::does_not_match) {
        return Match::does_not_match;
      }
    }

    // 3.3. The host.
    if (host_part_match(as_host_source->host_part, url) == Match::does_not_match) {
      return Match::does_not_match;
    }

    // 3.4. The port-part, or null.
    const std::optional<std::string> port_part = as_host_source->port_part;

    // 3.5. The port.
    if (port_part_match(port_part, url) == Match::does_not_match) return Match::does_not_match;

    // 3.6. The path, unless there was a redirect.
    if (!as_host_source->path_part.empty() && redirect_count == 0) {
      // 3.6.1. The URL's path, serialized.
      const std::string path(url.path);
      // 3.6.2.
      if (path_part_match(as_host_source->path_part, path) == Match::does_not_match) {
        return Match::does_not_match;
      }
    }

    // 3.7.
    return Match::matches;
  }

  // 4. 'self':
  if (is_ascii_case_insensitive_match(expression, "'self'")) {
    // 4.1. The same origin. (An opaque origin is the same as no other.)
    const Origin url_origin = origin_of(url);
    if (!origin.opaque && !url_origin.opaque && origin == url_origin) return Match::matches;

    // 4.2. The same host, the ports the same or both default, and the scheme no worse.
    if (!origin.opaque && origin.host_kind == url.host_kind && origin.host == url.host) {
      const bool same_port = origin.port == url.port;
      // A null port is the default port; a default port is never written out.
      const bool both_default = origin.port == kNoPort && url.port == kNoPort;
      if (same_port || both_default) {
        // 4.2.1.
        if (url_scheme == "https" || url_scheme == "wss") return Match::matches;
        // 4.2.2.
        if (origin.scheme == "http" && (url_scheme == "http" || url_scheme == "ws")) {
          return Match::matches;
        }
      }
    }
  }

  // 5.
  return Match::does_not_match;
}

// https://w3c.github.io/webappsec-csp/#match-schemes
Match scheme_part_match(const std::string& a, const std::string& b) {
  const auto is = is_ascii_case_insensitive_match;
  // 1.1. The same.
  if (is(a, b)) return Match::matches;
  // 1.2. http for https.
  if (is(a, "http") && is(b, "https")) return Match::matches;
  // 1.3. ws for wss, http and https.
  if (is(a, "ws") && (is(b, "wss") || is(b, "http") || is(b, "https"))) return Match::matches;
  // 1.4. wss for https.
  if (is(a, "wss") && is(b, "https")) return Match::matches;
  // 2.
  return Match::does_not_match;
}

// https://w3c.github.io/webappsec-csp/#match-hosts
Match host_part_match(const std::string& pattern, const UrlView& url) {
  const std::string host(url.host);

  // 1. Only a domain can match: neither an address nor an opaque or empty host.
  if (url.host_kind != HostKind::domain) return Match::does_not_match;

  // 2. Any host.
  if (pattern == "*") return Match::matches;

  // 3. Subdomains:
  if (pattern.substr(0, 2) == "*.") {
    // 3.1. Without the asterisk, in lower case.
    const std::string remaining = ascii_lowercase(pattern.substr(1));
    // 3.2. The host ends with it.
    const std::string lower = ascii_lowercase(host);
    if (lower.size() >= remaining.size() &&
        lower.substr(lower.size() - remaining.size()) == remaining) {
      return Match::matches;
    }
    // 3.3.
    return Match::does_not_match;
  }

  // 4. The same host.
  if (!is_ascii_case_insensitive_match(pattern, host)) return Match::does_not_match;

  // 5.
  return Match::matches;
}

// https://w3c.github.io/webappsec-csp/#match-ports
Match port_part_match(const std::optional<std::string>& input, const UrlView& url) {
  // 1. (The input is null, "*", or digits.)

  // 2. Any port.
  if (input && *input == "*") return Match::matches;

  // 3. As a decimal number, or null.
  std::optional<std::string> normalized_input;
  if (input) normalized_input = decimal_number(*input);

  // 4. The URL's port (both may be null).
  std::optional<std::string> url_port;
  if (url.port != kNoPort) url_port = std::to_string(url.port);
  if (normalized_input == url_port) return Match::matches;

  // 5. No port stands in the URL:
  if (!url_port) {
    // 5.1. Its scheme's default port…
    const std::string default_port = default_port_of(url.scheme);
    // 5.2. …written out in the source. (A scheme without one has a default port of null, which
    //      step 4 has compared already.)
    if (!default_port.empty() && normalized_input == default_port) return Match::matches;
  }

  // 6.
  return Match::does_not_match;
}

// https://w3c.github.io/webappsec-csp/#match-paths
Match path_part_match(const std::string& path_a, const std::string& path_b) {
  // 1.
  if (path_a.empty()) return Match::matches;

  // 2.
  if (path_a == "/" && path_b.empty()) return Match::matches;

  // 3. Without a final slash, the whole path has to match.
  const bool exact_match = path_a.back() != '/';

  // 4. Both, in pieces.
  Strings path_list_a = strictly_split(path_a, '/');
  const Strings path_list_b = strictly_split(path_b, '/');

  // 5.
  if (path_list_a.size() > path_list_b.size()) return Match::does_not_match;

  // 6.
  if (exact_match && path_list_a.size() != path_list_b.size()) return Match::does_not_match;

  // 7. The empty piece behind the final slash compares with nothing.
  if (!exact_match) path_list_a.pop_back();

  // 8. Piece by piece, decoded:
  for (std::size_t i = 0; i < path_list_a.size(); ++i) {
    // 8.1. to 8.4.
    if (percent_decode(path_list_a[i]) != percent_decode(path_list_b[i])) {
      return Match::does_not_match;
    }
  }

  // 9.
  return Match::matches;
}

}  // namespace cspkit::oracle
