// SPDX-License-Identifier: Apache-2.0
#include "page/document.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "cspkit/limits.h"
#include "page/encodings.h"
#include "page/handlers.h"

namespace cspkit::page {
namespace {

/// Elements that hold nothing, so that no end tag is to be waited for.
bool is_script_or_style(const Element& element) noexcept {
  return (element.tag() == HtmlTag::script || element.tag() == HtmlTag::style) &&
         element.name_space() != HtmlNamespace::mathml;
}

ByteRange range_of(const HtmlAttribute& attribute) noexcept {
  if (attribute.quote == HtmlQuote::absent)
    return {attribute.name_offset, attribute.name_offset + attribute.name.size()};
  const bool quoted = attribute.quote != HtmlQuote::none;
  return {attribute.name_offset,
          attribute.value_offset + attribute.value.size() + (quoted ? 1 : 0)};
}

ByteRange value_range_of(const HtmlAttribute& attribute) noexcept {
  if (attribute.quote == HtmlQuote::absent) {
    const std::uint64_t end = attribute.name_offset + attribute.name.size();
    return {end, end};
  }
  return {attribute.value_offset, attribute.value_offset + attribute.value.size()};
}

}  // namespace

DocumentReader::DocumentReader(PageState& page, std::string_view encoding)
    : page_(page),
      encoding_(encoding),
      decoder_(encoding),
      tokenizer_({.scripting = page.scripting}) {}

DocumentReader::DocumentReader(PageState& page, Frame frame) : DocumentReader(page, "UTF-8") {
  frame_ = std::move(frame);
}

void DocumentReader::feed(std::string_view chunk) {
  if (chunk.empty()) return;
  lines_.begin_chunk(chunk, fed_);
  fed_ += chunk.size();
  tokenizer_.feed(chunk);
  run();
  lines_.end_chunk(last_end_);
}

void DocumentReader::finish() {
  lines_.begin_chunk({}, fed_);
  tokenizer_.finish();
  run();
}

void DocumentReader::run() {
  for (;;) {
    const HtmlToken& token = tokenizer_.next();
    if (token.kind == HtmlTokenKind::need_input) return;
    this->token(token);
    if (token.kind == HtmlTokenKind::end) return;
    last_end_ = token.end;
  }
}

void DocumentReader::token(const HtmlToken& token) {
  switch (token.kind) {
    case HtmlTokenKind::start_tag: start_tag(token); break;
    case HtmlTokenKind::end_tag: end_tag(token); break;
    case HtmlTokenKind::text: text(token); break;
    case HtmlTokenKind::end:
      // A script that the page's end cuts never runs; a style does.
      if (block_ && block_->item.tag == HtmlTag::style) end_block(fed_, fed_);
      break;
    default: break;
  }
}

void DocumentReader::text(const HtmlToken& token) {
  if (token.text_kind == HtmlTextKind::data && templates_.empty()) head_.text(token.text);
  if (!block_ || block_->depth > 0) return;
  Block& block = *block_;
  if (token.text_kind != block.kind) {
    flush_block_text();
    block.kind = token.text_kind;
  }
  const std::size_t room = limits::kMaxPageBlockBytes - block.taken;
  const std::string_view piece = token.text.substr(0, room);
  if (piece.size() < token.text.size()) block.item.complete = false;
  block.taken += piece.size();
  block.source += piece;
}

void DocumentReader::start_tag(const HtmlToken& token) {
  const Element element(token, decoder_);
  if (block_) {
    // Only SVG's scripts and styles have markup within.
    flush_block_text();
    if (token.name_space == HtmlNamespace::html) {
      block_->item.tag == HtmlTag::style ? end_block(token.begin, token.begin) : block_.reset();
    } else if (!token.self_closing) {
      ++block_->depth;
    }
  }
  if (!token.complete) ++page_.summary.cut_tags;
  position_ = lines_.at(token.begin);
  if (templates_.empty()) head_.start_tag(token, page_.scripting);
  around_.start_tag(element);
  if (element.is_html(HtmlTag::template_)) template_begins(element);
  attributes(element);
  if (element.is_html(HtmlTag::form) && !element.has("action") && !element.is("method", "dialog")) {
    emit(item(PageItemKind::form_action, element, nullptr));
  }
  if (element.is_html(HtmlTag::meta)) meta(element);
  if (is_script_or_style(element)) begin_block(element);
}

void DocumentReader::end_tag(const HtmlToken& token) {
  if (block_) {
    flush_block_text();
    const bool ends_it = token.tag == block_->item.tag && block_->depth == 0;
    if (ends_it) {
      end_block(token.begin, token.end);
    } else if (token.tag == HtmlTag::svg && block_->item.name_space == HtmlNamespace::svg) {
      // What ends the <svg> ends what is in it; a script without an end tag does not run.
      block_->item.tag == HtmlTag::style ? end_block(token.begin, token.begin) : block_.reset();
    } else if (block_->depth > 0) {
      --block_->depth;
    }
  }
  around_.end_tag(token.tag, token.text);
  if (token.tag == HtmlTag::template_) {
    if (!templates_.empty()) templates_.pop_back();
  } else if (templates_.empty()) {
    head_.end_tag(token.text);
  }
}

// Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhead, of "template".
// Deviation: whether the parent may have a shadow root, and has none yet, is not known; outside of <head> it is taken to.
void DocumentReader::template_begins(const Element& element) {
  const bool makes_shadow =
      (element.is("shadowrootmode", "open") || element.is("shadowrootmode", "closed")) &&
      (!templates_.empty() || head_.is_over());
  templates_.push_back(makes_shadow ? state() : PageItemState::in_template);
}

PageItemState DocumentReader::state() const noexcept {
  return templates_.empty() ? frame_.outermost.state : templates_.back();
}

PageItem DocumentReader::item(PageItemKind kind, const Element& element,
                              const HtmlAttribute* attribute) {
  PageItem item;
  item.kind = kind;
  item.state = state();
  item.tag = element.tag();
  item.name_space = element.name_space();
  item.element = element.name();
  item.start_tag = {element.token().begin, element.token().end};
  item.position = position_;
  if (attribute != nullptr) {
    item.attribute = ascii_lower(attribute->name);
    item.attribute_range = range_of(*attribute);
    item.value_range = value_range_of(*attribute);
  }
  return item;
}

void DocumentReader::emit(PageItem&& item) const {
  item.document = frame_.document;
  if (frame_.depth > 0) {
    const PageItem& outer = frame_.outermost;
    item.start_tag = outer.start_tag;
    item.attribute_range = outer.attribute_range;
    item.value_range = outer.value_range;
    item.element_end = outer.element_end;
    item.position = outer.position;
  }
  if (page_.sink.item) page_.sink.item(std::move(item));
}

void DocumentReader::attributes(const Element& element) {
  for (const HtmlAttribute& one : element.token().attributes) {
    if (!one.duplicate) attribute(element, one, ascii_lower(one.name));
  }
}

void DocumentReader::attribute(const Element& element, const HtmlAttribute& attribute,
                               const std::string& name) {
  if (name == "style") return style_attribute(element, attribute);
  if (is_event_handler(name, element.name(), element.name_space())) {
    PageItem handler = item(PageItemKind::attribute, element, &attribute);
    handler.inline_type = InlineType::script_attribute;
    handler.value = element.decode(attribute);
    return emit(std::move(handler));
  }
  if (name == "srcdoc" && element.is_html(HtmlTag::iframe)) return srcdoc(element, attribute);
  if (name == "href" && element.is_html(HtmlTag::base)) {
    // https://html.spec.whatwg.org/multipage/urls-and-fetching.html#document-base-url
    if (state() == PageItemState::in_template || std::exchange(had_base_, true)) return;
    PageItem base = item(PageItemKind::base_uri, element, &attribute);
    base.value = element.decode(attribute);
    return emit(std::move(base));
  }
  references(element, attribute, name);
}

void DocumentReader::references(const Element& element, const HtmlAttribute& attribute,
                                const std::string& name) {
  find_references(element, attribute, name, around_, [&](Reference&& found) {
    PageItem one = item(found.kind, element, &attribute);
    one.destination = found.destination;
    one.initiator = found.initiator;
    one.is_css = found.is_css;
    one.value = std::move(found.url);
    if (found.kind == PageItemKind::navigation) one.inline_type = InlineType::navigation;
    const bool is_script = element.tag() == HtmlTag::script;
    if (found.kind == PageItemKind::request && (is_script || element.is_html(HtmlTag::link))) {
      one.nonce = element.nonce();
      one.integrity = element.value_or_empty("integrity");
      if (is_script) {
        one.script_type = script_type(element);
        one.is_async = element.has("async");
        one.is_defer = element.has("defer");
      }
    }
    emit(std::move(one));
  });
}

void DocumentReader::style_attribute(const Element& element, const HtmlAttribute& attribute) {
  PageItem style = item(PageItemKind::attribute, element, &attribute);
  style.inline_type = InlineType::style_attribute;
  style.value = element.decode(attribute);
  std::vector<CssUrl> urls = find_css_urls(style.value, CssText::declarations);
  emit(std::move(style));
  for (CssUrl& url : urls) {
    PageItem request = item(PageItemKind::request, element, &attribute);
    request.destination = url.destination;
    request.is_css = true;
    request.value = std::move(url.url);
    emit(std::move(request));
  }
}

// Source: https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-security-policy
void DocumentReader::meta(const Element& element) {
  if (encoding_.empty()) heed_charset(element);
  const HtmlAttribute* const content = element.find("content");
  if (content == nullptr || !templates_.empty()) return;
  const bool enforced = element.is("http-equiv", "content-security-policy");
  if (!enforced && !element.is("http-equiv", "content-security-policy-report-only")) return;
  MetaPolicy policy;
  policy.content = element.decode(*content);
  if (policy.content.empty()) return;
  policy.place = head_.in_head() ? MetaPolicy::Place::in_head : MetaPolicy::Place::outside_head;
  policy.report_only = !enforced;
  policy.quote = content->quote;
  policy.document = frame_.document;
  const bool nested = frame_.depth > 0;
  policy.start_tag =
      nested ? frame_.outermost.start_tag : ByteRange{element.token().begin, element.token().end};
  policy.value_range = nested ? frame_.outermost.value_range : value_range_of(*content);
  policy.position = nested ? frame_.outermost.position : position_;
  if (page_.sink.policy) page_.sink.policy(std::move(policy));
}

// A <meta> that stands too far down for the prescan. A browser reads the page again; as tags are the same in every
// encoding that can be named so, it is enough to go on in that one.
// Source: https://html.spec.whatwg.org/multipage/parsing.html#change-the-encoding
void DocumentReader::heed_charset(const Element& element) {
  std::string label = element.value_or_empty("charset");
  if (label.empty() && element.is("http-equiv", "content-type")) {
    label = charset_of_content(element.value_or_empty("content"));
  }
  const std::string_view found = encoding_named_by_meta(label);
  if (found.empty() || found == "replacement" || found == "ISO-2022-JP") return;
  encoding_ = found;
  decoder_ = TextDecoder(found);
  page_.summary.encoding = found;
  page_.summary.encoding_source = PageEncodingSource::meta;
}

void DocumentReader::srcdoc(const Element& element, const HtmlAttribute& attribute) {
  PageItem frame = item(PageItemKind::frame_document, element, &attribute);
  std::string document = element.decode(attribute);
  const std::uint32_t number = page_.documents++;
  frame.inner = number;
  frame.value = document;
  Frame inner{.depth = frame_.depth + 1,
              .document = number,
              .outermost = frame_.depth > 0 ? frame_.outermost : frame};
  inner.outermost.state = state();
  inner.outermost.value.clear();
  emit(std::move(frame));
  if (inner.depth > page_.max_depth) return;
  DocumentReader reader(page_, std::move(inner));
  reader.feed(document);
  reader.finish();
}

void DocumentReader::begin_block(const Element& element) {
  const bool is_script = element.tag() == HtmlTag::script;
  const bool in_svg = element.name_space() == HtmlNamespace::svg;
  const PageScriptType type = is_script ? script_type(element) : PageScriptType::none;
  const bool has_source =
      in_svg ? element.has("href") || element.has("xlink:href") : element.has("src");
  if (is_script ? type == PageScriptType::none || has_source : !is_css(element)) return;
  Block block;
  block.item = item(PageItemKind::inline_block, element, nullptr);
  block.item.inline_type = !is_script ? InlineType::style
                           : type == PageScriptType::speculationrules
                               ? InlineType::speculation_rules
                               : InlineType::script;
  block.item.script_type = type;
  block.item.nonce = element.nonce();
  if (is_script) {
    block.item.is_async = element.has("async");
    block.item.is_defer = element.has("defer");
  }
  block.item.value_range.begin = element.token().end;
  block.text_line = lines_.at(element.token().end).line;
  block_ = std::move(block);
  if (in_svg && element.token().self_closing) end_block(element.token().end, element.token().end);
}

void DocumentReader::flush_block_text() {
  Block& block = *block_;
  if (block.source.empty()) return;
  HtmlTextDecoder decoder(block.kind);
  std::string& value = block.item.value;
  const std::size_t begin = value.size();
  decoder.feed(decoder_.decode(block.source), value);
  decoder.finish(value);
  block.source.clear();
  if (block.item.name_space == HtmlNamespace::html) return;
  // In SVG, a tree builder replaces NUL.
  for (std::size_t at = value.find('\0', begin); at != std::string::npos;
       at = value.find('\0', at)) {
    value.replace(at, 1, "\xEF\xBF\xBD");
  }
}

void DocumentReader::end_block(std::uint64_t text_end, std::uint64_t end) {
  flush_block_text();
  Block block = *std::exchange(block_, std::nullopt);
  // https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element: an empty script is no script.
  if (block.item.tag == HtmlTag::script && block.item.value.empty()) return;
  block.item.value_range.end = text_end;
  block.item.element_end = end;
  std::vector<PageItem> requests;
  if (block.item.tag == HtmlTag::style) {
    std::uint32_t line = block.text_line;
    std::size_t counted = 0;
    const std::string& css = block.item.value;
    for (CssUrl& url : find_css_urls(css, CssText::style_sheet)) {
      const auto newlines = std::count(css.begin() + static_cast<std::ptrdiff_t>(counted),
                                       css.begin() + static_cast<std::ptrdiff_t>(url.begin), '\n');
      line += static_cast<std::uint32_t>(newlines);
      counted = url.begin;
      PageItem request;
      request.state = block.item.state;
      request.destination = url.destination;
      request.is_css = true;
      request.tag = block.item.tag;
      request.name_space = block.item.name_space;
      request.element = block.item.element;
      request.value = std::move(url.url);
      request.start_tag = block.item.start_tag;
      request.value_range = block.item.value_range;
      request.element_end = end;
      request.position = newlines == 0 && line == block.item.position.line
                             ? block.item.position
                             : PagePosition{.line = line, .column = 1};
      requests.push_back(std::move(request));
    }
  }
  emit(std::move(block.item));
  for (PageItem& request : requests) emit(std::move(request));
}

}  // namespace cspkit::page
