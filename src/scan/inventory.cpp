// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <iterator>
#include <tuple>
#include <utility>

#include "base/names.h"
#include "scan/kept.h"

namespace cspkit {
namespace {

constexpr Named<PolicySource> kPolicySources[] = {
    {PolicySource::header, "header"},
    {PolicySource::report_only_header, "report-only-header"},
    {PolicySource::meta, "meta"},
    {PolicySource::frame_options, "x-frame-options"},
};

constexpr Named<ItemKind> kItemKinds[] = {
    {ItemKind::request, "request"},
    {ItemKind::inline_block, "inline"},
    {ItemKind::eval, "eval"},
    {ItemKind::wasm, "wasm"},
    {ItemKind::form_action, "form-action"},
    {ItemKind::base_uri, "base-uri"},
};

void merge_places(std::vector<Place>& into, const std::vector<Place>& from) {
  for (const Place& place : from) scan_detail::add_place(into, place);
}

/// Samples and mentions are the same for the same hash; where only one side saw the source, it tells.
void merge_item(InventoryItem& into, InventoryItem&& from) {
  into.count += from.count;
  into.documents += from.documents;
  merge_places(into.places, from.places);
  for (const BlockedNow& row : from.blocked) scan_detail::add_blocked(into.blocked, row);
  if (into.bytes == 0 && from.bytes != 0) {
    into.bytes = from.bytes;
    into.sample = std::move(from.sample);
    into.mentions = std::move(from.mentions);
    into.compiles_strings = from.compiles_strings;
  }
}

auto order_of(const InventoryItem& item) {
  return std::tie(item.directive, item.kind, item.url, item.type, item.hash, item.destination,
                  item.origin, item.initiator, item.parser_metadata, item.nonced, item.integrity,
                  item.redirect_count);
}

}  // namespace

std::string Place::to_string() const {
  if (line == 0) return name;
  return column == 0 ? fmt::format("{}:{}", name, line)
                     : fmt::format("{}:{}:{}", name, line, column);
}

std::string_view to_string(PolicySource source) noexcept { return name_of(kPolicySources, source); }
std::string_view to_string(ItemKind kind) noexcept { return name_of(kItemKinds, kind); }

Inventory::Inventory() = default;
Inventory::~Inventory() = default;
Inventory::Inventory(Inventory&&) noexcept = default;
Inventory& Inventory::operator=(Inventory&&) noexcept = default;

std::size_t Inventory::policy_row(const PolicyRow& row) {
  const std::string key = fmt::format("{} {}", to_string(row.source), row.text);
  auto found = policy_index_.find(key);
  if (found == policy_index_.end()) {
    if (policies_.size() >= limits::kMaxInventoryPolicies) return policies_.size() - 1;
    found = policy_index_.emplace(key, policies_.size()).first;
    policies_.push_back(row);
    policies_.back().documents = 0;
    policies_.back().places.clear();
  }
  PolicyRow& kept = policies_[found->second];
  kept.documents += row.documents;
  merge_places(kept.places, row.places);
  return found->second;
}

Inventory::KeptNonce* Inventory::nonce_row(const std::string& origin, std::string_view value) {
  const auto [found, added] = nonces_.try_emplace({origin, std::string(value)});
  if (!added) return &found->second;
  found->second.nonce.origin = origin;
  found->second.nonce.value = value;
  if (nonces_.size() <= limits::kMaxInventoryNonces) return &found->second;
  // The last goes, and never comes back: what is kept is the same in whatever order they come.
  const auto last = std::prev(nonces_.end());
  KeptNonce* const row = last == found ? nullptr : &found->second;
  nonces_.erase(last);
  return row;
}

void Inventory::merge(Inventory&& other) {
  std::vector<std::size_t> rows;
  for (const PolicyRow& row : other.policies_) rows.push_back(policy_row(row));
  for (auto& [key, kept] : other.items_) {
    for (BlockedNow& blocked : kept->item.blocked) blocked.policy = rows[blocked.policy];
    kept->last_document = 0;
    const auto found = items_.find(key);
    if (found != items_.end()) {
      merge_item(found->second->item, std::move(kept->item));
    } else if (items_.size() < 2 * limits::kMaxInventoryItems) {
      items_.emplace(key, std::move(kept));
    } else {
      dropped_ += kept->item.count;
    }
  }
  for (const auto& [origin, count] : other.origins_) origins_[origin] += count;
  for (const auto& [key, kept] : other.nonces_) {
    KeptNonce* const row = nonce_row(key.first, key.second);
    if (row == nullptr) continue;
    row->nonce.count += kept.nonce.count;
    row->nonce.documents += kept.nonce.documents;
    row->nonce.in_file = row->nonce.in_file || kept.nonce.in_file;
    merge_places(row->nonce.places, kept.nonce.places);
    row->last_document = 0;
  }
  for (auto& bad : other.bad_urls_) {
    if (bad_urls_.size() < limits::kMaxInventoryBadUrls) bad_urls_.push_back(std::move(bad));
  }
  std::sort(bad_urls_.begin(), bad_urls_.end());
  documents_ += other.documents_;
  dropped_ += other.dropped_;
  other = Inventory();
}

std::vector<const InventoryItem*> Inventory::items() const {
  std::vector<const InventoryItem*> all;
  all.reserve(items_.size());
  for (const auto& [key, kept] : items_) all.push_back(&kept->item);
  std::ranges::sort(all, [](const InventoryItem* a, const InventoryItem* b) {
    return order_of(*a) < order_of(*b);
  });
  return all;
}

std::vector<std::pair<std::string, std::uint64_t>> Inventory::origins() const {
  std::vector<std::pair<std::string, std::uint64_t>> all(origins_.begin(), origins_.end());
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return std::tuple(b.second, std::string_view(a.first)) <
           std::tuple(a.second, std::string_view(b.first));
  });
  return all;
}

std::vector<const SeenNonce*> Inventory::nonces() const {
  std::vector<const SeenNonce*> all;
  for (const auto& [key, kept] : nonces_) all.push_back(&kept.nonce);
  return all;
}

bool Inventory::blocks_anything() const noexcept {
  return std::ranges::any_of(items_, [&](const auto& entry) {
    return std::ranges::any_of(entry.second->item.blocked, [&](const BlockedNow& row) {
      return policies_[row.policy].source != PolicySource::report_only_header;
    });
  });
}

}  // namespace cspkit
