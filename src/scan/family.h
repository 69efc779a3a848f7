// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cspkit/directives.h"

namespace cspkit::scan_detail {

/// The directive that people write for it: script-src for script-src-elem and script-src-attr, and so on.
[[nodiscard]] constexpr DirectiveId family_of(DirectiveId id) noexcept {
  switch (id) {
    case DirectiveId::script_src_elem:
    case DirectiveId::script_src_attr: return DirectiveId::script_src;
    case DirectiveId::style_src_elem:
    case DirectiveId::style_src_attr: return DirectiveId::style_src;
    default: return id;
  }
}

}  // namespace cspkit::scan_detail
