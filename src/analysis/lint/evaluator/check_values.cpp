// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"
#include "cspkit/url.h"

namespace cspkit::linting::evaluator {
namespace {

constexpr std::size_t kShortestNonce = 8;

/// The keywords that it asks quotes for.
constexpr std::string_view kWords[] = {
    "self",
    "none",
    "unsafe-inline",
    "unsafe-eval",
    "wasm-eval",
    "block",
    "wasm-unsafe-eval",
    "strict-dynamic",
    "allow",
    "report-sample",
    "unsafe-hashes",
    "unsafe-hashed-attributes",
    "inline-speculation-rules",
};

bool is_word(std::string_view text) { return std::ranges::find(kWords, text) != std::end(kWords); }

bool is_quoted_word(std::string_view text) {
  if (text.size() < 3 || text.front() != '\'' || text.back() != '\'') return false;
  const std::string_view inner = text.substr(1, text.size() - 2);
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return equals_ignoring_ascii_case(word, inner); });
}

bool lists_sources(const Directive& directive) {
  if (!directive.id) return true;
  switch (directive_info(*directive.id).grammar) {
    case ValueGrammar::source_list:
    case ValueGrammar::ancestor_source_list:
    case ValueGrammar::unchecked: return true;
    default: return false;
  }
}

}  // namespace

void Judge::check_directive(const Directive& directive) {
  if (!directive.id) {
    add(Type::unknown_directive, Rank::syntax, directive.name, {}, directive.name_span,
        directive.name.ends_with(':')
            ? "No colon stands behind a directive's name."
            : fmt::format("No directive is named {}.", ascii_lower(directive.name)));
    return;
  }
  std::string_view instead;
  switch (*directive.id) {
    case DirectiveId::reflected_xss: instead = "Browsers have dropped what it switched."; break;
    case DirectiveId::referrer: instead = "Send Referrer-Policy."; break;
    case DirectiveId::disown_opener: instead = "Send Cross-Origin-Opener-Policy."; break;
    case DirectiveId::prefetch_src: instead = "Prefetches fall under default-src."; break;
    default: return;
  }
  add(Type::deprecated_directive, Rank::info, directive.name, {}, directive.name_span,
      fmt::format("{} is retired. {}", directive_name(*directive.id), instead));
}

void Judge::check_unreadable() {
  for (const auto& [name, value, span] : policy_.unreadable()) {
    if (value.empty()) {
      add(Type::unknown_directive, Rank::syntax, name, {}, span,
          "The name holds other characters than ASCII, and browsers skip the directive.");
      continue;
    }
    add(Type::invalid_keyword, Rank::syntax, name, value, span,
        fmt::format("{} holds other characters than ASCII, and browsers skip the whole directive.",
                    value));
  }
}

void Judge::check_values(const Directive& directive) {
  for (const Value& value : directive.values) {
    if (value.counts && !value.common) check_value(directive, value);
  }
}

void Judge::check_value(const Directive& directive, const Value& value) {
  if (value.quoted()) {
    check_nonce(directive, value);
    check_keyword(directive, value);
  } else {
    if (value.host.may_be_ip) check_ip(directive, value);
    check_scheme(directive, value);
    check_missing_quotes(directive, value);
  }
  if (value.dotted || value.quoted()) return;  // as nearly all are, and no name
  const auto named = find_directive(value.text);
  if (named && directive_name(*named) == value.text && *named != DirectiveId::fenced_frame_src) {
    add(Type::missing_semicolon, Rank::syntax, directive, value,
        fmt::format("{} is a directive, and here a value. Is a semicolon missing?", value.text));
  }
}

void Judge::check_scheme(const Directive& directive, const Value& value) {
  if (!starts_with_ignoring_ascii_case(value.text, "http://")) return;
  add(Type::src_http, Rank::medium, directive, value,
      directive.id == DirectiveId::report_uri
          ? "Reports travel unencrypted. Send them to an https: URL."
          : "What comes over http: can be changed on its way. List https: sources.");
}

void Judge::check_ip(const Directive& directive, const Value& value) {
  if (value.lone_scheme || !lists_sources(directive)) return;
  std::string text = "https://" + std::string(value.host.bare);
  if (const auto any_port = text.find(":*", 6); any_port != text.npos) text.erase(any_port, 2);
  const auto url = Url::parse(text);
  if (!url) return;
  const UrlView view = url->view();
  if (view.host_kind != HostKind::ipv4 && view.host_kind != HostKind::ipv6) return;
  add(Type::ip_source, Rank::info, directive, value,
      view.host == "127.0.0.1"
          ? "The host is this very machine; take it away before this goes live."
          : fmt::format("{} is an IP address, which the text says never matches.", view.host));
}

void Judge::check_nonce(const Directive& directive, const Value& value) {
  constexpr std::string_view kPrefix = "'nonce-";
  const std::string_view text = value.text;
  if (text.size() < kPrefix.size() + 2 || !text.ends_with('\'') ||
      !equals_ignoring_ascii_case(text.substr(0, kPrefix.size()), kPrefix)) {
    return;
  }
  const std::string_view nonce = text.substr(kPrefix.size(), text.size() - kPrefix.size() - 1);
  if (nonce == kNoncePlaceholder) return;
  if (nonce.size() < kShortestNonce) {
    add(Type::nonce_length, Rank::medium, directive, value,
        "A nonce this short can be guessed. Draw 16 random bytes.");
  }
  if (!value.is_nonce()) {
    add(Type::nonce_charset, Rank::info, directive, value,
        "Browsers read nonces in the characters of base64 only.");
  }
}

void Judge::check_missing_quotes(const Directive& directive, const Value& value) {
  const std::string_view text = value.text;
  const bool bare_hash =
      text.starts_with("sha256-") || text.starts_with("sha384-") || text.starts_with("sha512-");
  const bool bare = bare_hash || text.starts_with("nonce-") || (!value.dotted && is_word(text));
  if (!bare) return;
  add(Type::invalid_keyword, Rank::syntax, directive, value,
      fmt::format("Without single quotes {} is read as a host. Write '{}'.", text, text));
}

void Judge::check_keyword(const Directive& directive, const Value& value) {
  const std::string_view text = value.text;
  bool known;
  if (directive.id == DirectiveId::require_trusted_types_for) {
    known = text == "'script'";
  } else if (directive.id == DirectiveId::trusted_types) {
    known = text == "'allow-duplicates'" || value.is(Keyword::none);
  } else {
    known = value.kind != SourceKind::invalid || is_quoted_word(text);
  }
  if (known) return;
  add(Type::invalid_keyword, Rank::syntax, directive, value,
      fmt::format("There is no keyword {}.", text));
}

void Judge::check_reporting() {
  const auto has = [&](DirectiveId id) {
    const Directive* directive = policy_.own(id);
    return directive != nullptr && !directive->values.empty();
  };
  if (has(DirectiveId::report_uri)) return;
  if (has(DirectiveId::report_to)) {
    const Directive& directive = *policy_.own(DirectiveId::report_to);
    add(Type::report_to_only, Rank::info, "report-to", {}, directive.name_span,
        "Browsers of before 2026 do not all know report-to. With report-uri beside it they report, "
        "too.");
    return;
  }
  add(Type::reporting_destination_missing, Rank::info, "report-uri", {}, policy_.span(),
      "Nobody hears of violations: neither report-uri nor report-to says where to send them.");
}

}  // namespace cspkit::linting::evaluator
