// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/request.h"
#include "cspkit/scan.h"

/// The approved inventory of a site, as a text that people review and servers read: docs/scan.md has the format.
///
///     cspkit-inventory 1
///     script sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI= 3 # index.html:12:1
///     script-url https://cdn.example.com/app.js 12 # index.html:4:1
namespace cspkit {

/// What one line approves.
struct InventoryEntry {
  enum class What : std::uint8_t { inline_block, request, form_action, base_uri };
  What what = What::inline_block;
  InlineType inline_type = InlineType::script;  ///< of an inline block
  Destination destination = Destination::none;  ///< of a request
  std::string value;  ///< an inline block's hash (`sha256-…`), or a serialized URL without spaces
  std::uint64_t count = 0;
  std::string place;  ///< where it was seen first; what stands behind the `#`, may be empty

  /// `script`, `style-attribute`, `script-url`, `connect-url`, `form-url`, …
  [[nodiscard]] std::string kind() const;
  friend bool operator==(const InventoryEntry&, const InventoryEntry&) = default;
};

/// Every kind that a line may begin with, in alphabetical order.
[[nodiscard]] std::span<const std::string> inventory_entry_kinds();

/// The entries of an inventory, each kind and value once, in the order of the file.
[[nodiscard]] std::vector<InventoryEntry> inventory_entries(const Inventory& inventory);

/// The file's text: ordered by kind and value, so that two versions can be compared line by line.
[[nodiscard]] std::string write_inventory(std::span<const InventoryEntry> entries);

/// Why a text is no inventory.
struct InventoryFileError {
  std::size_t line = 0;  ///< from 1
  std::string message;   ///< what is wrong, and what to do
};

/// Reads what write_inventory wrote, also with other order, comments and empty lines. Fails at the first wrong line; never
/// allocates more than the text's size in proportion.
[[nodiscard]] tl::expected<std::vector<InventoryEntry>, InventoryFileError> read_inventory(
    std::string_view text);

}  // namespace cspkit
