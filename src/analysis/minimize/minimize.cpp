// SPDX-License-Identifier: Apache-2.0
#include "cspkit/minimize.h"

#include <algorithm>
#include <array>
#include <vector>

#include "analysis/compare/pair.h"
#include "base/ascii.h"
#include "cspkit/compare.h"
#include "policy/source_expression.h"

namespace cspkit {
namespace {

constexpr std::array kReaders = {Browser::specification, Browser::chromium, Browser::firefox,
                                 Browser::webkit};

/// Pages on which sources are to mean the same. Beyond its scheme, a page's origin matters to
/// 'self' alone, whose host no other source names here: where two lists answer alike on a host that
/// nobody names, whatever covers 'self' covers every host.
constexpr std::array kPages = {"https://page.invalid/", "http://page.invalid/",
                               "https://page.invalid:8080/", "data:,page"};

Origin page_origin(std::string_view page) { return origin_of(Url::parse(page)->view()); }

std::optional<PolicyList> compile(const std::string& text, Delivery delivery,
                                  std::string_view page) {
  auto policy = CompiledPolicy::compile(text, Disposition::enforce, delivery);
  if (!policy) return std::nullopt;
  PolicyList list(page_origin(page));
  list.add(*std::move(policy));
  return list;
}

/// Whether both texts, taken as enforced policies, allow the same to every reader on every page.
bool proven_equal(const std::string& a, const std::string& b, Delivery delivery) {
  for (const Browser as : kReaders) {
    for (const std::string_view page : kPages) {
      const auto list_a = compile(a, delivery, page);
      const auto list_b = compile(b, delivery, page);
      if (!list_a || !list_b) return false;
      if (!policies_are_equal(*list_a, *list_b, as)) return false;
    }
  }
  return true;
}

/// What of a list goes into reports, and what one policy's list means to the others of the page.
std::uint32_t beside_verdicts(const CompiledDirective* list) noexcept {
  if (list == nullptr) return 0;
  std::uint32_t bits = 0;
  for (const Keyword keyword :
       {Keyword::report_sample, Keyword::report_sha256, Keyword::report_sha384,
        Keyword::report_sha512, Keyword::strict_dynamic}) {
    bits = bits * 2 + (list->has(keyword) ? 1u : 0u);
  }
  return bits;
}

bool reports_alike(const std::string& a, const std::string& b, Delivery delivery) {
  const auto policy_a = CompiledPolicy::compile(a, Disposition::enforce, delivery);
  const auto policy_b = CompiledPolicy::compile(b, Disposition::enforce, delivery);
  if (!policy_a || !policy_b) return false;
  for (std::size_t i = 0; i < kFetchDirectiveCount; ++i) {
    const auto id = static_cast<DirectiveId>(i);
    if (beside_verdicts(list_for(policy_a->data(), id)) !=
        beside_verdicts(list_for(policy_b->data(), id))) {
      return false;
    }
  }
  return beside_verdicts(policy_a->data().compilation_list()) ==
         beside_verdicts(policy_b->data().compilation_list());
}

bool is_source_list(const Directive& directive) noexcept {
  const auto id = find_directive(directive.name);
  if (!id) return false;
  const ValueGrammar grammar = directive_info(*id).grammar;
  return grammar == ValueGrammar::source_list || grammar == ValueGrammar::ancestor_source_list;
}

/// Whether the directive has another to fall back to.
bool may_fall_back(const Directive& directive) noexcept {
  const auto id = find_directive(directive.name);
  return id && static_cast<std::size_t>(*id) < kFetchDirectiveCount &&
         *id != DirectiveId::default_src;
}

/// Whether the list has what older browsers do not know, so that other sources may stand there for
/// them alone.
bool speaks_to_older_browsers(const Directive& directive) {
  return std::ranges::any_of(directive.value, [](const std::string& token) {
    const SourceExpression e = parse_source_expression(token);
    return e.kind == SourceKind::nonce || e.kind == SourceKind::hash ||
           (e.kind == SourceKind::keyword && e.keyword == Keyword::strict_dynamic);
  });
}

/// Whether the token is one that another can cover.
bool may_be_covered(const std::string& token) {
  const SourceExpression e = parse_source_expression(token);
  return e.kind == SourceKind::host || e.kind == SourceKind::scheme || e.kind == SourceKind::star ||
         (e.kind == SourceKind::keyword && e.keyword == Keyword::self);
}

class Minimizer {
 public:
  Minimizer(const Policy& policy, PolicyLayout layout)
      : layout_(layout), disposition_(policy.disposition), delivery_(policy.delivery) {
    // What stands there but for its spelling, to be measured against.
    original_ = format_policy(policy);
    policy_ = reread(original_);
    if (Policy shorter = reread(write(policy, Removal::whatever_never_matters));
        proven_equal(original_, write(shorter, Removal::duplicates), delivery_)) {
      policy_ = std::move(shorter);
    }
  }

