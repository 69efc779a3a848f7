// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// Pages for the benchmarks, the same at every call.
namespace cspkit::bench {

/// 100 KB with 2,298 `<`, of which 61 begin elements that a nonce is stamped on (`<script>` and `<style>`).
[[nodiscard]] const std::string& large_page();
/// 5 KB of the same kind, with 4 such elements.
[[nodiscard]] const std::string& small_page();

}  // namespace cspkit::bench
