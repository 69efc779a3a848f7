// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/browser.h"
#include "cspkit/catalog.h"
#include "cspkit/directives.h"
#include "cspkit/policy.h"

/// The smallest policy under which the chosen features of vendors work: alone, or on top of the policies that a
/// page has.
///
///     auto vendor = cspkit::resolve(cspkit::builtin_catalog(), *cspkit::parse_vendor_selection("customerio"));
///     auto alone = cspkit::compose(std::span(&*vendor, 1));
///     alone->text();  // "script-src 'nonce-{nonce}' cdp.customer.io; connect-src …"
///     cspkit::PagePolicy base{.text = "default-src 'self'"};
///     auto extended = cspkit::compose_onto(std::span(&base, 1), std::span(&*vendor, 1));
///
/// Every step is decided by the engine: a source is added because a probe fails without it, in the text or in a browser.
/// docs/compose.md tells the rules.
namespace cspkit {

/// A policy of the page, as delivered. A header value may hold several, separated by commas.
struct PagePolicy {
  std::string text;
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
};

struct ComposeOptions {
  Evidence evidence = Evidence::observed;
  std::string document_url = "https://example.com/";
};

/// One source that was put into a policy.
struct Addition {
  std::size_t policy = 0;  ///< index in Composition::policies
  std::string directive;
  std::string source;
  /// The directive whose list a new `directive` started from; empty where it stood there before.
  std::string copied_from;
  friend bool operator==(const Addition&, const Addition&) = default;
};

/// Why a source stands in the result: one row for each feature that needs it.
struct Provenance {
  std::size_t policy = 0;
  std::string directive;
  std::string source;
  std::string vendor;
  std::string feature;
  std::string purpose;
  std::string reference;
  Confidence confidence = Confidence::certain;
  Evidence evidence = Evidence::documented;
};

/// A probe that fails whatever is added.
struct Unfixable {
  std::size_t policy = 0;
  std::string vendor;
  std::string probe;
  DirectiveId effective_directive = DirectiveId::default_src;
  std::vector<Browser> readers;  ///< in whose reading; `specification` among them
};

/// What people should know about the result.
struct ComposeNote {
  enum class Kind {
    impossible,  ///< something cannot work under this policy
    placement,   ///< where sources went, and what that keeps working
    delivery,    ///< `<meta>` and report-only policies
    advice,      ///< what to do in the page besides
    difference,  ///< the vendor's page and its real SDK differ
  };
  Kind kind = Kind::advice;
  std::string vendor;  ///< empty where it concerns the policy
  std::string text;
  std::string reference;  ///< may be empty
};

/// `impossible`, `placement`, `delivery`, `advice` or `difference`.
[[nodiscard]] std::string_view to_string(ComposeNote::Kind kind) noexcept;

struct Composition {
  /// The policies of the page, extended; an element without directives stands for an empty part of a header.
  /// Spans of directives are not kept.
  std::vector<Policy> policies;
  std::vector<Addition> additions;     ///< by policy, in the order of the policy's text
  std::vector<Provenance> provenance;  ///< in the order of `additions`
  std::vector<Unfixable> unfixable;
  std::vector<ComposeNote> notes;

  /// The enforced policies, separated by a comma and a space; the report-only ones where none is enforced.
  [[nodiscard]] std::string text() const;
};

/// Why nothing can be composed: one line, with the remedy.
struct ComposeError {
  std::string message;
};

/// The contribution of the vendors alone, without any `'self'`. In mode `documented` it is to the letter of the
/// vendors' pages, each pair of directive and source once; in mode `observed` it is the smallest that works.
[[nodiscard]] tl::expected<Composition, ComposeError> compose(
    std::span<const ResolvedVendor> vendors, const ComposeOptions& options = {});

/// The page's policies, extended so that nothing which they allowed stops working, and so that the vendors' features
/// work as far as adding sources can make them. Report-only policies are extended only where there is no other.
[[nodiscard]] tl::expected<Composition, ComposeError> compose_onto(
    std::span<const PagePolicy> base, std::span<const ResolvedVendor> vendors,
    const ComposeOptions& options = {});

/// The base of `--strict`: scripts by nonce and 'strict-dynamic', no plugins, no `<base>`, and the rest from the page's
/// own origin.
inline constexpr std::string_view kStrictPolicy =
    "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

}  // namespace cspkit
