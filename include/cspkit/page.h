// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/html.h"
#include "cspkit/request.h"

/// What one HTML page holds that a policy decides on, with the places in its source.
namespace cspkit {

enum class PageItemKind : std::uint8_t {
  request,  ///< something that fetches `value`, a URL as written; also from style sheets in the page
  inline_block,  ///< the text of a `<script>` or `<style>`; data blocks, which no policy decides on, are none
  attribute,  ///< an event handler or a `style` attribute
  navigation,  ///< a `javascript:` URL; `value` is its serialization, of which browsers check the hash
  form_action,     ///< where a form is sent to; `value` is empty where that is the page itself
  base_uri,        ///< the `href` of the document's first `<base>` that has one
  frame_document,  ///< `srcdoc`, a document of its own whose items follow
};

/// What a `<script>` is. Source: https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
enum class PageScriptType : std::uint8_t { none, classic, module, importmap, speculationrules };

/// Whether an item takes part in the page as it is parsed, or stands in a `<template>`, where it waits for a script to
/// bring it into the page (Chromium asks the policy about handlers and style attributes there all the same). The content of a
/// declarative shadow root (`shadowrootmode`) takes part.
enum class PageItemState : std::uint8_t { active, in_template };

/// Bytes of the stream, from `begin` up to but not including `end`.
struct ByteRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// A place in the stream, both counted from 1; a column counts bytes.
struct PagePosition {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const PagePosition&, const PagePosition&) = default;
};

/// One thing that a policy decides on. All text is UTF-8, whatever the page's encoding, and is what the browser's DOM holds.
struct PageItem {
  PageItemKind kind = PageItemKind::request;
  PageItemState state = PageItemState::active;
  Destination destination = Destination::none;  ///< of requests
  Initiator initiator = Initiator::other;  ///< of requests: `prefetch` for `<link rel=prefetch>`
  InlineType inline_type = InlineType::script;        ///< of inline_block, attribute and navigation
  PageScriptType script_type = PageScriptType::none;  ///< of `<script>`, inline or not
  bool is_async = false, is_defer = false;  ///< the attributes of a `<script>`, there or not
  bool is_css =
      false;  ///< a request that a `<style>` or a style attribute makes; `attribute` says which
  bool complete =
      true;  ///< false: `value` was cut by limits::kMaxPageBlockBytes, so that its hash is not known

  HtmlTag tag = HtmlTag::other;
  HtmlNamespace name_space = HtmlNamespace::html;
  std::string element;  ///< lower-case name, also of elements that HtmlTag does not know
  std::string
      attribute;  ///< lower-case name of the attribute that holds it; empty for an element's text
  std::string value;                 ///< see the kinds
  std::optional<std::string> nonce;  ///< of a nonceable element of kind request or inline_block
  std::string integrity;             ///< of requests by `<script>` and `<link>`

  std::uint32_t document = 0;  ///< 0 the page; each srcdoc document has the next number
  std::uint32_t inner = 0;     ///< of frame_document: the number of the document that it holds

  // Places. Of an item of a srcdoc document, they are those of the outermost element that has the `srcdoc`.
  ByteRange start_tag;        ///< `<` to behind `>`
  ByteRange attribute_range;  ///< the whole `name="value"`; empty for an element's text
  ByteRange value_range;      ///< the attribute's value without its quotes, or the element's text
  std::uint64_t element_end =
      0;                  ///< of inline_block: behind the end tag (or the stream's end without one)
  PagePosition position;  ///< of the start tag; of a URL in a `<style>`, the line of that URL
};

/// The `javascript:` URL of a navigation with its percent-encoded bytes decoded, where it has some: Chromium hashes that, while by
/// the text, and in Firefox and WebKit, it is `value` whose hash counts (Chromium 156, Firefox 153 and WebKitGTK 2.50, asked in November 2026).
[[nodiscard]] std::optional<std::string> decoded_script_url(const PageItem& item);

/// A policy that the page brings along, in a `<meta http-equiv>`. It decides on what comes after it, and on `javascript:` URLs,
/// forms and what scripts do anywhere in the page. A srcdoc document lives under its own policies and those of the documents
/// around it.
/// Source: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy
struct MetaPolicy {
  enum class Place : std::uint8_t { in_head, outside_head };

