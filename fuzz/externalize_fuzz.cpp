// SPDX-License-Identifier: Apache-2.0
//
// The first byte chooses the options, the rest is a page.
//
//     ./dev fuzz externalize
#include <cspkit/externalize.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "require.h"

namespace {

using namespace cspkit;
using cspkit::fuzz::require;

bool is_inline(const PageItem& item) {
  return item.kind == PageItemKind::inline_block || item.kind == PageItemKind::attribute ||
         item.kind == PageItemKind::navigation;
}

std::size_t count_inline(const Page& page) {
  return static_cast<std::size_t>(std::ranges::count_if(page.items, is_inline));
}

/// The bytes outside of tags, scripts and styles that hold something inline, as far as they stay in one piece.
std::string kept_text(std::string_view html, const Page& page) {
  std::vector<bool> changed(html.size() + 1, false);
  for (const PageItem& item : page.items) {
    if (!is_inline(item) && item.kind != PageItemKind::frame_document) continue;
    const std::uint64_t end = std::max(item.start_tag.end, item.element_end);
    for (std::uint64_t at = item.start_tag.begin; at < end && at < html.size(); ++at) {
      changed[at] = true;
    }
  }
  std::string kept;
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (!changed[at]) kept += html[at];
  }
  return kept;
}

/// Whether `part` is what is left of `whole` when some of its bytes are taken away.
bool is_left_of(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole) at += at < part.size() && part[at] == c ? 1 : 0;
  return at == part.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view html(reinterpret_cast<const char*>(data + 1), size - 1);
  const ExternalizeOptions options{.name = "p",
                                   .url_prefix = (data[0] & 1) != 0 ? "/x/" : "",
                                   .charset = (data[0] & 2) != 0 ? "windows-1252" : "utf-8"};
  const auto done = externalize(html, options);
  if (!done) return 0;

  const PageOptions reading{.charset = options.charset, .max_frame_depth = 16};
  const Page before = read_page(html, reading);
  const Page after = read_page(done->html, reading);
  require(done->moved.size() + done->staying.size() == count_inline(before),
          "each inline item is moved or stays", html);
  require(count_inline(after) == done->staying.size(), "what is inline afterwards is what stays",
          html);
  require(is_left_of(kept_text(html, before), done->html), "other bytes are kept", html);
  for (const MovedCode& one : done->moved) {
    const bool known = std::ranges::any_of(
        done->files, [&](const ExternalFile& file) { return file.name == one.file; });
    require(known, "what was moved is in a file", html);
  }
  const auto again = externalize(
      done->html, {.name = "q", .url_prefix = options.url_prefix, .charset = options.charset});
  require(again && again->moved.empty(), "nothing is left to move", html);
  static_cast<void>(split_guide(html));
  return 0;
}
