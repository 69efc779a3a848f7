// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>

#include "scan/report.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

json::object to_json(const Place& place) {
  json::object object{{"name", place.name}};
  if (place.line > 0) object["line"] = place.line;
  if (place.column > 0) object["column"] = place.column;
  return object;
}

json::array to_json(const std::vector<Place>& places) {
  json::array all;
  for (const Place& place : places) all.push_back(to_json(place));
  return all;
}

json::array names(std::span<const Browser> readers) {
  json::array all;
  for (const Browser browser : readers) all.emplace_back(browser_name(browser));
  return all;
}

/// The item as a `check` of `cspkit eval`.
json::object check_of(const InventoryItem& item) {
  json::object check{{"kind", to_string(item.kind)}};
  switch (item.kind) {
    case ItemKind::request:
      check["url"] = item.url;
      check["destination"] = destination_name(item.destination);
      if (item.initiator == Initiator::prefetch) check["initiator"] = "prefetch";
      if (item.initiator == Initiator::prerender) check["initiator"] = "prerender";
      check["parser_inserted"] = item.parser_metadata == ParserMetadata::parser_inserted;
      if (!item.integrity.empty()) check["integrity"] = item.integrity;
      if (item.redirect_count > 0) check["redirect_count"] = item.redirect_count;
      break;
    case ItemKind::inline_block: check["type"] = inline_type_name(item.type); break;
    case ItemKind::form_action:
    case ItemKind::base_uri: check["url"] = item.url; break;
    case ItemKind::eval:
    case ItemKind::wasm: break;
  }
  return check;
}

json::object to_json(const InventoryItem& item) {
  json::object object{{"directive", directive_name(item.directive)}, {"check", check_of(item)}};
  if (item.kind == ItemKind::inline_block) {
    object["hash"] = item.hash;
    object["bytes"] = item.bytes;
    object["sample"] = item.sample;
  }
  if (item.nonced) object["nonce"] = true;
  if (item.folded) object["folded"] = true;
  if (!item.mentions.empty())
    object["mentions"] = json::array(item.mentions.begin(), item.mentions.end());
  object["origin"] = item.origin;
  object["count"] = item.count;
  object["documents"] = item.documents;
  object["places"] = to_json(item.places);
  return object;
}

json::object to_json(const BlockedItem& blocked) {
  const BlockedNow& row = *blocked.row;
  return {{"item", describe(*blocked.item)},
          {"check", check_of(*blocked.item)},
          {"directive", directive_name(row.effective_directive)},
          {"source_directive", directive_name(row.source_directive)},
          {"policy", row.policy},
          {"disposition", blocked.enforced ? "enforce" : "report"},
          {"browsers", names(readers_of(row))},
          {"count", row.count},
          {"first", to_json(row.first)}};
}

json::object to_json(const PolicyRow& row) {
  json::object object{{"value", row.text},
                      {"source", to_string(row.source)},
                      {"documents", row.documents},
                      {"places", to_json(row.places)}};
  if (!row.ignored.empty()) object["ignored"] = row.ignored;
  return object;
}

json::object to_json(const RecognizedVendor& vendor) {
  json::array evidence;
  for (const VendorEvidence& row : vendor.evidence) {
    evidence.push_back({{"kind", to_string(row.kind)},
                        {"url", row.url},
                        {"directive", row.directive},
                        {"matched", row.matched},
                        {"reference", row.reference},
                        {"count", row.count},
                        {"first", to_json(row.place)}});
  }
  json::object options;
  for (const auto& [name, value] : vendor.options) options[name] = value;
  json::object object{{"vendor", vendor.name},
                      {"title", vendor.title},
                      {"certainty", to_string(vendor.certainty)},
                      {"selection", vendor.selection_text()},
                      {"options", std::move(options)},
                      {"evidence", std::move(evidence)}};
  if (!vendor.problem.empty()) object["problem"] = vendor.problem;
  return object;
}

json::object to_json(const Obstacle& obstacle) {
  json::array concerns, instances;
  for (const ProposalKind kind : obstacle.concerns) concerns.emplace_back(to_string(kind));
  for (const Obstacle::Instance& instance : obstacle.instances) {
    instances.push_back(
        {{"what", instance.what}, {"count", instance.count}, {"places", to_json(instance.places)}});
  }
  return {{"kind", to_string(obstacle.kind)}, {"title", obstacle.title},
          {"remedy", obstacle.remedy},        {"concerns", std::move(concerns)},
          {"items", obstacle.items},          {"count", obstacle.count},
          {"instances", std::move(instances)}};
}

json::object to_json(const ProposedSource& source) {
  json::object object{{"directive", source.directive},
                      {"source", source.source},
                      {"ground", to_string(source.ground)},
                      {"reason", source.reason}};
  if (!source.reference.empty()) object["reference"] = source.reference;
  if (source.items > 0) {
    object["example"] = source.example;
    object["items"] = source.items;
    object["count"] = source.count;
    object["places"] = to_json(source.places);
  }
  return object;
}

json::object to_json(const Proposal& proposal) {
  json::object directives;
  for (const Directive& directive : proposal.policy.directives)
    directives[directive.name] = json::array(directive.value.begin(), directive.value.end());
  json::array provenance, blocked;
  for (const ProposedSource& source : proposal.sources) provenance.push_back(to_json(source));
  for (const ProposalFailure& failure : proposal.blocked) {
    blocked.push_back({{"item", describe(*failure.item)},
                       {"check", check_of(*failure.item)},
                       {"directive", directive_name(failure.directive)},
                       {"browsers", names(failure.readers)}});
  }
  return {{"kind", to_string(proposal.kind)},
          {"policy", serialize(proposal.policy)},
          {"directives", std::move(directives)},
          {"provenance", std::move(provenance)},
          {"warnings", json::array(proposal.warnings.begin(), proposal.warnings.end())},
          {"header_bytes", proposal.header_bytes},
          {"checked", proposal.checked},
          {"asked", proposal.asked},
          {"blocked", std::move(blocked)}};
}

template <class Range>
json::array all_of(const Range& range) {
  json::array all;
  for (const auto& each : range) all.push_back(to_json(each));
  return all;
}

}  // namespace

json::object to_json(const ScanReport& report) {
  const Inventory& inventory = report.input.inventory;
  json::array items, origins, bad_urls;
  for (const InventoryItem* item : report.items) items.push_back(to_json(*item));
  for (const auto& [origin, documents] : inventory.origins())
    origins.push_back({{"origin", origin}, {"documents", documents}});
  for (const auto& [url, place] : inventory.bad_urls())
    bad_urls.push_back({{"url", url}, {"place", to_json(place)}});
  json::object document{{"site", report.site},
                        {"documents", inventory.documents()},
                        {"files", report.input.files},
                        {"bytes", report.input.bytes},
                        {"origins", std::move(origins)},
                        {"policies", all_of(inventory.policies())},
                        {"blocked", all_of(report.blocked)},
                        {"items", std::move(items)},
                        {"bad_urls", std::move(bad_urls)},
                        {"dropped", inventory.dropped()},
                        {"vendors", all_of(report.vendors)},
                        {"obstacles", all_of(report.obstacles)},
                        {"policy", serialize(report.proposals.front().policy)},
                        {"proposals", all_of(report.proposals)}};
  document["problems"] = json::array(report.input.problems.begin(), report.input.problems.end());
  return document;
}

}  // namespace cspkit::cli
