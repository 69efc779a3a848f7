// SPDX-License-Identifier: Apache-2.0
//
// The first byte chooses what is asked of the tokenizer, the next two where the rest is cut.
//
//     ./dev fuzz html
#include <cspkit/html.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "require.h"
#include "support/html_tokens.h"

namespace {

using namespace cspkit;
using cspkit::fuzz::require;
using Tokens = std::vector<test::OwnedHtmlToken>;

/// Looks at a byte (or block of them) per byte, from here on nothing else grows.
constexpr std::uint64_t kStepsPerByte = 8;
constexpr std::uint64_t kStepsPerStream = 64;

HtmlTokenizerOptions options_of(std::uint8_t choice) {
  HtmlTokenizerOptions options;
  if ((choice & 1) != 0) options.interest = HtmlInterest::only({HtmlTag::script, HtmlTag::style});
  if ((choice & 2) != 0) options.interest.text = HtmlTextInterest::of_reported_elements;
  if ((choice & 4) != 0) options.interest.tag_names = true;
  if ((choice & 8) != 0) options.scripting = HtmlScripting::disabled;
  if ((choice & 16) != 0) options.switching = HtmlSwitching::none;
  if ((choice & 32) != 0) {
    options.begin_in = static_cast<HtmlTextKind>((choice >> 6) + 1);
    options.inside = "script";
  }
  return options;
}

/// Every `stride` bytes from `first` on.
std::vector<std::size_t> cuts_of(std::size_t size, std::size_t first, std::size_t stride) {
  std::vector<std::size_t> cuts;
  for (std::size_t at = first; at < size; at += stride + 1) cuts.push_back(at);
  return cuts;
}

std::string decode(HtmlTextKind kind, std::string_view text, std::size_t stride) {
  HtmlTextDecoder decoder(kind);
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += stride)
    decoder.feed(text.substr(at, stride), out);
  decoder.finish(out);
  return out;
}

void check_tokens(const Tokens& tokens, std::string_view source) {
  std::uint64_t last = 0;
  for (const auto& token : tokens) {
    if (token.kind == HtmlTokenKind::tag_name) continue;
    require(token.begin >= last && token.end >= token.begin && token.end <= source.size(),
            "tokens follow one another", source);
    last = token.end;
    if (token.kind == HtmlTokenKind::text) {
      require(source.substr(token.begin, token.end - token.begin) == token.text,
              "text is what stands there", source);
      require(decode(token.text_kind, token.text, token.text.size() + 1) ==
                  decode(token.text_kind, token.text, 1),
              "text is decoded alike in one piece and byte by byte", source);
    }
    for (const auto& attribute : token.attributes) {
      require(source.substr(attribute.name_offset, attribute.name.size()) == attribute.name &&
                  source.substr(attribute.value_offset, attribute.value.size()) == attribute.value,
              "attributes are what stands there", source);
      static_cast<void>(decode_html_attribute(attribute.value));
    }
    if (token.kind == HtmlTokenKind::doctype) static_cast<void>(parse_html_doctype(token.text));
  }
}

void check_work(std::string_view source, const HtmlTokenizerOptions& options, std::size_t stride) {
  HtmlTokenizer tokenizer(options);
  std::size_t fed = 0;
  for (;;) {
    const HtmlTokenKind kind = tokenizer.next().kind;
    if (kind == HtmlTokenKind::end) break;
    if (kind != HtmlTokenKind::need_input) continue;
    const std::string_view chunk = source.substr(fed, stride);
    chunk.empty() ? tokenizer.finish() : tokenizer.feed(chunk);
    fed += chunk.size();
  }
  require(tokenizer.steps() <= kStepsPerByte * source.size() + kStepsPerStream,
          "the work is in proportion to the input", source);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const HtmlTokenizerOptions options = options_of(data[0]);
  const std::size_t first = data[1], stride = data[2] & 15;
  const std::string_view source(reinterpret_cast<const char*>(data + 3), size - 3);
  const Tokens whole = test::html_tokens(source, options);
  check_tokens(whole, source);
  require(whole == test::html_tokens(source, options, cuts_of(source.size(), first, stride)),
          "the tokens are the same wherever the stream is cut", source);
  check_work(source, options, source.size() + 1);
  check_work(source, options, stride + 1);
  return 0;
}
