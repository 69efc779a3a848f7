// SPDX-License-Identifier: Apache-2.0
#include "hash/blocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "input.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kChunkBytes = 64u << 10;

std::string describe(const PageItem& item) {
  if (item.kind == PageItemKind::inline_block) return fmt::format("<{}>", item.element);
  const std::string_view url = item.kind == PageItemKind::navigation ? "javascript: URL in " : "";
  return fmt::format("{}{} of <{}>", url, item.attribute, item.element);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void add_item(HashedPage& page, PageItem&& item, HashAlgorithm algorithm) {
  switch (item.kind) {
    case PageItemKind::inline_block:
    case PageItemKind::attribute:
    case PageItemKind::navigation: break;
    case PageItemKind::frame_document: page.parents.push_back(item.document); return;
    case PageItemKind::request:
      if (item.destination == Destination::script && !item.integrity.empty())
        page.integrities.push_back(std::move(item.integrity));
      return;
    default: return;
  }
  InlineBlock block{.type = item.inline_type,
                    .state = item.state,
                    .what = describe(item),
                    .sources = {},
                    .expressions = {},
                    .nonce = std::move(item.nonce),
                    .complete = item.complete,
                    .document = item.document,
                    .policies_before = page.policies.size(),
                    .position = item.position};
  if (auto decoded = decoded_script_url(item)) block.sources.push_back(*std::move(decoded));
  block.sources.insert(block.sources.begin(), std::move(item.value));
  if (item.complete) {
    for (const std::string& source : block.sources)
      block.expressions.push_back(hash_source(source, algorithm));
  }
  page.blocks.push_back(std::move(block));
}

}  // namespace

namespace {

/// Feeds the reader by `feed(reader)`.
template <class Feed>
HashedPage read_by(const std::string& file, HashAlgorithm algorithm, const Feed& feed) {
  HashedPage page;
  page.file = file;
  PageReader reader({},
                    {.item = [&](PageItem&& item) { add_item(page, std::move(item), algorithm); },
                     .policy =
                         [&](MetaPolicy&& policy) {
                           if (policy.counts()) page.policies.push_back(std::move(policy));
                         }});
  feed(reader);
  reader.finish();
  const PageSummary& summary = reader.summary();
  page.has_byte_offsets =
      !summary.encoding.starts_with("UTF-16") && summary.encoding != "ISO-2022-JP";
  page.guesses_encoding = summary.encoding_source == PageEncodingSource::none &&
                          std::ranges::any_of(page.blocks, [](const InlineBlock& block) {
                            return !is_ascii(block.sources.front());
                          });
  return page;
}

}  // namespace

HashedPage read_hashed_page(const std::string& file, HashAlgorithm algorithm) {
  InputFile input(file);
  return read_by(file, algorithm, [&](PageReader& reader) {
    std::vector<char> buffer(kChunkBytes);
    while (const std::size_t count = input.read(buffer.data(), buffer.size())) {
      reader.feed({buffer.data(), count});
    }
  });
}

HashedPage read_hashed_page(const std::string& file, std::string_view source,
                            HashAlgorithm algorithm) {
  return read_by(file, algorithm, [&](PageReader& reader) { reader.feed(source); });
}

std::string_view directive_of(InlineType type) {
  return type == InlineType::style || type == InlineType::style_attribute ? "style-src"
                                                                          : "script-src";
}

bool needs_unsafe_hashes(InlineType type) {
  return type == InlineType::script_attribute || type == InlineType::style_attribute ||
         type == InlineType::navigation;
}

}  // namespace cspkit::cli
