// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>

#include "analysis/lint/evaluator/checks.h"
#include "base/ascii.h"
#include "cspkit/bypass.h"

namespace cspkit::linting::evaluator {
namespace {

using Among = Directive::Among;

/// A source cut as the CSP Evaluator cuts it: every port counts, and so does every scheme.
struct HostAndPath {
  std::string host;  ///< without a leading `*.`
  std::string path;  ///< `/` where there is none
  bool wildcard = false;
};

/// Whether a URL parser changes nothing in it but the case, as in nearly all: labels alone, none of them encoded.
bool is_settled(const Host& host, std::string_view bare) {
  return host.is_plain && !host.may_be_ip && host.labels.size() == bare.size() &&
         bare.find("--") == bare.npos;
}

/// nullopt: no URL parser takes it.
std::optional<HostAndPath> cut(const Host& host) {
  HostAndPath out;
  out.wildcard = host.is_wildcard();
  const std::string_view bare = host.bare.substr(out.wildcard ? 2 : 0);
  if (is_settled(host, bare)) {
    out.host = ascii_lower(bare);
    out.path = "/";
    return out;
  }
  std::string text = "https://" + std::string(bare);
  if (const auto any_port = text.find(":*", 6); any_port != text.npos) text.erase(any_port, 2);
  const auto url = Url::parse(text);
  if (!url) return std::nullopt;
  out.host = url->view().host;
  out.path = url->view().path;
  return out;
}

/// The first row of that list that the source covers.
const Bypass* covered(const HostAndPath& source, BypassList list) {
  const Bypasses& bypasses = builtin_bypasses();
  const auto form = source.wildcard ? Bypasses::HostForm::subdomains : Bypasses::HostForm::exact;
  for (const std::uint16_t index : bypasses.candidates(source.host, form)) {
    const Bypass& row = bypasses.rows()[index];
    if (row.list != list) continue;
    const UrlView url = row.probe.view();
    const bool host_matches =
        source.wildcard ? url.host.ends_with("." + source.host) : url.host == source.host;
    const bool path_matches =
        source.path == "/" ||
        (source.path.ends_with('/') ? url.path.starts_with(source.path) : url.path == source.path);
    if (host_matches && path_matches) return &row;
  }
  return nullptr;
}

/// Whether a row may be about that host at all: nearly always not, which takes no URL parser to see.
bool may_be_covered(const Host& host) {
  const auto form = host.is_wildcard() ? Bypasses::HostForm::subdomains : Bypasses::HostForm::exact;
  return !host.is_plain || !builtin_bypasses().candidates(host.labels, form).empty();
}

}  // namespace

void Judge::check_script_allowlist() {
  for (const Directive* directive :
       governing({DirectiveId::script_src, DirectiveId::script_src_elem})) {
    const bool eval = directive->find(Keyword::unsafe_eval, Among::of_today) != nullptr;
    for (const Value& value : directive->values) {
      if (value.counts) check_script_source(*directive, value, eval);
    }
  }
}

void Judge::check_script_source(const Directive& directive, const Value& value, bool eval) {
  if (value.is(Keyword::self)) {
    add(Type::script_allowlist_bypass, Rank::medium_maybe, directive, value,
        "'self' lets in whatever the site itself serves: JSONP, AngularJS, files that people "
        "upload.");
    return;
  }
  if (value.quoted() || value.lone_scheme || !value.dotted) return;
  const Bypass* jsonp = nullptr;
  const Bypass* angular = nullptr;
  if (may_be_covered(value.host)) {
    if (const auto source = cut(value.host)) {
      jsonp = covered(*source, BypassList::evaluator_jsonp);
      if (jsonp != nullptr && jsonp->needs_eval && !eval) jsonp = nullptr;
      angular = covered(*source, BypassList::evaluator_angular);
    }
  }
  if (jsonp == nullptr && angular == nullptr) {
    add(Type::script_allowlist_bypass, Rank::medium_maybe, directive, value,
        "Make sure that this host serves neither JSONP nor AngularJS.");
    return;
  }
  add(Type::script_allowlist_bypass, Rank::high, directive, value,
      fmt::format("{} serves {}, with which injected markup runs script of its own.",
                  (angular != nullptr ? angular : jsonp)->probe.view().host,
                  jsonp == nullptr     ? "AngularJS"
                  : angular == nullptr ? "JSONP"
                                       : "JSONP and AngularJS"));
}

void Judge::check_object_allowlist() {
  const Directive* directive = policy_.effective(DirectiveId::object_src);
  if (directive == nullptr || directive->is_none()) return;
  if (const Directive* types = policy_.own(DirectiveId::plugin_types)) {
    bool flash = false;
    for (const Value& value : types->values) flash |= value.text == "application/x-shockwave-flash";
    if (!flash) return;
  }
  for (const Value& value : directive->values) {
    if (!value.counts || value.is(Keyword::none)) continue;
    const Bypass* flash = nullptr;
    if (!value.quoted() && may_be_covered(value.host)) {
      if (const auto source = cut(value.host))
        flash = covered(*source, BypassList::evaluator_flash);
    }
    if (flash != nullptr) {
      add(Type::object_allowlist_bypass, Rank::high, *directive, value,
          fmt::format("{} serves Flash files that run script in the page that embeds them.",
                      flash->probe.view().host));
    } else if (directive->id == DirectiveId::object_src) {
      add(Type::object_allowlist_bypass, Rank::medium_maybe, *directive, value,
          "Plugins are hardly needed any more. Set object-src 'none'.");
    }
  }
}

}  // namespace cspkit::linting::evaluator
