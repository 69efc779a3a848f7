// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "analysis/lint/facts.h"

/// `X-Frame-Options` beside `frame-ancestors`.
namespace cspkit::linting {

enum class FrameOptions : std::uint8_t {
  deny,
  same_origin,
  allow_from,   ///< no browser of today reads it
  conflicting,  ///< several values that differ: browsers refuse every frame
  invalid,      ///< read by nobody
};

/// What the response's `X-Frame-Options` fields say together, or nullopt where there is none.
/// Source: https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header
[[nodiscard]] std::optional<FrameOptions> frame_options(const Page& page) noexcept;

/// The first enforced header policy with frame-ancestors, or nullptr. Where there is one, browsers
/// do not read `X-Frame-Options`.
[[nodiscard]] const PolicyFacts* with_frame_ancestors(const Page& page) noexcept;

}  // namespace cspkit::linting
