// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cspkit/catalog.h"
#include "cspkit/engine.h"
#include "cspkit/url.h"

/// Probes of the catalogue, as questions for the engine.
namespace cspkit::catalog {

/// Everybody who reads a policy: the text and the three engines.
inline constexpr std::array<Browser, 4> kReaders = {Browser::specification, Browser::chromium,
                                                    Browser::firefox, Browser::webkit};

/// A set of readers, one bit each.
using ReaderSet = unsigned;

[[nodiscard]] constexpr ReaderSet bit(Browser reader) noexcept {
  return 1u << static_cast<unsigned>(reader);
}
/// The readers of a set, in the order of kReaders.
[[nodiscard]] std::vector<Browser> readers_in(ReaderSet set);

/// What `{nonce}` stands for on one page.
struct PageNonces {
  std::string script;
  std::string style;
};

/// A probe whose URLs are parsed, ready to run many times.
class PreparedProbe {
 public:
  PreparedProbe(const ResolvedVendor& vendor, const ResolvedProbe& probe, const PageNonces& nonces);

  [[nodiscard]] const ResolvedVendor& vendor() const noexcept { return *vendor_; }
  [[nodiscard]] const ResolvedProbe& probe() const noexcept { return *probe_; }
  /// The nonce that the element bears; empty where it has none.
  [[nodiscard]] const std::string& nonce() const noexcept { return nonce_; }
  /// An inline block without a nonce: only `'unsafe-inline'` (or a hash) can allow it.
  [[nodiscard]] bool needs_unsafe_inline() const noexcept;

  /// Asks the engine. The sink hears of every policy that objects, report-only ones too.
  Verdict run(const PolicyList& list, Browser reader, ViolationSink sink = {}) const;

 private:
  const ResolvedVendor* vendor_;
  const ResolvedProbe* probe_;
  std::optional<Url> url_;
  std::vector<Url> ancestors_;
  Destination destination_ = Destination::none;
  std::string nonce_;
};

/// The probes of all vendors that run in this mode, in order.
[[nodiscard]] std::vector<PreparedProbe> prepare_probes(std::span<const ResolvedVendor> vendors,
                                                        Evidence mode, const PageNonces& nonces);

/// Why one policy stops one probe.
struct Block {
  ReaderSet readers = 0;  ///< in whose reading
  DirectiveId effective = DirectiveId::default_src;
  DirectiveId source = DirectiveId::default_src;
};

/// The blocks of one probe by the policy with that index, grouped by directive; empty where everybody lets it pass.
[[nodiscard]] std::vector<Block> blocks_of(const PreparedProbe& probe, const PolicyList& list,
                                           std::size_t policy);

}  // namespace cspkit::catalog
