// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"

/// How the MDN HTTP Observatory reads the policies of a response: as one, put together by a rule of its own.
/// The facts are those of the npm package @mdn/mdn-http-observatory 1.4.8.
namespace cspkit::linting::observatory {

/// One source that is left, and where it stood.
struct Source {
  std::string text;        ///< in lower case
  std::size_t origin = 0;  ///< which of the policies
  Span span;
};

struct Directive {
  std::string name;  ///< in lower case
  Span name_span;
  std::vector<Source> sources;

  [[nodiscard]] const Source* find(std::string_view source) const noexcept;
};

/// One policy and where its text lies.
struct PolicyText {
  std::string_view text;
  std::size_t begin = 0;  ///< of it, for spans
};

struct Merged {
  std::vector<Directive> directives;
  bool repeats_reporting = false;  ///< report-uri or report-to stands in a policy twice

  [[nodiscard]] Directive* find(std::string_view name) noexcept;
};

/// Why it calls the policies invalid.
struct Invalid {
  std::string message;
  std::size_t origin = 0;
  Span span;
};

/// The policies as one; nullopt and `invalid` where it refuses them.
[[nodiscard]] std::optional<Merged> merge(std::span<const PolicyText> policies, Invalid& invalid);

}  // namespace cspkit::linting::observatory
