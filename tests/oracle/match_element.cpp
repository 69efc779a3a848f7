// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <utility>
#include <vector>

#include "cspkit/hash.h"
#include "oracle/grammar.h"
#include "oracle/matching.h"

namespace cspkit::oracle {

// https://w3c.github.io/webappsec-csp/#match-nonce-to-source-list
Match match_nonce_to_source_list(const std::string& nonce, const Strings& source_list) {
  // 1. (The list is not null.)

  // 2. No nonce.
  if (nonce.empty()) return Match::does_not_match;

  // 3.
  for (const std::string& expression : source_list) {
    // 3.1. A nonce-source with the identical value.
    if (nonce_source(expression) == nonce) return Match::matches;
  }

  // 4.
  return Match::does_not_match;
}

namespace {

struct Metadata {
  std::string alg;
  std::string val;
};

/// https://w3c.github.io/webappsec-subresource-integrity/#parse-metadata-section
std::vector<Metadata> parse_metadata(const std::string& metadata, Reading reading) {
  // 1.
  std::vector<Metadata> result;
  // 2. For each item between spaces:
  // Deviation: the letter knows no separator but U+0020; attributes are written over several lines,
  // and every browser splits them on ASCII whitespace.
  const bool literal = reading == Reading::literal;
  for (const std::string& item :
       literal ? strictly_split(metadata, ' ') : split_on_ascii_whitespace(metadata)) {
    // 2.1. and 2.2. What follows a question mark is dropped.
    const std::string algorithm_expression = strictly_split(item, '?')[0];
    // 2.3.
    std::string base64_value;
    // 2.4. and 2.5. Split on the hyphen: the algorithm…
    const Strings algorithm_and_value = strictly_split(algorithm_expression, '-');
    const std::string& algorithm = algorithm_and_value[0];
    // 2.6. …which has to be a known one, in any case of letters…
    const std::string lower = ascii_lowercase(algorithm);
    if (lower != "sha256" && lower != "sha384" && lower != "sha512") continue;
    // 2.7. …and the value.
    // Spec issue: a further hyphen, which base64url writes, ends the value.
    // Deviation: it belongs to the value, as browsers have it.
    if (algorithm_and_value.size() > 1) {
      base64_value =
          literal ? algorithm_and_value[1] : algorithm_expression.substr(algorithm.size() + 1);
    }
    // 2.8. and 2.9.
    result.push_back(Metadata{algorithm, base64_value});
  }
  // 3.
  return result;
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#match-integrity-metadata-to-source-list
Match match_integrity_metadata_to_source_list(const std::string& integrity_metadata,
                                              const Strings& source_list, Reading reading) {
  // 1. (The list is not null.)

  // 2. The list's hash-sources.
  std::vector<HashSource> integrity_expressions;
  for (const std::string& expression : source_list) {
    const std::optional<HashSource> hash = hash_source(expression);
    if (hash) integrity_expressions.push_back(*hash);
  }

  // 3.
  if (integrity_expressions.empty()) return Match::does_not_match;

  // 4.
  const std::vector<Metadata> integrity_sources = parse_metadata(integrity_metadata, reading);

  // 5.
  if (integrity_sources.empty()) return Match::does_not_match;

  // 6. Each of them has to stand in the list:
  for (const Metadata& source : integrity_sources) {
    // 6.1. The algorithm in any case of letters, the value identical.
    bool contained = false;
    for (const HashSource& expression : integrity_expressions) {
      if (is_ascii_case_insensitive_match(expression.hash_algorithm, source.alg) &&
          expression.base64_value == source.val) {
        contained = true;
      }
    }
    if (!contained) return Match::does_not_match;
  }

  // 7.
  return Match::matches;
}

// https://w3c.github.io/webappsec-csp/#is-element-nonceable
Nonceable is_element_nonceable(const Element& element) {
  // 1. No nonce attribute.
  if (!element.nonce) return Nonceable::not_nonceable;
  // 2. and 3. (Attributes that smell of dangling markup: who asks has seen the element, and gives
  // no
  //    nonce where they do.)
  // 4.
  return Nonceable::nonceable;
}

// https://w3c.github.io/webappsec-csp/#allow-all-inline
Inline allow_all_inline(const Strings& list, const std::string& type) {
  // 1.
  bool allow_all_inline = false;

  // 2.
  for (const std::string& expression : list) {
    // 2.1. A nonce or a hash switches 'unsafe-inline' off.
    if (nonce_source(expression) || hash_source(expression)) return Inline::does_not_allow;

    // 2.2. So does 'strict-dynamic', for scripts.
    if ((type == "script" || type == "script speculationrules" || type == "script attribute" ||
         type == "navigation") &&
        is_keyword_source(expression, "'strict-dynamic'")) {
      return Inline::does_not_allow;
    }

    // 2.3.
    if (is_keyword_source(expression, "'unsafe-inline'")) allow_all_inline = true;
    if (type == "script speculationrules" &&
        is_keyword_source(expression, "'inline-speculation-rules'")) {
      allow_all_inline = true;
    }
  }

  // 3.
  return allow_all_inline ? Inline::allows : Inline::does_not_allow;
}

// https://w3c.github.io/webappsec-csp/#match-element-to-source-list
Match match_element_to_source_list(const Element& element, const Strings& list,
                                   const std::string& type, const std::string& source) {
  // 1.
  if (allow_all_inline(list, type) == Inline::allows) return Match::matches;

  // 2. Nonces, for elements:
  if ((type == "script" || type == "script speculationrules" || type == "style") &&
      is_element_nonceable(element) == Nonceable::nonceable) {
    // 2.1.
    for (const std::string& expression : list) {
      // 2.1.1.
      if (nonce_source(expression) && *nonce_source(expression) == *element.nonce) {
        return Match::matches;
      }
    }
  }

  // 3.
  bool unsafe_hashes_flag = false;

  // 4.
  for (const std::string& expression : list) {
    // 4.1.
    if (is_keyword_source(expression, "'unsafe-hashes'")) {
      unsafe_hashes_flag = true;
      break;
    }
  }

  // 5. Hashes, for elements, and with that flag for the rest:
  if (type == "script" || type == "script speculationrules" || type == "style" ||
      unsafe_hashes_flag) {
    // 5.1. (`source` is UTF-8 already.)

    // 5.2.
    for (const std::string& expression : list) {
      // 5.2.1. 'strict-dynamic' trusts what a script inserted.
      if (is_keyword_source(expression, "'strict-dynamic'")) {
        // 5.2.1.1.
        if ((type == "script" || type == "script speculationrules") &&
            element.insertion == Insertion::not_parser_inserted) {
          return Match::matches;
        }
      }

      // 5.2.2.
      const std::optional<HashSource> hash = hash_source(expression);
      if (hash) {
        // 5.2.2.1. to 5.2.2.4.
        std::optional<HashAlgorithm> algorithm;
        if (is_ascii_case_insensitive_match(hash->hash_algorithm, "sha256")) {
          algorithm = HashAlgorithm::sha256;
        }
        if (is_ascii_case_insensitive_match(hash->hash_algorithm, "sha384")) {
          algorithm = HashAlgorithm::sha384;
        }
        if (is_ascii_case_insensitive_match(hash->hash_algorithm, "sha512")) {
          algorithm = HashAlgorithm::sha512;
        }

        // 5.2.2.5.
        if (algorithm) {
          // 5.2.2.5.1. The digest of the source, in base64.
          const Digest computed = digest(*algorithm, source);
          const std::string actual =
              base64_encode({computed.bytes.begin(), computed.bytes.begin() + computed.size});
          // 5.2.2.5.2. The expected one, base64url turned into base64.
          std::string expected;
          for (const char c : hash->base64_value) {
            expected += c == '-' ? '+' : c == '_' ? '/' : c;
          }
          // 5.2.2.5.3.
          if (actual == expected) return Match::matches;
        }
      }
    }
  }

  // 6.
  return Match::does_not_match;
}

}  // namespace cspkit::oracle
