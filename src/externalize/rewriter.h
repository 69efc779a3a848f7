// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cspkit/externalize.h"
#include "externalize/edits.h"
#include "externalize/entries.h"
#include "externalize/files.h"
#include "externalize/markup.h"
#include "externalize/script_text.h"
#include "externalize/style_text.h"

namespace cspkit::externalize_detail {

/// What the documents of one page share.
struct PageContext {
  const ExternalizeOptions& options;
  std::string prefix;  ///< begins names that the page does not use
  PageCharacters characters = PageCharacters::utf8;
  Files files;
  Externalized result{};

  /// The text as a file's content: what the browser must not take for the page's own encoding is marked as UTF-8.
  [[nodiscard]] std::string file_content(std::string_view text) const;
};

/// Rewrites one document: the page, or the content of a `srcdoc` attribute.
class DocumentRewriter {
 public:
  /// `outer`: where the element stands that holds a srcdoc document.
  DocumentRewriter(PageContext& page, std::string_view html, std::uint32_t depth,
                   std::optional<PagePosition> outer)
      : page_(page), html_(html), depth_(depth), outer_(outer) {}

  [[nodiscard]] std::string run();

 private:
  enum class Scripts : std::uint8_t { none, some };
  /// What one tag has to be given, once all of its items were seen.
  struct Element {
    ElementEntry entry;
    std::vector<MovedCode> moved;  // their file is the gathered script, or else the style sheet
    bool has_style = false;
    Entries::Rule rule = Entries::Rule::ruled;
    std::string name;
    PagePosition position;
  };

  void look(const Page& page);
  void visit(const PageItem& item);
  void script(const PageItem& item, const MarkupTag& tag);
  void style(const PageItem& item, const MarkupTag& tag);
  void handler(const PageItem& item, const MarkupTag& tag);
  void style_attribute(const PageItem& item, const MarkupTag& tag);
  void link(const PageItem& item, const MarkupTag& tag);
  void frame(const PageItem& item, const MarkupTag& tag);
  void keep_frame(const PageItem& frame, StayReason reason);
  void finish_elements();
  [[nodiscard]] std::uint64_t head_place(std::size_t inserted) const;

  [[nodiscard]] std::optional<StayReason> why_block_stays(const PageItem& item,
                                                          const MarkupTag& tag) const;
  [[nodiscard]] std::optional<StayReason> why_attribute_stays(const PageItem& item,
                                                              const MarkupTag& tag) const;
  [[nodiscard]] const MarkupTag* tag_of(const PageItem& item) const;
  [[nodiscard]] InlinePlace place_of(InlineCode code, const PageItem& item) const;
  [[nodiscard]] std::string url_of(std::string_view file) const;
  [[nodiscard]] bool files_reach(std::uint64_t offset) const;
  Element& element_of(const PageItem& item);
  void stay(InlineCode code, const PageItem& item, StayReason reason);
  void moved(InlineCode code, const PageItem& item, std::string file);
  void hint(InlineCode code, const PageItem& item, const ScriptTokens& script);

  PageContext& page_;
  std::string_view html_;
  std::uint32_t depth_;
  std::optional<PagePosition> outer_;
  Markup markup_;
  Edits edits_;
  Scripts scripts_ = Scripts::none;
  Folder folder_ = Folder::of_page;
  UrlBase url_base_ = UrlBase::page_folder;
  std::optional<std::uint64_t> base_;  // where a <base> begins that sends file names elsewhere
  std::vector<std::uint64_t> order_;   // of elements_, as they come in the page
  std::unordered_map<std::uint64_t, Element> elements_;
};

}  // namespace cspkit::externalize_detail
