// SPDX-License-Identifier: Apache-2.0
#include "policy/canonical.h"

#include "base/ascii.h"
#include "policy/source_expression.h"

namespace cspkit {

std::string canonical_source(std::string_view token) {
  const SourceExpression expression = parse_source_expression(token);
  if (!expression.valid_in_text()) return std::string(token);
  switch (expression.kind) {
    case SourceKind::keyword:
    case SourceKind::scheme: return ascii_lower(token);
    case SourceKind::host: {
      // The path is the end of the token, whatever stands before it.
      const std::size_t path = token.size() - expression.path.size();
      return ascii_lower(token.substr(0, path)) + std::string(token.substr(path));
    }
    default: return std::string(token);
  }
}

}  // namespace cspkit
