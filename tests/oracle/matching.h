// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "cspkit/url.h"
#include "oracle/infra.h"
#include "oracle/reading.h"

/// The text's "Matching Algorithms", each under its anchor's name.
/// Source: https://w3c.github.io/webappsec-csp/#matching-algorithms
namespace cspkit::oracle {

enum class Match { matches, does_not_match };
enum class Inline { allows, does_not_allow };
enum class Nonceable { nonceable, not_nonceable };
enum class Insertion { parser_inserted, not_parser_inserted };

/// What an inline check needs to know of an element.
struct Element {
  std::optional<std::string> nonce;  ///< absent where the element has no nonce, or may not use it
  Insertion insertion = Insertion::parser_inserted;
};

/// https://w3c.github.io/webappsec-csp/#match-nonce-to-source-list
Match match_nonce_to_source_list(const std::string& nonce, const Strings& source_list);
/// https://w3c.github.io/webappsec-csp/#match-integrity-metadata-to-source-list
Match match_integrity_metadata_to_source_list(const std::string& integrity_metadata,
                                              const Strings& source_list, Reading reading);

/// https://w3c.github.io/webappsec-csp/#match-url-to-source-list
Match match_url_to_source_list(const UrlView& url, const Strings& source_list, const Origin& origin,
                               unsigned redirect_count);
/// https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
Match match_url_to_source_expression(const UrlView& url, const std::string& expression,
                                     const Origin& origin, unsigned redirect_count);
/// https://w3c.github.io/webappsec-csp/#match-schemes
Match scheme_part_match(const std::string& a, const std::string& b);
/// https://w3c.github.io/webappsec-csp/#match-hosts
Match host_part_match(const std::string& pattern, const UrlView& url);
/// https://w3c.github.io/webappsec-csp/#match-ports
Match port_part_match(const std::optional<std::string>& input, const UrlView& url);
/// https://w3c.github.io/webappsec-csp/#match-paths
Match path_part_match(const std::string& path_a, const std::string& path_b);

/// https://w3c.github.io/webappsec-csp/#is-element-nonceable
Nonceable is_element_nonceable(const Element& element);
/// https://w3c.github.io/webappsec-csp/#allow-all-inline
Inline allow_all_inline(const Strings& list, const std::string& type);
/// https://w3c.github.io/webappsec-csp/#match-element-to-source-list
Match match_element_to_source_list(const Element& element, const Strings& list,
                                   const std::string& type, const std::string& source);

}  // namespace cspkit::oracle
