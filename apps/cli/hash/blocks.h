// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/hash.h>
#include <cspkit/page.h>

#include <string>
#include <vector>

namespace cspkit::cli {

/// Something inline of a page that a hash can allow.
struct InlineBlock {
  InlineType type = InlineType::script;
  PageItemState state = PageItemState::active;
  std::string what;  ///< for people: `<script>`, `onclick of <p>`
  std::vector<std::string>
      sources;  ///< what browsers hash; two where they differ, see decoded_script_url()
  std::vector<std::string> expressions;  ///< of each source, with the chosen algorithm
  std::optional<std::string> nonce;
  bool complete = true;
  std::uint32_t document = 0;
  std::size_t policies_before = 0;  ///< so many of the page's policies stand before it
  PagePosition position;
};

/// A page, as far as hashes go.
struct HashedPage {
  std::string file;
  std::vector<InlineBlock> blocks;
  std::vector<MetaPolicy> policies;          ///< those that browsers heed
  std::vector<std::uint32_t> parents = {0};  ///< of each document, the one around it
  std::vector<std::string> integrities;      ///< of its external scripts
  bool has_byte_offsets = true;              ///< offsets count the file's bytes
  bool guesses_encoding = false;  ///< a block is not ASCII, and nothing names the page's encoding
};

/// Reads a page; `-` is standard input. Throws InputError.
[[nodiscard]] HashedPage read_hashed_page(const std::string& file, HashAlgorithm algorithm);
/// The same of a page that was read.
[[nodiscard]] HashedPage read_hashed_page(const std::string& file, std::string_view source,
                                          HashAlgorithm algorithm);

/// `script-src` or `style-src`.
[[nodiscard]] std::string_view directive_of(InlineType type);
/// Whether a hash allows it only beside 'unsafe-hashes'.
[[nodiscard]] bool needs_unsafe_hashes(InlineType type);

}  // namespace cspkit::cli
