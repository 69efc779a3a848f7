// SPDX-License-Identifier: Apache-2.0
//
// The input is a page with a policy in front (up to the first line feed): it is scanned, in pieces, and policies are
// proposed for it. Then it is read as an inventory file.
//
//     ./dev fuzz scan
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cspkit/inventory_file.h"
#include "cspkit/propose.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

constexpr std::size_t kPiece = 37;

void read_as_inventory(std::string_view text) {
  const auto read = read_inventory(text);
  if (!read) {
    require(read.error().line >= 1 && !read.error().message.empty(), "an error has a place", text);
    return;
  }
  const std::string written = write_inventory(*read);
  const auto again = read_inventory(written);
  require(again.has_value(), "what was written can be read", text);
  require(write_inventory(*again) == written, "writing is stable", text);
}

void check_proposal(const Proposal& proposal, const Inventory& inventory, std::string_view text) {
  require(proposal.blocked.size() <= proposal.asked, "failures were asked about", text);
  require(proposal.asked <= inventory.items().size(), "each item is asked about once", text);
  require(proposal.policy.find("script-src") != nullptr, "a policy is complete", text);
  require(std::ranges::none_of(proposal.sources,
                               [](const ProposedSource& source) { return source.reason.empty(); }),
          "every source has its reason", text);
  // Nothing of a page can put a source of its own into the policy.
  for (const Directive& directive : proposal.policy.directives) {
    require(find_directive(directive.name).has_value(), "every directive is known", text);
    if (directive.name == "frame-ancestors") continue;  // kept from the present policy
    for (const std::string& source : directive.value)
      require(source != "*" && source != "'unsafe-inline'", "nothing is opened wide", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(text.find('\n'), size);
  const SeenPolicy policy{.text = text.substr(0, end)};
  std::string_view html = text.substr(end);
  Inventory inventory;
  DocumentScan page(inventory,
                    {.url = "https://example.com/", .name = "page", .policies = {&policy, 1}});
  while (!html.empty()) {
    page.feed(html.substr(0, kPiece));
    html.remove_prefix(std::min(kPiece, html.size()));
  }
  page.finish();
  page.add_style_sheet(text);
  for (const InventoryItem* item : inventory.items()) {
    require(item->count > 0 && item->documents == 1 && !item->places.empty(), "an item was seen",
            text);
  }
  for (const ProposalKind kind : kProposalKinds)
    check_proposal(propose(inventory, {}, kind), inventory, text);
  const auto entries = inventory_entries(inventory);
  const auto read = read_inventory(write_inventory(entries));
  require(read.has_value() && read->size() == entries.size(), "an inventory can be written", text);
  read_as_inventory(text);
  return 0;
}
