// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "cspkit/url.h"

namespace cspkit::whatwg {

/// A host in serialized form.
struct Host {
  std::string text;
  HostKind kind = HostKind::none;
};

/// Which of its two languages the host parser reads.
enum class HostSyntax { domain, opaque };

/// Source: https://url.spec.whatwg.org/#concept-host-parser
[[nodiscard]] tl::expected<Host, UrlErrorCode> parse_host(std::string_view input,
                                                          HostSyntax syntax);

}  // namespace cspkit::whatwg
