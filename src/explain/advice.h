// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cspkit/explain.h"

/// What is wise. Pure: what is known of a finding in, sentences out.
namespace cspkit::explain_detail {

struct AdviceContext {
  bool by_nonce = false;         ///< the change is that the element bears the page's nonce
  std::string source;            ///< what is to be added; empty: nothing
  std::string vendor_reference;  ///< where the vendor asks for the source; empty: nobody does
};

[[nodiscard]] std::vector<Advice> advice_on(const Incident& finding,
                                            const ReportedViolation& violation,
                                            const AdviceContext& context);

}  // namespace cspkit::explain_detail
