// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "match/match_url.h"

namespace cspkit {

/// #match-url-to-source-list: whether a URL matches a list of sources. `effective` is the directive that the question
/// is about, which some browsers look at.
template <Browser B>
[[nodiscard]] bool match_url_to_source_list(const CompiledPolicy::Data& data,
                                            const CompiledDirective& list, const UrlToMatch& url,
                                            DirectiveId effective) noexcept;

/// The same, for those who know already that the host alone does not tell.
template <Browser B>
[[nodiscard, gnu::noinline]] bool match_url_to_all_sources(const CompiledPolicy::Data& data,
                                                           const CompiledDirective& list,
                                                           const UrlToMatch& url,
                                                           DirectiveId effective) noexcept;

}  // namespace cspkit
