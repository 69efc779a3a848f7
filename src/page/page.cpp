// SPDX-License-Identifier: Apache-2.0
#include "cspkit/page.h"

#include <utility>

#include "page/document.h"
#include "page/encodings.h"

namespace cspkit {

/// Holds back the start of the stream until it is known in which encoding it is.
class PageReader::Impl {
 public:
  Impl(const PageOptions& options, PageSink sink) : charset_(options.charset) {
    page_.sink = std::move(sink);
    page_.scripting = options.scripting;
    page_.max_depth = options.max_frame_depth;
  }

  void feed(std::string_view chunk) {
    page_.summary.bytes += chunk.size();
    if (document_) return read(chunk);
    start_ += chunk;
    if (start_.size() >= page::kPrescanBytes) begin();
  }

  void finish() {
    if (!document_) begin();
    if (is_replaced_) return;
    if (utf16_ || converted_) {
      std::string rest;
      utf16_ ? utf16_->finish(rest) : converted_->finish(rest);
      document_->feed(rest);
    }
    document_->finish();
  }

  [[nodiscard]] const PageSummary& summary() const noexcept { return page_.summary; }

 private:
  // https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
  void begin() {
    using enum PageEncodingSource;
    using namespace std::string_view_literals;
    PageSummary& summary = page_.summary;
    const auto take = [&](std::string_view name, PageEncodingSource source) {
      if (name.empty() || summary.encoding_source != none) return;
      summary.encoding = name;
      summary.encoding_source = source;
    };
    switch (find_html_byte_order_mark(start_)) {
      case HtmlByteOrderMark::utf8: take("UTF-8", byte_order_mark); break;
      case HtmlByteOrderMark::utf16_le: take("UTF-16LE", byte_order_mark); break;
      case HtmlByteOrderMark::utf16_be: take("UTF-16BE", byte_order_mark); break;
      case HtmlByteOrderMark::none: break;
    }
    take(page::find_encoding(charset_), transport);
    take(page::prescan_encoding(start_), meta);
    choose_reading(summary.encoding_source == none ? ""sv : std::string_view(summary.encoding));
    read(std::exchange(start_, {}));
  }

  void choose_reading(std::string_view encoding) {
    is_replaced_ = encoding == "replacement";
    if (encoding == "UTF-16LE") utf16_.emplace(HtmlByteOrderMark::utf16_le);
    if (encoding == "UTF-16BE") utf16_.emplace(HtmlByteOrderMark::utf16_be);
    if (encoding == "ISO-2022-JP") converted_.emplace(encoding);
    // x-user-defined maps what is not ASCII to private characters, whose hashes nobody needs.
    const bool is_utf8 = utf16_ || converted_ || is_replaced_ || encoding == "x-user-defined";
    document_ = std::make_unique<page::DocumentReader>(page_, is_utf8 ? "UTF-8" : encoding);
  }

  void read(std::string_view chunk) {
    if (is_replaced_) return;  // the page is one U+FFFD
    if (!utf16_ && !converted_) return document_->feed(chunk);
    converted_text_.clear();
    utf16_ ? utf16_->feed(chunk, converted_text_) : converted_->feed(chunk, converted_text_);
    document_->feed(converted_text_);
  }

  std::string charset_;
  std::string start_;  // until document_ is there
  page::PageState page_;
  std::unique_ptr<page::DocumentReader> document_;
  bool is_replaced_ = false;
  std::optional<HtmlUtf16Decoder> utf16_;
  std::optional<page::TextDecoder> converted_;
  std::string converted_text_;
};

PageReader::PageReader(const PageOptions& options, PageSink sink)
    : impl_(std::make_unique<Impl>(options, std::move(sink))) {}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

void PageReader::feed(std::string_view chunk) { impl_->feed(chunk); }
void PageReader::finish() { impl_->finish(); }
const PageSummary& PageReader::summary() const noexcept { return impl_->summary(); }

Page read_page(std::string_view bytes, const PageOptions& options) {
  Page page;
  PageReader reader(
      options,
      {.item = [&](PageItem&& item) { page.items.push_back(std::move(item)); },
       .policy = [&](MetaPolicy&& policy) { page.policies.push_back(std::move(policy)); }});
  reader.feed(bytes);
  reader.finish();
  page.summary = reader.summary();
  return page;
}

}  // namespace cspkit
