// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "cspkit/policy.h"
#include "policy/text_masks.h"

namespace cspkit::linting::evaluator {

/// What the CSP Evaluator takes for the host of a source, as far as one look shows it: nearly always that suffices, and
/// no URL parser has to be asked.
///
///     Host("https://*.a.test:443/x", masks, {0, 22})  // bare "*.a.test:443/x", labels "a.test"
struct Host {
  Host() = default;
  /// Of the source at that place of a text, whose masks these are.
  Host(std::string_view text, const TextMasks& masks, Span place) noexcept;

  std::string_view bare;  ///< what is behind `scheme://` or `//`
  std::string_view
      labels;  ///< the run of letters, digits, hyphens and dots that it begins with, behind `*.`
  bool dotted = false;  ///< whether a dot stands anywhere in the source
  /// Whether the labels are all of the host, which a URL parser then leaves alone but for its case.
  bool is_plain = false;
  bool may_be_ip = false;  ///< whether a URL parser may see an IP address

  [[nodiscard]] bool is_wildcard() const noexcept { return bare.starts_with("*."); }

 private:
  bool look_at_once(const TextMasks& masks, std::size_t at) noexcept;
  void look_at(std::string_view source) noexcept;
  void settle(std::size_t last_label, std::string_view rest) noexcept;
};

/// Whether the source at that place is like nearly all of them: a host with a dot, of at most 63 bytes, that is no address
/// and follows no `http://`. Nothing is to be said of it but what a list of hosts is told. Of hosts that are like that, too,
/// some are not seen to be.
[[nodiscard]] bool is_common_host(std::string_view text, const TextMasks& masks,
                                  Span place) noexcept;

}  // namespace cspkit::linting::evaluator
