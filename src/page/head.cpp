// SPDX-License-Identifier: Apache-2.0
#include "page/head.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"

namespace cspkit::page {
namespace {

/// Elements that a tree builder puts into `<head>`, even behind its end tag.
constexpr HtmlTagSet kOfHead = {HtmlTag::base,     HtmlTag::link,     HtmlTag::meta,
                                HtmlTag::noframes, HtmlTag::script,   HtmlTag::style,
                                HtmlTag::title,    HtmlTag::template_};

}  // namespace

void HeadTracker::start_tag(const HtmlToken& token, HtmlScripting scripting) noexcept {
  if (mode_ == Mode::body) return;
  const std::string_view name = token.text;
  const bool is_html = token.name_space == HtmlNamespace::html;
  if (is_html && (token.tag == HtmlTag::html || token.tag == HtmlTag::head)) return;
  if (is_html && (kOfHead.contains(token.tag) || equals_ignoring_ascii_case(name, "basefont") ||
                  equals_ignoring_ascii_case(name, "bgsound"))) {
    const bool ends_noscript = token.tag == HtmlTag::base || token.tag == HtmlTag::script ||
                               token.tag == HtmlTag::title || token.tag == HtmlTag::template_;
    if (ends_noscript) in_noscript_ = false;
    return;
  }
  if (is_html && token.tag == HtmlTag::noscript && mode_ == Mode::head) {
    in_noscript_ = scripting == HtmlScripting::disabled;
    return;
  }
  mode_ = Mode::body;
}

void HeadTracker::end_tag(std::string_view name) noexcept {
  if (mode_ == Mode::body) return;
  const auto is = [&](std::string_view lower) { return equals_ignoring_ascii_case(name, lower); };
  if (is("noscript")) {
    in_noscript_ = false;
  } else if (is("head")) {
    mode_ = mode_ == Mode::head && !in_noscript_ ? Mode::after_head : mode_;
  } else if (is("body") || is("html") || is("br")) {
    mode_ = Mode::body;
  }
}

void HeadTracker::text(std::string_view source) {
  if (mode_ == Mode::body || std::ranges::all_of(source, is_ascii_whitespace)) return;
  if (source.find('&') == std::string_view::npos) {
    mode_ = Mode::body;
    return;
  }
  HtmlTextDecoder decoder(HtmlTextKind::data);
  std::string characters;
  decoder.feed(source, characters);
  decoder.finish(characters);
  if (!std::ranges::all_of(characters, is_ascii_whitespace)) mode_ = Mode::body;
}

}  // namespace cspkit::page
