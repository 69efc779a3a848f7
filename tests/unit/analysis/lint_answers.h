// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/engine.h>

#include <array>
#include <string>
#include <string_view>

/// What a policy answers to everything that it can be asked, so that two policies can be compared.
namespace cspkit::test {

inline constexpr std::array kAskedUrls = std::to_array<std::string_view>({
    "https://example.com/",
    "http://example.com/",
    "https://example.com:8443/a/b",
    "https://cdn.example.com/",
    "https://cdn.example.com/a/b",
    "http://cdn.example.com/a/b",
    "https://cdn.example.com:8443/a/b",
    "https://a.cdn.example.com/a/b",
    "wss://cdn.example.com/",
    "https://other.test/",
    "http://other.test:81/",
    "http://127.0.0.1:8080/",
    "data:text/plain,x",
    "blob:https://example.com/0",
});

inline constexpr std::array kAskedDestinations = std::to_array<Destination>(
    {Destination::none, Destination::image, Destination::script, Destination::style,
     Destination::font, Destination::video, Destination::object, Destination::iframe,
     Destination::worker, Destination::manifest, Destination::audioworklet});

inline constexpr std::array kInlineTypes = std::to_array<InlineType>(
    {InlineType::script, InlineType::script_attribute, InlineType::style,
     InlineType::style_attribute, InlineType::navigation, InlineType::speculation_rules});

/// One letter for each question: A or B, for every reader of a policy.
inline std::string answers(std::string_view policy,
                           std::string_view page = "https://example.com/") {
  PolicyList list(origin_of(Url::parse(page)->view()));
  if (!list.add_header(policy)) return "refused";
  std::string out;
  const auto note = [&](const Verdict& verdict) { out += verdict.blocked() ? 'B' : 'A'; };
  for (const Browser as :
       {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
    for (const std::string_view text : kAskedUrls) {
      const auto url = Url::parse(text);
      for (const Destination destination : kAskedDestinations) {
        for (const std::string_view nonce : {"", "0Qe2LJzsH8Pb5nUYv1xGmA=="}) {
          Request request{.url = url->view(), .destination = destination, .nonce = nonce};
          note(should_block_request(list, request, as));
          request.parser_metadata = ParserMetadata::parser_inserted;
          request.redirect_count = 1;
          note(should_block_request(list, request, as));
        }
      }
      Request prefetch{.url = url->view()};
      prefetch.initiator = Initiator::prefetch;
      note(should_block_request(list, prefetch, as));
      const UrlView ancestors[] = {url->view()};
      note(should_block_form_submission(list, url->view(), 0, as));
      note(should_block_navigation_response(list, ancestors, as));
      note(allow_base_for_document(list, url->view(), as));
    }
    for (const InlineType type : kInlineTypes) {
      for (const std::string_view source : {"alert(1)", "javascript:alert(1)", "", "x"}) {
        InlineCheck check{.type = type, .source = source};
        note(should_block_inline(list, check, as));
        check.nonce = "0Qe2LJzsH8Pb5nUYv1xGmA==";
        note(should_block_inline(list, check, as));
        check.parser_metadata = ParserMetadata::not_parser_inserted;
        note(should_block_inline(list, check, as));
      }
    }
    note(can_compile_strings(list, as));
    note(can_compile_wasm_bytes(list, as));
    note(should_block_rtc_connection(list, as));
    note(should_block_create_policy(list, "x", {}, as));
    note(should_block_sink_type_mismatch(list, "script", as));
  }
  return out;
}

}  // namespace cspkit::test
