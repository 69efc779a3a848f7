// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/compare/pair.h"

/// The sources of some lists cut the URLs into cells: two URLs of one cell match the same sources.
/// Here is one URL of each cell.
namespace cspkit {

enum class Redirects : std::uint8_t { none, both };
enum class WebSockets : std::uint8_t { no, yes };
enum class Paths : std::uint8_t { none, all };

/// What may differ between the URLs of a question.
struct UrlDimensions {
  Redirects redirects = Redirects::both;
  WebSockets websockets = WebSockets::yes;
  Paths paths = Paths::all;
};

struct UrlCell {
  Url url;
  std::uint32_t redirect_count = 0;
};

/// A URL of every cell, the plainest first; at most `limit`, and exactly that many where there are
/// more.
[[nodiscard]] std::vector<UrlCell> url_cells(const ComparedPair& pair,
                                             std::span<const AskedList> lists,
                                             UrlDimensions dimensions, std::size_t limit);

}  // namespace cspkit
