// SPDX-License-Identifier: Apache-2.0
#include "policy/effect.h"

#include <array>

namespace cspkit {
namespace {

using enum DirectiveId;

/// A set of directives.
using Set = std::uint64_t;
static_assert(kDirectiveCount <= 64);

template <class... Ids>
constexpr Set set_of(Ids... ids) noexcept {
  return (Set{0} | ... | (Set{1} << static_cast<unsigned>(ids)));
}

constexpr Set kScripts = set_of(default_src, script_src, script_src_elem, script_src_attr);
constexpr Set kStyles = set_of(default_src, style_src, style_src_elem, style_src_attr);
constexpr Set kNowhere = 0;
constexpr Set kEverywhere = ~Set{0};

struct Row {
  Keyword keyword;
  Set directives;
};

constexpr std::array<Row, kKeywordCount> kKeywordEffects{{
    {Keyword::none, kEverywhere},
    {Keyword::self, kEverywhere},
    // #allow-all-inline
    {Keyword::unsafe_inline, kScripts | kStyles},
    // #can-compile-strings looks at script-src, and else at default-src
    {Keyword::unsafe_eval, set_of(script_src, default_src)},
    // #script-pre-request, #match-element-to-source-list; for attributes it takes 'unsafe-inline'
    // away
    {Keyword::strict_dynamic, kScripts},
    // #match-element-to-source-list; script-src-elem governs `javascript:` navigations
    {Keyword::unsafe_hashes, (kScripts | kStyles) & ~set_of(style_src_elem)},
    // #should-block-inline and #can-compile-strings
    {Keyword::report_sample, kScripts | kStyles},
    // navigate-to, which read it, is gone
    {Keyword::unsafe_allow_redirects, kNowhere},
    // #can-compile-wasm-bytes
    {Keyword::wasm_unsafe_eval, set_of(script_src, default_src)},
    {Keyword::trusted_types_eval, set_of(script_src, default_src)},
    // #script-post-request
    {Keyword::report_sha256, set_of(script_src, script_src_elem, default_src)},
    {Keyword::report_sha384, set_of(script_src, script_src_elem, default_src)},
    {Keyword::report_sha512, set_of(script_src, script_src_elem, default_src)},
    // #connect-src-pre-request
    {Keyword::unsafe_webtransport_hashes, set_of(connect_src, default_src)},
    // https://html.spec.whatwg.org/multipage/speculative-loading.html
    {Keyword::inline_speculation_rules, set_of(script_src, script_src_elem, default_src)},
}};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < kKeywordEffects.size(); ++i)
    if (static_cast<std::size_t>(kKeywordEffects[i].keyword) != i) return false;
  return true;
}
static_assert(rows_are_in_order());

constexpr bool contains(Set set, DirectiveId directive) noexcept {
  return (set & set_of(directive)) != 0;
}

}  // namespace

bool has_effect(Keyword keyword, DirectiveId directive) noexcept {
  return contains(kKeywordEffects[static_cast<std::size_t>(keyword)].directives, directive);
}

bool only_asks_for_reports(Keyword keyword) noexcept {
  switch (keyword) {
    case Keyword::report_sample:
    case Keyword::report_sha256:
    case Keyword::report_sha384:
    case Keyword::report_sha512: return true;
    default: return false;
  }
}

bool nonces_have_effect(DirectiveId directive) noexcept {
  return contains(kScripts | kStyles, directive);
}

bool hashes_have_effect(DirectiveId directive) noexcept { return nonces_have_effect(directive); }

}  // namespace cspkit
