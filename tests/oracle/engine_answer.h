// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "cspkit/browser.h"
#include "oracle/case.h"
#include "oracle/oracle.h"

/// The engine under test, asked the oracle's questions.
namespace cspkit::oracle {

/// The engine's answer in the oracle's terms, or why the case is no question. Asks with a sink and
/// without one; where the two differ, or the verdict is not that of the first enforced violation,
/// the answer is an error that begins with `inconsistent`.
tl::expected<Answer, std::string> engine_answer(const Case& one,
                                                Browser as = Browser::specification);

}  // namespace cspkit::oracle
