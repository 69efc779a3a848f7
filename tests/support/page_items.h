// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/page.h>

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::test {

/// An item in a line: `image img@src a.png`, `script script 'f()'`, `script-attribute p@onclick 'f()'`, `form-action form@action /`,
/// with ` nonce=…`, ` prefetch`, ` css`, ` template` and ` #n` of a srcdoc document behind it.
[[nodiscard]] std::string describe(const PageItem& item);
[[nodiscard]] std::vector<std::string> describe(const std::vector<PageItem>& items);

/// The page in chunks of `size` bytes.
[[nodiscard]] Page read_page_in_chunks(std::string_view bytes, std::size_t size,
                                       const PageOptions& options = {});
/// Everything of an item and a policy, places included.
[[nodiscard]] std::string dump(const Page& page);

}  // namespace cspkit::test
