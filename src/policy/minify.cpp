// SPDX-License-Identifier: Apache-2.0
#include "policy/minify.h"

#include <algorithm>

#include "base/ascii.h"
#include "policy/effect.h"
#include "policy/source_expression.h"

namespace cspkit {
namespace {

/// directive-name = 1*( ALPHA / DIGIT / "-" )
bool is_directive_name(std::string_view name) noexcept {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
}

/// A `*` in the host that is not its whole leftmost label; no reader takes that for a host.
bool has_inner_wildcard(std::string_view token) noexcept {
  if (const auto slashes = token.find("://"); slashes != token.npos)
    token.remove_prefix(slashes + 3);
  const std::string_view host = token.substr(0, token.find_first_of(":/?#"));
  const std::size_t star = host.rfind('*');
  return star != host.npos && (star > 0 || (host.size() > 1 && host[1] != '.'));
}

/// Whether neither the text nor any browser can take `token` for a source: the browsers differ
/// about odd ports, paths and characters, and none of those is judged here.
bool no_reader_accepts(std::string_view token, const SourceExpression& expression) {
  if (expression.kind != SourceKind::invalid || expression.forms != kFormPlain) return false;
  const char first = token.front();
  if (first == '\'') return token.size() < 2 || token.back() != '\'';
  return first == '"' || first == '`' || first == '/' || first == '.' || first == '@' ||
         has_inner_wildcard(token);
}

/// Whether the expression is well formed and stands where nothing reads it.
bool nothing_reads(const SourceExpression& expression, DirectiveId id) noexcept {
  // Browsers do not agree on how much of script-src applies to workers.
  if (id == DirectiveId::worker_src || id == DirectiveId::child_src) return false;
  switch (expression.kind) {
    case SourceKind::nonce: return !nonces_have_effect(id);
    case SourceKind::hash: return !hashes_have_effect(id);
    case SourceKind::keyword: break;
    default: return false;
  }
  // Browsers heed 'strict-dynamic' in more places than the text, as for styles.
  if (expression.keyword == Keyword::strict_dynamic) return false;
  return !has_effect(expression.keyword, id);
}

bool is_none(const std::string& token) noexcept {
  return equals_ignoring_ascii_case(token, "'none'");
}

std::vector<std::string> minified_sources(DirectiveId id, std::vector<std::string> value) {
  const bool was_empty = value.empty();
  std::erase_if(value, [id](const std::string& token) {
    const auto expression = parse_source_expression(token);
    return no_reader_accepts(token, expression) || nothing_reads(expression, id);
  });
  if (value.size() > 1 && !std::all_of(value.begin(), value.end(), is_none))
    std::erase_if(value, is_none);
  // A list of which nothing is left allowed nothing, and says so.
  if (value.empty() && !was_empty) value.emplace_back("'none'");
  return value;
}

}  // namespace

bool never_matters(std::string_view name, std::optional<DirectiveId> id, Disposition disposition) {
  if (!id) return !is_directive_name(name);
  const DirectiveInfo& info = directive_info(*id);
  if (info.dead) return true;
  return disposition == Disposition::report && info.ignored_in_report_only;
}

std::vector<std::string> without_what_never_matters(DirectiveId id,
                                                    std::vector<std::string> value) {
  switch (directive_info(id).grammar) {
    case ValueGrammar::source_list:
    case ValueGrammar::ancestor_source_list: return minified_sources(id, std::move(value));
    case ValueGrammar::none: return {};
    default: return value;
  }
}

}  // namespace cspkit
