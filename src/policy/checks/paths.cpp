// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/ascii.h"
#include "policy/checks/ports_and_paths.h"
#include "policy/checks/source_pieces.h"

namespace cspkit::checks {
namespace {

/// `text` cut before `part`, a view into it.
std::string_view before(std::string_view text, std::string_view part) noexcept {
  return text.substr(0, static_cast<std::size_t>(part.data() - text.data()));
}

bool has_bad_percent(std::string_view path) noexcept {
  for (std::size_t i = path.find('%'); i != path.npos; i = path.find('%', i + 1))
    if (i + 2 >= path.size() || !is_ascii_hex_digit(path[i + 1]) ||
        !is_ascii_hex_digit(path[i + 2]))
      return true;
  return false;
}

bool is_dot_segment(std::string_view segment) {
  std::string plain;
  for (std::size_t i = 0; i < segment.size() && i < 8;) {
    const bool encoded = starts_with_ignoring_ascii_case(segment.substr(i), "%2e");
    plain += encoded ? '.' : segment[i];
    i += encoded ? 3 : 1;
  }
  return plain == "." || plain == "..";
}

bool has_dot_segment(std::string_view path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (is_dot_segment(path.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

Claim check_query(const Token& token, const SourcePieces& pieces, Reporter& report) {
  const std::size_t cut = pieces.rest.find_first_of("?#");
  if (cut == pieces.rest.npos) return Claim::passed;
  const bool query = pieces.rest[cut] == '?';
  std::string better(before(token.text, pieces.rest.substr(cut)));
  if (!parse_source_expression(better).valid_in_text()) better.clear();
  report.add(
      query ? Code::query_in_path : Code::fragment_in_path, token.span,
      fmt::format("{} is no source: the grammar ends with the path, and {} is never looked "
                  "at. Remove it from {} on.",
                  shown(token.text), query ? "a query" : "a fragment", query ? "`?`" : "`#`"),
      std::move(better));
  return Claim::claimed;
}

Claim check_asterisk(const Token& token, std::string_view path, Reporter& report) {
  const std::size_t star = path.find('*');
  if (star == path.npos) return Claim::passed;
  const std::string_view last = path.substr(path.rfind('/') + 1);
  std::string better;
  // `/js/*` means everything below `/js/`, which is what `/js/` says.
  if (last.find_first_not_of('*') == last.npos && star >= path.size() - last.size())
    better = std::string(before(token.text, last));
  report.add(
      Code::path_wildcard, token.span,
      better.empty()
          ? fmt::format("In {} the asterisk of the path stands for itself. End the path with a "
                        "slash to match everything below it.",
                        shown(token.text))
          : fmt::format("In {} the asterisk of the path stands for itself. Write {}, which "
                        "matches everything below it.",
                        shown(token.text), shown(better)),
      better);
  return Claim::claimed;
}

}  // namespace

Claim check_path_without_host(const Token& token, Reporter& report) {
  const std::string_view text = token.text;
  if (text.front() != '/' && !text.starts_with("./") && !text.starts_with("../"))
    return Claim::passed;
  report.add(
      Code::path_without_host, token.span,
      fmt::format("{} is ignored: a path needs its host before it, as in `https://a.test/js/`. "
                  "`'self'` stands for the page's whole origin.",
                  shown(text)));
  return Claim::claimed;
}

// path-part = path-absolute, of RFC 3986
Claim check_path(const Token& token, Reporter& report) {
  const std::string_view text = token.text;
  if (has_quotes(text)) return Claim::passed;
  const SourcePieces pieces = split_source(text);
  if (pieces.rest.empty() || pieces.host.empty()) return Claim::passed;
  if (check_query(token, pieces, report) == Claim::claimed) return Claim::claimed;
  const std::string_view path = pieces.rest;
  if (path.starts_with("//")) {
    std::string better(before(text, path));
    better += path.substr(std::min(path.find_first_not_of('/'), path.size()) - 1);
    report.add(Code::double_slash_in_path, token.span,
               fmt::format("{} is ignored: a path cannot begin with two slashes. Write {}.",
                           shown(text), shown(better)),
               better);
    return Claim::claimed;
  }
  if (has_bad_percent(path)) {
    report.add(
        Code::invalid_percent_encoding, token.span,
        fmt::format("{} is ignored: two hexadecimal digits follow a `%`. Write `%25` for the "
                    "sign itself.",
                    shown(text)));
    return Claim::claimed;
  }
  if (check_asterisk(token, path, report) == Claim::claimed) return Claim::claimed;
  if (has_dot_segment(path)) {
    report.add(
        Code::dot_segment, token.span,
        fmt::format("{} never matches: a URL's path has its `.` and `..` resolved before it is "
                    "compared. Write the resolved path.",
                    shown(text)));
    return Claim::claimed;
  }
  return Claim::passed;
}

Claim check_ancestor_path(const Token& token, Reporter& report) {
  const bool ancestors = token.directive.grammar == ValueGrammar::ancestor_source_list;
  if (!ancestors || token.expression.kind != SourceKind::host || token.expression.path.size() < 2)
    return Claim::passed;
  std::string better(before(token.text, token.expression.path));
  report.add(Code::path_in_frame_ancestors, token.span,
             fmt::format("{} never matches: ancestors are compared by their origin, which has no "
                         "path. Write {}.",
                         shown(token.text), shown(better)),
             better);
  return Claim::claimed;
}

}  // namespace cspkit::checks
