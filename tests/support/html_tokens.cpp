// SPDX-License-Identifier: Apache-2.0
#include "support/html_tokens.h"

#include <fmt/format.h>

#include <memory>

namespace cspkit::test {
namespace {

OwnedHtmlToken own(const HtmlToken& token) {
  OwnedHtmlToken owned;
  owned.kind = token.kind;
  owned.text_kind = token.text_kind;
  owned.tag = token.tag;
  owned.name_space = token.name_space;
  owned.self_closing = token.self_closing;
  owned.complete = token.complete;
  owned.begin = token.begin;
  owned.end = token.end;
  owned.name_end = token.name_end;
  owned.text = token.text;
  for (const HtmlAttribute& a : token.attributes) {
    owned.attributes.push_back({std::string(a.name), std::string(a.value), a.name_offset,
                                a.value_offset, a.quote, a.duplicate});
  }
  return owned;
}

/// Takes `token` in, joined to the one before where both are pieces of one thing.
void add(std::vector<OwnedHtmlToken>& tokens, const HtmlToken& token) {
  if (!tokens.empty()) {
    OwnedHtmlToken& last = tokens.back();
    const bool text = token.kind == HtmlTokenKind::text && last.kind == HtmlTokenKind::text &&
                      token.text_kind == last.text_kind && token.begin == last.end;
    const bool comment =
        last.kind == HtmlTokenKind::comment_text &&
        (token.kind == HtmlTokenKind::comment_text || token.kind == HtmlTokenKind::comment);
    if (text || comment) {
      last.kind = token.kind;
      last.text += token.text;
      last.end = token.end;
      if (token.kind == HtmlTokenKind::comment) last.begin = token.begin;
      return;
    }
  }
  tokens.push_back(own(token));
}

}  // namespace

std::vector<OwnedHtmlToken> html_tokens(std::string_view source,
                                        const HtmlTokenizerOptions& options,
                                        const std::vector<std::size_t>& cuts) {
  std::vector<OwnedHtmlToken> tokens;
  HtmlTokenizer tokenizer(options);
  std::unique_ptr<char[]> chunk;
  std::size_t fed = 0, cut = 0;
  for (;;) {
    const HtmlToken& token = tokenizer.next();
    if (token.kind != HtmlTokenKind::need_input) {
      add(tokens, token);
      if (token.kind == HtmlTokenKind::end) return tokens;
    } else if (fed == source.size() && cut == cuts.size()) {
      tokenizer.finish();
    } else {
      const std::size_t to = cut < cuts.size() ? cuts[cut++] : source.size();
      chunk = std::make_unique<char[]>(to - fed);
      source.copy(chunk.get(), to - fed, fed);
      tokenizer.feed({chunk.get(), to - fed});
      fed = to;
    }
  }
}

std::vector<OwnedHtmlToken> html_tokens_bytewise(std::string_view source,
                                                 const HtmlTokenizerOptions& options) {
  std::vector<std::size_t> cuts;
  for (std::size_t i = 1; i < source.size(); ++i) cuts.push_back(i);
  return html_tokens(source, options, cuts);
}

std::string describe(const std::vector<OwnedHtmlToken>& tokens) {
  constexpr const char* kKinds[] = {"need_input", "end",          "text",
                                    "tag_name",   "start_tag",    "end_tag",
                                    "comment",    "comment_text", "doctype"};
  std::string out;
  for (const OwnedHtmlToken& token : tokens) {
    out += fmt::format("{} {}-{} '{}' text {} tag {} space {} name_end {}{}{}",
                       kKinds[static_cast<std::size_t>(token.kind)], token.begin, token.end,
                       token.text, static_cast<int>(token.text_kind), html_tag_name(token.tag),
                       static_cast<int>(token.name_space), token.name_end,
                       token.self_closing ? " /" : "", token.complete ? "" : " cut");
    for (const auto& a : token.attributes) {
      out += fmt::format(" [{}@{}={}@{} {}{}]", a.name, a.name_offset, a.value, a.value_offset,
                         static_cast<int>(a.quote), a.duplicate ? " duplicate" : "");
    }
    out += '\n';
  }
  return out;
}

}  // namespace cspkit::test
