// SPDX-License-Identifier: Apache-2.0
#include "cspkit/hash.h"

#include <openssl/sha.h>

#include "base/ascii.h"
#include "base/base64.h"

namespace cspkit {
namespace {

struct AlgorithmRow {
  std::string_view name;
  std::size_t size;
  unsigned char* (*hash)(const unsigned char*, std::size_t, unsigned char*);
};

constexpr AlgorithmRow kAlgorithms[] = {
    {"sha256", SHA256_DIGEST_LENGTH, SHA256},
    {"sha384", SHA384_DIGEST_LENGTH, SHA384},
    {"sha512", SHA512_DIGEST_LENGTH, SHA512},
};

const AlgorithmRow& row(HashAlgorithm algorithm) noexcept {
  return kAlgorithms[static_cast<std::size_t>(algorithm)];
}

}  // namespace

std::string_view hash_algorithm_name(HashAlgorithm algorithm) noexcept {
  return row(algorithm).name;
}

std::size_t digest_size(HashAlgorithm algorithm) noexcept { return row(algorithm).size; }

std::optional<HashAlgorithm> find_hash_algorithm(std::string_view name) noexcept {
  for (std::size_t i = 0; i < std::size(kAlgorithms); ++i) {
    if (equals_ignoring_ascii_case(kAlgorithms[i].name, name)) return static_cast<HashAlgorithm>(i);
  }
  return std::nullopt;
}

Digest digest(HashAlgorithm algorithm, std::string_view data) {
  Digest out;
  out.size = digest_size(algorithm);
  row(algorithm).hash(reinterpret_cast<const unsigned char*>(data.data()), data.size(),
                      out.bytes.data());
  return out;
}

std::string hash_source(std::string_view source, HashAlgorithm algorithm) {
  std::string out = "'";
  out += hash_algorithm_name(algorithm);
  out += '-';
  out += base64_encode(digest(algorithm, source).view());
  out += '\'';
  return out;
}

}  // namespace cspkit
