// SPDX-License-Identifier: Apache-2.0
#include "scan/draft.h"

#include <algorithm>

#include "scan/kept.h"

namespace cspkit::scan_detail {
namespace {

/// Where a source stands in its list: what matters most first.
int rank(const std::string& source) noexcept {
  if (source == "'none'") return 0;
  if (source == "'self'") return 1;
  if (source.starts_with("'nonce-")) return 2;
  if (source == "'strict-dynamic'") return 3;
  if (source.starts_with("'unsafe") || source.starts_with("'wasm") || source == "'unsafe-hashes'")
    return 4;
  if (source.starts_with("'sha")) return 5;
  return source.ends_with(':') ? 7 : 6;
}

}  // namespace

Draft::List* Draft::find(DirectiveId directive) noexcept {
  const auto found = std::ranges::find(lists_, directive, &List::directive);
  return found == lists_.end() ? nullptr : &*found;
}

Draft::List& Draft::list(DirectiveId directive) {
  const auto at = std::ranges::lower_bound(lists_, directive, {}, &List::directive);
  if (at != lists_.end() && at->directive == directive) return *at;
  return *lists_.insert(at, List{directive, {}, {}});
}

Draft::Source* Draft::List::find(const std::string& source) const {
  const auto found = index.find(source);
  return found == index.end() ? nullptr : found->second;
}

std::vector<const Draft::Source*> Draft::List::ordered() const {
  std::vector<const Source*> all;
  for (const auto& source : sources) all.push_back(source.get());
  std::ranges::stable_sort(all, {}, [](const Source* source) { return rank(source->row.source); });
  return all;
}

Draft::Source& Draft::put(DirectiveId directive, const std::string& source,
                          ProposedSource::Ground ground, std::string reason) {
  List& target = list(directive);
  if (Source* const same = target.find(source)) return *same;
  auto added = std::make_unique<Source>();
  added->row.directive = directive_name(directive);
  added->row.source = source;
  added->row.ground = ground;
  added->row.reason = std::move(reason);
  target.sources.push_back(std::move(added));
  Source& kept = *target.sources.back();
  target.index.emplace(source, &kept);
  // Beside anything else, 'none' would be ignored.
  if (target.sources.size() == 2) remove(directive, "'none'");
  return kept;
}

void Draft::need(DirectiveId directive, const std::string& source, std::string_view reason,
                 const InventoryItem& item) {
  Source& target = put(directive, source, ProposedSource::Ground::seen, std::string(reason));
  ProposedSource& row = target.row;
  if (row.items == 0) {
    row.ground = ProposedSource::Ground::seen;
    row.reason = reason;
    row.example = item.url.empty() ? item.sample : item.url;
  }
  ++row.items;
  row.count += item.count;
  for (const Place& place : item.places) add_place(row.places, place);
  target.items.push_back(&item);
}

void Draft::remove(DirectiveId directive, const std::string& source) {
  List* const target = find(directive);
  if (target == nullptr || target->index.erase(source) == 0) return;
  std::erase_if(target->sources, [&](const auto& other) { return other->row.source == source; });
  if (target->sources.empty())
    std::erase_if(lists_, [&](const List& other) { return other.directive == directive; });
}

std::string Draft::text_without(const Source* left_out) const {
  std::string out;
  for (const List& each : lists_) {
    if (!out.empty()) out += "; ";
    out += directive_name(each.directive);
    for (const Source* source : each.ordered()) {
      if (source != left_out) out += " " + source->row.source;
    }
  }
  return out;
}

std::vector<ProposedSource> Draft::rows() const {
  std::vector<ProposedSource> all;
  for (const List& each : lists_) {
    for (const Source* source : each.ordered()) all.push_back(source->row);
  }
  return all;
}

bool takes_nonce(const InventoryItem& item) noexcept {
  if (item.kind == ItemKind::inline_block) {
    return item.type == InlineType::script || item.type == InlineType::style ||
           item.type == InlineType::speculation_rules;
  }
  return item.kind == ItemKind::request && item.destination == Destination::script &&
         item.parser_metadata == ParserMetadata::parser_inserted;
}

ItemCheck::ItemCheck(const InventoryItem& item, ProposalKind kind)
    : item_(item), nonce_(kind == ProposalKind::strict_nonce && takes_nonce(item)) {
  if (item.url.empty()) return;
  if (auto url = Url::parse(item.url)) url_ = *std::move(url);
}

Verdict ItemCheck::ask(const PolicyList& list, Browser as) const {
  switch (item_.kind) {
    case ItemKind::request:
      return should_block_request(list,
                                  {.url = url_->view(),
                                   .destination = item_.destination,
                                   .nonce = nonce_ ? kNoncePlaceholder : std::string_view(),
                                   .integrity = item_.integrity,
                                   .parser_metadata = item_.parser_metadata,
                                   .initiator = item_.initiator,
                                   .redirect_count = item_.redirect_count},
                                  as);
    case ItemKind::inline_block:
      return should_block_inline(list,
                                 {.type = item_.type,
                                  .nonce = nonce_ ? std::optional(kNoncePlaceholder) : std::nullopt,
                                  .parser_metadata = item_.parser_metadata,
                                  .hashes = item_.hash},
                                 as);
    case ItemKind::eval: return can_compile_strings(list, as);
    case ItemKind::wasm: return can_compile_wasm_bytes(list, as);
    case ItemKind::form_action: return should_block_form_submission(list, url_->view(), 0, as);
    case ItemKind::base_uri: return allow_base_for_document(list, url_->view(), as);
  }
  return {};
}

std::optional<PolicyList> policy_list(std::string_view text, const Origin& site) {
  PolicyList list(site);
  auto policy = CompiledPolicy::compile(text);
  if (!policy) return std::nullopt;
  list.add(*std::move(policy));
  return list;
}

}  // namespace cspkit::scan_detail
