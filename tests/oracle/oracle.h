// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "oracle/case.h"
#include "oracle/reading.h"

/// The oracle: a matcher that follows the W3C text word for word, slow and plain, and shares
/// nothing with the engine that it judges but the URL parser and SHA-2.
namespace cspkit::oracle {

struct Violation {
  std::size_t policy = 0;  ///< index among all the policies that the case's values deliver
  std::string disposition;
  std::string effective_directive;  ///< what the text calls the violation's effective directive
  std::string source_directive;     ///< the directive of the policy that stood in the way
  friend bool operator==(const Violation&, const Violation&) = default;
};

struct Answer {
  bool blocked = false;
  std::vector<Violation> violations;  ///< in the order of the policies
  friend bool operator==(const Answer&, const Answer&) = default;

  /// The first violation of an enforced policy, or nullptr.
  const Violation* first_enforced() const;
  /// `{"result":"block","directive":…,"policy":…,"violations":[…]}`, for people.
  std::string to_text() const;
};

/// The text's answer, or why the case is no question: an unknown kind, a URL that does not parse.
tl::expected<Answer, std::string> decide(const Case& one, Reading reading = Reading::literal);

}  // namespace cspkit::oracle
