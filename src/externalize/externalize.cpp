// SPDX-License-Identifier: Apache-2.0
#include "cspkit/externalize.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "externalize/free_prefix.h"
#include "externalize/rewriter.h"

namespace cspkit {
namespace {

using namespace externalize_detail;

bool keeps_bytes(std::string_view encoding) noexcept {
  return !encoding.starts_with("UTF-16") && encoding != "ISO-2022-JP";
}

}  // namespace

tl::expected<Externalized, ExternalizeError> externalize(std::string_view html,
                                                         const ExternalizeOptions& options) {
  PageReader encoding({.charset = options.charset, .max_frame_depth = 0}, {});
  encoding.feed(html);
  encoding.finish();
  if (!keeps_bytes(encoding.summary().encoding)) return tl::unexpected(ExternalizeError::utf16);

  PageContext page{options, free_prefix(html), PageCharacters::utf8, Files(options.name)};
  page.result.html = DocumentRewriter(page, html, 0, std::nullopt).run();
  page.result.files = page.files.take();
  std::ranges::stable_sort(page.result.moved, {}, [](const MovedCode& one) {
    return std::pair(one.place.position.line, one.place.position.column);
  });
  return std::move(page.result);
}

}  // namespace cspkit
