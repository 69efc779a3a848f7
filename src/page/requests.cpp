// SPDX-License-Identifier: Apache-2.0
//
// Which attribute of which element fetches what: a table for most of them, a function for the rest.
#include "page/requests.h"

#include <cspkit/url.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "match/script_url.h"
#include "page/srcset.h"

namespace cspkit::page {
namespace {

using Sink = std::function<void(Reference&&)>;

/// Attributes that are always one URL for one destination.
struct Fixed {
  HtmlNamespace name_space;
  std::string_view element;
  std::string_view attribute;
  Destination destination;
};
constexpr auto kFixed = std::to_array<Fixed>({
    // https://html.spec.whatwg.org/multipage/indices.html#attributes-3
    {HtmlNamespace::html, "img", "src", Destination::image},
    {HtmlNamespace::html, "video", "src", Destination::video},
    {HtmlNamespace::html, "video", "poster", Destination::image},
    {HtmlNamespace::html, "audio", "src", Destination::audio},
    {HtmlNamespace::html, "embed", "src", Destination::embed},
    {HtmlNamespace::html, "object", "data", Destination::object},
    {HtmlNamespace::html, "frame", "src", Destination::frame},
    // https://html.spec.whatwg.org/multipage/rendering.html#the-page: hints of style
    {HtmlNamespace::html, "body", "background", Destination::image},
    {HtmlNamespace::html, "table", "background", Destination::image},
    {HtmlNamespace::html, "tbody", "background", Destination::image},
    {HtmlNamespace::html, "thead", "background", Destination::image},
    {HtmlNamespace::html, "tfoot", "background", Destination::image},
    {HtmlNamespace::html, "tr", "background", Destination::image},
    {HtmlNamespace::html, "td", "background", Destination::image},
    {HtmlNamespace::html, "th", "background", Destination::image},
    // https://svgwg.org/svg2-draft/linking.html#processingURL-fetch
    {HtmlNamespace::svg, "image", "href", Destination::image},
    {HtmlNamespace::svg, "feimage", "href", Destination::image},
    {HtmlNamespace::svg, "use", "href", Destination::image},
});

/// Elements that a `javascript:` URL in that attribute navigates.
struct Navigating {
  HtmlNamespace name_space;
  std::string_view element;  // empty: any
  std::string_view attribute;
};
constexpr auto kNavigating = std::to_array<Navigating>({
    {HtmlNamespace::html, "a", "href"},
    {HtmlNamespace::html, "area", "href"},
    {HtmlNamespace::html, "iframe", "src"},
    {HtmlNamespace::html, "frame", "src"},
    {HtmlNamespace::svg, "a", "href"},
    {HtmlNamespace::mathml, "", "href"},
});

/// SVG's attributes that are CSS, and may refer to other documents.
/// Source: https://svgwg.org/svg2-draft/styling.html#PresentationAttributes
constexpr auto kPresentation =
    std::to_array<std::string_view>({"clip-path", "cursor", "fill", "filter", "marker-end",
                                     "marker-mid", "marker-start", "mask", "stroke"});

/// Where `<link rel=preload as=…>` goes. Source: https://html.spec.whatwg.org/multipage/links.html#translate-a-preload-destination
std::optional<Destination> preload_destination(std::string_view as) {
  if (equals_ignoring_ascii_case(as, "fetch")) return Destination::none;
  for (const Destination one : {Destination::font, Destination::image, Destination::script,
                                Destination::style, Destination::track}) {
    if (equals_ignoring_ascii_case(as, destination_name(one))) return one;
  }
  return std::nullopt;
}

/// Source: https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
std::optional<Destination> module_destination(const std::optional<std::string>& as) {
  if (!as || as->empty()) return Destination::script;
  const auto found = find_destination(ascii_lower(*as));
  const bool fits = found && (is_script_like(*found) || *found == Destination::json ||
                              *found == Destination::style || *found == Destination::text);
  return fits ? found : std::nullopt;
}

/// Whether a type says something other than CSS.
bool is_other_than_css(std::string_view type) {
  type = strip_ascii_whitespace(type.substr(0, type.find(';')));
  return !type.empty() && !equals_ignoring_ascii_case(type, "text/css");
}

template <class F>
void for_each_word(std::string_view text, F&& f) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_ascii_whitespace(text[end])) ++end;
    if (end > at) f(text.substr(at, end - at));
    at = end + 1;
  }
}

