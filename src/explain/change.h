// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/compose.h"
#include "cspkit/explain.h"

/// The smallest change of policies that allows what was blocked, found by the engine.
namespace cspkit::explain_detail {

struct Change {
  ChangeProof proof = ChangeProof::none;
  /// Whether any browser blocks it under these policies at all.
  enum class Before { blocked, allowed, not_asked } before = Before::not_asked;
  std::vector<std::size_t> policies;  ///< those that block, by their index in what was given
  std::string governing;              ///< the directive that decided, of the first that blocks
  std::vector<Addition> additions;
  std::vector<std::string> fixed;  ///< every policy, changed or not
  bool by_nonce = false;           ///< the element has to bear the page's nonce
};

/// `base` is what governs the page, each with one policy. `vendor_source` is preferred where it does.
[[nodiscard]] Change find_change(const ReportedViolation& violation,
                                 const std::vector<PagePolicy>& base,
                                 const std::string& document_url, const std::string& vendor_source);

}  // namespace cspkit::explain_detail
