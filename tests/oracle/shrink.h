// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "oracle/case.h"

namespace cspkit::oracle {

/// Takes away policies, directives, sources and fields as long as `still_fails` holds, so that what
/// is shown to people is the smallest case of its kind.
Case shrink_case(Case one, const std::function<bool(const Case&)>& still_fails);

}  // namespace cspkit::oracle
