// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/facts.h"

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/url.h"
#include "policy/effect.h"

namespace cspkit::linting {
namespace {

bool has_source_grammar(ValueGrammar grammar) noexcept {
  return grammar == ValueGrammar::source_list || grammar == ValueGrammar::ancestor_source_list;
}

/// Where anybody can register a name: every top-level domain, and the second levels that registries sell under.
bool is_registry(std::string_view host) noexcept {
  const std::size_t dot = host.rfind('.');
  if (dot == host.npos) return true;
  if (host.size() - dot != 3 || host.find('.') != dot) return false;
  constexpr std::string_view kSecondLevels[] = {"co", "com", "org", "net", "gov",
                                                "ac", "edu", "or",  "ne",  "gob"};
  return std::ranges::any_of(kSecondLevels, [&](std::string_view label) {
    return equals_ignoring_ascii_case(host.substr(0, dot), label);
  });
}

/// Schemes whose URLs have hosts of the network; none is the page's own.
bool is_network(std::string_view scheme) noexcept {
  constexpr std::string_view kNetwork[] = {"", "http", "https", "ws", "wss"};
  return std::ranges::any_of(
      kNetwork, [&](std::string_view each) { return equals_ignoring_ascii_case(scheme, each); });
}

/// No host is named: `*`, `*:443`, `https://*`, and `*.com`, where everybody can have one.
bool names_every_host(const SourceExpression& expression) noexcept {
  if (expression.kind == SourceKind::star) return true;
  if (expression.kind != SourceKind::host || !expression.host_wildcard) return false;
  return is_network(expression.scheme) && is_registry(expression.host);
}

/// Of what is no source by the text.
constexpr SourceExpression kNoSource;

/// `'none'`, and what only asks for reports.
bool lets_nothing_pass(const Source& source) noexcept {
  return equals_ignoring_ascii_case(source.text, "'none'") ||
         (source.expression.kind == SourceKind::keyword &&
          only_asks_for_reports(source.expression.keyword));
}

}  // namespace

bool Source::is_scheme(std::string_view scheme) const noexcept {
  return expression.kind == SourceKind::scheme &&
         equals_ignoring_ascii_case(expression.scheme, scheme);
}

const Source* DirectiveFacts::find(Keyword keyword) const noexcept {
  if (!has(keyword)) return nullptr;
  const auto found = std::ranges::find_if(sources, [&](const Source& s) { return s.is(keyword); });
  return found == sources.end() ? nullptr : &*found;
}

bool DirectiveFacts::has_token(std::string_view token) const noexcept {
  return std::ranges::any_of(
      sources, [&](const Source& s) { return equals_ignoring_ascii_case(s.text, token); });
}

const DirectiveFacts* PolicyFacts::governing(DirectiveId effective) const noexcept {
  // Two that are no effective directive of any request have no list in the text, and still fall back.
  if (effective == DirectiveId::script_src || effective == DirectiveId::style_src) {
    const DirectiveFacts* written = own(effective);
    return written != nullptr ? written : own(DirectiveId::default_src);
  }
  for (const DirectiveId id : directive_fallback_list(effective)) {
    if (const DirectiveFacts* facts = own(id)) return facts;
  }
  return nullptr;
}

DirectiveSet PolicyFacts::governed_by(const DirectiveFacts& directive) const noexcept {
  constexpr std::array kEffective{DirectiveId::script_src_elem, DirectiveId::style_src_elem,
                                  DirectiveId::img_src,         DirectiveId::font_src,
                                  DirectiveId::connect_src,     DirectiveId::media_src,
                                  DirectiveId::object_src,      DirectiveId::frame_src,
                                  DirectiveId::worker_src,      DirectiveId::manifest_src};
  DirectiveSet governed;
  for (const DirectiveId effective : kEffective) {
    if (governing(effective) == &directive) governed.set(static_cast<std::size_t>(effective));
  }
  if (directive_info(directive.id).kind != DirectiveKind::fetch) {
    governed.set(static_cast<std::size_t>(directive.id));
  }
  return governed;
}

Edit PolicyFacts::appended(std::string_view directive) const {
  const std::size_t end = directives.empty() ? span.end : directives.back().span.end;
  std::string added = "; ";
  added += directive;
  return {{end, end}, std::move(added)};
}

std::string Page::document_host() const {
  const auto url = Url::parse(input->document_url);
  return url ? std::string(url->view().host) : std::string();
}

bool Page::is_secure() const noexcept {
  return starts_with_ignoring_ascii_case(input->document_url, "https:");
}

std::optional<std::string_view> Page::header(std::string_view name) const noexcept {
  for (const HeaderField& field : input->headers) {
    if (equals_ignoring_ascii_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

// Spans into vectors that still grow would dangle, so the vectors get their size first.
const Page& PageBuilder::build(const LintInput& input, std::span<const Scan> scans) {
  std::size_t policies = 0, directives = 0, sources = 0;
  for (const Scan& scan : scans) {
    if (scan.exceeded) continue;
    policies += scan.policies.size();
    directives += scan.directives.size();
    sources += scan.tokens.size();
  }
  policies_.clear();
  directives_.clear();
  sources_.clear();
  policies_.reserve(policies);
  directives_.reserve(directives);
  sources_.reserve(sources);
  for (std::size_t text = 0; text < scans.size(); ++text) {
    if (scans[text].exceeded) continue;
    std::size_t index = 0;
    for (const ScannedPolicy& policy : scans[text].policies) {
      // Source: https://w3c.github.io/webappsec-csp/#parse-response-csp, step 2.1.2
      if (policy.directive_count > 0) add_policy(input, text, scans[text], policy, index);
      ++index;
    }
  }
  page_.input = &input;
  page_.policies = policies_;
  page_.any_enforced = std::ranges::any_of(policies_, &PolicyFacts::enforced);
  return page_;
}

void PageBuilder::add_policy(const LintInput& input, std::size_t text, const Scan& scan,
                             const ScannedPolicy& scanned, std::size_t index) {
  const LintText& source = input.texts[text];
  // HTML knows no `<meta>` that reports only: nothing of it counts.
  if (source.delivery == Delivery::meta && source.disposition == Disposition::report) return;
  PolicyFacts policy;
  policy.text = text;
  policy.index = index;
  policy.disposition = source.disposition;
  policy.delivery = source.delivery;
  policy.span = scanned.span;
  policy.at_.fill(-1);
  const std::size_t first = directives_.size();
  for (const ScannedDirective& directive : scan.directives_of(scanned)) {
    if (directive.fate != Fate::kept || !directive.id) continue;
    policy.at_[static_cast<std::size_t>(*directive.id)] =
        static_cast<std::int16_t>(directives_.size() - first);
    add_directive(input, text, scan, directive);
  }
  policy.directives = std::span(directives_).subspan(first);
  policies_.push_back(policy);
}

void PageBuilder::add_directive(const LintInput& input, std::size_t text, const Scan& scan,
                                const ScannedDirective& scanned) {
  DirectiveFacts& facts = directives_.emplace_back();
  facts.id = *scanned.id;
  facts.name = scanned.name;
  facts.span = scanned.span;
  const auto index = static_cast<std::size_t>(&scanned - scan.directives.data());
  facts.all_apart_ = scan.marks[index].all_apart;
  const bool lists_sources = has_source_grammar(directive_info(facts.id).grammar);
  const std::size_t first = sources_.size();
  const auto tokens = scan.tokens_of(scanned);
  const auto expressions = std::span(scan.expressions).subspan(scanned.first_token, tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    // What only some browser reads is told by the parser; by the text it is no source.
    const bool is_source =
        lists_sources && (expressions[i].plain || expressions[i].valid_in_text());
    const SourceExpression& expression = is_source ? expressions[i] : kNoSource;
    sources_.push_back({text_at(input.texts[text].text, tokens[i]), tokens[i], expression,
                        names_every_host(expression)});
    facts.add(sources_.back());
  }
  facts.sources = std::span(sources_).subspan(first);
  facts.is_none_ = std::ranges::all_of(facts.sources, lets_nothing_pass);
}

void DirectiveFacts::add(const Source& source) noexcept {
  constexpr std::size_t kLongestLabel = 63;
  const SourceExpression& expression = source.expression;
  switch (expression.kind) {
    case SourceKind::host:
      has_host_ = true;
      has_odd_host_ |= !expression.plain || expression.host.size() > kLongestLabel;
      break;
    case SourceKind::keyword: keywords_ |= 1u << static_cast<unsigned>(expression.keyword); break;
    case SourceKind::nonce: has_nonce_ = true; break;
    case SourceKind::hash: has_hash_ = true; break;
    case SourceKind::scheme: has_scheme_ = true; break;
    default: break;
  }
  has_every_host_ |= source.every_host;
}

}  // namespace cspkit::linting
