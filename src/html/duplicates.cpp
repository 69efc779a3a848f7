// SPDX-License-Identifier: Apache-2.0
#include "html/duplicates.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "cspkit/limits.h"

namespace cspkit::html {
namespace {

constexpr std::size_t kFew = 12;

std::size_t mark_few(std::span<HtmlAttribute> attributes) {
  std::size_t compared = 0;
  for (std::size_t i = 1; i < attributes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      ++compared;
      if (equals_ignoring_ascii_case(attributes[i].name, attributes[j].name)) {
        attributes[i].duplicate = true;
        break;
      }
    }
  }
  return compared;
}

std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xcbf2'9ce4'8422'2325ull;
  for (const char c : name) {
    hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 0x0000'0100'0000'01b3ull;
  }
  return hash;
}

// Sorted by hash, so that even names made to collide cost a sort and one comparison each with their neighbours.
std::size_t mark_many(std::span<HtmlAttribute> attributes) {
  struct Key {
    std::uint64_t hash;
    std::uint32_t index;
  };
  static_assert(limits::kMaxHtmlAttributes <= 1024, "the keys are on the stack");
  std::array<Key, limits::kMaxHtmlAttributes> keys;
  const std::size_t n = std::min(attributes.size(), keys.size());
  for (std::size_t i = 0; i < n; ++i) {
    keys[i] = {hash_of(attributes[i].name), static_cast<std::uint32_t>(i)};
  }
  std::sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(n),
            [](Key a, Key b) { return a.hash != b.hash ? a.hash < b.hash : a.index < b.index; });
  std::size_t compared = n;
  for (std::size_t i = 1; i < n; ++i) {
    // The group's earlier members that are not duplicates themselves: one, but for collisions.
    for (std::size_t j = i; j-- > 0 && keys[j].hash == keys[i].hash;) {
      if (attributes[keys[j].index].duplicate) continue;
      ++compared;
      if (equals_ignoring_ascii_case(attributes[keys[i].index].name,
                                     attributes[keys[j].index].name)) {
        attributes[keys[i].index].duplicate = true;
        break;
      }
    }
  }
  return compared;
}

}  // namespace

std::size_t mark_duplicates(std::span<HtmlAttribute> attributes) {
  return attributes.size() <= kFew ? mark_few(attributes) : mark_many(attributes);
}

}  // namespace cspkit::html
