// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cspkit/page.h"

/// A page's inline code, moved into files, so that the page works under a policy without `'unsafe-inline'`.
namespace cspkit {

/// What is moved, or has to stay.
enum class InlineCode : std::uint8_t {
  script,   ///< the text of `<script>`
  style,    ///< the text of `<style>`
  handler,  ///< an event handler attribute
  style_attribute,
  javascript_url,
};
/// `script`, `style`, `handler`, `style-attribute`, `javascript-url`.
[[nodiscard]] std::string_view inline_code_name(InlineCode code) noexcept;

/// Why something stays as it is. docs/externalize.md explains each.
enum class StayReason : std::uint8_t {
  template_text,     ///< a server's template fills it in
  too_long,          ///< longer than limits::kMaxPageBlockBytes
  cut_tag,           ///< the tag is longer than limits::kMaxHtmlTagBytes
  no_external_form,  ///< `importmap` and `speculationrules`
  foreign_element,   ///< `<script>` and `<style>` in SVG
  current_script,    ///< reads its own text or URL through `document.currentScript`
  own_url,           ///< a module that asks for `import.meta`
  relative_import,   ///< a module whose imports would resolve against another folder
  relative_url,      ///< a style sheet whose URLs would resolve against another folder
  base_element,      ///< a `<base>` sends the new files' names elsewhere
  not_javascript,    ///< cannot be put into a file with others, which its error would break as well
  not_declarations,  ///< a style attribute that is no plain list of declarations, in a page without scripts
  early_event,    ///< the event may come before any script can listen
  shadow_root,    ///< within a declarative shadow root
  in_template,    ///< a `<script>` in a `<template>`
  second_root,    ///< a `<body>` or `<html>` tag that makes no element
  unreached_url,  ///< a `javascript:` URL anywhere but in the `href` of a link
  other_target,   ///< a `javascript:` URL that runs in another window or frame
  global_names,   ///< a `javascript:` URL that declares global names
  deep_frame,     ///< a srcdoc document too deep in others
};

struct StayReasonInfo {
  StayReason reason;
  std::string_view name;    ///< for programs: `template-text`
  std::string_view why;     ///< a sentence
  std::string_view remedy;  ///< a sentence
};
[[nodiscard]] const StayReasonInfo& stay_reason_info(StayReason reason) noexcept;

/// What moved code does, or seems to do, that a strict policy blocks or that external code does otherwise.
enum class ExternalizeHint : std::uint8_t {
  writes_inline_code,  ///< a string holds markup with a script, handler, style or `javascript:` URL
  compiles_strings,    ///< `eval` and its kin, which need `'unsafe-eval'`
  sets_attribute,      ///< `setAttribute` of a handler or a style
  makes_style,         ///< `createElement("style")`
};
struct ExternalizeHintInfo {
  ExternalizeHint hint;
  std::string_view name;     ///< for programs: `writes-inline-code`
  std::string_view message;  ///< what, and what to do
};
[[nodiscard]] const ExternalizeHintInfo& externalize_hint_info(ExternalizeHint hint) noexcept;

/// Something inline that was found, where, and what became of it.
struct InlinePlace {
  InlineCode code = InlineCode::script;
  std::string element;    ///< lower case
  std::string attribute;  ///< lower case; empty for an element's text
  PagePosition position;  ///< of the start tag; in a srcdoc document, of the element that holds it
};
struct MovedCode {
  InlinePlace place;
  std::string file;  ///< name of the file it went to
};
struct StayingCode {
  InlinePlace place;
  StayReason reason = StayReason::template_text;
  /// For scripts and style sheets that are the same in every response: the source expression that allows them.
  std::string hash;
};
struct HintedCode {
  InlinePlace place;
  ExternalizeHint hint = ExternalizeHint::writes_inline_code;
  std::uint32_t line = 1;  ///< of the page
};

enum class ExternalFileKind : std::uint8_t { script, style };
struct ExternalFile {
  std::string name;  ///< `index.1.js`
  ExternalFileKind kind = ExternalFileKind::script;
  std::string content;
};

struct ExternalizeOptions {
  /// The page's name without its ending, from which the files' names are made: `index`.
  std::string_view name = "page";
  /// Put before the files' names where the page refers to them: `/assets/`. Empty: they lie beside the page.
  std::string_view url_prefix = {};
  /// The charset parameter of the page's Content-Type.
  std::string_view charset = {};
};

struct Externalized {
  std::string html;
  std::vector<ExternalFile> files;
  std::vector<MovedCode> moved;
  std::vector<StayingCode> staying;
  std::vector<HintedCode> hints;
};

enum class ExternalizeError : std::uint8_t {
  utf16,  ///< the page is in UTF-16 or ISO-2022-JP, in which its bytes cannot be kept
};

/// Moves what is inline into files. Outside of the tags and texts that change, the page keeps its bytes.
///
///     auto done = cspkit::externalize("<button onclick='go()'>Go</button>", {.name = "index"});
///     done->html;             // <script src="index.js"></script><button data-cspkit="1">Go</button>
///     done->files[0].name;    // index.js
///
/// Time and memory grow in proportion to the page. What becomes of what, and why it is the same: docs/externalize.md.
[[nodiscard]] tl::expected<Externalized, ExternalizeError> externalize(
    std::string_view html, const ExternalizeOptions& options = {});

/// The three tabs of a Pendo guide's code block.
struct GuideTabs {
  std::string html, css, javascript;
  std::vector<MovedCode> moved;  ///< `file` is `CSS` or `JavaScript`
  std::vector<StayingCode> staying;
  std::vector<HintedCode> hints;
};
/// Splits a guide's fragment of HTML, in UTF-8, into the tabs of its code block. The JavaScript expects the `step` that the
/// agent hands to it.
[[nodiscard]] GuideTabs split_guide(std::string_view fragment);

}  // namespace cspkit
