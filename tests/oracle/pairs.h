// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "oracle/case.h"
#include "oracle/generate.h"

/// Pairs of policy lists of which the second comes from the first by small changes, as people make
/// them.
namespace cspkit::oracle {

struct PolicyPair {
  std::vector<CasePolicy> a, b;
  std::string document_url;
  /// Tokens of both sides, to derive checks from.
  std::vector<std::string> sources;
  /// Every change was one that cannot change what is allowed.
  bool same_meaning = false;
};

PolicyPair generate_pair(const Choose& choose);

/// The pair as one line of JSON: a row for `cspkit diff --batch`.
std::string write_pair(const PolicyPair& pair);

}  // namespace cspkit::oracle
