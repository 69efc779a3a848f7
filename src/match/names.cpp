// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "cspkit/request.h"
#include "match/destinations.h"

namespace cspkit {
namespace {

using enum DirectiveId;

struct InlineRow {
  std::string_view name;
  DirectiveId effective;  ///< #effective-directive-for-inline-check
};

constexpr std::array<InlineRow, 6> kInlineTypes{{
    {"script", script_src_elem},
    {"script-attribute", script_src_attr},
    {"style", style_src_elem},
    {"style-attribute", style_src_attr},
    {"navigation", script_src_elem},
    {"speculation-rules", script_src_elem},
}};

template <class E, class Table, class Name>
constexpr std::optional<E> find_by_name(const Table& table, std::string_view name,
                                        Name&& name_of) noexcept {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (name_of(table[i]) == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view destination_name(Destination destination) noexcept {
  return kDestinations[static_cast<std::size_t>(destination)].name;
}

std::optional<Destination> find_destination(std::string_view name) noexcept {
  return find_by_name<Destination>(kDestinations, name, [](const auto& row) { return row.name; });
}

bool is_script_like(Destination destination) noexcept {
  return kDestinations[static_cast<std::size_t>(destination)].script_like;
}

// https://w3c.github.io/webappsec-csp/#effective-directive-for-a-request
std::optional<DirectiveId> effective_directive_for_a_request(Destination destination,
                                                             Initiator initiator) noexcept {
  // 1. Prefetches and prerenders.
  if (initiator != Initiator::other) return default_src;
  // 2, 3. By destination.
  return kDestinations[static_cast<std::size_t>(destination)].effective;
}

std::string_view inline_type_name(InlineType type) noexcept {
  return kInlineTypes[static_cast<std::size_t>(type)].name;
}

std::optional<InlineType> find_inline_type(std::string_view name) noexcept {
  return find_by_name<InlineType>(kInlineTypes, name, [](const auto& row) { return row.name; });
}

// https://w3c.github.io/webappsec-csp/#effective-directive-for-inline-check
DirectiveId effective_directive_for_inline_check(InlineType type) noexcept {
  return kInlineTypes[static_cast<std::size_t>(type)].effective;
}

}  // namespace cspkit
