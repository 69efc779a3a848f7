// SPDX-License-Identifier: Apache-2.0
#include "page/handlers.h"

#include <algorithm>
#include <array>
#include <span>

namespace cspkit::page {
namespace {

// Names without their `on`, in order. What HTML and the other standards define, and what one browser has by itself: a test
// holds them to what Chromium's elements know.

/// On every element of HTML, SVG and MathML.
/// Source: https://html.spec.whatwg.org/multipage/webappapis.html#event-handlers-on-elements,-document-objects,-and-window-objects
constexpr auto kEverywhere = std::to_array<std::string_view>({
    "abort",
    "animationcancel",
    "animationend",
    "animationiteration",
    "animationstart",
    "auxclick",
    "beforecopy",
    "beforecut",
    "beforeinput",
    "beforematch",
    "beforepaste",
    "beforetoggle",
    "beforexrselect",
    "blur",
    "cancel",
    "canplay",
    "canplaythrough",
    "change",
    "click",
    "close",
    "command",
    "contentvisibilityautostatechange",
    "contextlost",
    "contextmenu",
    "contextrestored",
    "copy",
    "cuechange",
    "cut",
    "dblclick",
    "drag",
    "dragend",
    "dragenter",
    "dragexit",
    "dragleave",
    "dragover",
    "dragstart",
    "drop",
    "durationchange",
    "emptied",
    "ended",
    "error",
    "focus",
    "focusin",
    "focusout",
    "formdata",
    "fullscreenchange",
    "fullscreenerror",
    "gesturechange",
    "gestureend",
    "gesturestart",
    "gotpointercapture",
    "input",
    "interest",
    "invalid",
    "keydown",
    "keypress",
    "keyup",
    "load",
    "loadeddata",
    "loadedmetadata",
    "loadend",
    "loadstart",
    "loseinterest",
    "lostpointercapture",
    "mousedown",
    "mouseenter",
    "mouseleave",
    "mousemove",
    "mouseout",
    "mouseover",
    "mouseup",
    "mousewheel",
    "mozfullscreenchange",
    "mozfullscreenerror",
    "overscroll",
    "paste",
    "pause",
    "play",
    "playing",
    "pointercancel",
    "pointerdown",
    "pointerenter",
    "pointerleave",
    "pointermove",
    "pointerout",
    "pointerover",
    "pointerrawupdate",
    "pointerup",
    "progress",
    "ratechange",
    "reset",
    "resize",
    "scroll",
    "scrollend",
    "scrollsnapchange",
    "scrollsnapchanging",
    "search",
    "securitypolicyviolation",
    "seeked",
    "seeking",
    "select",
    "selectionchange",
    "selectstart",
    "show",
    "slotchange",
    "stalled",
    "submit",
    "suspend",
    "timeupdate",
    "toggle",
    "touchcancel",
    "touchend",
    "touchforcechange",
    "touchmove",
    "touchstart",
    "transitioncancel",
    "transitionend",
    "transitionrun",
    "transitionstart",
    "volumechange",
    "waiting",
    "webkitanimationend",
    "webkitanimationiteration",
    "webkitanimationstart",
    "webkitfullscreenchange",
    "webkitfullscreenerror",
    "webkitmouseforcechanged",
    "webkitmouseforcedown",
    "webkitmouseforceup",
    "webkitmouseforcewillbegin",
    "webkittransitionend",
    "wheel",
});

/// On `<body>` and `<frameset>`, which hand them to the window.
/// Source: https://html.spec.whatwg.org/multipage/webappapis.html#windoweventhandlers
constexpr auto kOfWindows = std::to_array<std::string_view>({
    "afterprint",
    "beforeprint",
    "beforeunload",
    "devicemotion",
    "deviceorientation",
    "deviceorientationabsolute",
    "gamepadconnected",
    "gamepaddisconnected",
    "hashchange",
    "languagechange",
    "message",
    "messageerror",
    "offline",
    "online",
    "orientationchange",
    "pagehide",
    "pagereveal",
    "pageshow",
    "pageswap",
    "popstate",
    "rejectionhandled",
    "storage",
    "unhandledrejection",
    "unload",
});

/// On `<audio>` and `<video>`.
constexpr auto kOfMedia = std::to_array<std::string_view>({
    "encrypted",
    "enterpictureinpicture",
    "leavepictureinpicture",
    "waitingforkey",
    "webkitbeginfullscreen",
    "webkitcurrentplaybacktargetiswirelesschanged",
    "webkitendfullscreen",
    "webkitkeyadded",
    "webkitkeyerror",
    "webkitkeymessage",
    "webkitneedkey",
    "webkitplaybacktargetavailabilitychanged",
    "webkitpresentationmodechanged",
});

/// On SVG's animations. Source: https://svgwg.org/svg2-draft/interact.html#AnimationEvents
constexpr auto kOfAnimations = std::to_array<std::string_view>({"begin", "end", "repeat"});

/// On `<marquee>`.
constexpr auto kOfMarquees = std::to_array<std::string_view>({"bounce", "finish", "start"});

static_assert(std::ranges::is_sorted(kEverywhere) && std::ranges::is_sorted(kOfWindows) &&
              std::ranges::is_sorted(kOfMedia));

bool has(std::span<const std::string_view> names, std::string_view name) noexcept {
  return std::ranges::binary_search(names, name);
}

}  // namespace

bool is_event_handler(std::string_view attribute, std::string_view element,
                      HtmlNamespace name_space) noexcept {
  if (!attribute.starts_with("on")) return false;
  const std::string_view name = attribute.substr(2);
  if (has(kEverywhere, name)) return true;
  if (name_space == HtmlNamespace::html) {
    if (element == "body" || element == "frameset") return has(kOfWindows, name);
    if (element == "audio" || element == "video") return has(kOfMedia, name);
    return element == "marquee" && has(kOfMarquees, name);
  }
  return name_space == HtmlNamespace::svg && (element.starts_with("animate") || element == "set") &&
         has(kOfAnimations, name);
}

}  // namespace cspkit::page
