// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

/// HAR files, entry by entry, from a stream that comes in pieces.
namespace cspkit {

/// A place in the file: line and column from 1, the column in bytes; offset from 0, in bytes.
struct HarPlace {
  std::size_t line = 1;
  std::size_t column = 1;
  std::uint64_t offset = 0;
  friend bool operator==(const HarPlace&, const HarPlace&) = default;
};

/// One header field.
struct HarField {
  std::string name;  ///< as written
  std::string value;
  HarPlace place;
};

/// What became of the body of an answer.
enum class HarBodyState : std::uint8_t {
  absent,      ///< the file does not hold it, or has it empty
  not_wanted,  ///< see HarOptions
  text,        ///< `body` is UTF-8, whatever the server sent
  bytes,       ///< `body` is what the server sent, which the file holds in base 64
  too_long,    ///< over limits::kMaxHarBodyBytes
  malformed,   ///< says that it is base 64, and is not
};

/// One request and its answer. What the file leaves out is empty.
/// Source: http://www.softwareishard.com/blog/har-12-spec/#entries; names that begin with `_` are the programs' own.
struct HarEntry {
  std::uint64_t number = 0;  ///< from 1
  HarPlace place;            ///< of its first key
  std::string page;          ///< `pageref`: the id of a page
  std::string method;
  std::string url;
  bool url_complete = true;  ///< false: cut at limits::kMaxUrlBytes, which `data:` URLs exceed
  std::vector<HarField> request_fields;
  std::int64_t status = 0;
  std::vector<HarField> response_fields;
  std::string redirect_url;
  std::string mime_type;  ///< with its parameters
  HarBodyState body_state = HarBodyState::absent;
  std::string body;
  std::string resource_type;         ///< `_resourceType`, as Chromium and Firefox write it
  std::string initiator;             ///< `_initiator.type`: parser, script, preload, other, …
  std::string initiator_url;         ///< `_initiator.url`: the document, sheet or script that asked
  std::int64_t initiator_line = -1;  ///< `_initiator.lineNumber`, from 0

  /// The value of the first field of that name (case does not matter), or nullopt.
  [[nodiscard]] std::optional<std::string_view> request_field(std::string_view name) const noexcept;
  [[nodiscard]] std::optional<std::string_view> response_field(
      std::string_view name) const noexcept;
  /// Whether the answer sends the browser elsewhere.
  [[nodiscard]] bool is_redirect() const noexcept;
  /// Whether the answer is HTML by its type.
  [[nodiscard]] bool is_html() const noexcept;
};

/// What a request is to a policy.
enum class HarUse : std::uint8_t {
  page,     ///< a navigation of a tab: the document itself, which no policy of a page governs
  request,  ///< a document makes it
  none,     ///< the browser's own: preflights and the reports of violations
};

struct HarPurpose {
  HarUse use = HarUse::request;
  std::string_view
      destination;  ///< Fetch's name: `script`, `iframe`, …; empty for fetch() and its kin
  bool prefetch = false;
};

/// What an entry was requested as: by its Sec-Fetch-Dest field, which all browsers send over HTTPS; else by its
/// resource type; else by the type of the answer, where a page and a frame cannot be told apart.
///
/// Source: https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header
[[nodiscard]] HarPurpose har_purpose(const HarEntry& entry) noexcept;

/// Which bodies are kept.
enum class HarBodies : std::uint8_t { none, html };

struct HarOptions {
  HarBodies bodies = HarBodies::html;
};

/// Why a file cannot be read.
struct HarError {
  HarPlace place;
  std::uint64_t entry = 0;  ///< the number of the entry in which it is; 0: in none
  std::string message;      ///< what is wrong, and the remedy after a semicolon

  /// `entry 12: incomplete JSON; mend the JSON`
  [[nodiscard]] std::string to_string() const;
};

/// What a file held.
struct HarSummary {
  std::uint64_t entries = 0;
  std::uint64_t without_url = 0;  ///< entries of which nothing can be said, and nothing was
};

/// Reads a HAR 1.2 file piece by piece, and hands over each entry as it ends. Of the file it keeps that entry alone, in
/// at most a few times limits::kMaxHarBodyBytes, however long the file is.
///
///     cspkit::HarReader reader({}, [](cspkit::HarEntry&& entry) { std::cout << entry.url << '\n'; });
///     while (file.read(piece)) if (!reader.write(piece)) break;
///     if (const auto read = reader.finish(); !read) std::cerr << read.error().to_string() << '\n';
///
/// Errors: what is no JSON, or no HAR file; more than limits::kMaxHarFields fields in one message; a field longer than
/// limits::kMaxPolicyBytes.
class HarReader {
 public:
  HarReader(HarOptions options, std::function<void(HarEntry&&)> take);
  ~HarReader();
  HarReader(const HarReader&) = delete;
  HarReader& operator=(const HarReader&) = delete;

  /// Takes the next piece; false where the file cannot be read, and finish() says why.
  bool write(std::string_view piece);
  /// To be called once, when all pieces were given.
  [[nodiscard]] tl::expected<HarSummary, HarError> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cspkit