  std::string content;           ///< as in the DOM; never empty
  Place place = Place::in_head;  ///< browsers heed only those in `<head>`
  bool report_only =
      false;  ///< names the report-only header, which browsers do not heed in a `<meta>`
  HtmlQuote quote = HtmlQuote::double_quote;  ///< how the `content` is quoted in the source
  std::uint32_t document = 0;
  ByteRange start_tag;
  ByteRange value_range;  ///< of `content`, without its quotes
  PagePosition position;

  /// Whether browsers heed it.
  [[nodiscard]] bool counts() const noexcept { return place == Place::in_head && !report_only; }
};

/// Who named a page's encoding, in the order in which browsers believe them.
enum class PageEncodingSource : std::uint8_t { byte_order_mark, transport, meta, none };

/// What to know of a page besides its bytes.
struct PageOptions {
  /// The charset parameter of its Content-Type; empty where there is none or it is not known.
  std::string_view charset{};
  HtmlScripting scripting = HtmlScripting::enabled;  ///< whether `<noscript>` is text or markup
  /// srcdoc documents within one another that are read; those deeper are only named.
  std::uint32_t max_frame_depth = 4;
};

/// Where the reader puts what it finds, in the order of the page. Either may be empty. What is handed over may be moved from.
struct PageSink {
  std::function<void(PageItem&&)> item{};
  std::function<void(MetaPolicy&&)> policy{};
};

/// What is known of the page once it was read.
struct PageSummary {
  std::string encoding = "UTF-8";  ///< the name of the Encoding Standard: `windows-1252`
  PageEncodingSource encoding_source = PageEncodingSource::none;
  std::uint64_t bytes = 0;
  std::uint64_t cut_tags =
      0;  ///< tags longer than limits::kMaxHtmlTagBytes: attributes at their ends were not seen
};

/// Reads a page from chunks cut anywhere, and reports its items. It never fails, needs memory for one element at a time
/// (limits::kMaxPageBlockBytes), and time in proportion to the input.
///
///     cspkit::PageReader reader({.charset = "utf-8"}, {.item = [&](cspkit::PageItem&& item) { items.push_back(std::move(item)); }});
///     reader.feed("<script>f()</script><img src=a.png onload=g()>");
///     reader.finish();    // inline_block "f()", request "a.png", attribute "g()"
///
/// Offsets count the bytes that were fed, except in UTF-16 and ISO-2022-JP, where they count those of the page in UTF-8.
/// What is reported, and what is not: docs/page.md.
class PageReader {
 public:
  PageReader(const PageOptions& options, PageSink sink);
  ~PageReader();
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;

  void feed(std::string_view chunk);
  /// The page has ended. To be called once, after the last feed().
  void finish();
  /// Whole after finish().
  [[nodiscard]] const PageSummary& summary() const noexcept;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A page that was read at once.
struct Page {
  std::vector<PageItem> items;
  std::vector<MetaPolicy> policies;
  PageSummary summary;
};
[[nodiscard]] Page read_page(std::string_view bytes, const PageOptions& options = {});

/// A URL in a style sheet.
struct CssUrl {
  Destination
      destination;  ///< style for `@import`, font for a `src` in `@font-face`, image for the rest
  std::string url;  ///< escapes resolved
  std::size_t begin,
      end;  ///< of the string or of what stands in `url( )`, in the text; quotes included
};

/// Where a text of CSS begins: a style sheet, or the declarations of a style attribute.
enum class CssText : std::uint8_t { style_sheet, declarations };

/// The URLs that a style sheet loads: `@import`, `url()`, `src()` and `image-set()` in any property, custom ones included, which
/// load where they are used. References within the document (`#a`) and `@namespace` are none.
///
///     cspkit::find_css_urls("@import 'a.css'; p { background: url(b.png) }", cspkit::CssText::style_sheet);
///     // style a.css, image b.png
///
/// `css` is UTF-8. It never fails, and time grows in proportion to the text.
/// Source: https://drafts.csswg.org/css-syntax/#tokenization
[[nodiscard]] std::vector<CssUrl> find_css_urls(std::string_view css, CssText text);

}  // namespace cspkit