/// Source: https://html.spec.whatwg.org/multipage/links.html#linkTypes
void link(const Element& element, const std::string& href, const Sink& sink) {
  if (href.empty()) return;
  const auto found = [&](Destination destination, Initiator initiator = Initiator::other) {
    sink({.destination = destination, .initiator = initiator, .url = href});
  };
  bool icon = false;
  for_each_word(element.value_or_empty("rel"), [&](std::string_view word) {
    const std::string rel = ascii_lower(word);
    if (rel == "stylesheet") {
      const bool loads =
          !is_other_than_css(element.value_or_empty("type")) && !element.has("disabled");
      if (loads) found(Destination::style);
    } else if (rel == "preload") {
      if (const auto to = preload_destination(element.value_or_empty("as"))) found(*to);
    } else if (rel == "modulepreload") {
      if (const auto to = module_destination(element.value("as"))) found(*to);
    } else if (rel == "prefetch") {
      found(Destination::none, Initiator::prefetch);
    } else if (rel == "prerender") {
      found(Destination::none, Initiator::prerender);
    } else if (rel == "manifest") {
      found(Destination::manifest);
    } else if (!std::exchange(
                   icon, icon || rel.ends_with("icon") || rel == "apple-touch-icon-precomposed") &&
               (rel == "icon" || rel == "mask-icon" || rel == "apple-touch-icon" ||
                rel == "apple-touch-icon-precomposed")) {
      found(Destination::image);
    }
  });
}

void candidates(const std::string& srcset, const Sink& sink) {
  for (const std::string_view url : parse_srcset(srcset)) {
    sink({.destination = Destination::image, .url = std::string(url)});
  }
}

bool is_button_that_submits(const Element& element) {
  if (element.is_html(HtmlTag::button)) {
    return !element.is("type", "button") && !element.is("type", "reset");
  }
  return element.is_html(HtmlTag::input) &&
         (element.is("type", "submit") || element.is("type", "image"));
}

void form_target(const std::string& url, const Sink& sink) {
  sink({.kind = PageItemKind::form_action, .url = url});
  if (auto script = javascript_url(url))
    sink({.kind = PageItemKind::navigation, .url = *std::move(script)});
}

/// The names that any of this file looks at, so that the others cost a comparison or two.
bool may_refer(std::string_view name, HtmlNamespace space) noexcept {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"action", "background", "data", "formaction", "href", "imagesrcset", "ping", "poster", "src",
       "srcset", "xlink:href"});
  const auto has = [name](const auto& names) {
    return std::ranges::find(names, name) != names.end();
  };
  // Most names have another length than all of these, which costs no look at their letters.
  return has(kNames) || (space == HtmlNamespace::svg && has(kPresentation));
}

/// HTML's attributes whose meaning other attributes or elements decide.
void html_references(const Element& element, std::string_view name, std::string url,
                     const Surroundings& around, const Sink& sink) {
  const auto request = [&](Destination destination) {
    if (!url.empty()) sink({.destination = destination, .url = std::move(url)});
  };
  switch (element.tag()) {
    case HtmlTag::script:
      if (name == "src") {
        const PageScriptType type = script_type(element);
        const bool runs = type == PageScriptType::module ||
                          (type == PageScriptType::classic && is_for_load_of_window(element));
        if (runs) request(Destination::script);
      }
      break;
    case HtmlTag::link:
      if (name == "href") link(element, url, sink);
      if (name == "imagesrcset" && element.is("rel", "preload") && element.is("as", "image"))
        candidates(url, sink);
      break;
    case HtmlTag::img:
      if (name == "srcset") candidates(url, sink);
      break;
    case HtmlTag::iframe:
      if (name == "src" && !element.has("srcdoc")) request(Destination::iframe);
      break;
    case HtmlTag::input:
      if (name == "src" && element.is("type", "image")) request(Destination::image);
      [[fallthrough]];
    case HtmlTag::button:
      if (name == "formaction" && is_button_that_submits(element)) form_target(url, sink);
      break;
    case HtmlTag::source:
      if (name == "src" && around.media()) request(*around.media());
      if (name == "srcset" && around.in_picture()) candidates(url, sink);
      break;
    case HtmlTag::track:
      if (name == "src" && around.media()) request(Destination::track);
      break;
    case HtmlTag::form:
      if (name == "action" && !element.is("method", "dialog")) form_target(url, sink);
      break;
    case HtmlTag::a:
    case HtmlTag::area:
      if (name == "ping" && element.has("href")) {
        for_each_word(url, [&](std::string_view one) { sink({.url = std::string(one)}); });
      }
      break;
    default: break;
  }
}

}  // namespace

