// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cspkit/engine.h"
#include "match/host_tails.h"
#include "match/scheme.h"
#include "policy/source_expression.h"

/// What CompiledPolicy holds: one block of memory with the text, the directives, their sources, what HostTails says of
/// these, and one hash table.
namespace cspkit {

inline constexpr std::uint32_t kEnd = 0xFFFF'FFFF;  ///< end of a chain; no such index
inline constexpr std::uint8_t kAbsent = 0xFF;       ///< no such directive

/// A source that is looked up by its host, nonce, hash or (unusual) scheme. Keywords, `*` and the
/// common schemes are bits of the directive instead.
struct CompiledSource {
  std::uint32_t begin, size;            ///< the token in the text
  std::uint32_t key_begin, key_size;    ///< host without `*`, nonce value, hash value, or scheme
  std::uint32_t path_begin, path_size;  ///< path-part
  std::int32_t port;
  std::uint32_t hash;  ///< key_hash of the key
  std::uint32_t next;  ///< next source of the same bucket, or kEnd
  std::uint16_t forms;
  SourceKind kind;
  SchemeId scheme;
  HashAlgorithm algorithm;
  bool host_wildcard;
  bool after_strict_dynamic;  ///< stands behind 'strict-dynamic' in its list
};

/// What kind of key a slot of the table holds; part of the hash.
enum class KeyKind : std::uint8_t { host, suffix, any_host, nonce, hash, scheme };

struct CompiledDirective {
  DirectiveId id;
  bool star = false;      ///< `*` alone is in the list
  bool any_host = false;  ///< a host-source whose host is `*`
  bool nonces = false;
  bool loose_nonces = false;  ///< nonces that only some browser reads
  std::uint8_t hash_algorithms =
      0;  ///< bit set by HashAlgorithm, of hash-sources of the text's grammar
  std::uint8_t loose_hash_algorithms = 0;  ///< likewise, those that only some browser reads
  SchemeSet schemes = 0;                   ///< scheme-sources of known schemes
  SchemeSet schemes_before_strict_dynamic = 0;
  /// The schemes, of http and https, whose URLs pass by the text whatever their host is.
  SchemeSet passes = 0;
  std::uint32_t keywords = 0;  ///< bit set by Keyword
  std::uint32_t value_begin = 0, value_end = 0;
  std::uint32_t token_count = 0;
  std::uint64_t host_lengths = 0;  ///< bit n: a host of n mod 64 bytes is in the list
  std::uint64_t suffix_lengths =
      0;            ///< bit n: a wildcard whose suffix, its dot included, has n mod 64 bytes
  HostTails tails;  ///< of the hosts and suffixes

  [[nodiscard]] bool has(Keyword keyword) const noexcept {
    return (keywords >> static_cast<unsigned>(keyword)) & 1u;
  }
  /// Whether a reader that takes these SourceForm bits finds a nonce-source.
  [[nodiscard]] bool has_nonce(std::uint16_t taken) const noexcept {
    return nonces || (loose_nonces && (taken & kFormNonceEquals) != 0);
  }
};

struct CompiledPolicy::Data {
  Disposition disposition;
  Delivery delivery;
  std::uint8_t directive_count = 0;
  bool any_directive = false;  ///< the directive set is not empty (unknown directives count)
  std::uint32_t text_size = 0;
  std::uint32_t source_count = 0;
  std::uint32_t bucket_mask = 0;
  char* text = nullptr;
  CompiledDirective* directives = nullptr;
  CompiledSource* sources = nullptr;
  std::uint32_t* buckets = nullptr;  ///< heads of chains through CompiledSource::next
  std::array<std::uint8_t, kDirectiveCount> index{};  ///< DirectiveId → directives, or kAbsent
  /// Fetch directive → who decides: 1 for the first of the directives, and so on; 0 for nobody.
  std::array<std::uint8_t, kFetchDirectiveCount> governing{};
  /// The same where a request brings nothing but its URL and was not inserted by the parser: 0 as well for those that
  /// 'strict-dynamic' lets pass.
  std::array<std::uint8_t, kFetchDirectiveCount> governing_by_url{};

  [[nodiscard]] const CompiledDirective* find(DirectiveId id) const noexcept {
    const std::uint8_t i = index[static_cast<std::size_t>(id)];
    return i == kAbsent ? nullptr : directives + i;
  }
  [[nodiscard]] const CompiledDirective* governs(DirectiveId effective) const noexcept {
    const std::uint8_t i = governing[static_cast<std::size_t>(effective)];
    return i == 0 ? nullptr : directives + (i - 1);
  }
  /// The list to be asked for a request that brings nothing but its URL and was not inserted by the parser. Where there
  /// is none, one that lets all pass, which stands before the others so that no branch leads there.
  [[nodiscard]] const CompiledDirective& decides_by_url(DirectiveId effective) const noexcept {
    return *(directives - 1 + governing_by_url[static_cast<std::size_t>(effective)]);
  }
  /// Whether it matters to such requests who inserted them.
  [[nodiscard]] bool trusts_insertion(DirectiveId effective) const noexcept {
    const auto i = static_cast<std::size_t>(effective);
    return governing[i] != governing_by_url[i];
  }
  /// The list that the compilation of strings and of WebAssembly reads: script-src, else
  /// default-src.
  [[nodiscard]] const CompiledDirective* compilation_list() const noexcept {
    const CompiledDirective* const list = find(DirectiveId::script_src);
    return list != nullptr ? list : find(DirectiveId::default_src);
  }
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t size) const noexcept {
    return {text + begin, size};
  }
  [[nodiscard]] std::string_view key(const CompiledSource& s) const noexcept {
    return slice(s.key_begin, s.key_size);
  }
  [[nodiscard]] std::string_view path(const CompiledSource& s) const noexcept {
    return slice(s.path_begin, s.path_size);
  }
  [[nodiscard]] std::string_view token(const CompiledSource& s) const noexcept {
    return slice(s.begin, s.size);
  }
  [[nodiscard]] std::string_view value(const CompiledDirective& d) const noexcept {
    return slice(d.value_begin, d.value_end - d.value_begin);
  }
};

}  // namespace cspkit
