// SPDX-License-Identifier: Apache-2.0
#include "match/element.h"

#include <array>

#include "base/base64.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

/// The hash algorithms whose hash-sources `profile` reads in `list`.
std::uint8_t algorithms(const CompiledDirective& list, const Profile& profile) noexcept {
  const bool loose = (profile.forms & kFormHashDash) != 0;
  return static_cast<std::uint8_t>(list.hash_algorithms | (loose ? list.loose_hash_algorithms : 0));
}

char to_standard_alphabet(char c) noexcept { return c == '-' ? '+' : c == '_' ? '/' : c; }

/// `base64_value` with `-` and `_` read as `+` and `/`, compared with `expected` character by
/// character.
bool equals_folding_base64url(std::string_view base64_value, std::string_view expected) noexcept {
  if (base64_value.size() != expected.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (to_standard_alphabet(base64_value[i]) != expected[i]) return false;
  }
  return true;
}

std::string_view without_padding(std::string_view text) noexcept {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  return text;
}

bool equal_as_bytes(std::string_view a, std::string_view b) noexcept {
  a = without_padding(a);
  b = without_padding(b);
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_standard_alphabet(a[i]) != to_standard_alphabet(b[i])) return false;
  }
  return true;
}

/// One item of integrity metadata.
struct IntegrityItem {
  HashAlgorithm algorithm;
  std::string_view value;
};

/// `sha-256` and its kin.
std::optional<HashAlgorithm> find_dashed_algorithm(std::string_view name) noexcept {
  constexpr std::string_view kFamily = "sha";
  for (const HashAlgorithm algorithm :
       {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    const std::string_view digits = hash_algorithm_name(algorithm).substr(kFamily.size());
    if (name.size() == 7 && name.substr(kFamily.size() + 1) == digits) return algorithm;
  }
  return std::nullopt;
}

/// A token of an integrity attribute, without its options; nullopt where the algorithm is not
/// known. Source: https://w3c.github.io/webappsec-subresource-integrity/#parse-metadata
std::optional<IntegrityItem> parse_integrity_item(std::string_view token,
                                                  const Profile& profile) noexcept {
  token = token.substr(0, token.find('?'));
  const bool dashed = (profile.forms & kFormHashDash) != 0 && token.starts_with("sha-");
  const std::size_t dash = token.find('-', dashed ? 4 : 0);
  const std::string_view name = token.substr(0, dash);
  const auto algorithm = dashed ? find_dashed_algorithm(name) : find_hash_algorithm(name);
  if (!algorithm) return std::nullopt;
  if (!profile.integrity_algorithm_ignores_case && !dashed &&
      name != hash_algorithm_name(*algorithm)) {
    return std::nullopt;
  }
  // Steps 3 and 7: an algorithm alone has the empty value, which no list holds. Browsers drop
  // what is no base64-value.
  const std::string_view value =
      dash == std::string_view::npos ? std::string_view() : token.substr(dash + 1);
  if (profile.integrity != IntegrityRule::text && !is_base64_value(value)) return std::nullopt;
  return IntegrityItem{*algorithm, value};
}

bool list_has_integrity(const CompiledPolicy::Data& data, const CompiledDirective& list,
                        const IntegrityItem& item, const Profile& profile) noexcept {
  const auto index = static_cast<std::uint8_t>(&list - data.directives);
  return any_of_hash(data, key_hash(KeyKind::hash, index, HashKey(item.value).view()),
                     [&](const CompiledSource& source) noexcept {
                       if (source.kind != SourceKind::hash || source.algorithm != item.algorithm ||
                           (source.forms & ~profile.forms) != 0) {
                         return false;
                       }
                       switch (profile.integrity) {
                         case IntegrityRule::text: return data.key(source) == item.value;
                         case IntegrityRule::decoded:
                           return equal_as_bytes(data.key(source), item.value);
                         case IntegrityRule::policy_decoded:
                           return equals_folding_base64url(data.key(source), item.value);
                       }
                       return false;
                     });
}

/// Content of which nothing but the hashes is known.
const CompiledSource* match_known_hashes(const CompiledPolicy::Data& data,
                                         const CompiledDirective& list, std::string_view hashes,
                                         const Profile& profile) noexcept {
  const CompiledSource* found = nullptr;
  split_on_ascii_whitespace(hashes, [&](std::string_view token, std::size_t) {
    const std::size_t dash = token.find('-');
    const auto algorithm = find_hash_algorithm(token.substr(0, dash));
    if (found != nullptr || !algorithm || dash == std::string_view::npos) return;
    Digest known;
    known.size = digest_size(*algorithm);
    if (!base64_decode_to(token.substr(dash + 1), std::span(known.bytes).first(known.size))) return;
    found = find_hash_source(data, list, *algorithm, known, profile);
  });
  return found;
}

}  // namespace

const CompiledSource* find_hash_source(const CompiledPolicy::Data& data,
                                       const CompiledDirective& list, HashAlgorithm algorithm,
                                       const Digest& digest, const Profile& profile) noexcept {
  std::array<char, 88> buffer;
  const std::string_view expected(buffer.data(), base64_encode_to(digest.view(), buffer.data()));
  const auto index = static_cast<std::uint8_t>(&list - data.directives);
  const CompiledSource* found = nullptr;
  any_of_hash(data, key_hash(KeyKind::hash, index, HashKey(expected).view()),
              [&](const CompiledSource& source) noexcept {
                const bool matches =
                    source.kind == SourceKind::hash && source.algorithm == algorithm &&
                    (source.forms & ~profile.forms) == 0 &&
                    (profile.decodes_hashes ? base64_decodes_to(data.key(source), digest.view())
                                            : equals_folding_base64url(data.key(source), expected));
                if (matches) found = &source;
                return matches;
              });
  return found;
}

const CompiledSource* match_content_hash(const CompiledPolicy::Data& data,
                                         const CompiledDirective& list, const InlineCheck& check,
                                         const Profile& profile) noexcept {
  if (!check.hashes.empty()) return match_known_hashes(data, list, check.hashes, profile);
  const std::uint8_t used = algorithms(list, profile);
  for (const HashAlgorithm algorithm :
       {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    if (((used >> static_cast<unsigned>(algorithm)) & 1u) == 0) continue;
    if (const auto* source =
            find_hash_source(data, list, algorithm, digest(algorithm, check.source), profile)) {
      return source;
    }
  }
  return nullptr;
}

// https://w3c.github.io/webappsec-csp/#match-integrity-metadata-to-source-list
bool match_integrity_metadata_to_source_list(const CompiledPolicy::Data& data,
                                             const CompiledDirective& list,
                                             std::string_view integrity,
                                             const Profile& profile) noexcept {
  // 2, 3. No hash-source, no match.
  if (integrity.empty() || algorithms(list, profile) == 0) return false;
  // 4 to 7. Every item that can be read must be listed, and there must be one.
  bool any = false;
  bool all = true;
  split_on_ascii_whitespace(integrity, [&](std::string_view token, std::size_t) {
    if (!all) return;
    const auto item = parse_integrity_item(token, profile);
    if (!item) return;
    any = true;
    all = list_has_integrity(data, list, *item, profile);
  });
  return any && all;
}

}  // namespace cspkit
