// SPDX-License-Identifier: Apache-2.0
#include "html/foreign.h"

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/limits.h"

namespace cspkit::html {
namespace {

// Lists of names: a space before and behind each.

/// Start tags that close SVG and MathML, and make HTML elements.
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
constexpr std::string_view kBreakingOut =
    " b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img "
    "li listing menu meta nobr ol p "
    "pre ruby s small span strong strike sub sup table tt u ul var ";

/// HTML elements that are never the current node while markup is read: void ones, and those whose text is raw.
constexpr std::string_view kWithoutChildren =
    " area base basefont bgsound br col embed frame hr image img input keygen link meta param "
    "source track wbr iframe noembed "
    "noframes noscript plaintext script style textarea title xmp ";

/// Start tags that close a `<p>`.
constexpr std::string_view kClosingParagraph =
    " address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer header hgroup main menu "
    "nav ol p search section summary ul h1 h2 h3 h4 h5 h6 pre listing form li dd dt plaintext "
    "table hr xmp ";

/// Elements whose end tags reach through everything but a `<template>`.
constexpr std::string_view kOfTables = " caption table tbody td tfoot th thead tr ";

/// HTML elements that may be open around an `<svg>`.
constexpr std::string_view kOpenAround =
    " a abbr address applet article aside b bdi bdo big blockquote body button caption center cite "
    "code colgroup data datalist dd "
    "del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 "
    "h4 h5 h6 head header hgroup "
    "html i ins kbd label legend li listing main map mark marquee menu meter nav nobr object ol "
    "optgroup option output p "
    "picture pre progress q rp rt ruby s samp search section select slot small span strike strong "
    "sub summary sup table tbody td "
    "template tfoot th thead time tr tt u ul var video audio ";

/// The names with a hyphen that are SVG's or MathML's, and no custom element's.
/// Source: https://html.spec.whatwg.org/multipage/custom-elements.html#valid-custom-element-name
constexpr std::string_view kNoCustomElements =
    " annotation-xml color-profile font-face font-face-format font-face-name font-face-src "
    "font-face-uri missing-glyph ";

bool is_in(std::string_view list, std::string_view lower) {
  for (std::size_t at = list.find(lower); at != std::string_view::npos;
       at = list.find(lower, at + 1)) {
    if (at > 0 && list[at - 1] == ' ' && list[at + lower.size()] == ' ') return true;
  }
  return false;
}

template <std::size_t N>
std::string_view view(const std::array<char, N>& name) {
  const auto* const end = std::find(name.begin(), name.end(), '\0');
  return {name.data(), static_cast<std::size_t>(end - name.begin())};
}

bool has_attribute(std::span<const HtmlAttribute> attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(), [&](const HtmlAttribute& attribute) {
    return equals_ignoring_ascii_case(attribute.name, name);
  });
}

/// Whether an `<annotation-xml>` with these attributes holds HTML.
bool holds_html(std::span<const HtmlAttribute> attributes) {
  for (const HtmlAttribute& attribute : attributes) {
    if (attribute.duplicate || !equals_ignoring_ascii_case(attribute.name, "encoding")) continue;
    const std::string value = decode_html_attribute(attribute.value);
    return equals_ignoring_ascii_case(value, "text/html") ||
           equals_ignoring_ascii_case(value, "application/xhtml+xml");
  }
  return false;
}

}  // namespace

// Names of more than 16 bytes, none of which is treated apart, are known by their beginning and a hash.
ForeignStack::Name ForeignStack::key(std::string_view name) noexcept {
  Name key{};
  for (std::size_t i = 0; i < std::min(name.size(), key.size()); ++i) key[i] = ascii_lower(name[i]);
  if (name.size() > key.size()) {
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325ull;
    for (const char c : name) {
      hash = (hash ^ static_cast<unsigned char>(ascii_lower(c))) * 0x0000'0100'0000'01b3ull;
    }
    for (std::size_t i = 8; i < key.size(); ++i, hash >>= 8)
      key[i] = static_cast<char>(hash | 0x80);
  }
  return key;
}

HtmlNamespace ForeignStack::name_space() const noexcept {
  if (!is_foreign()) return HtmlNamespace::html;
  const Kind kind = open_.back().kind;
  return kind == Kind::svg || kind == Kind::svg_html_point ? HtmlNamespace::svg
                                                           : HtmlNamespace::mathml;
}

/// Source: https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point
bool ForeignStack::is_point(Kind kind) noexcept {
  return kind == Kind::svg_html_point || kind == Kind::mathml_html_point ||
         kind == Kind::mathml_text_point;
}

