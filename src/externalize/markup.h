// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cspkit/page.h"

/// What the rewriting has to know of the page's tags besides its items.
namespace cspkit::externalize_detail {

/// One attribute in the source.
struct MarkupAttribute {
  std::string name;  ///< lower case
  ByteRange range;   ///< the whole `name="value"`
  ByteRange value;   ///< without quotes; empty where there is none
  HtmlQuote quote = HtmlQuote::absent;
};

/// A start tag that holds an item.
struct MarkupTag {
  ByteRange range;
  std::uint64_t name_end = 0;
  bool complete = true;
  std::vector<MarkupAttribute> attributes;  ///< duplicates included

  /// The attribute that counts, or null.
  [[nodiscard]] const MarkupAttribute* find(std::string_view name) const noexcept;
};

struct Markup {
  std::unordered_map<std::uint64_t, MarkupTag> tags;  ///< by their first byte
  std::uint64_t head_start = 0;         ///< where an element inserted is the first of `<head>`
  std::vector<ByteRange> shadow_roots;  ///< contents of the outermost declarative ones
  std::vector<std::uint64_t>
      dead_roots;  ///< first bytes of `<html>` and `<body>` tags that make no element
  /// Behind the `<meta>` that names the encoding, where it is directly in the head; else 0.
  std::uint64_t encoding_named = 0;

  [[nodiscard]] bool in_shadow_root(std::uint64_t offset) const noexcept;
  [[nodiscard]] bool is_dead_root(std::uint64_t offset) const noexcept;
};

/// Reads `html`, keeping the tags that begin at one of `wanted` (ascending).
[[nodiscard]] Markup read_markup(std::string_view html, const std::vector<std::uint64_t>& wanted);

}  // namespace cspkit::externalize_detail
