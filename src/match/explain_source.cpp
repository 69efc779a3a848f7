// SPDX-License-Identifier: Apache-2.0
#include "match/explain_source.h"

#include <fmt/format.h>

#include "match/match_port.h"
#include "match/match_source_list.h"
#include "match/match_url.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

constexpr std::string_view kExpression = "#match-url-to-source-expression";

std::string port_text(const UrlView& url, SchemeId scheme) {
  if (url.port != kNoPort) return std::to_string(url.port);
  const std::int32_t standard = default_port(scheme);
  return standard == kNoPort ? "none" : fmt::format("{}, the scheme's default", standard);
}

/// Why a host-source does not match: the first part that differs, in the order of the text.
template <Browser B>
SourceExplanation explain_host(const CompiledPolicy::Data& data, const SourceExpression& e,
                               const UrlToMatch& url, DirectiveId directive) {
  if (url.url.host_kind == HostKind::none) {
    return {false, kExpression, fmt::format("{}: URLs have no host", url.url.scheme)};
  }
  if (data.source_count == 0) return {false, kExpression, "no reader takes it for a source"};
  const CompiledSource& source = data.sources[0];
  if ((source.forms & ~kProfile<B>.forms) != 0) {
    return {false, kExpression, "the expression is not valid for this reader"};
  }
  if (!scheme_part_match(data, source, url)) {
    const std::string_view wanted = e.scheme.empty() ? std::string_view(url.self.scheme) : e.scheme;
    return {false, "#match-schemes",
            fmt::format("the scheme {} does not match {}{}", url.url.scheme, wanted,
                        e.scheme.empty() ? ", the page's own" : "")};
  }
  if (url.url.host_kind == HostKind::opaque &&
      (kProfile<B>.opaque_hosts == OpaqueHostRule::text ||
       (kProfile<B>.opaque_hosts == OpaqueHostRule::star_only && !e.host.empty()))) {
    return {
        false, "#match-hosts",
        fmt::format("{} is not special, and hosts of such schemes do not match", url.url.scheme)};
  }
  if (url.url.host_kind != HostKind::domain && !kProfile<B>.matches_ip_hosts) {
    return {false, "#match-hosts",
            fmt::format("{} is an IP address, and only domains match", url.url.host)};
  }
  const bool host =
      e.host.empty() ||
      (e.host_wildcard ? url.url.host.size() > e.host.size() &&
                             url.url.host[url.url.host.size() - e.host.size() - 1] == '.' &&
                             equals_ignoring_ascii_case(
                                 url.url.host.substr(url.url.host.size() - e.host.size()), e.host)
                       : equals_ignoring_ascii_case(url.url.host, e.host));
  if (!host) {
    return {false, "#match-hosts",
            fmt::format("the host {} does not match {}{}", url.url.host,
                        e.host_wildcard ? "*." : "", e.host)};
  }
  const SchemeId scheme = source.scheme == SchemeId::none ? url.self_scheme : source.scheme;
  if (!port_part_match<B>(url, scheme, source.port, directive)) {
    return {false, "#match-ports",
            fmt::format(
                "the port {} does not match {}", port_text(url.url, url.scheme),
                e.port == kPortAbsent ? std::string("the default port") : std::to_string(e.port))};
  }
  return {false, "#match-paths",
          fmt::format("the path {} does not match {}", url.url.path, e.path)};
}

template <Browser B>
SourceExplanation explain(std::string_view token, DirectiveId directive, const UrlToMatch& url) {
  std::string text(directive_name(directive));
  text += ' ';
  text += token;
  const auto single = CompiledPolicy::compile(text);
  if (!single) return {false, kExpression, "the expression is too long"};
  const CompiledPolicy::Data& data = single->data();
  const CompiledDirective* const list = data.find(directive);
  if (list == nullptr) return {false, kExpression, "the directive has no source list"};
  if (match_url_to_source_list<B>(data, *list, url, directive)) {
    return {true, kExpression, fmt::format("{} matches", url.url.href)};
  }
  const SourceExpression e = parse_source_expression(token);
  switch (e.kind) {
    case SourceKind::invalid:
      return {false, kExpression, "the expression matches no production of the grammar"};
    case SourceKind::star:
      return {false, kExpression,
              fmt::format("* matches only network schemes and the page's own, not {}:",
                          url.url.scheme)};
    case SourceKind::scheme:
      return {false, "#match-schemes", fmt::format("the scheme {} does not match", url.url.scheme)};
    case SourceKind::host: return explain_host<B>(data, e, url, directive);
    case SourceKind::nonce:
    case SourceKind::hash: return {false, kExpression, "it speaks of elements, not of URLs"};
    case SourceKind::keyword:
      if (e.keyword == Keyword::self) {
        return {false, kExpression,
                fmt::format("{} is not the page's origin, {}", url.url.href, url.self.serialize())};
      }
      return {false, kExpression,
              e.keyword == Keyword::none ? "it matches nothing"
                                         : "the keyword says nothing about URLs"};
  }
  return {};
}

}  // namespace

SourceExplanation explain_source(std::string_view token, DirectiveId directive, const UrlView& url,
                                 std::uint32_t redirect_count, const Origin& self_origin,
                                 Browser as) {
  const bool of_request = static_cast<std::size_t>(directive) < kFetchDirectiveCount;
  const UrlForm form = of_request ? UrlForm::from_fetch : UrlForm::as_written;
  return with_profile(as, [&]<Browser B>() {
    return explain<B>(token, directive,
                      UrlToMatch::make<B>(url, SelfToMatch(self_origin), redirect_count, form));
  });
}

std::string_view first_match(const CompiledPolicy& policy, DirectiveId directive,
                             const UrlView& url, std::uint32_t redirect_count,
                             const Origin& self_origin, Browser as) {
  std::string_view found;
  split_on_ascii_whitespace(policy.value_of(directive), [&](std::string_view token, std::size_t) {
    if (found.empty() &&
        explain_source(token, directive, url, redirect_count, self_origin, as).matches) {
      found = token;
    }
  });
  return found;
}

}  // namespace cspkit
