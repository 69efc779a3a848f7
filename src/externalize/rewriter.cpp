// SPDX-License-Identifier: Apache-2.0
#include "externalize/rewriter.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/hash.h"
#include "externalize/template_text.h"

namespace cspkit::externalize_detail {
namespace {

constexpr std::uint32_t kMaxFrameDepth = 4;
constexpr std::uint64_t kPrescanBytes = 1024;

bool has_host(std::string_view url) {
  const std::size_t colon = url.find_first_of(":/?#");
  return url.starts_with("//") || (colon != std::string_view::npos && url[colon] == ':');
}

/// Whether a `<base>` of that URL leaves a file's URL, `prefix` before its name, as it is.
bool base_spares(std::string_view base, std::string_view prefix) {
  if (has_host(prefix) || base.empty() || base == "." || base == "./") return true;
  return !has_host(base) && prefix.starts_with("/");
}

UrlBase url_base_for(std::string_view prefix) {
  if (prefix.empty()) return UrlBase::page_folder;
  return prefix.starts_with("/") && !prefix.starts_with("//") ? UrlBase::page_origin
                                                              : UrlBase::other_origin;
}

std::string_view slice(std::string_view source, ByteRange range) {
  return source.substr(range.begin, range.end - range.begin);
}

}  // namespace

std::string PageContext::file_content(std::string_view text) const {
  const bool marked = characters == PageCharacters::ascii_only && !is_ascii(text);
  return std::string(marked ? "\xEF\xBB\xBF" : "") + std::string(text);
}

std::string DocumentRewriter::run() {
  const Page page =
      read_page(html_, {.charset = outer_ ? "utf-8" : page_.options.charset, .max_frame_depth = 0});
  if (!outer_ && page.summary.encoding != "UTF-8") page_.characters = PageCharacters::ascii_only;
  look(page);
  for (const PageItem& item : page.items) {
    if (item.document == 0) visit(item);
  }
  finish_elements();
  return edits_.empty() ? std::string(html_) : edits_.apply(html_);
}

void DocumentRewriter::look(const Page& page) {
  std::vector<std::uint64_t> wanted;
  url_base_ = url_base_for(page_.options.url_prefix);
  for (const PageItem& item : page.items) {
    if (item.document != 0) continue;
    wanted.push_back(item.start_tag.begin);
    const bool is_script =
        item.tag == HtmlTag::script || item.kind == PageItemKind::navigation ||
        (item.kind == PageItemKind::attribute && item.inline_type == InlineType::script_attribute);
    if (is_script) scripts_ = Scripts::some;
    if (item.kind != PageItemKind::base_uri) continue;
    if (!base_spares(strip_ascii_whitespace(item.value), page_.options.url_prefix)) {
      base_ = item.start_tag.begin;
    }
    if (!item.value.empty()) url_base_ = UrlBase::other_origin;
  }
  if (url_base_ != UrlBase::page_folder) folder_ = Folder::another;
  std::ranges::sort(wanted);
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  markup_ = read_markup(html_, wanted);
}

void DocumentRewriter::visit(const PageItem& item) {
  const MarkupTag* tag = tag_of(item);
  if (tag == nullptr) return;
  switch (item.kind) {
    case PageItemKind::inline_block:
      item.tag == HtmlTag::style ? style(item, *tag) : script(item, *tag);
      return;
    case PageItemKind::attribute:
      item.inline_type == InlineType::style_attribute ? style_attribute(item, *tag)
                                                      : handler(item, *tag);
      return;
    case PageItemKind::navigation: link(item, *tag); return;
    case PageItemKind::frame_document: frame(item, *tag); return;
    default: return;
  }
}

const MarkupTag* DocumentRewriter::tag_of(const PageItem& item) const {
  const auto found = markup_.tags.find(item.start_tag.begin);
  return found == markup_.tags.end() ? nullptr : &found->second;
}

InlinePlace DocumentRewriter::place_of(InlineCode code, const PageItem& item) const {
  return {code, item.element, item.attribute, outer_.value_or(item.position)};
}

std::string DocumentRewriter::url_of(std::string_view file) const {
  return escape_attribute(fmt::format("{}{}", page_.options.url_prefix, file), page_.characters);
}

bool DocumentRewriter::files_reach(std::uint64_t offset) const { return !base_ || offset < *base_; }

void DocumentRewriter::stay(InlineCode code, const PageItem& item, StayReason reason) {
  StayingCode staying{place_of(code, item), reason, {}};
  const bool is_fixed = item.complete && text_origin(item.value) == TextOrigin::fixed;
  if (item.kind == PageItemKind::inline_block && is_fixed) staying.hash = hash_source(item.value);
  page_.result.staying.push_back(std::move(staying));
}

void DocumentRewriter::moved(InlineCode code, const PageItem& item, std::string file) {
  page_.result.moved.push_back({place_of(code, item), std::move(file)});
}

void DocumentRewriter::hint(InlineCode code, const PageItem& item, const ScriptTokens& script) {
  for (const ScriptHint& found : hints_of(script, item.value)) {
    const InlinePlace place = place_of(code, item);
    const auto before = std::string_view(item.value).substr(0, found.offset);
    // The lines of a start tag that goes over several are not counted.
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
    const std::uint32_t line = place.position.line + (outer_ ? 0 : lines);
    page_.result.hints.push_back({place, found.hint, line});
  }
}

// Blocks.

std::optional<StayReason> DocumentRewriter::why_block_stays(const PageItem& item,
                                                            const MarkupTag& tag) const {
  if (text_origin(item.value) == TextOrigin::templated) return StayReason::template_text;
  if (!item.complete) return StayReason::too_long;
  if (!tag.complete) return StayReason::cut_tag;
  if (item.name_space != HtmlNamespace::html) return StayReason::foreign_element;
  if (!files_reach(item.start_tag.begin)) return StayReason::base_element;
  return std::nullopt;
}

void DocumentRewriter::script(const PageItem& item, const MarkupTag& tag) {
  const bool classic = item.script_type == PageScriptType::classic;
  const bool module = item.script_type == PageScriptType::module;
  if (!classic && !module) return stay(InlineCode::script, item, StayReason::no_external_form);
  const ScriptTokens tokens = read_script(item.value);
  std::optional<StayReason> reason = why_block_stays(item, tag);
  if (!reason && item.state == PageItemState::in_template) reason = StayReason::in_template;
  if (!reason) reason = stays(tokens, item.script_type, folder_);
  hint(InlineCode::script, item, tokens);
  if (reason) return stay(InlineCode::script, item, *reason);
  const std::string file = page_.files.add(ExternalFileKind::script, page_.file_content(item.value),
                                           module ? Sharing::alone : Sharing::shared);
  add_attribute(edits_, tag, "src", url_of(file));
  // These mean nothing to an inline script, and would to a file.
  for (const std::string_view name : {"integrity", "charset"}) {
    remove_attribute(edits_, html_, tag, name);
  }
  if (classic) {
    for (const std::string_view name : {"async", "defer", "crossorigin"}) {
      remove_attribute(edits_, html_, tag, name);
    }
  }
  edits_.replace(item.value_range, "");
  moved(InlineCode::script, item, file);
}

void DocumentRewriter::style(const PageItem& item, const MarkupTag& tag) {
  std::optional<StayReason> reason = why_block_stays(item, tag);
  if (!reason && css_urls_mean(item.value, CssText::style_sheet, url_base_) == UrlsMean::other) {
    reason = StayReason::relative_url;
  }
  if (reason) return stay(InlineCode::style, item, *reason);
  const std::string file = page_.files.add(ExternalFileKind::style, page_.file_content(item.value));
  edits_.replace({tag.range.begin + 1, tag.name_end},
                 fmt::format("link rel=\"stylesheet\" href=\"{}\"", url_of(file)));
  // These mean nothing to <style>, and would to <link>. A type that is not CSS's would not have come here.
  for (const std::string_view name : {"rel", "href", "type", "as", "crossorigin", "integrity",
                                      "disabled", "imagesizes", "imagesrcset", "sizes"}) {
    remove_attribute(edits_, html_, tag, name);
  }
  edits_.replace({tag.range.end, item.element_end}, "");
  moved(InlineCode::style, item, file);
}

// Attributes.

std::optional<StayReason> DocumentRewriter::why_attribute_stays(const PageItem& item,
                                                                const MarkupTag& tag) const {
  const std::string_view source = slice(html_, item.attribute_range);
  if (text_origin(source) == TextOrigin::templated) return StayReason::template_text;
  if (!item.complete) return StayReason::too_long;
  if (!tag.complete) return StayReason::cut_tag;
  if (markup_.in_shadow_root(item.start_tag.begin)) return StayReason::shadow_root;
  if (markup_.is_dead_root(item.start_tag.begin)) return StayReason::second_root;
  return std::nullopt;
}

DocumentRewriter::Element& DocumentRewriter::element_of(const PageItem& item) {
  const auto [found, added] = elements_.try_emplace(item.start_tag.begin);
  if (added) {
    order_.push_back(item.start_tag.begin);
    found->second.name = item.element;
    found->second.position = outer_.value_or(item.position);
  }
  return found->second;
}

namespace {

/// Events that a browser may send while it puts the element into the page, before a script can listen: `load` of frames without
/// a page of their own; of SVG elements, standards do not say when.
/// Source: https://html.spec.whatwg.org/multipage/iframe-embed-object.html#process-the-iframe-attributes
bool comes_early(const PageItem& handler, const MarkupTag& tag, std::string_view html) {
  if (handler.attribute != "onload") return false;
  if (handler.name_space == HtmlNamespace::svg) return true;
  if (handler.tag != HtmlTag::iframe && handler.tag != HtmlTag::frame) return false;
  if (tag.find("srcdoc") != nullptr) return false;
  const MarkupAttribute* source = tag.find("src");
  if (source == nullptr) return true;
  const std::string url = decode_html_attribute(slice(html, source->value));
  const std::string_view bare = strip_ascii_whitespace(url);
  return bare.empty() || starts_with_ignoring_ascii_case(bare, "about:");
}

}  // namespace

void DocumentRewriter::handler(const PageItem& item, const MarkupTag& tag) {
  const ScriptTokens tokens = read_script(item.value);
  std::optional<StayReason> reason = why_attribute_stays(item, tag);
  if (!reason && tokens.shape == ScriptShape::broken) reason = StayReason::not_javascript;
  if (!reason && comes_early(item, tag, html_)) reason = StayReason::early_event;
  hint(InlineCode::handler, item, tokens);
  if (reason) return stay(InlineCode::handler, item, *reason);
  Element& element = element_of(item);
  element.entry.handlers.push_back({item.attribute, item.value, handler_scope(item)});
  element.moved.push_back({place_of(InlineCode::handler, item), {}});
  remove_attribute(edits_, html_, tag, item.attribute);
}

void DocumentRewriter::style_attribute(const PageItem& item, const MarkupTag& tag) {
  const bool plain = declarations_shape(item.value) == DeclarationsShape::plain &&
                     css_urls_mean(item.value, CssText::declarations, url_base_) == UrlsMean::same;
  std::optional<StayReason> reason = why_attribute_stays(item, tag);
  if (!reason && !plain && scripts_ == Scripts::none) reason = StayReason::not_declarations;
  if (reason) return stay(InlineCode::style_attribute, item, *reason);
  Element& element = element_of(item);
  element.has_style = true;
  element.rule = plain ? Entries::Rule::ruled : Entries::Rule::unruled;
  element.entry.style = item.value;
  element.moved.push_back({place_of(InlineCode::style_attribute, item), {}});
  remove_attribute(edits_, html_, tag, item.attribute);
}

void DocumentRewriter::link(const PageItem& item, const MarkupTag& tag) {
  std::optional<StayReason> reason = why_attribute_stays(item, tag);
  const bool is_link = (item.element == "a" || item.element == "area") &&
                       item.name_space != HtmlNamespace::mathml &&
                       (item.attribute == "href" || item.attribute == "xlink:href");
  if (!reason && !is_link) reason = StayReason::unreached_url;
  if (!reason && tag.find("target") != nullptr) reason = StayReason::other_target;
  const std::string source = javascript_of_url(item);
  const ScriptTokens tokens = read_script(source);
  if (!reason && tokens.shape == ScriptShape::broken) reason = StayReason::not_javascript;
  if (!reason && declares_names(tokens)) reason = StayReason::global_names;
  if (reason) return stay(InlineCode::javascript_url, item, *reason);
  Element& element = element_of(item);
  element.entry.has_link = true;
  element.entry.link = source;
  element.moved.push_back({place_of(InlineCode::javascript_url, item), {}});
  edits_.replace(item.value_range, "#");
}

void DocumentRewriter::frame(const PageItem& item, const MarkupTag& tag) {
  if (!tag.complete) return keep_frame(item, StayReason::cut_tag);
  if (text_origin(item.value) == TextOrigin::templated)
    return keep_frame(item, StayReason::template_text);
  if (depth_ >= kMaxFrameDepth) return keep_frame(item, StayReason::deep_frame);
  DocumentRewriter inner(page_, item.value, depth_ + 1, outer_.value_or(item.position));
  const std::string rewritten = inner.run();
  if (rewritten == item.value) return;
  // The attribute as a whole, since it may stand without quotes.
  edits_.replace(item.attribute_range,
                 fmt::format("srcdoc=\"{}\"", escape_attribute(rewritten, page_.characters)));
}

namespace {

std::optional<InlineCode> code_of(const PageItem& item) noexcept {
  switch (item.kind) {
    case PageItemKind::inline_block:
      return item.tag == HtmlTag::style ? InlineCode::style : InlineCode::script;
    case PageItemKind::attribute:
      return item.inline_type == InlineType::style_attribute ? InlineCode::style_attribute
                                                             : InlineCode::handler;
    case PageItemKind::navigation: return InlineCode::javascript_url;
    default: return std::nullopt;
  }
}

}  // namespace

void DocumentRewriter::keep_frame(const PageItem& frame, StayReason reason) {
  const Page inner =
      read_page(frame.value, {.charset = "utf-8", .max_frame_depth = 4 * kMaxFrameDepth});
  for (const PageItem& item : inner.items) {
    const auto code = code_of(item);
    if (!code) continue;
    InlinePlace place = place_of(*code, item);
    place.position = outer_.value_or(frame.position);
    page_.result.staying.push_back({std::move(place), reason, {}});
  }
}

// What elements are given.

void DocumentRewriter::finish_elements() {
  Entries entries(page_.prefix);
  std::vector<MovedCode> in_script, in_sheet;
  for (const std::uint64_t begin : order_) {
    Element& element = elements_.at(begin);
    const MarkupTag& tag = markup_.tags.at(begin);
    if (element.has_style) {
      element.entry.style_class = entries.style_class(element.entry.style, element.rule);
      add_class(edits_, html_, tag, element.entry.style_class);
    }
    if (scripts_ == Scripts::some) {
      const std::string place = fmt::format(
          "{}, line {}",
          std::ranges::all_of(element.name, is_ascii_alphanumeric) ? element.name : "element",
          element.position.line);
      add_attribute(edits_, tag, entries.attribute(),
                    std::to_string(entries.number(element.entry, place)));
    }
    for (MovedCode& one : element.moved) {
      const bool ruled =
          one.place.code == InlineCode::style_attribute && element.rule == Entries::Rule::ruled;
      (ruled ? in_sheet : in_script).push_back(std::move(one));
    }
  }
  if (order_.empty()) return;
  std::string inserted;
  const auto gather = [&](ExternalFileKind kind, std::string content,
                          std::vector<MovedCode>& codes) {
    content = page_.file_content(content);
    const std::string file = outer_ ? page_.files.add(kind, std::move(content))
                                    : page_.files.add_gathered(kind, std::move(content));
    for (MovedCode& one : codes) {
      one.file = file;
      page_.result.moved.push_back(std::move(one));
    }
    return url_of(file);
  };
  if (entries.has_entries()) {
    inserted += fmt::format("<script src=\"{}\"></script>",
                            gather(ExternalFileKind::script, entries.script(), in_script));
  }
  if (entries.has_rules()) {
    inserted += fmt::format("<link rel=\"stylesheet\" href=\"{}\">",
                            gather(ExternalFileKind::style, entries.style_sheet(), in_sheet));
  }
  const std::uint64_t place = head_place(inserted.size());
  edits_.insert(place, std::move(inserted));
}

/// Where the gathered files are named: first in the head, unless that would push the page's encoding out of the bytes that
/// browsers look for it in.
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
std::uint64_t DocumentRewriter::head_place(std::size_t inserted) const {
  const std::uint64_t named = markup_.encoding_named;
  const bool pushed = named <= kPrescanBytes && named + inserted > kPrescanBytes;
  return pushed && files_reach(named) ? named : markup_.head_start;
}

}  // namespace cspkit::externalize_detail
