// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cspkit::html {

enum class MetaPlace : std::uint8_t { in_head, outside_head };

/// A `<meta http-equiv="Content-Security-Policy">` of a page.
struct MetaPolicy {
  std::string content;     ///< the attribute's value, character references resolved
  std::size_t offset = 0;  ///< of its `<`
  MetaPlace where = MetaPlace::in_head;
  bool report_only =
      false;  ///< `http-equiv` names the report-only header, which browsers do not heed
};

/// The policies that the page's `<meta>` elements deliver, in the order of the page; of elements without content, none.
/// They count in `<head>` alone, by
/// https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy
///
/// A small tokenizer: comments, doctype, raw text (script, style, title, textarea, noscript and their like), attributes
/// in any quoting, numeric character references and the named ones `amp`, `lt`, `gt`, `quot`, `apos`, `nbsp`.
/// Simplified: no tree is built. `<head>` ends at its end tag, at `<body>`, at the first start tag that may not stand in
/// it, and at text; `<template>` content is skipped as a tree builder would keep it apart; a `<meta>` that scripts write
/// is not seen.
[[nodiscard]] std::vector<MetaPolicy> find_meta_policies(std::string_view html);

}  // namespace cspkit::html
