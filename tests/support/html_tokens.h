// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cspkit::test {

/// A token with its own text; runs of text and comments in one piece each.
struct OwnedHtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::end;
  HtmlTextKind text_kind = HtmlTextKind::data;
  HtmlTag tag = HtmlTag::other;
  HtmlNamespace name_space = HtmlNamespace::html;
  bool self_closing = false;
  bool complete = true;
  std::uint64_t begin = 0, end = 0, name_end = 0;
  std::string text;
  struct Attribute {
    std::string name, value;
    std::uint64_t name_offset = 0, value_offset = 0;
    HtmlQuote quote = HtmlQuote::absent;
    bool duplicate = false;
    friend bool operator==(const Attribute&, const Attribute&) = default;
  };
  std::vector<Attribute> attributes;
  friend bool operator==(const OwnedHtmlToken&, const OwnedHtmlToken&) = default;
};

/// The tokens of `source`, cut before each of `cuts` (ascending). Every chunk lies in memory of its own, freed when the
/// tokenizer asks for the next, so that a sanitizer sees a look beyond it.
[[nodiscard]] std::vector<OwnedHtmlToken> html_tokens(std::string_view source,
                                                      const HtmlTokenizerOptions& options = {},
                                                      const std::vector<std::size_t>& cuts = {});

/// The same, one byte a chunk.
[[nodiscard]] std::vector<OwnedHtmlToken> html_tokens_bytewise(
    std::string_view source, const HtmlTokenizerOptions& options = {});

/// One line a token, for messages.
[[nodiscard]] std::string describe(const std::vector<OwnedHtmlToken>& tokens);

}  // namespace cspkit::test
