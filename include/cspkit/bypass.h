// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/data_file.h"
#include "cspkit/url.h"

/// What is known to defeat an allowlist: hosts that, once a policy lets scripts in from them, let in scripts that
/// whoever injects markup into the page chooses.
///
///     std::vector<const cspkit::Bypass*> rows;
///     cspkit::builtin_bypasses().let_in_by("https://cdn.jsdelivr.net/npm/", cspkit::PathRule::compare, rows);
///     rows.front()->title;  // "Serves every file of every npm package, …"
///
/// The rows are catalog/bypasses.yaml; docs/bypasses.md describes them.
namespace cspkit {

/// How a row defeats an allowlist.
enum class BypassKind : std::uint8_t {
  jsonp,              ///< answers with a call of a function that the URL names
  script_gadget,      ///< a library that turns injected markup into code
  arbitrary_hosting,  ///< serves what anybody has published
  user_content,       ///< buckets, accounts and names that anybody can have
  public_suffix,      ///< a wildcard above names that anybody can register
  open_redirect,      ///< sends the request on, after which paths no longer count
  flash,              ///< retired together with Flash
};

/// Whether a row means one URL, or all that begin with it.
enum class BypassReach : std::uint8_t { url, prefix };

/// How sure a row is.
enum class BypassConfidence : std::uint8_t {
  documented,  ///< the host's own pages say that it does this
  reported,    ///< others say so
  listed,      ///< stands in a list whose rows nobody explains
};

/// The lists of another tool that a row stands in, whose verdicts the profile `evaluator` gives.
enum class BypassList : std::uint8_t { none, evaluator_jsonp, evaluator_angular, evaluator_flash };

/// One row.
struct Bypass {
  std::string url;  ///< a leading `*` in its host stands for a name that anybody can take
  BypassKind kind = BypassKind::jsonp;
  BypassReach reach = BypassReach::url;
  BypassConfidence confidence = BypassConfidence::listed;
  BypassList list = BypassList::none;
  bool needs_eval = false;     ///< of use only beside `'unsafe-eval'`
  std::string title;           ///< what it is, without a final period
  std::string reference;       ///< a URL
  std::string date;            ///< YYYY-MM-DD, when the row was compared with its reference
  std::string last_verified;   ///< YYYY-MM-DD, when the host itself was asked; empty: never
  std::string note;            ///< may be empty
  std::string dead;            ///< why it works no longer; empty: it may work
  std::string dead_reference;  ///< a URL, where `dead` is set
  Url probe;                   ///< a URL that the row stands for, with a name in place of `*`
};

/// `jsonp`, `script-gadget`, `arbitrary-hosting`, …: the name that stands in the data.
[[nodiscard]] std::string_view to_string(BypassKind kind) noexcept;

/// Whether paths of sources count: behind a redirect they do not.
/// Source: https://w3c.github.io/webappsec-csp/#source-list-paths-and-redirects
enum class PathRule : std::uint8_t { compare, ignore };

/// The rows, found by host. Immutable once loaded; safe to share between threads.
class Bypasses {
 public:
  /// Reads the file. On failure: every mistake that was found, in order, at least one.
  [[nodiscard]] static tl::expected<Bypasses, std::vector<FileIssue>> load(CatalogFile file);

  [[nodiscard]] std::span<const Bypass> rows() const noexcept { return rows_; }

  /// Appends the rows that the source expression lets in for scripts, in the order of the file: those whose probe the
  /// engine allows under a list that holds this expression alone. Dead rows are among them, and those that need
  /// `'unsafe-eval'`. `*`, schemes and `https://*` let in everything, and none of it is listed.
  void let_in_by(std::string_view source, PathRule paths, std::vector<const Bypass*>& out) const;

  /// The rows, by their index, that a host-source of that host may let in, and perhaps others: the caller compares.
  /// `host` is without a leading `*.`, in any case.
  enum class HostForm : std::uint8_t { exact, subdomains };
  [[nodiscard]] std::span<const std::uint16_t> candidates(std::string_view host,
                                                          HostForm form) const noexcept;

 private:
  struct Slot {
    std::uint32_t hash = 0;  ///< 0: no key
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  void build_index();

  std::vector<Bypass> rows_;
  std::vector<Slot> slots_;           ///< open addressing; a power of two
  std::vector<std::uint16_t> found_;  ///< rows of each slot
};

/// `catalog/bypasses.yaml`, as it was when the library was built.
[[nodiscard]] std::span<const CatalogFile> builtin_bypass_files() noexcept;

/// The rows that are built into the library.
[[nodiscard]] const Bypasses& builtin_bypasses();

}  // namespace cspkit
