// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/engine.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Short questions for the tables of the engine's tests.
namespace cspkit::test {

/// The page of a question, unless it names another.
inline constexpr std::string_view kPage = "https://example.com/";

inline PolicyList page_with(std::vector<std::string_view> headers, std::string_view page = kPage) {
  PolicyList list(origin_of(Url::parse(page)->view()));
  for (const std::string_view header : headers) {
    if (!list.add_header(header)) throw std::runtime_error("a policy was refused");
  }
  return list;
}

struct Asked {
  Destination destination = Destination::image;
  std::string_view nonce = {};
  std::string_view integrity = {};
  ParserMetadata parser = ParserMetadata::not_parser_inserted;
  Initiator initiator = Initiator::other;
  std::uint32_t redirects = 0;
  Browser as = Browser::specification;
};

/// The request for `url`, which has to outlive it.
inline Request request_for(const Url& url, const Asked& asked = {}) {
  return {.url = url.view(),
          .destination = asked.destination,
          .nonce = asked.nonce,
          .integrity = asked.integrity,
          .parser_metadata = asked.parser,
          .initiator = asked.initiator,
          .redirect_count = asked.redirects};
}

inline Verdict ask(const PolicyList& list, std::string_view url, const Asked& asked = {}) {
  const auto parsed = Url::parse(url);
  if (!parsed) throw std::runtime_error("no URL: " + std::string(url));
  return should_block_request(list, request_for(*parsed, asked), asked.as);
}

/// Whether `source`, alone in img-src, matches `url` on `page`.
inline bool matches(std::string_view source, std::string_view url, std::string_view page = kPage,
                    std::uint32_t redirects = 0, Browser as = Browser::specification) {
  const std::string policy = "img-src " + std::string(source);
  return !ask(page_with({policy}, page), url, {.redirects = redirects, .as = as}).blocked();
}

}  // namespace cspkit::test
