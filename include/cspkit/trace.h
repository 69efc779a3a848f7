// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/engine.h"

/// Why a decision came out as it did, for people. Slower than the decision itself, and made from
/// the same parts.
namespace cspkit {

/// A step that belongs to no single policy.
inline constexpr std::uint32_t kNoPolicy = 0xFFFF'FFFF;

/// One step of the text that decided something.
struct TraceStep {
  std::uint32_t policy;     ///< index in the list, or kNoPolicy
  std::string_view anchor;  ///< in the CSP or Trusted Types text, such as `#match-ports`
  std::string text;         ///< what was compared, and how it came out
};

struct Trace {
  std::string
      matched;  ///< the first source expression (or rule) that allowed it; empty where none did
  std::vector<TraceStep> steps;
};

[[nodiscard]] Trace trace_request(const PolicyList& list, const Request& request,
                                  Browser as = Browser::specification);
[[nodiscard]] Trace trace_inline(const PolicyList& list, const InlineCheck& check,
                                 Browser as = Browser::specification);
[[nodiscard]] Trace trace_form_submission(const PolicyList& list, const UrlView& url,
                                          std::uint32_t redirect_count = 0,
                                          Browser as = Browser::specification);
[[nodiscard]] Trace trace_navigation_response(const PolicyList& list,
                                              std::span<const UrlView> ancestors,
                                              Browser as = Browser::specification);
[[nodiscard]] Trace trace_base(const PolicyList& list, const UrlView& base,
                               Browser as = Browser::specification);
[[nodiscard]] Trace trace_compile_strings(const PolicyList& list,
                                          Browser as = Browser::specification);
[[nodiscard]] Trace trace_compile_wasm(const PolicyList& list, Browser as = Browser::specification);
[[nodiscard]] Trace trace_rtc(const PolicyList& list, Browser as = Browser::specification);
[[nodiscard]] Trace trace_create_policy(const PolicyList& list, std::string_view name,
                                        std::span<const std::string_view> existing = {},
                                        Browser as = Browser::specification);
[[nodiscard]] Trace trace_sink(const PolicyList& list, std::string_view group,
                               Browser as = Browser::specification);

}  // namespace cspkit
