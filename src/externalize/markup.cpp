// SPDX-License-Identifier: Apache-2.0
#include "externalize/markup.h"

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::externalize_detail {
namespace {

bool is_blank(std::string_view text) noexcept { return strip_ascii_whitespace(text).empty(); }

std::uint64_t end_of(const HtmlAttribute& attribute) noexcept {
  const std::uint64_t value_end = attribute.value_offset + attribute.value.size();
  switch (attribute.quote) {
    case HtmlQuote::absent: return attribute.name_offset + attribute.name.size();
    case HtmlQuote::none: return value_end;
    default: return value_end + 1;
  }
}

MarkupTag copy_tag(const HtmlToken& token) {
  MarkupTag tag{{token.begin, token.end}, token.name_end, token.complete, {}};
  for (const HtmlAttribute& attribute : token.attributes) {
    const bool has_value = attribute.quote != HtmlQuote::absent;
    const std::uint64_t value = has_value ? attribute.value_offset : end_of(attribute);
    tag.attributes.push_back({ascii_lower(attribute.name),
                              {attribute.name_offset, end_of(attribute)},
                              {value, value + attribute.value.size()},
                              attribute.quote});
  }
  return tag;
}

bool names_encoding(const HtmlToken& token) noexcept {
  if (token.find("charset") != nullptr) return true;
  const HtmlAttribute* meaning = token.find("http-equiv");
  return meaning != nullptr && equals_ignoring_ascii_case(meaning->value, "content-type");
}

class Reader {
 public:
  Reader(std::string_view html, const std::vector<std::uint64_t>& wanted)
      : html_(html), wanted_(wanted) {}

  Markup run() {
    HtmlTokenizer tokenizer;
    tokenizer.feed(html_);
    tokenizer.finish();
    for (;;) {
      const HtmlToken& token = tokenizer.next();
      if (token.kind == HtmlTokenKind::need_input) continue;
      if (token.kind == HtmlTokenKind::end) break;
      read(token);
    }
    if (place_ != Place::found) found_.head_start = html_.size();
    if (shadow_depth_ > 0) found_.shadow_roots.push_back({shadow_begin_, html_.size()});
    return std::move(found_);
  }

 private:
  enum class Place : std::uint8_t { before_html, before_head, found };
  enum class Part : std::uint8_t { head, body };  // of the document, as its tags tell

  void read(const HtmlToken& token) {
    if (place_ != Place::found) look_for_head(token);
    if (token.kind == HtmlTokenKind::start_tag) read_start_tag(token);
    if (token.kind == HtmlTokenKind::end_tag && token.tag == HtmlTag::template_)
      end_template(token);
    if (token.kind == HtmlTokenKind::text && token.text_kind == HtmlTextKind::data &&
        templates_.empty() && !is_blank(token.text)) {
      part_ = Part::body;
    }
  }

  void look_for_head(const HtmlToken& token) {
    switch (token.kind) {
      case HtmlTokenKind::text: {
        if (is_blank(token.text)) return;
        const std::size_t blanks = token.text.size() - strip_left(token.text).size();
        settle(token.begin + blanks);
        return;
      }
      case HtmlTokenKind::start_tag:
        if (token.tag == HtmlTag::html && place_ == Place::before_html) {
          place_ = Place::before_head;
        } else {
          settle(token.tag == HtmlTag::head ? token.end : token.begin);
        }
        return;
      case HtmlTokenKind::end_tag: settle(token.begin); return;
      default: return;
    }
  }
  static std::string_view strip_left(std::string_view text) noexcept {
    while (!text.empty() && is_ascii_whitespace(text.front())) text.remove_prefix(1);
    return text;
  }
  void settle(std::uint64_t at) {
    found_.head_start = at;
    place_ = Place::found;
  }

  void read_start_tag(const HtmlToken& token) {
    while (next_ < wanted_.size() && wanted_[next_] < token.begin) ++next_;
    if (next_ < wanted_.size() && wanted_[next_] == token.begin) {
      found_.tags.emplace(token.begin, copy_tag(token));
    }
    if (token.tag == HtmlTag::template_) begin_template(token);
    if (!templates_.empty() || token.name_space != HtmlNamespace::html) return;
    look_for_roots(token);
  }

  /// A second `<html>` or `<body>` only adds attributes to the first, and `<body>` behind content finds one there.
  void look_for_roots(const HtmlToken& token) {
    switch (token.tag) {
      case HtmlTag::html:
        if (has_html_ || has_tags_) found_.dead_roots.push_back(token.begin);
        has_html_ = true;
        return;
      case HtmlTag::body:
      case HtmlTag::frameset:
        if (part_ == Part::body) found_.dead_roots.push_back(token.begin);
        part_ = Part::body;
        return;
      case HtmlTag::meta:
        if (part_ == Part::head && found_.encoding_named == 0 && names_encoding(token)) {
          found_.encoding_named = token.end;
        }
        break;
      case HtmlTag::head:
      case HtmlTag::base:
      case HtmlTag::link:
      case HtmlTag::noframes:
      case HtmlTag::noscript:
      case HtmlTag::script:
      case HtmlTag::style:
      case HtmlTag::template_:
      case HtmlTag::title: break;
      default:
        if (token.text != "basefont" && token.text != "bgsound") part_ = Part::body;
    }
    has_tags_ = true;
  }

  void begin_template(const HtmlToken& token) {
    const bool shadow = token.find("shadowrootmode") != nullptr;
    templates_.push_back(shadow ? Template::shadow_root : Template::plain);
    if (shadow && shadow_depth_++ == 0) shadow_begin_ = token.end;
  }
  void end_template(const HtmlToken& token) {
    if (templates_.empty()) return;
    const bool shadow = templates_.back() == Template::shadow_root;
    templates_.pop_back();
    if (shadow && --shadow_depth_ == 0) found_.shadow_roots.push_back({shadow_begin_, token.begin});
  }

  enum class Template : std::uint8_t { plain, shadow_root };

  std::string_view html_;
  const std::vector<std::uint64_t>& wanted_;
  std::size_t next_ = 0;
  Place place_ = Place::before_html;
  Part part_ = Part::head;
  bool has_html_ = false, has_tags_ = false;
  std::vector<Template> templates_;
  std::size_t shadow_depth_ = 0;
  std::uint64_t shadow_begin_ = 0;
  Markup found_;
};

}  // namespace

const MarkupAttribute* MarkupTag::find(std::string_view name) const noexcept {
  const auto found = std::ranges::find(attributes, name, &MarkupAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

bool Markup::in_shadow_root(std::uint64_t offset) const noexcept {
  const auto behind = std::ranges::upper_bound(shadow_roots, offset, {}, &ByteRange::begin);
  return behind != shadow_roots.begin() && offset < std::prev(behind)->end;
}

bool Markup::is_dead_root(std::uint64_t offset) const noexcept {
  return std::ranges::binary_search(dead_roots, offset);
}

Markup read_markup(std::string_view html, const std::vector<std::uint64_t>& wanted) {
  return Reader(html, wanted).run();
}

}  // namespace cspkit::externalize_detail
