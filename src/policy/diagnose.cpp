// SPDX-License-Identifier: Apache-2.0
#include "policy/diagnose.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/char_set.h"
#include "cspkit/limits.h"
#include "policy/checks/characters.h"
#include "policy/checks/check.h"
#include "policy/checks/directive_names.h"
#include "policy/checks/quotes.h"
#include "policy/effect.h"

namespace cspkit {
namespace {

using checks::Claim;
using checks::Code;
using checks::Reporter;
using checks::shown;

void report_limit(const ExceededLimit& exceeded, Reporter& report) {
  const LimitInfo limit = limit_info(exceeded.name);
  report.add(
      Code::limit_exceeded, exceeded.span,
      fmt::format("More than {} {}, the limit {}: nothing was parsed. Give a smaller policy.",
                  limit.maximum, limit.what, limit.name));
}

/// What nearly all that are no host are, written as it is here. No check has anything to say about them.
bool is_usual_scheme(std::string_view token) noexcept {
  return token == "data:" || token == "blob:" || token == "https:";
}

/// Hosts about which no check has anything to say: a domain with a dot, perhaps with a common scheme, a port and an
/// ordinary path. Most are plain.
bool is_right_host(const SourceExpression& source) noexcept {
  if (source.plain) return true;
  if (source.forms != kFormPlain) return false;
  // The default ports beside the other scheme are worth a word.
  if (source.port == 80 || source.port == 443) return false;
  if (!source.scheme.empty() && source.scheme != "https" && source.scheme != "wss") return false;
  const std::size_t dot = source.host.rfind('.');
  if (dot == source.host.npos || !is_ascii_alpha(source.host[dot + 1])) return false;
  constexpr CharSet kOddInPaths("*%");
  return !kOddInPaths.any_in(source.path) && source.path.find("/.") == source.path.npos;
}

/// Most tokens of a source list are told from the rest without asking each check. None of these is a directive's name.
bool is_plainly_right(std::string_view token, const SourceExpression& source,
                      const DirectiveInfo& directive) noexcept {
  if (directive.grammar != ValueGrammar::source_list) return false;
  switch (source.kind) {
    case SourceKind::host: return is_right_host(source);
    case SourceKind::keyword: return has_effect(source.keyword, directive.id);
    case SourceKind::scheme: return is_usual_scheme(token);
    default: return false;
  }
}

/// Looks through one text. What it remembers from directive to directive is what a person might
/// have meant to be one directive.
class Diagnoser {
 public:
  Diagnoser(std::string_view text, const Scan& scan, Disposition disposition, Delivery delivery,
            Effort effort)
      : text_(text),
        scan_(scan),
        disposition_(disposition),
        delivery_(delivery),
        effort_(effort),
        marked_(effort == Effort::usual && !scan.marks.empty()) {}

  std::vector<Diagnostic> run() && {
    for (const auto& policy : scan_.policies) {
      comma_ = delivery_ == Delivery::header && policy.span.begin > 0 ? comma_before(policy.span)
                                                                      : std::nullopt;
      for (const auto& directive : scan_.directives_of(policy)) {
        look_at(directive);
        comma_.reset();
      }
    }
    return std::move(report_).take();
  }

 private:
  /// The comma that ended the policy before, with white space between it and the policy.
  [[nodiscard]] std::optional<Span> comma_before(Span policy) const {
    std::size_t i = policy.begin;
    while (i > 0 && is_ascii_whitespace(text_[i - 1])) --i;
    if (i == 0 || text_[i - 1] != ',') return std::nullopt;
    return Span{i - 1, i};
  }

  void look_at(const ScannedDirective& directive) {
    if (directive.fate == Fate::duplicate || directive.fate == Fate::ignored_in_meta) {
      report_ignored(directive);
      previous_ = directive.id ? &directive_info(*directive.id) : nullptr;
      return;
    }
    if (is_right(directive)) {
      previous_ = &directive_info(*directive.id);
      return;
    }
    words_.assign(1, directive.name);
    const auto tokens = scan_.tokens_of(directive);
    words_.insert(words_.end(), tokens.begin(), tokens.end());
    if (directive.fate == Fate::not_ascii) checks::split_at_odd_spaces(text_, words_, report_);
    if (words_.empty()) return;

    const Span name = words_.front();
    const auto* meant = checks::check_directive_name(text_, words_, {comma_, previous_}, report_);
    previous_ = meant;
    if (meant == nullptr) return;
    align(directive, tokens);
    if (disposition_ == Disposition::report && meant->ignored_in_report_only) {
      report_.add(
          Code::ignored_in_report_only, name,
          fmt::format("{} has no effect in a report-only policy. Put it into an enforced one.",
                      shown(meant->name)));
      return;
    }
    if (meant->kind != DirectiveKind::retired) look_at_values(*meant, name);
  }

