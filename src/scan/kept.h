// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "cspkit/limits.h"
#include "cspkit/scan.h"

namespace cspkit {

/// An item of an inventory, and which document saw it last.
struct Inventory::Kept {
  InventoryItem item;
  std::uint64_t last_document = 0;  ///< its number in the inventory, from 1
};

namespace scan_detail {

/// Keeps the smallest places, each once: the same ones in whatever order they come.
inline void add_place(std::vector<Place>& places, const Place& place) {
  const auto at = std::lower_bound(places.begin(), places.end(), place);
  if (at == places.end()) {
    if (places.size() < limits::kMaxInventoryPlaces) places.push_back(place);
    return;
  }
  if (*at == place) return;
  places.insert(at, place);
  if (places.size() > limits::kMaxInventoryPlaces) places.pop_back();
}

/// Whether add_place would keep it, without a Place to be made first.
[[nodiscard]] inline bool keeps_place(const std::vector<Place>& places, std::string_view name,
                                      std::uint32_t line) noexcept {
  if (places.size() < limits::kMaxInventoryPlaces) return true;
  const Place& last = places.back();
  return name < last.name || (name == last.name && line <= last.line);
}

inline void add_blocked(std::vector<BlockedNow>& blocked, const BlockedNow& row) {
  const auto same = std::ranges::find_if(blocked, [&](const BlockedNow& other) {
    return other.policy == row.policy && other.effective_directive == row.effective_directive &&
           other.source_directive == row.source_directive;
  });
  if (same == blocked.end()) {
    blocked.push_back(row);
    return;
  }
  same->readers |= row.readers;
  same->count += row.count;
  if (row.first < same->first) same->first = row.first;
}

}  // namespace scan_detail
}  // namespace cspkit
