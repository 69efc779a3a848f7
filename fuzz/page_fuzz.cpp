// SPDX-License-Identifier: Apache-2.0
//
// The first byte chooses the charset and whether scripts run, the second where the page is cut.
//
//     ./dev fuzz page
#include <cspkit/page.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "require.h"
#include "support/page_items.h"

namespace {

using namespace cspkit;
using cspkit::fuzz::require;

constexpr std::array<std::string_view, 8> kCharsets = {
    "", "utf-8", "windows-1252", "shift_jis", "gb18030", "iso-2022-jp", "utf-16le", "replacement"};

/// Places lie in the page, and hold what they are said to.
void check_places(const Page& page, std::string_view source) {
  const std::string_view encoding = page.summary.encoding;
  if (encoding.starts_with("UTF-16") || encoding == "ISO-2022-JP") return;
  for (const PageItem& item : page.items) {
    require(item.start_tag.begin < item.start_tag.end && item.start_tag.end <= source.size() &&
                source[item.start_tag.begin] == '<' && source[item.start_tag.end - 1] == '>',
            "a start tag is one", source);
    require(item.value_range.begin <= item.value_range.end && item.value_range.end <= source.size(),
            "a value lies in the page", source);
    if (item.kind != PageItemKind::inline_block) continue;
    require(item.document != 0 || (item.value_range.begin == item.start_tag.end &&
                                   item.element_end >= item.value_range.end),
            "a block's text lies behind its start tag", source);
  }
}

void check_css(std::string_view source) {
  for (const CssText text : {CssText::style_sheet, CssText::declarations}) {
    std::size_t last = 0;
    for (const CssUrl& url : find_css_urls(source, text)) {
      require(url.begin >= last && url.begin < url.end && url.end <= source.size(),
              "URLs follow one another in the text", source);
      last = url.begin;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view source(reinterpret_cast<const char*>(data + 2), size - 2);
  const PageOptions options{
      .charset = kCharsets[data[0] & 7],
      .scripting = (data[0] & 8) != 0 ? HtmlScripting::disabled : HtmlScripting::enabled};
  const Page whole = read_page(source, options);
  require(test::dump(whole) == test::dump(test::read_page_in_chunks(source, data[1] + 1u, options)),
          "a page holds the same wherever it is cut", source);
  check_places(whole, source);
  check_css(source);
  for (const PageItem& item : whole.items) (void)decoded_script_url(item);
  return 0;
}
