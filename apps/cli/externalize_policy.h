// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/externalize.h>
#include <cspkit/url.h>

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {

/// Something of the rewritten page that a policy blocks, by the engine's verdict.
struct BlockedPiece {
  std::string what;  ///< `<script>`, `onclick of <a>`, `https://cdn.example/x.js`
  std::string directive;
  PagePosition position;  ///< in the rewritten page
};

/// A policy for the rewritten page, and what was asked of it.
struct ExternalizePolicy {
  std::string
      text;  ///< scripts and styles from where the page has them, hashes for what stays and is the same always
  std::vector<BlockedPiece> blocked;  ///< what it blocks
  std::vector<BlockedPiece>
      blocked_by_meta;  ///< new files that the page's own `<meta>` policies block
};

/// Composes the policy and has the engine check it against every script, style, handler and `javascript:` URL of the page.
[[nodiscard]] ExternalizePolicy externalize_policy(const Externalized& done,
                                                   const Url& document_url,
                                                   std::string_view charset);

}  // namespace cspkit::cli
