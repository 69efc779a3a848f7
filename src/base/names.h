// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Enumerations by the names that they have in data files.
namespace cspkit {

/// One value of an enumeration and the name that it has in the data.
template <typename E>
struct Named {
  E value;
  std::string_view name;
};

template <typename E, std::size_t N>
[[nodiscard]] constexpr std::string_view name_of(const Named<E> (&names)[N], E value) noexcept {
  for (const auto& entry : names) {
    if (entry.value == value) return entry.name;
  }
  return {};
}

template <typename E, std::size_t N>
[[nodiscard]] constexpr std::optional<E> value_of(const Named<E> (&names)[N],
                                                  std::string_view name) noexcept {
  for (const auto& entry : names) {
    if (entry.name == name) return entry.value;
  }
  return std::nullopt;
}

/// `a, b, c`: for messages that list what is known.
template <typename Range, typename Name>
[[nodiscard]] std::string listed(const Range& range, Name name) {
  std::string out;
  for (const auto& entry : range) {
    if (!out.empty()) out += ", ";
    out += name(entry);
  }
  return out;
}

}  // namespace cspkit
