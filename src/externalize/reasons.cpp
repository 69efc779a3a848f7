// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "cspkit/externalize.h"

namespace cspkit {
namespace {

constexpr std::array<StayReasonInfo, 20> kReasons = {{
    {StayReason::template_text, "template-text", "A template fills it in at the server.",
     "Put the values into data- attributes or a JSON data block, and read them in a file."},
    {StayReason::too_long, "too-long", "It is longer than 16 MiB.", "Move it by hand."},
    {StayReason::cut_tag, "cut-tag", "Its tag is longer than 1 MiB.",
     "Move what makes it so long, such as a data: URL, into a file."},
    {StayReason::no_external_form, "no-external-form",
     "Browsers read import maps and speculation rules from the page only.",
     "Allow it by its hash, or send speculation rules by the header Speculation-Rules."},
    {StayReason::foreign_element, "foreign-element",
     "In SVG, a style sheet has no link element, and a script from a file does not hold up what "
     "follows.",
     "Move it out of the <svg>, or allow it by its hash."},
    {StayReason::current_script, "current-script",
     "It asks document.currentScript for what is otherwise for a script from a file.",
     "Read what it needs from a data- attribute, or allow it by its hash."},
    {StayReason::own_url, "own-url", "It uses import.meta, which is another in a file.",
     "Name the URL, or allow it by its hash."},
    {StayReason::relative_import, "relative-import",
     "What it imports is named relative to the page, and the file lies elsewhere.",
     "Leave out --url-prefix, or import from whole URLs."},
    {StayReason::relative_url, "relative-url",
     "Its URLs are relative to the page, and the file lies elsewhere.",
     "Leave out --url-prefix, or write whole URLs."},
    {StayReason::base_element, "base-element", "The page's <base> leads the file's name elsewhere.",
     "Say with --url-prefix where the files will be served."},
    {StayReason::not_javascript, "not-javascript", "It does not read as whole JavaScript.",
     "Correct it, or take it out: a browser reports a syntax error as well."},
    {StayReason::not_declarations, "not-declarations",
     "It is no plain list of declarations, and the page has no script that could set it.",
     "Write the declarations into a class."},
    {StayReason::early_event, "early-event",
     "The event may come while the element is read, before any script can listen.",
     "Start the code from a script behind the element."},
    {StayReason::shadow_root, "shadow-root", "It stands in a declarative shadow root.",
     "Add the listener or the class by hand."},
    {StayReason::in_template, "in-template",
     "Scripts of a <template> run in the order in which they arrive, once they come from files.",
     "Move the code to where the template is used."},
    {StayReason::second_root, "second-root",
     "The tag makes no element: its attributes go to the one that is there.",
     "Put the attribute on the first tag."},
    {StayReason::unreached_url, "unreached-url",
     "Only the href of a link can be replaced by a click handler.",
     "Replace the javascript: URL: by a submit handler on a form, srcdoc or a page in a frame."},
    {StayReason::other_target, "other-target", "It runs in the window or frame that target names.",
     "Open a page there that has the script."},
    {StayReason::global_names, "global-names",
     "It declares names, which would be those of a function in a file.",
     "Move the declarations into a script."},
    {StayReason::deep_frame, "deep-frame",
     "It stands in srcdoc documents within one another, too deep.",
     "Make the frame's document a page of its own."},
}};

constexpr std::array<ExternalizeHintInfo, 4> kHints = {{
    {ExternalizeHint::writes_inline_code, "writes-inline-code",
     "A string seems to hold markup with inline code, which the policy blocks once it is in the "
     "page: make elements and "
     "listeners instead."},
    {ExternalizeHint::compiles_strings, "compiles-strings",
     "Code is compiled from a string, which needs 'unsafe-eval': use functions."},
    {ExternalizeHint::sets_attribute, "sets-attribute",
     "setAttribute gives an element a handler or a style, which the policy blocks: use "
     "addEventListener or "
     "element.style."},
    {ExternalizeHint::makes_style, "makes-style",
     "A <style> element is made, whose text the policy blocks: use a file, a constructed style "
     "sheet or a nonce."},
}};

constexpr std::array<std::string_view, 5> kCodes = {"script", "style", "handler", "style-attribute",
                                                    "javascript-url"};

}  // namespace

std::string_view inline_code_name(InlineCode code) noexcept {
  return kCodes[static_cast<std::size_t>(code)];
}

const StayReasonInfo& stay_reason_info(StayReason reason) noexcept {
  return *std::ranges::find(kReasons, reason, &StayReasonInfo::reason);
}

const ExternalizeHintInfo& externalize_hint_info(ExternalizeHint hint) noexcept {
  return *std::ranges::find(kHints, hint, &ExternalizeHintInfo::hint);
}

}  // namespace cspkit
