// SPDX-License-Identifier: Apache-2.0
//
// What pages hold, by PageReader: reads one page a line, in hexadecimal, and writes a line of JSON for each.
//     page_items [CHARSET]      pages
//     page_items --handlers     lines `element namespace attribute`: those that are no handlers by the table
//     page_items --decode       lines `label bytes`: the text, in hexadecimal
#include <cspkit/hash.h>
#include <cspkit/page.h>

#include <boost/json.hpp>
#include <iostream>
#include <string>

#include "base/ascii.h"
#include "page/encodings.h"
#include "page/handlers.h"
#include "page/text_decoder.h"

namespace {

namespace json = boost::json;
using namespace cspkit;

std::string_view kind_name(PageItemKind kind) {
  constexpr std::string_view kNames[] = {"request",       "inline_block", "attribute",
                                         "navigation",    "form_action",  "base_uri",
                                         "frame_document"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    bytes += static_cast<char>(hex_value(text[at]) << 4 | hex_value(text[at + 1]));
  }
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

json::object describe(const PageItem& item) {
  json::object row{{"kind", kind_name(item.kind)},
                   {"element", item.element},
                   {"attribute", item.attribute},
                   {"svg", item.name_space == HtmlNamespace::svg},
                   {"value", item.value},
                   {"document", item.document},
                   {"active", item.state == PageItemState::active},
                   {"css", item.is_css},
                   {"hash", hash_source(item.value)},
                   {"chromium_hash", hash_source(decoded_script_url(item).value_or(item.value))}};
  row["nonce"] = item.nonce ? json::value(*item.nonce) : json::value();
  row["destination"] = item.kind == PageItemKind::request
                           ? json::value(destination_name(item.destination))
                           : json::value();
  const bool is_inline = item.kind == PageItemKind::inline_block ||
                         item.kind == PageItemKind::attribute ||
                         item.kind == PageItemKind::navigation;
  row["type"] = is_inline ? json::value(inline_type_name(item.inline_type)) : json::value();
  return row;
}

json::object read(std::string_view bytes, std::string_view charset, std::size_t chunk_size) {
  json::array items, policies;
  PageReader reader(
      {.charset = charset},
      {.item = [&](PageItem&& item) { items.push_back(describe(item)); },
       .policy =
           [&](MetaPolicy&& policy) {
             policies.push_back({{"content", policy.content},
                                 {"in_head", policy.place == MetaPolicy::Place::in_head},
                                 {"document", policy.document}});
           }});
  for (std::size_t at = 0; at < bytes.size(); at += chunk_size) {
    reader.feed(bytes.substr(at, chunk_size));
  }
  reader.finish();
  return {{"items", std::move(items)},
          {"policies", std::move(policies)},
          {"encoding", reader.summary().encoding}};
}

int name_handlers() {
  std::string element, space, attribute;
  while (std::cin >> element >> space >> attribute) {
    const auto name_space = space == "html"  ? HtmlNamespace::html
                            : space == "svg" ? HtmlNamespace::svg
                                             : HtmlNamespace::mathml;
    if (!page::is_event_handler(attribute, element, name_space)) {
      std::cout << element << ' ' << space << ' ' << attribute << '\n';
    }
  }
  return 0;
}

int decode_lines() {
  std::string label, line;
  while (std::cin >> label >> line) {
    const std::string_view encoding = page::find_encoding(label);
    std::cout << (encoding.empty() ? "none" : encoding) << ' '
              << to_hex(encoding.empty() ? "" : page::TextDecoder(encoding).decode(from_hex(line)))
              << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "--handlers") return name_handlers();
  if (mode == "--decode") return decode_lines();
  std::string line;
  for (std::size_t n = 0; std::getline(std::cin, line); ++n) {
    std::cout << json::serialize(read(from_hex(line), mode, 1 + n % 97)) << '\n';
  }
  return 0;
}
