// SPDX-License-Identifier: Apache-2.0
#include "scan/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace cspkit::cli {
namespace {

std::string_view inline_title(InlineType type) {
  switch (type) {
    case InlineType::script: return "inline <script>";
    case InlineType::script_attribute: return "event handler";
    case InlineType::style: return "inline <style>";
    case InlineType::style_attribute: return "style attribute";
    case InlineType::navigation: return "javascript: URL";
    case InlineType::speculation_rules: return "inline speculation rules";
  }
  return "inline block";
}

/// What a list of sources would call it.
std::string source_title(const InventoryItem& item, std::string_view site) {
  if (item.kind == ItemKind::inline_block) return std::string(inline_title(item.type));
  if (item.kind == ItemKind::eval) return "eval() and its kin";
  if (item.kind == ItemKind::wasm) return "WebAssembly";
  const auto url = Url::parse(item.url);
  if (!url) return item.url;
  const UrlView view = url->view();
  if (view.host.empty()) return fmt::format("{}:", view.scheme);
  if (origin_of(view).serialize() == site) return "the site itself";
  return view.port == kNoPort ? fmt::format("{}://{}", view.scheme, view.host)
                              : fmt::format("{}://{}:{}", view.scheme, view.host, view.port);
}

std::vector<ItemGroup> group(const std::vector<const InventoryItem*>& items,
                             std::string_view site) {
  std::map<std::tuple<DirectiveId, int, std::string>, ItemGroup> groups;
  for (const InventoryItem* item : items) {
    std::string what = source_title(*item, site);
    // The site's own first, then inline blocks, then the others.
    const int order = what == "the site itself" ? 0 : item->kind == ItemKind::inline_block ? 1 : 2;
    ItemGroup& target = groups[{item->directive, order, what}];
    if (target.items == 0) {
      target.directive = directive_name(item->directive);
      target.what = std::move(what);
      if (!item->places.empty()) target.first = item->places.front();
    }
    ++target.items;
    target.count += item->count;
    if (!item->places.empty()) target.first = std::min(target.first, item->places.front());
    target.members.push_back(item);
  }
  std::vector<ItemGroup> all;
  for (auto& [key, value] : groups) all.push_back(std::move(value));
  return all;
}

std::string_view engine_title(Browser browser) {
  switch (browser) {
    case Browser::chromium: return "Chromium";
    case Browser::firefox: return "Firefox";
    case Browser::webkit: return "WebKit";
    case Browser::specification: break;
  }
  return "the standard's text";
}

}  // namespace

bool ScanReport::anything_blocked() const {
  return std::ranges::any_of(blocked, &BlockedItem::enforced);
}

ScanReport make_scan_report(const ScanInput& input, ProposalKind first, Reading reading) {
  const Inventory& inventory = input.inventory;
  ScanReport report{input, {}, {}, {}, {}, {}, {}, {}};
  const auto origins = inventory.origins();
  if (!origins.empty()) report.site = origins.front().first;
  report.items = inventory.items();
  report.groups = group(report.items, report.site);
  for (const InventoryItem* item : report.items) {
    for (const BlockedNow& row : item->blocked) {
      if (reading && !row.by(*reading)) continue;
      const bool enforced =
          inventory.policies()[row.policy].source != PolicySource::report_only_header;
      report.blocked.push_back({item, &row, enforced});
    }
  }
  std::stable_partition(report.blocked.begin(), report.blocked.end(),
                        [](const BlockedItem& each) { return each.enforced; });
  report.vendors = recognize_vendors(inventory, builtin_catalog());
  report.obstacles = find_obstacles(inventory);
  report.proposals.push_back(propose(inventory, report.vendors, first));
  for (const ProposalKind kind : kProposalKinds) {
    if (kind != first) report.proposals.push_back(propose(inventory, report.vendors, kind));
  }
  return report;
}

std::string describe(const InventoryItem& item) {
  switch (item.kind) {
    case ItemKind::inline_block: return fmt::format("{} {}", inline_title(item.type), item.hash);
    case ItemKind::eval: return "eval() or one of its kin";
    case ItemKind::wasm: return "WebAssembly";
    case ItemKind::form_action: return "form to " + item.url;
    case ItemKind::base_uri: return "<base> to " + item.url;
    case ItemKind::request: break;
  }
  return item.url;
}

std::string_view title_of(ProposalKind kind) {
  switch (kind) {
    case ProposalKind::strict_nonce: return "strict, with nonces";
    case ProposalKind::strict_hash: return "strict, with hashes";
    case ProposalKind::allowlist: break;
  }
  return "allowlist of origins";
}

std::vector<Browser> readers_of(const BlockedNow& row) {
  std::vector<Browser> readers;
  for (const Browser browser :
       {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
    if (row.by(browser)) readers.push_back(browser);
  }
  return readers;
}

std::string readers_text(std::span<const Browser> readers) {
  if (readers.size() == 4) return "in every browser";
  std::string text;
  for (std::size_t i = 0; i < readers.size(); ++i) {
    if (i > 0) text += i + 1 == readers.size() ? " and " : ", ";
    text += engine_title(readers[i]);
  }
  return "in " + text;
}

}  // namespace cspkit::cli
