// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/directive_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/char_set.h"
#include "base/nearest.h"
#include "policy/checks/characters.h"
#include "policy/scan.h"

namespace cspkit::checks {
namespace {

const DirectiveInfo* find_info(std::string_view name) noexcept {
  const auto id = find_directive(name);
  return id ? &directive_info(*id) : nullptr;
}

const DirectiveInfo* nearest_directive(std::string_view word) {
  const std::string lower = ascii_lower(word);
  Nearest nearest(lower);
  for (const auto& row : directive_table()) nearest.offer(row.name);
  return nearest.best().empty() ? nullptr : find_info(nearest.best());
}

bool is_name_char(char c) noexcept { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; }

/// The part of `word` that could be a directive's name, quotes before it left out.
std::string_view name_inside(std::string_view word) noexcept {
  std::size_t begin = 0;
  while (begin < word.size() && (word[begin] == '\'' || word[begin] == '"' || word[begin] == '`'))
    ++begin;
  std::size_t end = begin;
  while (end < word.size() && is_name_char(word[end])) ++end;
  return word.substr(begin, end - begin);
}

bool is_header_name(std::string_view word) noexcept {
  constexpr std::array<std::string_view, 4> kHeaders{"content-security-policy",
                                                     "content-security-policy-report-only",
                                                     "x-content-security-policy", "x-webkit-csp"};
  for (const auto header : kHeaders)
    if (equals_ignoring_ascii_case(word, header)) return true;
  return false;
}

bool looks_like_source(std::string_view word) {
  if (needs_quotes(word)) return true;
  return word.find_first_of(".:/*'\"`") != word.npos;
}

/// `Content-Security-Policy: default-src …`: takes the header's name off. `words` may become empty.
void strip_header_name(std::string_view text, std::vector<Span>& words, Reporter& report) {
  const std::string_view word = text_at(text, words.front());
  const std::size_t colon = word.find(':');
  if (!is_header_name(word.substr(0, colon))) return;
  Span span = words.front();
  if (colon == word.npos && words.size() > 1 && text_at(text, words[1]) == ":") {
    span.end = words[1].end;
    words.erase(words.begin());
  } else if (colon != word.npos) {
    span.end = span.begin + colon + 1;
  }
  report.add(Code::header_name_in_value, span,
             fmt::format("{} is the header's name, and here it is read as a directive. Remove it.",
                         shown(text_at(text, span))));
  if (span.end < words.front().end)
    words.front().begin = span.end;
  else
    words.erase(words.begin());
}

/// A known name with something stuck to it: `script-src:`, `script-src='self'`, `'script-src'`.
/// Takes the name off `words`, and leaves a value that is stuck to it.
const DirectiveInfo* check_punctuation(std::string_view text, std::vector<Span>& words,
                                       Reporter& report) {
  const Span span = words.front();
  const std::string_view word = text_at(text, span);
  const std::string_view name = name_inside(word);
  if (name.size() == word.size()) return nullptr;
  const DirectiveInfo* meant = find_info(name);
  if (meant == nullptr) return nullptr;
  const std::string_view behind =
      word.substr(static_cast<std::size_t>(name.data() + name.size() - word.data()));
  if (behind.find_first_of(":='\"`") != 0) return nullptr;
  const std::size_t value = behind.find_first_not_of(":='\"`");
  const std::size_t begin = std::min(behind.find_first_not_of(":="), behind.size());
  if (value != behind.npos)
    words.front().begin = span.end - behind.size() + begin;
  else
    words.erase(words.begin());
  if (behind.starts_with('\'') && value != behind.npos && name.data() == word.data()) {
    std::string better = fmt::format("{} {}", meant->name, behind);
    report.add(Code::missing_space, span,
               fmt::format("{} is read as one name. Put a space behind {}.", shown(word),
                           shown(meant->name)),
               std::move(better));
    return meant;
  }
  std::string better(meant->name);
  if (value != behind.npos) better += fmt::format(" {}", behind.substr(begin));
  report.add(
      Code::directive_name_punctuation, span,
      fmt::format("{} is not a directive's name: only spaces stand between a name and its value. "
                  "Write {}.",
                  shown(word), shown(better)),
      better);
  return meant;
}

void report_source(std::string_view word, Span span, const NamePlace& place, Reporter& report) {
  if (place.comma && place.previous != nullptr) {
    report.add(
        Code::comma_splits_policy, *place.comma,
        fmt::format("This comma begins another policy, and {} is read as a directive's name. "
                    "Separate sources by spaces and directives by semicolons.",
                    shown(word)),
        " ");
    return;
  }
  if (place.previous != nullptr) {
    report.add(
        Code::source_as_directive, span,
        fmt::format("{} stands where a directive's name is expected. If it belongs to {}, take "
                    "the semicolon before it away.",
                    shown(word), place.previous->name));
    return;
  }
  report.add(
      Code::source_as_directive, span,
      fmt::format("{} stands where a directive's name is expected. Put one before it, such as "
                  "`default-src`.",
                  shown(word)));
}

}  // namespace

const DirectiveInfo* check_directive_name(std::string_view text, std::vector<Span>& words,
                                          const NamePlace& place, Reporter& report) {
  strip_header_name(text, words, report);
  if (words.empty()) return nullptr;
  const Span span = words.front();
  const std::string_view word = text_at(text, span);
  const auto take_name = [&](const DirectiveInfo* meant) {
    words.erase(words.begin());
    return meant;
  };
  if (const auto* known = find_info(word)) {
    if (known->kind == DirectiveKind::retired)
      report.add(Code::retired_directive, span,
                 fmt::format("{} is retired, and {}. Use instead: {}.", shown(known->name),
                             known->dead ? "no browser heeds it" : "browsers give it up one by one",
                             known->instead));
    return take_name(known);
  }
  if (!is_ascii(word)) {
    const std::string plain = in_ascii(word);
    const auto* meant = find_info(name_inside(plain));
    if (meant == nullptr && looks_like_source(plain)) {
      report_source(word, span, place, report);
      return take_name(nullptr);
    }
    if (!is_odd_by_invisible_only(word))
      report_non_ascii_name(word, span, meant == nullptr ? std::string_view() : meant->name,
                            report);
    return take_name(meant);
  }
  const SourceExpression no_source;
  if (check_control({span, word, directive_info(DirectiveId::default_src), no_source}, report) ==
      Claim::claimed)
    return take_name(nullptr);
  if (const auto* meant = check_punctuation(text, words, report)) return meant;
  if (looks_like_source(word)) {
    report_source(word, span, place, report);
    return place.previous;
  }
  if (const auto* meant = nearest_directive(word)) {
    report.add(Code::misspelt_directive, span,
               fmt::format("No directive is named {}, and browsers ignore it. Did you mean {}?",
                           shown(word), shown(meant->name)),
               std::string(meant->name));
    return take_name(meant);
  }
  report.add(
      Code::unknown_directive, span,
      fmt::format("No directive is named {}, and browsers ignore it. Remove it, or look its name "
                  "up.",
                  shown(word)));
  return take_name(nullptr);
}

const DirectiveInfo* directive_among_values(std::string_view word, std::size_t index,
                                            const DirectiveInfo& directive) {
  const bool free_names = directive.grammar == ValueGrammar::token ||
                          directive.grammar == ValueGrammar::trusted_types_policies;
  if (directive.grammar == ValueGrammar::token && index == 0) return nullptr;
  if (!word.empty() && word.back() == ':') word.remove_suffix(1);
  // Most words are hosts or keywords, and no name, not even a misspelt one, has a dot or a quote.
  constexpr CharSet kInNoName("'.");
  if (kInNoName.any_in(word)) return nullptr;
  const bool hyphen = word.find('-') != word.npos;
  if (const auto* known = find_info(word)) return hyphen || !free_names ? known : nullptr;
  // A misspelt name shows itself by its ending; any other word may well be a host.
  if (free_names || !hyphen || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != word.npos)
    return nullptr;
  if (needs_quotes(word)) return nullptr;
  return word.ends_with("-src") ? nearest_directive(word) : nullptr;
}

void report_missing_semicolon(std::string_view word, Span span, const DirectiveInfo& meant,
                              const DirectiveInfo& directive, Reporter& report) {
  report.add(Code::missing_semicolon, span,
             fmt::format("{} is read as a value of {}. Put a semicolon before it.", shown(word),
                         directive.name),
             fmt::format("; {}", meant.name));
}

}  // namespace cspkit::checks