  [[nodiscard]] const ListMarks& marks_of(const ScannedDirective& directive) const {
    return scan_.marks[static_cast<std::size_t>(&directive - scan_.directives.data())];
  }

  /// A list of sources, nothing but plain hosts and 'self', none twice.
  [[nodiscard]] bool is_right(const ScannedDirective& directive) const {
    if (!marked_ || directive.fate != Fate::kept || !directive.id || directive.token_count == 0)
      return false;
    const ListMarks& marks = marks_of(directive);
    return marks.all_plain && marks.all_apart &&
           directive_info(*directive.id).grammar == ValueGrammar::source_list;
  }

  /// Words are tokens of the scan, nearly always: then what it knows of them holds.
  void align(const ScannedDirective& directive, std::span<const Span> tokens) {
    aligned_ = marked_ && std::ranges::equal(words_, tokens);
    first_token_ = directive.first_token;
    marks_ = aligned_ ? marks_of(directive) : ListMarks{false, false, true};
  }

  /// Whether the word, which is `text`, needs no look.
  [[nodiscard]] bool is_right(std::size_t word, std::string_view text,
                              const DirectiveInfo& directive) const {
    return aligned_ && is_plainly_right(text, scan_.expressions[first_token_ + word], directive);
  }

  [[nodiscard]] std::span<const SourceExpression> expressions_of(std::size_t begin,
                                                                 std::size_t count) const {
    if (!aligned_) return {};
    return std::span(scan_.expressions).subspan(first_token_ + begin, count);
  }

  void report_ignored(const ScannedDirective& directive) {
    const std::string name = shown(ascii_lower(text_at(text_, directive.name)));
    if (directive.fate == Fate::duplicate)
      report_.add(
          Code::duplicate_directive, directive.name,
          fmt::format("{} stands in this policy already, and only the first one counts. Make "
                      "one of the two.",
                      name));
    else
      report_.add(Code::ignored_in_meta, directive.name,
                  fmt::format("{} is ignored in a <meta> element. Send it in a header.", name));
  }

  /// Cuts the words where a semicolon is missing, and looks at each part as the directive it was
  /// meant as.
  void look_at_values(const DirectiveInfo& first, Span first_name) {
    const DirectiveInfo* directive = &first;
    Span name = first_name;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const std::string_view word = text_at(text_, words_[i]);
      if (is_right(i, word, *directive)) continue;
      const auto* next = checks::directive_among_values(word, i - begin, *directive);
      if (next == nullptr) continue;
      checks::report_missing_semicolon(word, words_[i], *next, *directive, report_);
      // What stands before the missing semicolon is not the whole of what is read, so that an empty
      // part says nothing about the person's meaning.
      if (i > begin) look_at_list(*directive, name, begin, i);
      directive = next;
      name = words_[i];
      begin = i + 1;
    }
    if (begin < words_.size() || directive == &first)
      look_at_list(*directive, name, begin, words_.size());
    previous_ = directive;
  }

  void look_at_list(const DirectiveInfo& directive, Span name, std::size_t begin, std::size_t end) {
    const auto words = std::span(words_).subspan(begin, end - begin);
    claims_.assign(words.size(), Claim::passed);
    const bool sources = directive.grammar == ValueGrammar::source_list ||
                         directive.grammar == ValueGrammar::ancestor_source_list;
    for (std::size_t i = 0; i < words.size();) {
      if (is_right(begin + i, text_at(text_, words[i]), directive)) {
        ++i;
        continue;
      }
      const std::size_t taken =
          sources ? checks::check_space_inside_quotes(text_, words.subspan(i), report_) : 0;
      if (taken == 0) claims_[i] = look_at_token(directive, begin + i);
      for (std::size_t j = 0; j < taken; ++j) claims_[i + j] = Claim::claimed;
      i += std::max<std::size_t>(taken, 1);
    }
    const checks::TokenList list{
        text_, name, directive, words, claims_, marks_, expressions_of(begin, words.size())};
    for (const auto check : checks::list_checks(directive.grammar)) check(list, report_);
  }

