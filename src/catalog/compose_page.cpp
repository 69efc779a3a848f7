// SPDX-License-Identifier: Apache-2.0
#include "catalog/compose_page.h"

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::catalog {
namespace {

tl::unexpected<ComposeError> failed(std::string message) {
  return tl::unexpected(ComposeError{std::move(message)});
}

tl::expected<Origin, ComposeError> origin_of_page(const std::string& document_url) {
  const auto url = Url::parse(document_url);
  if (!url) {
    return failed("the document URL \"" + document_url +
                  "\" is not a URL: " + std::string(url.error().message()) +
                  "; give an absolute one, such as https://example.com/");
  }
  return origin_of(url->view());
}

std::string limit_message(const PolicyError& error) {
  return "a policy passes the limit " + std::string(error.limit) + " (" +
         std::to_string(error.actual) + ", at most " + std::to_string(error.maximum) +
         "); shorten it";
}

/// Splits header values at their commas. A part without a directive keeps its index.
std::vector<Policy> parse_all(std::span<const PagePolicy> base) {
  std::vector<Policy> policies;
  const auto add = [&](std::string_view text, const PagePolicy& from) {
    ParsedPolicies parsed = parse_policies(text, from.disposition, from.delivery);
    Policy& policy = policies.emplace_back();
    if (!parsed.policies.empty()) policy = std::move(parsed.policies.front());
    policy.disposition = from.disposition;
    policy.delivery = from.delivery;
  };
  for (const PagePolicy& from : base) {
    std::string_view rest = from.text;
    for (std::size_t comma = from.delivery == Delivery::meta ? rest.npos : rest.find(',');
         comma != rest.npos; comma = rest.find(',')) {
      add(rest.substr(0, comma), from);
      rest.remove_prefix(comma + 1);
    }
    add(rest, from);
  }
  return policies;
}

/// The nonces of the first of these directives that the policy has.
std::vector<std::string> nonces_in(const Policy& policy, DirectiveId effective) {
  std::vector<std::string> nonces;
  for (const std::string& token : list_of(policy, effective)) {
    if (const auto nonce = nonce_of(token)) nonces.emplace_back(*nonce);
  }
  return nonces;
}

/// The nonce that the page's elements bear: one that every policy with nonces knows, else the first one.
std::string page_nonce(std::span<const Policy> policies, DirectiveId effective,
                       std::string otherwise) {
  std::vector<std::vector<std::string>> lists;
  for (const Disposition disposition : {Disposition::enforce, Disposition::report}) {
    for (const Policy& policy : policies) {
      if (policy.disposition != disposition) continue;
      auto nonces = nonces_in(policy, effective);
      if (!nonces.empty()) lists.push_back(std::move(nonces));
    }
  }
  if (lists.empty()) return otherwise;
  for (const std::string& nonce : lists.front()) {
    if (std::ranges::all_of(lists, [&](const auto& list) {
          return std::ranges::find(list, nonce) != list.end();
        })) {
      return nonce;
    }
  }
  return lists.front().front();
}

PageNonces page_nonces(std::span<const Policy> policies) {
  const std::string placeholder(kNoncePlaceholder);
  const std::string of_styles = page_nonce(policies, DirectiveId::style_src_elem, placeholder);
  const std::string script = page_nonce(policies, DirectiveId::script_src_elem, of_styles);
  return {script, page_nonce(policies, DirectiveId::style_src_elem, script)};
}

bool requires_trusted_types(const Policy& policy) {
  const Directive* directive = policy.find(directive_name(DirectiveId::require_trusted_types_for));
  return directive != nullptr && policy.disposition == Disposition::enforce &&
         std::ranges::find(directive->value, "'script'") != directive->value.end();
}

ComposedPage prepare(std::span<const ResolvedVendor> vendors, const ComposeOptions& options,
                     Origin origin, PageNonces nonces) {
  ComposedPage page;
  page.vendors = vendors;
  page.options = options;
  page.nonces = std::move(nonces);
  page.facts.origin = std::move(origin);
  page.probes = prepare_probes(vendors, options.evidence, page.nonces);
  page.candidates = candidates_of(vendors, options.evidence, page.nonces);
  return page;
}

/// The directives that the vendors' rows name, each empty.
Policy empty_directives(std::span<const Candidate> candidates) {
  Policy policy;
  for (const Candidate& candidate : candidates) {
    if (candidate.requirement->contribution != Contribution::always) continue;
    const std::string_view name = directive_name(candidate.directive);
    if (policy.find(name) == nullptr) policy.directives.emplace_back().name = name;
  }
  return policy;
}

}  // namespace

tl::expected<ComposedPage, ComposeError> compose_page(std::span<const PagePolicy> base,
                                                      std::span<const ResolvedVendor> vendors,
                                                      const ComposeOptions& options) {
  auto origin = origin_of_page(options.document_url);
  if (!origin) return tl::unexpected(origin.error());
  PolicyList limits(*origin);
  for (const PagePolicy& policy : base) {
    const auto added = limits.add_header(policy.text, policy.disposition, policy.delivery);
    if (!added) return failed(limit_message(added.error()));
  }
  std::vector<Policy> policies = parse_all(base);
  ComposedPage page = prepare(vendors, options, *std::move(origin), page_nonces(policies));
  page.facts.trusted_types_required = std::ranges::any_of(policies, requires_trusted_types);
  const bool any_enforced = std::ranges::any_of(policies, [](const Policy& policy) {
    return policy.disposition == Disposition::enforce && !policy.directives.empty();
  });
  for (Policy& policy : policies) {
    PagePart& part = page.parts.emplace_back();
    part.base = std::move(policy);
    if (any_enforced && part.base.disposition == Disposition::report) {
      part.role = PagePart::Role::observed;
      part.extension.policy = part.base;
      part.extension.blocked = blocked_probes(part.base, page.probes, page.facts);
    } else {
      part.extension = extend(part.base, page.probes, page.candidates, page.facts);
    }
  }
  return page;
}

tl::expected<ComposedPage, ComposeError> compose_alone(std::span<const ResolvedVendor> vendors,
                                                       const ComposeOptions& options) {
  auto origin = origin_of_page(options.document_url);
  if (!origin) return tl::unexpected(origin.error());
  ComposedPage page = prepare(vendors, options, *std::move(origin), page_nonces({}));
  page.alone = true;
  PagePart& part = page.parts.emplace_back();
  part.base = empty_directives(page.candidates);
  part.extension = extend(part.base, page.probes, page.candidates, page.facts);
  std::erase_if(part.extension.policy.directives,
                [](const Directive& directive) { return directive.value.empty(); });
  return page;
}

}  // namespace cspkit::catalog
