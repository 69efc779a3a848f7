// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/lint/facts.h"
#include "match/scheme.h"

/// Which sources of a list another source of it makes superfluous.
namespace cspkit::linting {

/// What `'self'` and sources without a scheme stand for.
struct PageOrigin {
  SchemeId scheme = SchemeId::none;  ///< none: no tuple origin that a source could name
  std::string_view host;
  std::int32_t port = kPortAbsent;

  /// Reads a URL in canonical form; anything else has no scheme, and then less is decided.
  [[nodiscard]] static PageOrigin of(std::string_view document_url) noexcept;
};

/// Whether every URL that `covered` matches is matched by `covering`, in the text and in every browser of browser.h.
/// Errs on the side of no: forms in which the readers differ cover nothing and are covered by nothing.
/// Source: https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
[[nodiscard]] bool covers(const SourceExpression& covering, const SourceExpression& covered,
                          const PageOrigin& page) noexcept;

/// The sources of one list by their hosts, so that each is compared with few others.
class HostIndex {
 public:
  /// Sources of one host beyond which no more are compared with each other; a list that has so many
  /// is no list that a person keeps.
  static constexpr std::size_t kMostCompared = 32;

  explicit HostIndex(std::span<const Source> list);

  /// Calls `f(index)` for the host-sources whose host may cover that of `host`, until a call
  /// answers true. At most kMostCompared for each of the host's labels.
  template <class F>
  bool any_candidate(std::string_view host, F&& f) const {
    if (any_of_host(host, f)) return true;
    std::size_t labels = 0;
    for (std::size_t dot = host.find('.'); dot != host.npos && labels < kMostLabels;
         dot = host.find('.', dot + 1), ++labels) {
      const std::string_view parent = host.substr(dot + 1);
      if ((wildcard_lengths_ >> (parent.size() % 64) & 1) != 0 && any_of_host(parent, f))
        return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kSmall = 128;
  static constexpr std::size_t kMostLabels = 16;
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  template <class F>
  bool any_of_host(std::string_view host, F&& f) const {
    std::size_t compared = 0;
    for (std::uint32_t i = heads_[hash(host) & mask_]; i != kNone && compared < kMostCompared;
         i = next_[i], ++compared) {
      if (f(std::size_t{i})) return true;
    }
    return false;
  }
  [[nodiscard]] static std::uint32_t hash(std::string_view host) noexcept;
  void insert(std::span<const Source> list, bool with_path);

  std::array<std::uint32_t, 2 * kSmall> small_heads_;
  std::array<std::uint32_t, kSmall> small_next_;
  std::vector<std::uint32_t> large_heads_, large_next_;
  std::span<std::uint32_t> heads_, next_;
  std::uint32_t mask_ = 0;
  std::uint64_t wildcard_lengths_ = 0;  ///< bit n: a wildcard over a domain of n mod 64 bytes
};

/// One source that may go, and one that stays and covers it.
struct Redundant {
  const Source* source;
  const Source* because_of;
};

/// The sources of a list that are covered by another one. Of two that cover each other the first
/// stays. Exact repetitions are left to the parser's diagnostics. Near-linear in the length of the
/// list.
void find_redundant(const DirectiveFacts& list, const PageOrigin& page,
                    std::vector<Redundant>& found);

}  // namespace cspkit::linting
