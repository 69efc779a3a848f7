// SPDX-License-Identifier: Apache-2.0
#include "convert/value.h"

#include <algorithm>

#include "base/ascii.h"
#include "policy/source_expression.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNoncePrefix = "'nonce-";

void append(Value& value, const Policy& policy) {
  bool first = true;
  for (const Directive& directive : policy.directives) {
    if (!first) value.runs.back() += "; ";
    first = false;
    value.runs.back() += directive.name;
    for (const std::string& token : directive.value) {
      value.runs.back() += ' ';
      if (!is_nonce_placeholder(token)) {
        value.runs.back() += token;
        continue;
      }
      value.runs.back() += token.substr(0, kNoncePrefix.size());
      value.runs.emplace_back("'");
    }
  }
}

bool is_unsafe_inline(std::string_view token) {
  return find_keyword(token) == Keyword::unsafe_inline;
}

}  // namespace

std::string_view header_name(Disposition disposition) noexcept {
  return disposition == Disposition::enforce ? "Content-Security-Policy"
                                             : "Content-Security-Policy-Report-Only";
}

bool is_nonce_placeholder(std::string_view token) noexcept {
  return token.size() == kNoncePrefix.size() + kNoncePlaceholder.size() + 1 &&
         starts_with_ignoring_ascii_case(token, kNoncePrefix) &&
         token.substr(kNoncePrefix.size(), kNoncePlaceholder.size()) == kNoncePlaceholder &&
         token.back() == '\'';
}

bool draws_nonce(const Policy& policy) noexcept {
  return std::ranges::any_of(policy.directives, [](const Directive& directive) {
    return std::ranges::any_of(directive.value, is_nonce_placeholder);
  });
}

std::string Value::plain() const {
  return write([](const std::string& run) { return run; }, kNoncePlaceholder);
}

bool Value::contains_any(std::string_view characters) const noexcept {
  return std::ranges::any_of(runs, [&](const std::string& run) {
    return run.find_first_of(characters) != std::string::npos;
  });
}

std::vector<Field> fields_of(std::span<const Policy> policies) {
  std::vector<Field> fields;
  for (const Disposition disposition : {Disposition::enforce, Disposition::report}) {
    Field field{.disposition = disposition, .policies = {}, .value = {{""}}};
    for (const Policy& policy : policies) {
      if (policy.disposition != disposition || policy.directives.empty()) continue;
      if (!field.policies.empty()) field.value.runs.back() += ", ";
      append(field.value, policy);
      field.policies.push_back(policy);
    }
    if (!field.policies.empty()) fields.push_back(std::move(field));
  }
  return fields;
}

bool draws_nonce(std::span<const Field> fields) noexcept {
  return std::ranges::any_of(fields, [](const Field& field) { return field.value.draws_nonce(); });
}

Policy without_nonces(const Policy& policy, std::vector<std::string>& from) {
  Policy result = policy;
  for (Directive& directive : result.directives) {
    std::vector<std::string>& tokens = directive.value;
    const std::size_t before = tokens.size();
    std::erase_if(tokens, [](const std::string& token) { return is_nonce_placeholder(token); });
    if (tokens.size() == before) continue;
    from.push_back(directive.name);
    const bool silenced = std::ranges::any_of(tokens, [](const std::string& token) {
      const SourceKind kind = parse_source_expression(token).kind;
      return kind == SourceKind::nonce || kind == SourceKind::hash;
    });
    if (!silenced) std::erase_if(tokens, is_unsafe_inline);
    if (tokens.empty()) tokens.emplace_back("'none'");
    directive.value_spans.assign(tokens.size(), directive.name_span);
  }
  return result;
}

}  // namespace cspkit::convert
