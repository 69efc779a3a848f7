// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cspkit {

/// Stands wherever a nonce value may stand, for one that is drawn anew for each response: in templates and composed
/// policies, in the nonce of an element that the page itself marks. The parser takes `'nonce-{nonce}'` for a nonce.
inline constexpr std::string_view kNoncePlaceholder = "{nonce}";

/// Byte offsets into the text that was parsed: begin inclusive, end exclusive.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// Source: https://w3c.github.io/webappsec-csp/#policy-disposition
enum class Disposition : std::uint8_t { enforce, report };

/// How the policy came. Source: https://w3c.github.io/webappsec-csp/#policy-source
enum class Delivery : std::uint8_t { header, meta };

/// One directive as written. Source: https://w3c.github.io/webappsec-csp/#framework-directives
struct Directive {
  std::string name;                ///< ASCII lower case
  std::vector<std::string> value;  ///< the tokens as written, case kept
  Span name_span;                  ///< where the name stands
  std::vector<Span> value_spans;   ///< where each token of `value` stands
  friend bool operator==(const Directive&, const Directive&) = default;
};

/// One policy as a person wrote it: an ordered set of directives.
/// Source: https://w3c.github.io/webappsec-csp/#framework-policy
struct Policy {
  std::vector<Directive> directives;
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
  Span span;  ///< where this policy stands in the text that was parsed

  /// The directive of that name (ASCII lower case), or nullptr.
  [[nodiscard]] const Directive* find(std::string_view name) const noexcept;
};

enum class Severity : std::uint8_t { error, warning, info };

/// Something a person got wrong, or should know, at one place of the text.
struct Diagnostic {
  std::string code;  ///< stable, kebab case: `duplicate-directive`, `missing-quotes`, …
  Severity severity = Severity::warning;
  std::string message;  ///< one or two sentences: what is wrong and what to do
  Span span;
  std::string suggestion;  ///< text to put in place of `span`, empty where there is none
};

/// What parsing yields: always a policy list, never a failure.
struct ParsedPolicies {
  std::vector<Policy> policies;  ///< policies without any directive are left out, as the text says
  std::vector<Diagnostic> diagnostics;  ///< ordered by span
};

/// Parses a header value (a comma separates policies) or the content of a `<meta>` (one policy;
/// `report-uri`, `frame-ancestors` and `sandbox` are removed, with a diagnostic).
///
///     auto parsed = cspkit::parse_policies("script-src 'self'; object-src none");
///     parsed.diagnostics[0].code;  // "missing-quotes", at `none`
///
/// Source: https://w3c.github.io/webappsec-csp/#parse-response-csp, #parse-serialized-policy, and
/// HTML's
/// https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy
[[nodiscard]] ParsedPolicies parse_policies(std::string_view text,
                                            Disposition disposition = Disposition::enforce,
                                            Delivery delivery = Delivery::header);

/// `name token token; name token` — the serialization of a policy, as it appears in violation
/// reports.
[[nodiscard]] std::string serialize(const Policy& policy);

}  // namespace cspkit
