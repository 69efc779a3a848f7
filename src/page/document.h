// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/page.h>

#include <optional>
#include <string>
#include <vector>

#include "page/element.h"
#include "page/head.h"
#include "page/line_counter.h"
#include "page/requests.h"
#include "page/text_decoder.h"

namespace cspkit::page {

/// What the documents of one page share.
struct PageState {
  PageSink sink;
  PageSummary summary;
  HtmlScripting scripting = HtmlScripting::enabled;
  std::uint32_t max_depth = 0;
  std::uint32_t documents = 1;
};

/// Reads one document, token by token: the page, or one of a `srcdoc`.
class DocumentReader {
 public:
  /// `encoding` is the name of what the bytes are in; empty where nothing says so, until a `<meta>` does.
  DocumentReader(PageState& page, std::string_view encoding);

  void feed(std::string_view chunk);
  void finish();

 private:
  /// Where a srcdoc document stands.
  struct Frame {
    std::uint32_t depth = 0;
    std::uint32_t document = 0;
    PageItem outermost{};  // whose places the items take
  };
  DocumentReader(PageState& page, Frame frame);

  /// An inline script or style whose text is being read.
  struct Block {
    PageItem item;
    std::string source;  // bytes of a piece, or of several of one kind
    HtmlTextKind kind = HtmlTextKind::data;
    std::size_t taken = 0;
    std::uint32_t depth = 0;      // of elements within, in SVG
    std::uint32_t text_line = 1;  // at which the text begins
  };

  void run();
  void token(const HtmlToken& token);
  void start_tag(const HtmlToken& token);
  void end_tag(const HtmlToken& token);
  void text(const HtmlToken& token);

  void template_begins(const Element& element);
  void attributes(const Element& element);
  void attribute(const Element& element, const HtmlAttribute& attribute, const std::string& name);
  void references(const Element& element, const HtmlAttribute& attribute, const std::string& name);
  void style_attribute(const Element& element, const HtmlAttribute& attribute);
  void meta(const Element& element);
  void heed_charset(const Element& element);
  void srcdoc(const Element& element, const HtmlAttribute& attribute);

  void begin_block(const Element& element);
  void flush_block_text();
  void end_block(std::uint64_t text_end, std::uint64_t end);

  [[nodiscard]] PageItem item(PageItemKind kind, const Element& element,
                              const HtmlAttribute* attribute);
  void emit(PageItem&& item) const;
  [[nodiscard]] PageItemState state() const noexcept;

  PageState& page_;
  Frame frame_;
  std::string encoding_;
  TextDecoder decoder_;
  HtmlTokenizer tokenizer_;
  LineCounter lines_;
  HeadTracker head_;
  Surroundings around_;
  std::uint64_t fed_ = 0;
  std::uint64_t last_end_ = 0;
  PagePosition position_;                 // of the current start tag
  std::vector<PageItemState> templates_;  // that are open
  bool had_base_ = false;
  std::optional<Block> block_;
};

}  // namespace cspkit::page