  std::string run() {
    drop_directives();
    drop_sources();
    return format_policy(policy_, {layout_, Removal::whatever_never_matters});
  }

 private:
  static std::string write(const Policy& policy, Removal removal) {
    return format_policy(policy, {PolicyLayout::one_line, removal});
  }
  /// The one policy that `text` holds, or none of a text that says nothing.
  [[nodiscard]] Policy reread(const std::string& text) const {
    auto parsed = parse_policies(text, disposition_, delivery_);
    Policy out = parsed.policies.empty() ? Policy{} : std::move(parsed.policies.front());
    out.disposition = disposition_;
    out.delivery = delivery_;
    return out;
  }

  /// Keeps `shorter` if it is proven to say the same.
  bool keep(Policy shorter) {
    const std::string before = write(policy_, Removal::duplicates);
    const std::string after = write(shorter, Removal::duplicates);
    if (!reports_alike(before, after, delivery_) || !proven_equal(before, after, delivery_))
      return false;
    policy_ = std::move(shorter);
    return true;
  }

  void drop_directives() {
    for (std::size_t i = policy_.directives.size(); i-- > 0;) {
      if (!may_fall_back(policy_.directives[i])) continue;
      Policy shorter = policy_;
      shorter.directives.erase(shorter.directives.begin() + static_cast<std::ptrdiff_t>(i));
      keep(std::move(shorter));
    }
  }

  void drop_sources() {
    for (std::size_t i = 0; i < policy_.directives.size(); ++i) {
      if (!is_source_list(policy_.directives[i]) ||
          speaks_to_older_browsers(policy_.directives[i])) {
        continue;
      }
      // The longest go first: of two that cover each other, the short one stays.
      std::vector<std::string> tokens = policy_.directives[i].value;
      std::ranges::stable_sort(tokens, std::ranges::greater(), &std::string::size);
      for (const std::string& token : tokens) {
        if (may_be_covered(token)) drop_source(i, token);
      }
    }
  }

  void drop_source(std::size_t at, const std::string& token) {
    Policy shorter = policy_;
    std::vector<std::string>& value = shorter.directives[at].value;
    if (value.size() < 2) return;
    value.erase(std::ranges::find(value, token));
    shorter.directives[at].value_spans.clear();
    // The list by itself says no less: what other directives say, newer ones may not heed.
    if (proven_equal(alone(policy_.directives[at]), alone(shorter.directives[at]), delivery_))
      keep(std::move(shorter));
  }

  static std::string alone(const Directive& directive) {
    std::string out = directive.name;
    for (const std::string& token : directive.value) out += " " + token;
    return out;
  }

  PolicyLayout layout_;
  Disposition disposition_;
  Delivery delivery_;
  std::string original_;
  Policy policy_;
};

}  // namespace

std::string minimize_policy(const Policy& policy, PolicyLayout layout) {
  return Minimizer(policy, layout).run();
}

std::string minimize_policies(const ParsedPolicies& parsed, PolicyLayout layout) {
  std::string text;
  for (const Policy& policy : parsed.policies) {
    const std::string one = minimize_policy(policy, layout);
    if (one.empty()) continue;
    if (!text.empty()) text += layout == PolicyLayout::multiline ? ",\n" : ",";
    text += one;
  }
  return text;
}

}  // namespace cspkit
