// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// What the MDN HTTP Observatory's CSP test says, and what it takes or gives.
namespace cspkit::linting::observatory {

enum class Result : std::uint8_t {
  no_unsafe_default_src_none,
  no_unsafe,
  unsafe_inline_in_style_src_only,
  insecure_scheme_in_passive_content_only,
  unsafe_eval,
  unsafe_inline,
  insecure_scheme,
  duplicate_directives,
  header_invalid,
  not_implemented,
  not_implemented_but_reporting_enabled,
};
inline constexpr std::size_t kResultCount = 11;

struct ResultInfo {
  Result result;
  std::string_view keyword;
  int modifier;
  std::string_view title;  ///< one sentence without a final period
  std::string_view page;
};

/// The table, indexed by Result.
[[nodiscard]] std::span<const ResultInfo, kResultCount> result_table() noexcept;

/// The score of a site that has no other fault than that: bonuses count only from 90 on.
[[nodiscard]] int score_of(Result result) noexcept;
/// `A+` to `F`.
[[nodiscard]] std::string_view grade_of_score(int score) noexcept;

inline constexpr std::string_view kReference =
    "https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring";

}  // namespace cspkit::linting::observatory
