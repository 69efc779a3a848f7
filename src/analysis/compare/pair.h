// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/compare.h"
#include "match/compiled.h"
#include "policy/source_expression.h"

/// Two policy lists side by side, and what neither of them mentions.
namespace cspkit {

/// Values that occur in no policy of either side, so that they stand for all that do not.
struct Unmentioned {
  std::string word;    ///< letters; no part of any token, raw or percent-decoded
  std::string host;    ///< a domain that no source matches but those for every host
  std::string scheme;  ///< of no special kind
  std::string ipv4, ipv6;
  std::int32_t port = 0;
  std::string source;  ///< content whose hashes nobody lists
  bool found = true;   ///< false where some text mentions everything
};

/// A source list that some question is put to.
struct AskedList {
  const CompiledPolicy::Data* data;
  const CompiledDirective* list;
  DirectiveId effective;  ///< what the question is about
};

struct ComparedPair {
  ComparedPair(const PolicyList& side_a, const PolicyList& side_b, Browser reader);

  const PolicyList& a;
  const PolicyList& b;
  Browser as;
  /// The policies that may have a say, as the reader reads them: A's, then B's.
  std::vector<const CompiledPolicy::Data*> data;
  std::size_t count_a = 0;  ///< how many of them are A's
  Unmentioned unmentioned;
  bool read_alike = true;  ///< no browser reads a policy otherwise than the text does

  [[nodiscard]] const Origin& self() const noexcept { return a.self_origin(); }
  /// The lists that govern those directives, of every policy that has them.
  [[nodiscard]] std::vector<AskedList> governing(
      std::initializer_list<DirectiveId> effective) const;
  /// Whether A and B hold the same lists for those directives, word for word, so that they answer
  /// alike.
  [[nodiscard]] bool same_lists(std::initializer_list<DirectiveId> effective) const;
  /// Whether some list has that keyword.
  [[nodiscard]] bool any_has(Keyword keyword) const noexcept;
};

/// The list that decides about `id` in that policy: of a fetch directive the governing one, else the
/// directive itself; null where there is none.
[[nodiscard]] const CompiledDirective* list_for(const CompiledPolicy::Data& data,
                                                DirectiveId id) noexcept;

/// The source expressions of a list that some reader takes for one.
[[nodiscard]] std::vector<SourceExpression> expressions_of(const AskedList& asked);

/// A hash-source as integrity metadata would write it in standard base 64, or empty where its value
/// is no hash of that algorithm.
[[nodiscard]] std::string standard_hash(const SourceExpression& hash);

}  // namespace cspkit
