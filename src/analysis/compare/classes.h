// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/compare/pair.h"

/// Nonces and hashes by the lists that hold them: those that stand in the same lists are told apart
/// by no question, so that one of each kind goes into products with other things.
namespace cspkit {

/// Values, the empty one ("none of them") first.
struct ValueClasses {
  std::vector<std::string> all;  ///< every value
  std::vector<std::string> one_of_each;
};

/// The nonces of the lists.
[[nodiscard]] ValueClasses nonce_classes(std::span<const AskedList> lists);

/// The hash-sources of the lists as items of integrity metadata.
[[nodiscard]] ValueClasses integrity_classes(std::span<const AskedList> lists);

/// What may be known of a content's hashes: at most one of each algorithm, in the form of
/// InlineCheck::hashes. `all` holds the single ones, `one_of_each` combinations too: one content may
/// have the SHA-256 that one policy lists, and the SHA-384 of another. Where there would be more
/// than `limit`, nullopt.
[[nodiscard]] std::optional<ValueClasses> content_classes(std::span<const AskedList> lists,
                                                          std::size_t limit);

}  // namespace cspkit
