// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "cspkit/hash.h"
#include "match/compiled.h"
#include "match/key_hash.h"
#include "match/profile.h"

/// Matching by nonce, hash and integrity: everything about an element but its URL.
namespace cspkit {

/// The nonce as the reader compares it.
[[nodiscard]] inline std::string_view compared_nonce(std::string_view nonce,
                                                     const Profile& profile) noexcept {
  while (!nonce.empty() && profile.nonce_blanks.contains(nonce.front())) nonce.remove_prefix(1);
  while (!nonce.empty() && profile.nonce_blanks.contains(nonce.back())) nonce.remove_suffix(1);
  return nonce;
}

/// #match-nonce-to-source-list
[[nodiscard]] inline bool match_nonce_to_source_list(const CompiledPolicy::Data& data,
                                                     const CompiledDirective& list,
                                                     std::string_view nonce,
                                                     const Profile& profile) noexcept {
  nonce = compared_nonce(nonce, profile);
  // 2. The empty nonce matches nothing.
  if (nonce.empty() || !list.has_nonce(profile.forms)) return false;
  // 3. Identical to a nonce-source's value.
  const auto index = static_cast<std::uint8_t>(&list - data.directives);
  return any_of_hash(data, key_hash(KeyKind::nonce, index, nonce),
                     [&](const CompiledSource& source) noexcept {
                       return source.kind == SourceKind::nonce &&
                              (source.forms & ~profile.forms) == 0 && data.key(source) == nonce;
                     });
}

/// The source of `list` that stands for this digest, read as `P` reads hash-sources; nullptr where
/// there is none.
[[nodiscard]] const CompiledSource* find_hash_source(const CompiledPolicy::Data& data,
                                                     const CompiledDirective& list,
                                                     HashAlgorithm algorithm, const Digest& digest,
                                                     const Profile& profile) noexcept;

/// The hash-source of the list that matches an inline block's content; nullptr where none does.
[[nodiscard]] const CompiledSource* match_content_hash(const CompiledPolicy::Data& data,
                                                       const CompiledDirective& list,
                                                       const InlineCheck& check,
                                                       const Profile& profile) noexcept;

/// #match-integrity-metadata-to-source-list
[[nodiscard]] bool match_integrity_metadata_to_source_list(const CompiledPolicy::Data& data,
                                                           const CompiledDirective& list,
                                                           std::string_view integrity,
                                                           const Profile& profile) noexcept;

}  // namespace cspkit
