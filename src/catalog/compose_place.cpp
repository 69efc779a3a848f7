// SPDX-License-Identifier: Apache-2.0
#include "catalog/compose_place.h"

#include <algorithm>

#include "base/ascii.h"
#include "policy/source_expression.h"

namespace cspkit::catalog {
namespace {

using enum DirectiveId;

bool is_none(std::string_view token) { return equals_ignoring_ascii_case(token, "'none'"); }

/// What a directive's list is asked about.
enum class Judges { scripts, styles, workers, urls };

Judges judges(DirectiveId directive) {
  switch (directive) {
    case default_src:
    case script_src:
    case script_src_elem:
    case script_src_attr: return Judges::scripts;
    case style_src:
    case style_src_elem:
    case style_src_attr: return Judges::styles;
    // As the fallback of workers, script-src runs the script checks; worker-src is a plain match of the URL in the text,
    // but Chromium and Firefox heed 'strict-dynamic' there too.
    case worker_src:
    case child_src: return Judges::workers;
    default: return Judges::urls;
  }
}

/// Whether a token can matter in a list of that kind.
bool matters(std::string_view token, Judges kind) {
  if (is_none(token)) return false;
  const SourceExpression expression = parse_source_expression(token);
  switch (expression.kind) {
    case SourceKind::nonce:
    case SourceKind::hash: return kind == Judges::scripts || kind == Judges::styles;
    case SourceKind::keyword: break;
    default: return true;
  }
  switch (expression.keyword) {
    case Keyword::self: return true;
    case Keyword::strict_dynamic: return kind == Judges::scripts || kind == Judges::workers;
    case Keyword::unsafe_inline:
    case Keyword::unsafe_hashes:
    case Keyword::report_sample: return kind == Judges::scripts || kind == Judges::styles;
    case Keyword::unsafe_webtransport_hashes: return kind == Judges::urls;
    default: return kind == Judges::scripts;
  }
}

std::vector<std::string> without_none(std::vector<std::string> list) {
  std::erase_if(list, [](const std::string& token) { return is_none(token); });
  return list;
}

/// The narrow directive that people write for a check.
DirectiveId usual_directive(DirectiveId effective) {
  if (effective == script_src_elem || effective == script_src_attr) return script_src;
  if (effective == style_src_elem || effective == style_src_attr) return style_src;
  return effective;
}

constexpr DirectiveId kScript[] = {script_src, default_src};
constexpr DirectiveId kStyle[] = {style_src, default_src};
constexpr DirectiveId kChild[] = {child_src, default_src};
constexpr DirectiveId kDefault[] = {default_src};

}  // namespace

std::span<const DirectiveId> chain_of(DirectiveId directive) {
  switch (directive) {
    case script_src: return kScript;
    case style_src: return kStyle;
    case child_src: return kChild;
    case default_src: return kDefault;
    default: return directive_fallback_list(directive);
  }
}

bool answers_for(DirectiveId documented, DirectiveId placed) {
  const auto up = chain_of(placed);
  const auto down = chain_of(documented);
  return documented == placed || std::ranges::find(up, documented) != up.end() ||
         std::ranges::find(down, placed) != down.end();
}

std::optional<DirectiveId> governing(const Policy& policy, DirectiveId effective) {
  const auto chain = chain_of(effective);
  if (chain.empty()) {
    return policy.find(directive_name(effective)) != nullptr ? std::optional(effective)
                                                             : std::nullopt;
  }
  const auto found = std::ranges::find_if(
      chain, [&](DirectiveId id) { return policy.find(directive_name(id)) != nullptr; });
  return found == chain.end() ? std::nullopt : std::optional(*found);
}

std::optional<DirectiveId> place(const Policy& policy, DirectiveId effective, DirectiveId wanted) {
  const auto governs = governing(policy, effective);
  if (!governs) return std::nullopt;
  const auto chain = chain_of(effective);
  if (chain.empty()) return wanted == effective ? governs : std::nullopt;
  const auto wanted_at = std::ranges::find(chain, wanted);
  if (wanted_at == chain.end()) return std::nullopt;
  // Workers get a list of their own, so that scripts are not loosened with them.
  if (effective == worker_src && (governs == script_src || governs == default_src))
    return worker_src;
  if (std::ranges::find(chain, *governs) <= wanted_at && governs != default_src) return governs;
  // A new child-src would take over the workers that script-src governs.
  if (wanted == child_src || wanted == default_src) return usual_directive(effective);
  return wanted;
}

std::optional<DirectiveId> copied_from(const Policy& policy, DirectiveId directive) {
  const auto governs = governing(policy, directive);
  return governs == directive ? std::nullopt : governs;
}

std::vector<std::string> list_of(const Policy& policy, DirectiveId directive) {
  const auto governs = governing(policy, directive);
  if (!governs) return {};
  std::vector<std::string> list = policy.find(directive_name(*governs))->value;
  if (*governs != directive) {
    std::erase_if(list,
                  [&](const std::string& token) { return !matters(token, judges(directive)); });
  }
  return list;
}

std::vector<std::string> left_out(const Policy& base, DirectiveId directive) {
  const auto from = copied_from(base, directive);
  if (!from) return {};
  std::vector<std::string> list = without_none(base.find(directive_name(*from))->value);
  std::erase_if(list, [&](const std::string& token) { return matters(token, judges(directive)); });
  return list;
}

Policy with_sources(const Policy& base, std::span<const Placed> added) {
  Policy policy = base;
  for (const Placed& placed : added) {
    const std::string_view name = directive_name(placed.directive);
    auto at = std::ranges::find(policy.directives, name, &Directive::name);
    if (at == policy.directives.end()) {
      Directive fresh;
      fresh.name = name;
      fresh.value = without_none(list_of(base, placed.directive));
      at = policy.directives.insert(policy.directives.end(), std::move(fresh));
    }
    at->value = without_none(std::move(at->value));
    if (std::ranges::find(at->value, placed.source) == at->value.end()) {
      at->value.push_back(placed.source);
    }
    at->name_span = {};
    at->value_spans.clear();
  }
  return policy;
}

std::optional<std::string_view> nonce_of(std::string_view token) {
  const SourceExpression expression = parse_source_expression(token);
  if (expression.kind != SourceKind::nonce) return std::nullopt;
  return expression.value;
}

bool has_nonce_or_hash(std::span<const std::string> list) {
  return std::ranges::any_of(list, [](const std::string& token) {
    const SourceKind kind = parse_source_expression(token).kind;
    return kind == SourceKind::nonce || kind == SourceKind::hash;
  });
}

bool has_strict_dynamic(std::span<const std::string> list) {
  return std::ranges::any_of(list, [](const std::string& token) {
    return parse_source_expression(token).keyword == Keyword::strict_dynamic;
  });
}

bool would_restrict(const Policy& policy, const Placed& addition) {
  const SourceKind kind = parse_source_expression(addition.source).kind;
  if (kind != SourceKind::nonce && kind != SourceKind::hash) return false;
  const auto list = list_of(policy, addition.directive);
  const bool inline_allowed = std::ranges::any_of(list, [](const std::string& token) {
    return parse_source_expression(token).keyword == Keyword::unsafe_inline;
  });
  if (!inline_allowed || has_nonce_or_hash(list)) return false;
  return judges(addition.directive) != Judges::scripts || !has_strict_dynamic(list);
}

}  // namespace cspkit::catalog