void ForeignStack::push(const Name& name, Kind kind) {
  if (open_.size() < limits::kMaxHtmlForeignDepth) {
    open_.push_back({name, kind});
  } else {
    ++uncounted_;
  }
}

void ForeignStack::shrink(std::size_t size) {
  open_.resize(size);
  uncounted_ = 0;
}

// Source: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction-dispatcher
HtmlNamespace ForeignStack::start(std::string_view name, std::span<const HtmlAttribute> attributes,
                                  bool self_closing) {
  const Name lower = key(name);
  const std::string_view text = view(lower);
  const auto push_unless_closed = [&](Kind kind) {
    if (!self_closing) push(lower, kind);
    return kind >= Kind::mathml ? HtmlNamespace::mathml : HtmlNamespace::svg;
  };
  const auto as_html = [&] {
    if (text == "svg") return push_unless_closed(Kind::svg);
    if (text == "math") return push_unless_closed(Kind::mathml);
    if (!open_.empty()) start_html(text, lower);
    return HtmlNamespace::html;
  };
  if (open_.empty()) return as_html();
  const Kind current = open_.back().kind;
  if (current == Kind::html || current == Kind::svg_html_point ||
      current == Kind::mathml_html_point ||
      (current == Kind::mathml_text_point && text != "mglyph" && text != "malignmark") ||
      (current == Kind::mathml_annotation && text == "svg")) {
    return as_html();
  }
  const bool breaks_out =
      is_in(kBreakingOut, text) ||
      (text == "font" && (has_attribute(attributes, "color") || has_attribute(attributes, "face") ||
                          has_attribute(attributes, "size")));
  if (breaks_out) {
    leave_foreign();
    return as_html();
  }
  if (current == Kind::svg) {
    const bool point = text == "foreignobject" || text == "desc" || text == "title";
    return push_unless_closed(point ? Kind::svg_html_point : Kind::svg);
  }
  if (is_in(" mi mo mn ms mtext ", text)) return push_unless_closed(Kind::mathml_text_point);
  if (text == "annotation-xml") {
    return push_unless_closed(holds_html(attributes) ? Kind::mathml_html_point
                                                     : Kind::mathml_annotation);
  }
  return push_unless_closed(Kind::mathml);
}

void ForeignStack::end(std::string_view name) {
  if (uncounted_ > 0) {
    --uncounted_;
    return;
  }
  const Name lower = key(name);
  const std::string_view text = view(lower);
  if (is_foreign()) {
    if (text == "br" || text == "p") {
      leave_foreign();
      if (!open_.empty()) end_html(lower);
      return;
    }
    for (std::size_t i = open_.size(); i-- > 0 && open_[i].kind != Kind::html;) {
      if (open_[i].name == lower) return shrink(i);
    }
  }
  end_html(lower);
}

// Pops what is neither HTML nor a place for HTML.
void ForeignStack::leave_foreign() {
  std::size_t size = open_.size();
  while (size > 0 && open_[size - 1].kind != Kind::html && !is_point(open_[size - 1].kind)) --size;
  shrink(size);
}

// The first of the HTML elements that lie in the innermost place for HTML.
std::size_t ForeignStack::html_begin() const noexcept {
  std::size_t begin = open_.size();
  while (begin > 0 && open_[begin - 1].kind == Kind::html) --begin;
  return begin;
}

// As much of "in body" as keeps the end tags of well-formed markup apart.
void ForeignStack::start_html(std::string_view name, const Name& lower) {
  const auto close = [&](std::string_view closed, std::string_view within) {
    for (std::size_t i = open_.size(), begin = html_begin(); i-- > begin;) {
      const std::string_view open = view(open_[i].name);
      if (open == closed) return shrink(i);
      if (is_in(within, open)) return;
    }
  };
  if (name == "li") close("li", " ul ol menu ");
  if (name == "dd" || name == "dt") {
    close("dd", " dl ");
    close("dt", " dl ");
  }
  if (is_in(kClosingParagraph, name)) close("p", " button ");
  if (name == "a" || name == "nobr") close(name, {});
  if (!is_in(kWithoutChildren, name)) push(lower, Kind::html);
}

void ForeignStack::end_html(const Name& lower) {
  const std::string_view text = view(lower);
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (open_[i].kind == Kind::html && open_[i].name == lower) return shrink(i);
    if (is_point(open_[i].kind) && !is_in(kOfTables, text)) return;
  }
  // An end tag of what is open around the outermost <svg> or <math> closes that too. Whether it is open is not known: it
  // is taken to be.
  const bool is_custom =
      text.find('-') != std::string_view::npos && !is_in(kNoCustomElements, text);
  if (is_custom || is_in(kOpenAround, text)) shrink(0);
}

}  // namespace cspkit::html
