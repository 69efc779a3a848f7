// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"

namespace cspkit::linting::evaluator {
namespace {

using Among = Directive::Among;

constexpr auto kScripts = {DirectiveId::script_src, DirectiveId::script_src_attr,
                           DirectiveId::script_src_elem};

}  // namespace

void Judge::add(Type type, Rank rank, std::string_view directive, std::string_view value, Span span,
                std::string_view message) {
  if (count_ == remarks_.size()) remarks_.emplace_back();
  Remark& remark = remarks_[count_++];
  remark.text = text_;
  remark.policy = index_;
  remark.type = type;
  remark.rank = rank;
  remark.directive = directive;
  remark.value = value;
  remark.span = span;
  remark.message = message;
}

void Judge::add(Type type, Rank rank, const Directive& directive, const Value& value,
                std::string_view message) {
  if (policy_.repeats(directive, value)) return;
  add(type, rank, directive.name, value.text, value.span, message);
}

Judge::Governing Judge::governing(std::initializer_list<DirectiveId> ids) const {
  Governing found;
  for (const DirectiveId id : ids) {
    const Directive* directive = policy_.effective(id);
    if (directive != nullptr && std::ranges::find(found, directive) == found.end()) {
      found.push_back(directive);
    }
  }
  return found;
}

std::span<Remark> Judge::judge(const LintInput& input, std::span<const Scan> scans) {
  count_ = 0;
  for (text_ = 0; text_ < scans.size(); ++text_) {
    const Scan& scan = scans[text_];
    if (scan.exceeded) continue;
    const bool alone = scan.policies.size() == 1;
    for (index_ = 0; index_ < scan.policies.size(); ++index_) {
      const ScannedPolicy& scanned = scan.policies[index_];
      if (scanned.directive_count == 0 && !alone) continue;  // between commas nothing is no policy
      policy_.take_apart(input.texts[text_].text, scan, scanned);
      judge_policy();
    }
  }
  return std::span(remarks_).first(count_);
}

void Judge::judge_policy() {
  check_ignored();
  check_inline_and_eval();
  check_schemes_and_wildcards();
  check_missing_directives();
  check_script_allowlist();
  check_object_allowlist();
  for (const Directive& directive : policy_.directives()) {
    check_directive(directive);
    check_values(directive);
  }
  check_unreadable();
  check_strict();
  check_reporting();
}

void Judge::check_ignored() {
  for (const auto& [directive, value] : policy_.ignored()) {
    add(Type::ignored, Rank::none, *directive, *value,
        value->is(Keyword::unsafe_inline) &&
                directive->find(Keyword::strict_dynamic, Among::written) == nullptr
            ? "A nonce or hash stands beside 'unsafe-inline', and switches it off."
            : fmt::format("'strict-dynamic' switches {} off for scripts.", value->text));
  }
}

void Judge::check_inline_and_eval() {
  for (const Directive* directive : governing(kScripts)) {
    if (const Value* value = directive->find(Keyword::unsafe_inline, Among::of_today)) {
      add(Type::script_unsafe_inline, Rank::high, *directive, *value,
          "Every inline script and event handler runs, those that somebody injects among them.");
    }
    if (const Value* value = directive->find(Keyword::unsafe_hashes, Among::of_today)) {
      add(Type::script_unsafe_hashes, Rank::medium_maybe, *directive, *value,
          "Event handlers and javascript: URLs run where their hash is listed, also where somebody "
          "puts them on "
          "another element. Move them into scripts.");
    }
    if (const Value* value = directive->find(Keyword::unsafe_eval, Among::of_today)) {
      add(Type::script_unsafe_eval, Rank::medium_maybe, *directive, *value,
          "eval() and its kin turn strings into code.");
    }
  }
}

void Judge::check_schemes_and_wildcards() {
  for (const Directive* directive :
       governing({DirectiveId::script_src, DirectiveId::script_src_attr,
                  DirectiveId::script_src_elem, DirectiveId::object_src, DirectiveId::base_uri})) {
    for (const Value& value : directive->values) {
      if (!value.counts) continue;
      for (const std::string_view scheme : {"data:", "http:", "https:"}) {
        if (!value.lone_scheme || !equals_ignoring_ascii_case(value.text, scheme)) continue;
        add(Type::plain_url_schemes, Rank::high, *directive, value,
            fmt::format("Any {} URL is let in, and so any script.", scheme));
      }
      if (value.host.bare == "*") {
        add(Type::plain_wildcard, Rank::high, *directive, value,
            "Every host is let in, and so any script.");
      }
    }
  }
}

void Judge::check_missing_directives() {
  const Directive* objects = policy_.own(DirectiveId::object_src);
  if (objects == nullptr) objects = policy_.own(DirectiveId::default_src);
  if (objects == nullptr) {
    add(Type::missing_directives, Rank::high, "object-src", {}, policy_.span(),
        "Plugins may load from anywhere and run script. Set object-src 'none'.");
  }
  const Directive* scripts = policy_.effective(DirectiveId::script_src);
  if (scripts == nullptr) {
    add(Type::missing_directives, Rank::high, "script-src", {}, policy_.span(),
        "Nothing restricts scripts: neither script-src nor default-src is set.");
  }
  const auto needs_base = [](const Directive* directive) {
    return directive != nullptr &&
           (directive->has_nonce(Among::of_today) ||
            (directive->has_hash(Among::of_today) &&
             directive->find(Keyword::strict_dynamic, Among::of_today) != nullptr));
  };
  if (policy_.own(DirectiveId::base_uri) == nullptr &&
      (needs_base(scripts) || needs_base(policy_.effective(DirectiveId::script_src_elem)))) {
    add(Type::missing_directives, Rank::high, "base-uri", {}, policy_.span(),
        "An injected <base> element sends the page's own relative script URLs, which bear nonces, "
        "to another host. "
        "Set base-uri 'none' or 'self'.");
  }
}

void Judge::check_strict() {
  if (const Directive* scripts = policy_.effective(DirectiveId::script_src)) {
    const bool dynamic = scripts->find(Keyword::strict_dynamic, Among::written) != nullptr;
    const bool trusted = scripts->has_nonce(Among::written) || scripts->has_hash(Among::written);
    const auto says = [&](Type type, Rank rank, std::string_view message) {
      add(type, rank, scripts->name, {}, scripts->name_span, message);
    };
    if (!dynamic && !std::ranges::all_of(scripts->values, &Value::quoted)) {
      says(Type::strict_dynamic, Rank::strict_csp,
           "Lists of hosts can often be got around. Nonces or hashes with 'strict-dynamic' cannot "
           "in that way.");
    }
    if (dynamic && !trusted) {
      says(Type::strict_dynamic_not_standalone, Rank::info,
           "'strict-dynamic' without a nonce or hash blocks every script.");
    }
    if (trusted && scripts->find(Keyword::unsafe_inline, Among::written) == nullptr) {
      says(Type::unsafe_inline_fallback, Rank::strict_csp,
           "Browsers of before 2016 know no nonces and hashes, and run inline scripts only with "
           "'unsafe-inline', which "
           "all others then ignore.");
    }
    const auto falls_back = [](const Value& value) {
      return equals_ignoring_ascii_case(value.text, "http:") ||
             equals_ignoring_ascii_case(value.text, "https:") || value.text == "*" || value.dotted;
    };
    if (dynamic && std::ranges::none_of(scripts->values, falls_back)) {
      says(Type::allowlist_fallback, Rank::strict_csp,
           "Browsers of before 2022 do not all know 'strict-dynamic', and load scripts only from "
           "hosts or schemes, which "
           "all others then ignore.");
    }
  }
  const Directive* sinks = policy_.own(DirectiveId::require_trusted_types_for);
  const auto is_script = [](const Value& value) { return value.text == "'script'"; };
  if (sinks == nullptr || std::ranges::none_of(sinks->values, is_script)) {
    add(Type::require_trusted_types_for_scripts, Rank::info, "require-trusted-types-for", {},
        policy_.span(),
        "With require-trusted-types-for 'script' the DOM's sinks take no plain strings.");
  }
}

}  // namespace cspkit::linting::evaluator
