// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/names.h"
#include "cspkit/propose.h"

namespace cspkit {
namespace {

using Kind = Obstacle::Kind;

/// More inline blocks than that make a header that servers and proxies refuse: each hash takes 54 bytes.
constexpr std::size_t kManyBlocks = 100;

struct KindInfo {
  Kind kind;
  std::string_view name;
  std::string_view title;
  std::string_view remedy;
  bool nonce, hash, allowlist;  ///< which proposals it concerns
};

constexpr KindInfo kKinds[] = {
    {Kind::eval, "eval", "strings compiled as code",
     "Replace eval() and its kin: JSON.parse for data, functions for code. A library that compiles "
     "templates usually has a build that does not.",
     true, true, true},
    {Kind::fixed_nonce, "fixed-nonce", "nonces that are the same in every response",
     "Who can read one beforehand can write a script that bears it. Have the server write a new "
     "one "
     "into each response, or, for pages that are files, use hashes: `cspkit scan --propose hash`.",
     true, false, false},
    {Kind::embedded_script, "embedded-script", "scripts from data: or blob: URLs",
     "Serve them as files.", true, true, true},
    {Kind::javascript_url, "javascript-url", "javascript: URLs",
     "Make them buttons with a listener: `cspkit externalize` does it.", true, true, true},
    {Kind::handler, "handler", "inline event handlers",
     "Attach them with addEventListener: `cspkit externalize` does it.", true, true, true},
    {Kind::style_attribute, "style-attribute", "style attributes",
     "Make them classes: `cspkit externalize` does it. Styles that scripts set through "
     "element.style need nothing.",
     true, true, true},
    {Kind::script_by_hash, "script-by-hash", "external scripts in the markup",
     "A policy of hashes with 'strict-dynamic' lets in none of them. Load them from a short inline "
     "script, or use nonces.",
     false, true, false},
    {Kind::changing_blocks, "changing-blocks", "different inline scripts and styles",
     "One header cannot list that many hashes. Move what differs into data attributes or JSON "
     "blocks, or use nonces.",
     false, true, true},
    {Kind::insecure, "insecure", "http: URLs in pages of https",
     "Browsers block or upgrade them: write https: where the host has it.", true, true, true},
    {Kind::possible_eval, "possible-eval", "scripts that name eval() or new Function()",
     "Nothing was seen to run: load the page in a browser to know (`cspkit scan --browser`).", true,
     true, true},
};

const KindInfo& info(Kind kind) noexcept {
  return *std::ranges::find(kKinds, kind, &KindInfo::kind);
}

bool is_element_block(const InventoryItem& item) noexcept {
  return item.kind == ItemKind::inline_block &&
         (item.type == InlineType::script || item.type == InlineType::style ||
          item.type == InlineType::speculation_rules);
}

/// What one item stands for.
std::vector<Kind> kinds_of(const InventoryItem& item) {
  std::vector<Kind> kinds;
  if (item.kind == ItemKind::eval) kinds.push_back(Kind::eval);
  if (item.kind == ItemKind::inline_block) {
    if (item.type == InlineType::script_attribute) kinds.push_back(Kind::handler);
    if (item.type == InlineType::style_attribute) kinds.push_back(Kind::style_attribute);
    if (item.type == InlineType::navigation) kinds.push_back(Kind::javascript_url);
    if (item.compiles_strings) kinds.push_back(Kind::possible_eval);
    if (is_element_block(item)) kinds.push_back(Kind::changing_blocks);
  }
  if (item.kind == ItemKind::request) {
    const bool script = item.directive == DirectiveId::script_src_elem;
    const bool embedded = item.url.starts_with("data:") || item.url.starts_with("blob:");
    if (script && embedded) {
      kinds.push_back(Kind::embedded_script);
    } else if (script && item.parser_metadata == ParserMetadata::parser_inserted &&
               item.integrity.empty()) {
      kinds.push_back(Kind::script_by_hash);
    }
  }
  if (item.url.starts_with("http:") && item.origin.starts_with("https:"))
    kinds.push_back(Kind::insecure);
  return kinds;
}

void add(Obstacle& obstacle, const InventoryItem& item) {
  ++obstacle.items;
  obstacle.count += item.count;
  std::string what = item.url.empty() ? item.sample : item.url;
  if (what.empty()) what = item.hash;
  obstacle.instances.push_back({std::move(what), item.count, item.places});
}

}  // namespace

std::string_view to_string(Kind kind) noexcept { return info(kind).name; }

std::vector<Obstacle> find_obstacles(const Inventory& inventory) {
  std::array<Obstacle, std::size(kKinds)> found;
  const auto origins = inventory.origins();
  for (const SeenNonce* nonce : inventory.nonces()) {
    if (!nonce->fixed() || nonce->origin != origins.front().first) continue;
    Obstacle& obstacle = found[static_cast<std::size_t>(&info(Kind::fixed_nonce) - kKinds)];
    ++obstacle.items;
    obstacle.count += nonce->count;
    obstacle.instances.push_back(
        {fmt::format("nonce=\"{}\"", nonce->value), nonce->count, nonce->places});
  }
  for (const InventoryItem* item : inventory.items()) {
    if (item->origin != origins.front().first) continue;  // there is one where there is an item
    for (const Kind kind : kinds_of(*item))
      add(found[static_cast<std::size_t>(&info(kind) - kKinds)], *item);
  }
  std::vector<Obstacle> all;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Obstacle& obstacle = found[i];
    const KindInfo& row = kKinds[i];
    if (obstacle.items == 0) continue;
    if (row.kind == Kind::changing_blocks && obstacle.items <= kManyBlocks) continue;
    obstacle.kind = row.kind;
    obstacle.title = row.title;
    obstacle.remedy = row.remedy;
    if (row.nonce) obstacle.concerns.push_back(ProposalKind::strict_nonce);
    if (row.hash) obstacle.concerns.push_back(ProposalKind::strict_hash);
    if (row.allowlist) obstacle.concerns.push_back(ProposalKind::allowlist);
    std::ranges::stable_sort(obstacle.instances, std::ranges::greater(),
                             &Obstacle::Instance::count);
    if (obstacle.instances.size() > kMostObstacleInstances)
      obstacle.instances.resize(kMostObstacleInstances);
    all.push_back(std::move(obstacle));
  }
  return all;
}

}  // namespace cspkit