void Surroundings::start_tag(const Element& element) noexcept {
  if (element.is_html(HtmlTag::video)) media_ = Destination::video;
  if (element.is_html(HtmlTag::audio)) media_ = Destination::audio;
  if (element.name() == "picture") in_picture_ = true;
}

void Surroundings::end_tag(HtmlTag tag, std::string_view name) noexcept {
  if (tag == HtmlTag::video || tag == HtmlTag::audio) media_.reset();
  if (equals_ignoring_ascii_case(name, "picture")) in_picture_ = false;
}

std::optional<std::string> javascript_url(std::string_view url) {
  constexpr std::string_view kScheme = "javascript:";
  // Cheap to say no: what the URL parser skips in front and within is skipped here.
  std::size_t matched = 0;
  for (const char c : url) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '\t' || c == '\n' || c == '\r' || (matched == 0 && u <= ' ')) continue;
    if (ascii_lower(c) != kScheme[matched]) return std::nullopt;
    if (++matched == kScheme.size()) break;
  }
  if (matched < kScheme.size()) return std::nullopt;
  const auto parsed = Url::parse(url);
  if (!parsed) return std::nullopt;
  return parsed->href();
}

void find_references(const Element& element, const HtmlAttribute& attribute, std::string_view name,
                     const Surroundings& around, const Sink& sink) {
  const HtmlNamespace space = element.name_space();
  if (!may_refer(name, space)) return;
  if (name == "xlink:href" && space == HtmlNamespace::svg && !element.has("href")) name = "href";
  const auto* const navigating = std::ranges::find_if(kNavigating, [&](const Navigating& row) {
    return row.name_space == space && (row.element.empty() || row.element == element.name()) &&
           row.attribute == name;
  });
  if (navigating != kNavigating.end()) {
    const bool is_replaced = element.is_html(HtmlTag::iframe) && element.has("srcdoc");
    if (auto script = javascript_url(element.decode(attribute)); script && !is_replaced) {
      return sink({.kind = PageItemKind::navigation, .url = *std::move(script)});
    }
  }
  const auto* const fixed = std::ranges::find_if(kFixed, [&](const Fixed& row) {
    return row.name_space == space && row.element == element.name() && row.attribute == name;
  });
  if (fixed != kFixed.end()) {
    std::string url = element.decode(attribute);
    const bool is_within = url.empty() || (space == HtmlNamespace::svg && url[0] == '#');
    if (!is_within) sink({.destination = fixed->destination, .url = std::move(url)});
    return;
  }
  if (space == HtmlNamespace::html) {
    switch (element.tag()) {
      case HtmlTag::script:
      case HtmlTag::link:
      case HtmlTag::img:
      case HtmlTag::iframe:
      case HtmlTag::input:
      case HtmlTag::button:
      case HtmlTag::source:
      case HtmlTag::track:
      case HtmlTag::form:
      case HtmlTag::a:
      case HtmlTag::area:
        html_references(element, name, element.decode(attribute), around, sink);
        break;
      default: break;
    }
    return;
  }
  if (space != HtmlNamespace::svg) return;
  if (name == "href" && element.tag() == HtmlTag::script) {
    const PageScriptType type = script_type(element);
    std::string url = element.decode(attribute);
    const bool runs = type == PageScriptType::module || type == PageScriptType::classic;
    if (runs && !url.empty()) sink({.destination = Destination::script, .url = std::move(url)});
  } else if (std::ranges::find(kPresentation, name) != kPresentation.end()) {
    for (CssUrl& found : find_css_urls(element.decode(attribute), CssText::declarations)) {
      sink({.destination = found.destination, .url = std::move(found.url), .is_css = true});
    }
  }
}

}  // namespace cspkit::page

namespace cspkit {

std::optional<std::string> decoded_script_url(const PageItem& item) {
  if (item.kind != PageItemKind::navigation) return std::nullopt;
  std::string decoded = decode_script_url(item.value);
  return decoded == item.value ? std::nullopt : std::optional(std::move(decoded));
}

}  // namespace cspkit
