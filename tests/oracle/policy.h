// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "oracle/infra.h"

/// Policies as the text has them: strings all through, nothing compiled, nothing looked up.
namespace cspkit::oracle {

/// Source: https://w3c.github.io/webappsec-csp/#framework-directives
struct Directive {
  std::string name;
  Strings value;
};

/// Source: https://w3c.github.io/webappsec-csp/#framework-policy
struct Policy {
  std::vector<Directive> directive_set;
  std::string disposition;  ///< "enforce" or "report"
  std::string source;       ///< "header" or "meta"

  /// The directive of that name, or nullptr.
  const Directive* directive(const std::string& name) const;
};

/// Source: https://w3c.github.io/webappsec-csp/#parse-serialized-policy
Policy parse_serialized_policy(const std::string& serialized, const std::string& source,
                               const std::string& disposition);

/// What one header field, or one `<meta>` element, delivers. A part without any directive keeps its
/// place, so that policies can be told apart by their index.
/// Source: https://w3c.github.io/webappsec-csp/#parse-response-csp, and for "meta" HTML's
/// https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy
std::vector<Policy> deliver_policies(const std::string& value, const std::string& source,
                                     const std::string& disposition);

}  // namespace cspkit::oracle
