// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hash/drift.h"

namespace cspkit::cli {

/// The page's source with its own `<meta>` policies brought to what is inline in it: hashes that are missing put in, stale ones
/// taken out; every other byte stays. `source` is what `page` was read from.
///
/// Stays as it is: a policy within a `srcdoc`, a page in UTF-16 or ISO-2022-JP, and a policy that is not ASCII.
[[nodiscard]] std::string fix_policies(std::string_view source, const HashedPage& page,
                                       const PageDrift& drift);

}  // namespace cspkit::cli
