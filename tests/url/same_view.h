// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cspkit/url.h"

namespace cspkit::test {

/// Whether two views say the same of every component, wherever their text lies.
inline bool same_view(const UrlView& a, const UrlView& b) {
  return a.href == b.href && a.scheme == b.scheme && a.username == b.username &&
         a.password == b.password && a.host == b.host && a.path == b.path && a.query == b.query &&
         a.fragment == b.fragment && a.port == b.port && a.host_kind == b.host_kind &&
         a.has_opaque_path == b.has_opaque_path && a.has_query == b.has_query &&
         a.has_fragment == b.has_fragment;
}

}  // namespace cspkit::test
