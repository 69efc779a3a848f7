// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "cspkit/directives.h"
#include "cspkit/url.h"

/// What an embedder asks about: requests, inline blocks and the rest. All of these are views; they
/// own nothing.
namespace cspkit {

/// Fetch's destinations. Source: https://fetch.spec.whatwg.org/#concept-request-destination
enum class Destination : std::uint8_t {
  none,  ///< the empty string: fetch(), XHR, WebSocket, EventSource, beacon, ping, WebTransport
  audio,
  audioworklet,
  document,
  embed,
  font,
  frame,
  iframe,
  image,
  json,
  manifest,
  object,
  paintworklet,
  report,
  script,
  serviceworker,
  sharedworker,
  style,
  text,
  track,
  video,
  webidentity,
  worker,
  xslt,
};
inline constexpr std::size_t kDestinationCount = 24;

/// Fetch's name of a destination; empty for Destination::none.
[[nodiscard]] std::string_view destination_name(Destination destination) noexcept;
[[nodiscard]] std::optional<Destination> find_destination(std::string_view name) noexcept;
/// Source: https://fetch.spec.whatwg.org/#request-destination-script-like
[[nodiscard]] bool is_script_like(Destination destination) noexcept;

/// Fetch's "parser metadata". Source:
/// https://fetch.spec.whatwg.org/#concept-request-parser-metadata
enum class ParserMetadata : std::uint8_t { not_parser_inserted, parser_inserted };

/// Fetch's initiator, as far as it changes an answer.
/// Source: https://fetch.spec.whatwg.org/#request-initiator-type
enum class Initiator : std::uint8_t { other, prefetch, prerender };

/// Whether a WebTransport request names the hashes of the server's certificates.
enum class WebTransport : std::uint8_t { no, with_hashes };

/// A request, in the terms of Fetch.
struct Request {
  UrlView url;  ///< the current URL
  Destination destination = Destination::none;
  std::string_view nonce = {};      ///< cryptographic nonce metadata; empty where there is none
  std::string_view integrity = {};  ///< integrity metadata, as the attribute holds it
  ParserMetadata parser_metadata = ParserMetadata::not_parser_inserted;
  Initiator initiator = Initiator::other;
  WebTransport webtransport = WebTransport::no;
  std::uint32_t redirect_count = 0;
};

/// The types of inline checks. `navigation` is a `javascript:` URL.
/// Source: https://w3c.github.io/webappsec-csp/#effective-directive-for-inline-check
enum class InlineType : std::uint8_t {
  script,
  script_attribute,
  style,
  style_attribute,
  navigation,
  /// `<script type="speculationrules">`. The text does not name it; HTML hands it over as "script
  /// speculationrules", and Chromium treats it as a script that 'inline-speculation-rules' allows.
  speculation_rules
};

/// `script`, `script-attribute`, `style`, `style-attribute`, `navigation`, `speculation-rules`.
[[nodiscard]] std::string_view inline_type_name(InlineType type) noexcept;
[[nodiscard]] std::optional<InlineType> find_inline_type(std::string_view name) noexcept;

/// An inline script, style, handler, style attribute or `javascript:` URL.
struct InlineCheck {
  InlineType type = InlineType::script;
  std::string_view source =
      {};  ///< UTF-8; for `navigation` the URL as it is serialized, `javascript:` included
  /// The element's nonce attribute; nullopt where the element has none or is not nonceable.
  std::optional<std::string_view> nonce = std::nullopt;
  ParserMetadata parser_metadata = ParserMetadata::parser_inserted;
  /// In the place of `source`, where only the content's hashes are known: as integrity metadata
  /// writes them, `sha256-…`, at most one for each algorithm. A hash-source of another algorithm
  /// then matches nothing.
  std::string_view hashes = {};
};

/// The effective directive of a request, or nullopt (for CSP's own reports).
/// Source: https://w3c.github.io/webappsec-csp/#effective-directive-for-a-request
[[nodiscard]] std::optional<DirectiveId> effective_directive_for_a_request(
    Destination destination, Initiator initiator = Initiator::other) noexcept;

/// Source: https://w3c.github.io/webappsec-csp/#effective-directive-for-inline-check
[[nodiscard]] DirectiveId effective_directive_for_inline_check(InlineType type) noexcept;

}  // namespace cspkit
