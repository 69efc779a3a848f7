// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "cspkit/page.h"

/// What has to be known of CSS before it goes into a file.
namespace cspkit::externalize_detail {

/// Whether a style attribute's text means the same between the braces of a rule.
enum class DeclarationsShape : std::uint8_t { plain, odd };

/// odd: a brace or an at-rule, which a rule would read otherwise, or a string, comment or bracket that does not end.
/// Source: https://drafts.csswg.org/css-style-attr/#syntax
[[nodiscard]] DeclarationsShape declarations_shape(std::string_view declarations);

/// Where a file's relative URLs resolve to.
enum class UrlBase : std::uint8_t {
  page_folder,   ///< as the page's do
  page_origin,   ///< another folder of the page's origin
  other_origin,  ///< anywhere else
};
/// Whether a style sheet's URLs mean the same in a file at `base`.
enum class UrlsMean : std::uint8_t { same, other };
[[nodiscard]] UrlsMean css_urls_mean(std::string_view css, CssText text, UrlBase base);

}  // namespace cspkit::externalize_detail
