// SPDX-License-Identifier: Apache-2.0
#include "hash/fix.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cspkit::cli {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool equals_keyword(std::string_view token, std::string_view keyword) {
  return std::ranges::equal(
      token, keyword, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b; });
}

/// The tokens of one directive, changed.
struct Sources {
  std::vector<std::string> tokens;

  void add(const std::string& token) {
    std::erase_if(tokens, [](const std::string& each) { return equals_keyword(each, "'none'"); });
    if (std::ranges::find(tokens, token) == tokens.end()) tokens.push_back(token);
  }
  [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(tokens, " ")); }
};

/// The text of the policy with what is missing, and without what is stale.
std::string fixed_text(const std::string& content, const PageDrift& drift, std::size_t index) {
  const std::vector<Policy> policies =
      parse_policies(content, Disposition::enforce, Delivery::meta).policies;
  if (policies.empty()) return content;
  const Policy& policy = policies.front();
  std::map<std::string, Sources> changed;  // by the directive's name
  const auto sources_of = [&](const std::string& name, const std::string& like) -> Sources& {
    const auto [found, is_new] = changed.try_emplace(name);
    const Directive* const directive = policy.find(like);
    if (is_new && directive != nullptr) found->second.tokens = directive->value;
    return found->second;
  };
  for (const StaleHash& stale : drift.stale) {
    if (stale.own_policy == index && !stale.holds_off_unsafe_inline)
      std::erase(sources_of(stale.directive, stale.directive).tokens, stale.expression);
  }
  for (const MissingHash& missing : drift.missing) {
    if (missing.own_policy != index) continue;
    // A hash in default-src would say nothing of scripts or styles that a reader finds there.
    const std::string name = missing.directive == "default-src"
                                 ? std::string(directive_of(missing.type))
                                 : missing.directive;
    Sources& sources = sources_of(name, missing.directive);
    if (missing.lacks_unsafe_hashes) sources.add("'unsafe-hashes'");
    sources.add(missing.expression);
  }
  std::string text = content;
  // From the end, so that the places before stay right.
  for (auto directive = policy.directives.rbegin(); directive != policy.directives.rend();
       ++directive) {
    const auto found = changed.find(directive->name);
    if (found == changed.end()) continue;
    const std::size_t begin = directive->name_span.end;
    const std::size_t end =
        directive->value_spans.empty() ? begin : directive->value_spans.back().end;
    const std::string sources = found->second.tokens.empty() ? "'none'" : found->second.text();
    text.replace(begin, end - begin, " " + sources);
    changed.erase(found);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == ';')) {
    if (changed.empty()) break;
    text.pop_back();
  }
  for (const auto& [name, sources] : changed) text += fmt::format("; {} {}", name, sources.text());
  return text;
}

/// The text as an attribute's value, with the quotes that are there or, where there are none, with new ones.
std::string written(std::string_view text, HtmlQuote quote) {
  const char mark = quote == HtmlQuote::single_quote ? '\'' : '"';
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == mark) {
      out += mark == '"' ? "&quot;" : "&#39;";
    } else {
      out += c;
    }
  }
  return quote == HtmlQuote::none ? fmt::format("\"{}\"", out) : out;
}

}  // namespace

std::string fix_policies(std::string_view source, const HashedPage& page, const PageDrift& drift) {
  std::string fixed(source);
  if (!page.has_byte_offsets) return fixed;
  for (std::size_t i = page.policies.size(); i-- > 0;) {
    const MetaPolicy& policy = page.policies[i];
    if (policy.document != 0 || !is_ascii(policy.content)) continue;
    const std::string text = fixed_text(policy.content, drift, i);
    if (text == policy.content) continue;
    fixed.replace(policy.value_range.begin, policy.value_range.end - policy.value_range.begin,
                  written(text, policy.quote));
  }
  return fixed;
}

}  // namespace cspkit::cli