  Claim look_at_token(const DirectiveInfo& directive, std::size_t word) {
    const std::string_view text = text_at(text_, words_[word]);
    const SourceExpression expression =
        aligned_ ? scan_.expressions[first_token_ + word] : parse_source_expression(text);
    if (effort_ == Effort::usual && is_plainly_right(text, expression, directive))
      return Claim::passed;
    const checks::Token token{words_[word], text, directive, expression};
    for (const auto check : checks::token_checks(directive.grammar))
      if (check(token, report_) == Claim::claimed) return Claim::claimed;
    return Claim::passed;
  }

  std::string_view text_;
  const Scan& scan_;
  Disposition disposition_;
  Delivery delivery_;
  Reporter report_;
  std::optional<Span> comma_;
  const DirectiveInfo* previous_ = nullptr;
  std::vector<Span> words_;
  std::vector<Claim> claims_;
  Effort effort_;
  bool marked_;           ///< whether what the scan says of lists may be used
  bool aligned_ = false;  ///< whether the words are the scan's tokens from first_token_ on
  std::size_t first_token_ = 0;
  ListMarks marks_;  ///< of the words
};

/// `"default-src 'self'"`: the part between the quotes, where the whole text is a policy between
/// quotes.
std::optional<Span> inside_of_quotes(std::string_view text) {
  const std::string_view whole = strip_ascii_whitespace(text);
  if (is_ascii_alpha(whole.front())) return std::nullopt;
  const std::string plain = checks::in_ascii(whole);
  if (plain.size() < 2 || std::string_view("'\"`").find(plain.front()) == std::string_view::npos)
    return std::nullopt;
  const bool ends =
      plain.back() == plain.front() || plain.ends_with(std::string{plain.front(), ';'});
  const std::size_t name_end = std::min(plain.find_first_of(" \t\n\f\r", 1), plain.size());
  if (!ends || name_end == plain.size() || !find_directive(plain.substr(1, name_end - 1)))
    return std::nullopt;
  // The quotes may be typographic, three bytes each.
  const auto offset = static_cast<std::size_t>(whole.data() - text.data());
  const std::size_t opening = is_ascii(whole.front()) ? 1 : whole.find(plain[1]);
  std::size_t closing = whole.size();
  if (whole[closing - 1] == ';') --closing;
  do --closing;
  while (closing > opening && (static_cast<unsigned char>(whole[closing]) & 0xC0) == 0x80);
  return Span{offset + opening, offset + closing};
}

void shift(std::vector<Diagnostic>& diagnostics, std::size_t offset) {
  for (auto& diagnostic : diagnostics) {
    diagnostic.span.begin += offset;
    diagnostic.span.end += offset;
  }
}

}  // namespace

std::vector<Diagnostic> diagnose(std::string_view text, const Scan& scan, Disposition disposition,
                                 Delivery delivery, Effort effort) {
  Reporter report;
  if (scan.exceeded) {
    report_limit(*scan.exceeded, report);
    return std::move(report).take();
  }
  const std::string_view whole = strip_ascii_whitespace(text);
  const auto begin = static_cast<std::size_t>(whole.data() - text.data());
  const Span span{begin, begin + whole.size()};
  if (delivery == Delivery::meta && disposition == Disposition::report) {
    report.add(
        Code::meta_report_only, span,
        "A <meta> element cannot carry a report-only policy: browsers ignore it. Send it in a "
        "Content-Security-Policy-Report-Only header.");
    return std::move(report).take();
  }
  if (scan.directives.empty()) {
    report.add(Code::empty_policy, span,
               "There is no directive here, so that nothing is restricted. Write one, such as "
               "`default-src 'self'`.");
    return std::move(report).take();
  }
  if (const auto inside = inside_of_quotes(text)) {
    // What the person meant stands between the quotes; its mistakes are told, too.
    const std::string_view meant = text_at(text, *inside);
    report.add(Code::quoted_policy, span,
               "The quotes around the policy are read as part of it. Take them away.",
               meant.size() <= 400 ? std::string(meant) : std::string());
    auto diagnostics = std::move(report).take();
    auto inner =
        Diagnoser(meant, scan_policies(meant, delivery), disposition, delivery, effort).run();
    shift(inner, inside->begin);
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(inner.begin()),
                       std::make_move_iterator(inner.end()));
    return diagnostics;
  }
  return Diagnoser(text, scan, disposition, delivery, effort).run();
}

}  // namespace cspkit
