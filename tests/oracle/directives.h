// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cspkit/url.h"
#include "oracle/matching.h"
#include "oracle/policy.h"

/// The checks that directives run, and the algorithms that pick the directive.
/// Source: https://w3c.github.io/webappsec-csp/#csp-directives and #directive-algorithms
namespace cspkit::oracle {

enum class Decision { allowed, blocked };
enum class Execute { yes, no };

/// A request, in the terms of Fetch.
struct FetchRequest {
  UrlView current_url;
  std::string destination;
  std::string initiator;  ///< "prefetch", "prerender", or anything else
  std::string nonce;      ///< cryptographic nonce metadata
  std::string integrity;  ///< integrity metadata
  Insertion parser_metadata = Insertion::not_parser_inserted;
  unsigned redirect_count = 0;
  bool has_webtransport_hashes = false;  ///< mode "webtransport", with a non-empty hash list
  Reading reading = Reading::literal;
};

/// https://w3c.github.io/webappsec-csp/#effective-directive-for-a-request; absent for null.
std::optional<std::string> effective_directive_for_a_request(const FetchRequest& request);
/// https://w3c.github.io/webappsec-csp/#effective-directive-for-inline-check
std::string effective_directive_for_inline_check(const std::string& type);
/// https://w3c.github.io/webappsec-csp/#directive-fallback-list
Strings directive_fallback_list(const std::string& directive_name);
/// https://w3c.github.io/webappsec-csp/#should-directive-execute
Execute should_directive_execute(const std::optional<std::string>& effective_directive_name,
                                 const std::string& directive_name, const Policy& policy);

/// Runs `directive`'s own pre-request check.
Decision pre_request_check(const Directive& directive, const FetchRequest& request,
                           const Policy& policy, const Origin& self_origin);
/// Runs `directive`'s own post-request check; `response_url` is the response's URL.
Decision post_request_check(const Directive& directive, const FetchRequest& request,
                            const UrlView& response_url, const Policy& policy,
                            const Origin& self_origin);
/// Runs `directive`'s own inline check; `type` is "script", "script attribute", "style", "style
/// attribute" or "navigation".
Decision inline_check(const Directive& directive, const Element& element, const std::string& type,
                      const Policy& policy, const std::string& source);
/// Runs `directive`'s pre-navigation check; `navigation_type` is "form-submission" or "other".
Decision pre_navigation_check(const Directive& directive, const FetchRequest& request,
                              const std::string& navigation_type, const Origin& self_origin);
/// Runs `directive`'s navigation response check, check type "response". `ancestors` are the URLs of
/// the documents above the target, nearest first.
Decision navigation_response_check(const Directive& directive, const UrlView& response_url,
                                   const std::vector<Url>& ancestors, const Origin& self_origin);
/// Runs `directive`'s webrtc pre-connect check.
Decision webrtc_pre_connect_check(const Directive& directive);

}  // namespace cspkit::oracle
