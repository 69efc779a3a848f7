// SPDX-License-Identifier: Apache-2.0
#include "report/console.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "report/json.h"

namespace cspkit {
namespace report {
namespace {

struct Replacement {
  std::string_view from, to;
};

// Firefox's quotes, those that word processors and chats put in place of straight ones, and what log files escape.
constexpr auto kReplacements = std::to_array<Replacement>({
    {"\xE2\x80\x9C", "\""},
    {"\xE2\x80\x9D", "\""},
    {"\xE2\x80\x9E", "\""},
    {"\xE2\x80\x98", "'"},
    {"\xE2\x80\x99", "'"},
    {"\xE2\x80\x9A", "'"},
    {"\xC2\xA0", " "},
    {"\\\"", "\""},
    {"\\u003C", "<"},
    {"\\n", " "},
});

/// Straight quotes, single spaces, none at the ends.
std::string made_plain(std::string_view line) {
  std::string plain;
  plain.reserve(line.size());
  while (!line.empty()) {
    std::string_view next = line.substr(0, 1);
    std::size_t taken = 1;
    for (const Replacement& replacement : kReplacements) {
      if (!line.starts_with(replacement.from)) continue;
      next = replacement.to;
      taken = replacement.from.size();
      break;
    }
    line.remove_prefix(taken);
    const bool blank = is_ascii_whitespace(next.front());
    if (!blank) {
      plain += next;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

std::optional<std::uint32_t> number_of(std::string_view digits) noexcept {
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

/// `https://example.com/app.js:12:5` or `app.js:12`, as consoles write where it happened.
bool take_place(std::string_view word, ReportedViolation& violation) {
  while (!word.empty() && (word.back() == ':' || word.back() == ')')) word.remove_suffix(1);
  std::array<std::uint32_t, 2> numbers{};
  std::size_t count = 0;
  while (count < numbers.size()) {
    const std::size_t colon = word.rfind(':');
    if (colon == word.npos) break;
    const auto number = number_of(word.substr(colon + 1));
    if (!number) break;
    numbers[count++] = *number;
    word = word.substr(0, colon);
  }
  // A time of day has numbers too.
  const bool is_file = word == "(index)" || word.find_first_of("./") != word.npos;
  if (count == 0 || !is_file) return false;
  violation.source_file = word;
  violation.line_number = numbers[count - 1];
  violation.column_number = count == 2 ? numbers[0] : 0;
  return true;
}

std::string_view last_word(std::string_view text) noexcept {
  text = strip_ascii_whitespace(text);
  const std::size_t space = text.rfind(' ');
  return space == text.npos ? text : text.substr(space + 1);
}

void find_place(std::string_view before, std::string_view rest, ReportedViolation& violation) {
  // Chromium's log: "…", source: https://example.com/ (12)
  if (const auto log = find_wording("source: {file} ({line})", rest)) {
    if (const auto line = number_of((*log)["line"])) {
      violation.source_file = (*log)["file"];
      violation.line_number = *line;
      return;
    }
  }
  const std::size_t console = before.find(": CONSOLE ");
  if (console != before.npos) before = before.substr(0, console);
  constexpr auto kMarks = std::to_array<std::string_view>(
      {"[Report Only]", "(Report-Only policy)", "[Error]", "Error:", "\""});
  for (bool cut = true; cut;) {
    cut = false;
    before = strip_ascii_whitespace(before);
    for (const std::string_view mark : kMarks) {
      if (!before.ends_with(mark)) continue;
      before.remove_suffix(mark.size());
      cut = true;
    }
  }
  if (take_place(last_word(before), violation)) return;
  std::string_view word = last_word(rest);
  if (word.starts_with('(')) word.remove_prefix(1);
  (void)take_place(word, violation);
}

void find_disposition(const Gaps& gaps, ReportedViolation& violation) {
  const auto says = [&](std::string_view text) { return gaps.rest.find(text) != gaps.rest.npos; };
  if (gaps.before.find("[Report Only]") != gaps.before.npos || says("The policy is report-only") ||
      gaps.rest.starts_with("report-only ")) {
    violation.disposition = Disposition::report;
  } else {
    violation.disposition = Disposition::enforce;
  }
}

/// Whether the line may be about a policy: most lines of a console are not, and none of the sentences does without.
bool may_be_about_policy(std::string_view line) noexcept {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"olicy", "CSP", "Trusted", "olicies", "not allowed in this document"});
  return std::ranges::any_of(kWords,
                             [&](std::string_view word) { return line.find(word) != line.npos; });
}

}  // namespace

std::string name_of_directive(std::string_view text) {
  text = strip_ascii_whitespace(text);
  const auto end = std::find_if(text.begin(), text.end(),
                                [](char c) { return is_ascii_whitespace(c) || c == ';'; });
  return ascii_lower(text.substr(0, static_cast<std::size_t>(end - text.begin())));
}

std::optional<ReportEntry> find_complaint(std::span<const ComplaintWording> table,
                                          std::optional<Browser> browser, std::string_view line) {
  for (const ComplaintWording& wording : table) {
    const auto gaps = find_wording(wording.sentence, line);
    if (!gaps) continue;
    ReportEntry entry;
    entry.kind = ReportEntry::Kind::complaint;
    entry.complaint = {browser, wording.code, std::string((*gaps)["directive"]),
                       std::string((*gaps)["value"])};
    return entry;
  }
  return std::nullopt;
}

ReportEntry violation_entry(Browser browser, const Gaps& gaps) {
  ReportEntry entry;
  entry.kind = ReportEntry::Kind::violation;
  ReportedViolation& violation = entry.violation;
  violation.shape = ReportShape::console;
  violation.browser = browser;
  find_place(gaps.before, gaps.rest, violation);
  find_disposition(gaps, violation);
  if (const auto hash = find_wording("hash ('{hash}'", gaps.rest)) {
    if ((*hash)["hash"].find("...") == std::string_view::npos) {
      violation.hash = '\'' + std::string((*hash)["hash"]) + '\'';
    }
  }
  return entry;
}

}  // namespace report

ReportEntry read_console_message(std::string_view line) {
  using namespace report;
  ReportEntry unknown;
  unknown.text = line.substr(0, kToldBytes);
  if (line.size() > limits::kMaxConsoleLineBytes || !may_be_about_policy(line)) return unknown;
  const std::string plain = made_plain(line);
  // WebKit's old manner is Chromium's, whose sentences are the more special ones.
  for (const auto read : {read_firefox, read_chromium, read_webkit}) {
    auto entry = read(plain);
    if (!entry) continue;
    // A sentence whose gap for the directive is empty is none.
    if (entry->kind == ReportEntry::Kind::violation &&
        entry->violation.effective_directive.empty()) {
      return unknown;
    }
    entry->text = line;
    return *std::move(entry);
  }
  return unknown;
}

}  // namespace cspkit
