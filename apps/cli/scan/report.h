// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/propose.h>
#include <cspkit/recognize.h>
#include <cspkit/scan.h>

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "scan/targets.h"

namespace cspkit::cli {

/// Things of one kind and source, as a person wants them summed up.
struct ItemGroup {
  std::string directive;  ///< effective, such as `script-src-elem`
  std::string what;       ///< `https://cdn.example.com`, `inline <script>`, `data:`
  std::uint64_t items = 0;
  std::uint64_t count = 0;
  Place first;
  std::vector<const InventoryItem*> members;
};

/// Whose reading of the present policies counts: nullopt means everybody's.
using Reading = std::optional<Browser>;

/// Something that the present policies block.
struct BlockedItem {
  const InventoryItem* item;
  const BlockedNow* row;
  bool enforced;  ///< not by a report-only policy
};

/// All that `scan` has to say.
struct ScanReport {
  const ScanInput& input;
  std::string site;  ///< its origin
  std::vector<const InventoryItem*> items;
  std::vector<ItemGroup> groups;
  std::vector<BlockedItem> blocked;  ///< in the reading that was asked for; enforced first
  std::vector<RecognizedVendor> vendors;
  std::vector<Obstacle> obstacles;
  std::vector<Proposal> proposals;  ///< each kind once, the chosen one first

  [[nodiscard]] bool anything_blocked() const;
};

[[nodiscard]] ScanReport make_scan_report(const ScanInput& input, ProposalKind first,
                                          Reading reading);

/// How much the text says.
enum class ScanDetail { summary, everything };

void print_scan_report(const ScanReport& report, ScanDetail detail, Context& context);
[[nodiscard]] boost::json::object to_json(const ScanReport& report);
/// A page that needs nothing beside it, under a policy of its own that allows its one style sheet by hash.
[[nodiscard]] std::string scan_report_page(const ScanReport& report);

/// `inline <script>`, `an event handler`, a URL, …: what the item is.
[[nodiscard]] std::string describe(const InventoryItem& item);
/// `strict, with nonces`, …
[[nodiscard]] std::string_view title_of(ProposalKind kind);
/// `as the text reads it`, `in Chromium and Firefox`, …
[[nodiscard]] std::string readers_text(std::span<const Browser> readers);
[[nodiscard]] std::vector<Browser> readers_of(const BlockedNow& row);

}  // namespace cspkit::cli
