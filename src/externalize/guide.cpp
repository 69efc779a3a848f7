// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "cspkit/externalize.h"
#include "externalize/edits.h"
#include "externalize/entries.h"
#include "externalize/script_text.h"
#include "externalize/style_text.h"
#include "externalize/template_text.h"

namespace cspkit {
namespace {

using namespace externalize_detail;

// `step` is what the agent hands to a code block; listeners attached by it go with the step.
constexpr std::string_view kListen = R"js((function (step, listeners) {
  if (!step || !step.guideElement) return;
  listeners.forEach(function (listener) {
    step.guideElement[0].querySelectorAll('.' + listener[0]).forEach(function (element) {
      step.attachEvent(element, listener[1], function (event) {
        if (listener[2].call(element, event) === false) event.preventDefault();
      });
    });
  });
})(step, [
)js";

/// The elements of a fragment, and what goes to each tab.
class GuideSplitter {
 public:
  explicit GuideSplitter(std::string_view html) : html_(html) {}

  GuideTabs run() {
    const Page page = read_page(html_, {.charset = "utf-8", .max_frame_depth = 0});
    std::vector<std::uint64_t> wanted;
    for (const PageItem& item : page.items) wanted.push_back(item.start_tag.begin);
    std::ranges::sort(wanted);
    markup_ = read_markup(html_, wanted);
    for (const PageItem& item : page.items) {
      const auto tag = markup_.tags.find(item.start_tag.begin);
      if (tag != markup_.tags.end()) visit(item, tag->second);
    }
    for (const auto& [begin, names] : classes_of_) {
      add_class(edits_, html_, markup_.tags.at(begin), names);
    }
    tabs_.html = edits_.apply(html_);
    tabs_.css = styles_ + rules_;
    if (!listeners_.empty()) end_script();
    tabs_.javascript = scripts_;
    if (!listeners_.empty()) tabs_.javascript += fmt::format("{}{}]);\n", kListen, listeners_);
    return std::move(tabs_);
  }

 private:
  void visit(const PageItem& item, const MarkupTag& tag) {
    if (item.kind == PageItemKind::inline_block) {
      item.tag == HtmlTag::style ? style(item, tag) : script(item);
    } else if (item.kind == PageItemKind::navigation) {
      link(item, tag);
    } else if (item.kind == PageItemKind::attribute) {
      item.inline_type == InlineType::style_attribute ? style_attribute(item, tag)
                                                      : handler(item, tag);
    }
  }

  [[nodiscard]] static InlinePlace place_of(InlineCode code, const PageItem& item) {
    return {code, item.element, item.attribute, item.position};
  }
  void moved(InlineCode code, const PageItem& item, std::string_view tab) {
    tabs_.moved.push_back({place_of(code, item), std::string(tab)});
  }
  void stay(InlineCode code, const PageItem& item, StayReason reason) {
    tabs_.staying.push_back({place_of(code, item), reason, {}});
  }
  void hint(InlineCode code, const PageItem& item, const ScriptTokens& tokens) {
    for (const ScriptHint& found : hints_of(tokens, item.value)) {
      tabs_.hints.push_back({place_of(code, item), found.hint, item.position.line});
    }
  }

  /// Why it cannot leave the HTML tab, whatever it is.
  [[nodiscard]] static std::optional<StayReason> why_stays(const PageItem& item,
                                                           const MarkupTag& tag) {
    if (text_origin(item.value) == TextOrigin::templated) return StayReason::template_text;
    if (!item.complete) return StayReason::too_long;
    if (!tag.complete) return StayReason::cut_tag;
    return std::nullopt;
  }

  void script(const PageItem& item) {
    const ScriptTokens tokens = read_script(item.value);
    std::optional<StayReason> reason = why_stays(item, markup_.tags.at(item.start_tag.begin));
    // All scripts share one text, where an import or the error of one would be everyone's.
    if (!reason && item.script_type != PageScriptType::classic) {
      reason = StayReason::no_external_form;
    }
    if (!reason && tokens.shape == ScriptShape::broken) reason = StayReason::not_javascript;
    if (!reason) reason = stays(tokens, item.script_type, Folder::another);
    if (!reason && item.name_space != HtmlNamespace::html) reason = StayReason::foreign_element;
    hint(InlineCode::script, item, tokens);
    if (reason) return stay(InlineCode::script, item, *reason);
    edits_.replace({item.start_tag.begin, item.element_end}, "");
    end_script();
    scripts_ += fmt::format("{}\n", item.value);
    moved(InlineCode::script, item, "JavaScript");
  }

  /// What follows a script begins a statement of its own, also where it begins with a bracket and no semicolon ended
  /// the script.
  void end_script() {
    if (!scripts_.empty()) scripts_ += ";\n";
  }

  void style(const PageItem& item, const MarkupTag& tag) {
    std::optional<StayReason> reason = why_stays(item, tag);
    if (!reason && item.name_space != HtmlNamespace::html) reason = StayReason::foreign_element;
    // An @import would no longer be first.
    const bool is_import = item.value.find("@import") != std::string::npos;
    if (!reason && (is_import || css_urls_mean(item.value, CssText::style_sheet,
                                               UrlBase::other_origin) == UrlsMean::other)) {
      reason = StayReason::relative_url;
    }
    if (reason) return stay(InlineCode::style, item, *reason);
    const MarkupAttribute* media = tag.find("media");
    edits_.replace({item.start_tag.begin, item.element_end}, "");
    if (media == nullptr) {
      styles_ += fmt::format("{}\n", item.value);
    } else {
      const auto value = html_.substr(media->value.begin, media->value.end - media->value.begin);
      styles_ += fmt::format("@media {} {{\n{}\n}}\n", decode_html_attribute(value), item.value);
    }
    moved(InlineCode::style, item, "CSS");
  }

  void style_attribute(const PageItem& item, const MarkupTag& tag) {
    std::optional<StayReason> reason = why_stays(item, tag);
    const bool plain = declarations_shape(item.value) == DeclarationsShape::plain;
    if (!reason && !plain) reason = StayReason::not_declarations;
    if (!reason && css_urls_mean(item.value, CssText::declarations, UrlBase::other_origin) ==
                       UrlsMean::other) {
      reason = StayReason::relative_url;
    }
    if (reason) return stay(InlineCode::style_attribute, item, *reason);
    const auto [found, added] = style_classes_.emplace(
        item.value, fmt::format("guide-style-{}", style_classes_.size() + 1));
    if (added) rules_ += attribute_rule(found->second, item.value, "guide-none");
    replace(tag, "style", found->second);
    moved(InlineCode::style_attribute, item, "CSS");
  }

  void handler(const PageItem& item, const MarkupTag& tag) {
    const ScriptTokens tokens = read_script(item.value);
    std::optional<StayReason> reason = why_stays(item, tag);
    if (!reason && tokens.shape == ScriptShape::broken) reason = StayReason::not_javascript;
    const bool early = item.attribute == "onload" || item.attribute == "onerror";
    if (!reason && early) reason = StayReason::early_event;
    hint(InlineCode::handler, item, tokens);
    if (reason) return stay(InlineCode::handler, item, *reason);
    listen(tag, item.attribute.substr(2), item.value);
    remove_attribute(edits_, html_, tag, item.attribute);
    moved(InlineCode::handler, item, "JavaScript");
  }

  void link(const PageItem& item, const MarkupTag& tag) {
    const std::string source = javascript_of_url(item);
    const ScriptTokens tokens = read_script(source);
    std::optional<StayReason> reason = why_stays(item, tag);
    if (!reason && (item.element != "a" || item.attribute != "href")) {
      reason = StayReason::unreached_url;
    }
    if (!reason && tag.find("target") != nullptr) reason = StayReason::other_target;
    if (!reason && tokens.shape == ScriptShape::broken) reason = StayReason::not_javascript;
    if (!reason && declares_names(tokens)) reason = StayReason::global_names;
    if (reason) return stay(InlineCode::javascript_url, item, *reason);
    listen(tag, "click", source + "\nreturn false;");
    edits_.replace(item.value_range, "#");
    moved(InlineCode::javascript_url, item, "JavaScript");
  }

  /// Elements that listen alike share a class; an element with more than one listener has more than one.
  void listen(const MarkupTag& tag, const std::string& type, const std::string& body) {
    const auto [found, added] = action_classes_.emplace(
        std::pair(type, body), fmt::format("guide-action-{}", action_classes_.size() + 1));
    if (added) {
      listeners_ += fmt::format("  ['{}', '{}', function (event) {{\n{}\n  }}],\n", found->second,
                                type, body);
    }
    give_class(tag, found->second);
  }

  void replace(const MarkupTag& tag, std::string_view attribute, const std::string& name) {
    remove_attribute(edits_, html_, tag, attribute);
    give_class(tag, name);
  }

  /// All classes of a tag are added at once, since what is added first may make the attribute.
  void give_class(const MarkupTag& tag, const std::string& name) {
    std::string& names = classes_of_[tag.range.begin];
    names += (names.empty() ? "" : " ") + name;
  }

  std::string_view html_;
  Markup markup_;
  Edits edits_;
  GuideTabs tabs_;
  std::string styles_, rules_, scripts_, listeners_;
  std::map<std::string, std::string> style_classes_;
  std::map<std::pair<std::string, std::string>, std::string> action_classes_;
  std::map<std::uint64_t, std::string> classes_of_;
};

}  // namespace

GuideTabs split_guide(std::string_view fragment) { return GuideSplitter(fragment).run(); }

}  // namespace cspkit
