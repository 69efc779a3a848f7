// SPDX-License-Identifier: Apache-2.0
#include "cspkit/format.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "cspkit/directives.h"
#include "policy/canonical.h"
#include "policy/minify.h"

namespace cspkit {
namespace {

constexpr std::size_t kLongestLine = 100;
constexpr std::string_view kIndent = "  ";

struct Line {
  std::optional<DirectiveId> id;
  std::string name;
  std::vector<std::string> value;
};

bool is_source_list(ValueGrammar grammar) noexcept {
  return grammar == ValueGrammar::source_list || grammar == ValueGrammar::ancestor_source_list;
}

/// `token` without the differences of case that have no meaning.
std::string canonical_token(std::string_view token, ValueGrammar grammar) {
  if (is_source_list(grammar)) return canonical_source(token);
  const bool any_case = grammar == ValueGrammar::sandbox_tokens || grammar == ValueGrammar::webrtc;
  return any_case ? ascii_lower(token) : std::string(token);
}

/// Whether a token that stands twice says no more than once. Not so for addresses, each of which
/// gets a report.
bool is_set(ValueGrammar grammar) noexcept {
  return is_source_list(grammar) || grammar == ValueGrammar::sandbox_tokens;
}

Line make_line(const Directive& directive) {
  Line line;
  line.id = find_directive(directive.name);
  line.name = ascii_lower(directive.name);
  const ValueGrammar grammar = line.id ? directive_info(*line.id).grammar : ValueGrammar::unchecked;
  std::unordered_set<std::string> seen;
  for (const auto& token : directive.value) {
    std::string canonical = canonical_token(token, grammar);
    if (is_set(grammar) && !seen.insert(canonical).second) continue;
    line.value.push_back(std::move(canonical));
  }
  return line;
}

/// Where a directive stands: by its kind and, within it, by the table. Unknown ones come last.
std::pair<int, int> rank(const Line& line) noexcept {
  if (!line.id) return {static_cast<int>(DirectiveKind::retired) + 1, 0};
  return {static_cast<int>(directive_info(*line.id).kind), static_cast<int>(*line.id)};
}

std::vector<Line> canonical_lines(const Policy& policy, Removal removal) {
  std::vector<Line> lines;
  std::unordered_set<std::string> names;
  for (const auto& directive : policy.directives) {
    Line line = make_line(directive);
    if (!names.insert(line.name).second) continue;
    if (removal == Removal::whatever_never_matters) {
      if (never_matters(line.name, line.id, policy.disposition)) continue;
      if (line.id) line.value = without_what_never_matters(*line.id, std::move(line.value));
    }
    lines.push_back(std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return rank(a) < rank(b); });
  return lines;
}

void append_one_line(std::string& text, const Line& line) {
  text += line.name;
  for (const auto& token : line.value) {
    text += ' ';
    text += token;
  }
}

void append_multiline(std::string& text, const Line& line) {
  std::size_t length = line.name.size();
  for (const auto& token : line.value) length += 1 + token.size();
  if (length < kLongestLine || line.value.size() < 2) {
    append_one_line(text, line);
    return;
  }
  text += line.name;
  for (const auto& token : line.value) {
    text += '\n';
    text += kIndent;
    text += token;
  }
}

}  // namespace

std::string format_policy(const Policy& policy, FormatOptions options) {
  const bool multiline = options.layout == PolicyLayout::multiline;
  const bool tight = options.removal == Removal::whatever_never_matters;
  const std::string_view between = multiline ? ";\n" : tight ? ";" : "; ";
  std::string text;
  for (const auto& line : canonical_lines(policy, options.removal)) {
    if (!text.empty()) text += between;
    if (multiline)
      append_multiline(text, line);
    else
      append_one_line(text, line);
  }
  return text;
}

std::string format_policies(const ParsedPolicies& parsed, FormatOptions options) {
  const bool multiline = options.layout == PolicyLayout::multiline;
  const bool tight = options.removal == Removal::whatever_never_matters;
  const std::string_view between = multiline ? ",\n" : tight ? "," : ", ";
  std::string text;
  for (const auto& policy : parsed.policies) {
    const std::string one = format_policy(policy, options);
    if (one.empty()) continue;
    if (!text.empty()) text += between;
    text += one;
  }
  return text;
}

}  // namespace cspkit
