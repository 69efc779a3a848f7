// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cspkit {

/// The hash algorithms of hash-source and Subresource Integrity.
enum class HashAlgorithm : std::uint8_t { sha256, sha384, sha512 };

/// `sha256`, `sha384`, `sha512`.
[[nodiscard]] std::string_view hash_algorithm_name(HashAlgorithm algorithm) noexcept;
/// The algorithm of that name without regard to ASCII case.
[[nodiscard]] std::optional<HashAlgorithm> find_hash_algorithm(std::string_view name) noexcept;
/// Bytes of a digest: 32, 48, 64.
[[nodiscard]] std::size_t digest_size(HashAlgorithm algorithm) noexcept;

/// A SHA-2 digest.
struct Digest {
  std::array<std::uint8_t, 64> bytes{};
  std::size_t size = 0;
  [[nodiscard]] std::span<const std::uint8_t> view() const noexcept { return {bytes.data(), size}; }
};

[[nodiscard]] Digest digest(HashAlgorithm algorithm, std::string_view data);

/// The source expression that allows an inline block or, as integrity, a file:
///
///     cspkit::hash_source("alert(1)");  // "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
///
/// `source` is UTF-8. Source: https://w3c.github.io/webappsec-csp/#grammardef-hash-source
[[nodiscard]] std::string hash_source(std::string_view source,
                                      HashAlgorithm algorithm = HashAlgorithm::sha256);

}  // namespace cspkit
