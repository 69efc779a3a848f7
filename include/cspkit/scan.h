// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "cspkit/browser.h"
#include "cspkit/directives.h"
#include "cspkit/engine.h"
#include "cspkit/policy.h"
#include "cspkit/request.h"
#include "cspkit/url.h"

/// What the pages of a site hold that a policy decides on, whoever saw it: files, HAR entries, a browser.
///
///     cspkit::Inventory inventory;
///     cspkit::DocumentScan page(inventory, {.url = "https://example.com/", .name = "index.html"});
///     page.feed("<script src=app.js></script>");
///     page.finish();
///     inventory.items()[0]->url;        // "https://example.com/app.js"
///     inventory.items()[0]->directive;  // DirectiveId::script_src_elem
///
/// Memory is bounded: the same thing is kept once, with a count and the first few places, and beyond
/// limits::kMaxInventoryItems things URLs are folded into their origins.
namespace cspkit {

/// Where something was seen: a file or URL, and a line where there is one.
struct Place {
  std::string name;
  std::uint32_t line = 0;    ///< from 1; 0: unknown
  std::uint32_t column = 0;  ///< from 1, in bytes; 0: unknown

  /// `index.html:12:3`, `https://example.com/`
  [[nodiscard]] std::string to_string() const;
  friend bool operator==(const Place&, const Place&) = default;
  /// By name, line and column.
  friend bool operator<(const Place& a, const Place& b) {
    return std::tie(a.name, a.line, a.column) < std::tie(b.name, b.line, b.column);
  }
};

/// How a policy reached the document.
enum class PolicySource : std::uint8_t {
  header,              ///< `Content-Security-Policy`
  report_only_header,  ///< `Content-Security-Policy-Report-Only`
  meta,                ///< `<meta http-equiv>`, which counts from where it stands
  frame_options,       ///< `X-Frame-Options`: what frame-ancestors replaces
};

/// `header`, `report-only-header`, `meta`, `x-frame-options`.
[[nodiscard]] std::string_view to_string(PolicySource source) noexcept;

/// A policy as a document was delivered with. Views: nothing is kept but what Inventory copies.
struct SeenPolicy {
  std::string_view text;  ///< the field's value, or the content of the `<meta>`
  PolicySource source = PolicySource::header;
  std::uint32_t line = 0;  ///< of a `<meta>`
  std::uint32_t column = 0;
};

/// A request that the document makes.
struct SeenRequest {
  std::string_view url;  ///< absolute, or relative to the document's base URL
  Destination destination = Destination::none;
  Initiator initiator = Initiator::other;
  ParserMetadata parser_metadata = ParserMetadata::not_parser_inserted;
  std::string_view nonce = {};      ///< of the element; empty where there is none
  std::string_view integrity = {};  ///< as the attribute holds it
  std::uint32_t redirect_count = 0;
  std::uint32_t line = 0;  ///< in the document; 0: unknown
  std::uint32_t column = 0;
};

/// An inline script or style, a handler, a `style` attribute, or a `javascript:` URL.
struct SeenInline {
  InlineType type = InlineType::script;
  std::string_view source = {};  ///< UTF-8, as InlineCheck::source
  std::string_view hash =
      {};  ///< in its place, where only that is known: `sha256-…`; anything else is dropped
  std::optional<std::string_view> nonce = std::nullopt;
  ParserMetadata parser_metadata = ParserMetadata::parser_inserted;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// Anything else that a policy decides on.
enum class UseKind : std::uint8_t {
  eval,         ///< compiles a string as JavaScript
  wasm,         ///< compiles WebAssembly
  form_action,  ///< submits a form to `url`
  base_uri,     ///< sets `<base href>` to `url`
};

struct SeenUse {
  UseKind kind = UseKind::eval;
  std::string_view url = {};  ///< absolute or relative; of forms and bases
  /// What the place names where it is not the document: a worker that lives under the document's policies.
  std::string_view place = {};
  std::uint32_t line = 0;  ///< in the document, or in `place`
  std::uint32_t column = 0;
};

/// What kind of thing an item is; decides which of its fields count.
enum class ItemKind : std::uint8_t { request, inline_block, eval, wasm, form_action, base_uri };

/// `request`, `inline`, `eval`, `wasm`, `form-action`, `base-uri`: as `cspkit eval` names checks.
[[nodiscard]] std::string_view to_string(ItemKind kind) noexcept;

/// That the policies of the documents, as they are, stand in an item's way.
struct BlockedNow {
  std::size_t policy = 0;  ///< index in Inventory::policies()
  DirectiveId effective_directive = DirectiveId::default_src;
  DirectiveId source_directive = DirectiveId::default_src;
  std::uint8_t readers = 0;  ///< a bit for each value of Browser
  std::uint64_t count = 0;
  Place first;

  [[nodiscard]] bool by(Browser reader) const noexcept {
    return (readers >> static_cast<unsigned>(reader) & 1u) != 0;
  }
};

/// One thing, however often it was seen.
struct InventoryItem {
  ItemKind kind = ItemKind::request;
  DirectiveId directive = DirectiveId::default_src;  ///< the effective directive
  std::string origin;                                ///< of the documents that hold it, serialized
  // Requests, forms and bases.
  std::string
      url;  ///< serialized, without its fragment; `data:` and `blob:` URLs end behind the colon or the type
  bool folded = false;  ///< stands for all further URLs of its origin
  Destination destination = Destination::none;
  Initiator initiator = Initiator::other;
  ParserMetadata parser_metadata = ParserMetadata::not_parser_inserted;
  bool nonced = false;  ///< the element bore a nonce
  std::string integrity;
  std::uint32_t redirect_count = 0;
  // Inline blocks.
  InlineType type = InlineType::script;
  std::string hash;         ///< `sha256-…`, without quotes
  std::uint64_t bytes = 0;  ///< of the source; 0 where only its hash is known
  std::string sample;       ///< its beginning, at most limits::kMaxInventorySample bytes
  std::vector<std::string>
      mentions;  ///< URLs of other hosts that a script names, at most limits::kMaxInventoryMentions
  bool compiles_strings =
      false;  ///< a script that names `eval(` or `new Function(`: a hint, no more

  std::uint64_t count = 0;      ///< how often
  std::uint64_t documents = 0;  ///< in how many documents
  std::vector<Place> places;    ///< the first limits::kMaxInventoryPlaces, ordered by name and line
  std::vector<BlockedNow> blocked;  ///< by the documents' present policies
};

/// One policy, however many documents are delivered with it. Nonces that elements bear are written `{nonce}`.
struct PolicyRow {
  std::string text;
  PolicySource source = PolicySource::header;
  std::uint64_t documents = 0;
  std::vector<Place> places;
  std::string ignored;  ///< why browsers, or this library, do not heed it; empty: they do
};

/// Whether it is a page, or a style sheet or image of one, which is read for its URLs and counts for no document.
enum class DocumentRole : std::uint8_t { page, resource };

/// Where a document came from: as a file, it is the same in every response.
enum class DocumentForm : std::uint8_t { response, file };

/// A nonce that elements bear.
struct SeenNonce {
  std::string origin;  ///< of the documents
  std::string value;
  std::uint64_t count = 0;      ///< elements
  std::uint64_t documents = 0;  ///< different ones
  bool in_file = false;         ///< of which one at least is a file
  std::vector<Place> places;    ///< the first limits::kMaxInventoryPlaces

  /// Whether it is known beforehand, and so protects nothing: it stands in a file, or came with two documents.
  [[nodiscard]] bool fixed() const noexcept { return in_file || documents > 1; }
};

/// A document, as it was delivered.
struct SeenDocument {
  std::string_view url;                       ///< absolute
  std::string_view name;                      ///< of places: a file, or the URL
  std::span<const SeenPolicy> policies = {};  ///< of its headers
  std::string_view charset = {};  ///< the charset parameter of its Content-Type, where it is known
  DocumentRole role = DocumentRole::page;
  DocumentForm form = DocumentForm::response;
};

/// Everything that was seen. Not safe to share between threads while something is added: give each thread one, and
/// merge them. The result is the same whatever the order.
class Inventory {
 public:
  Inventory();
  ~Inventory();
  Inventory(Inventory&&) noexcept;
  Inventory& operator=(Inventory&&) noexcept;

  /// Takes everything out of `other`.
  void merge(Inventory&& other);

  /// Ordered by kind of directive, then URL or hash.
  [[nodiscard]] std::vector<const InventoryItem*> items() const;
  [[nodiscard]] std::span<const PolicyRow> policies() const noexcept { return policies_; }
  [[nodiscard]] std::uint64_t documents() const noexcept { return documents_; }
  /// The origins of the documents, and how many each has; the first is the site's: the one of most documents.
  [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> origins() const;
  /// By origin and value; at most limits::kMaxInventoryNonces. What cannot be a nonce, such as a template's mark, is none.
  [[nodiscard]] std::vector<const SeenNonce*> nonces() const;
  /// URLs that cannot be parsed, and where: browsers request nothing for them.
  [[nodiscard]] std::span<const std::pair<std::string, Place>> bad_urls() const noexcept {
    return bad_urls_;
  }
  /// Things that were not kept, because of limits::kMaxInventoryItems.
  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }
  /// Whether an enforced policy stands in the way of anything, in the text's reading or a browser's.
  [[nodiscard]] bool blocks_anything() const noexcept;

 private:
  friend class DocumentScan;
  struct Kept;
  struct KeptNonce {
    SeenNonce nonce;
    std::uint64_t last_document = 0;
  };
  /// The one to count in, or null where there are too many that come before it.
  KeptNonce* nonce_row(const std::string& origin, std::string_view value);
  std::size_t policy_row(const PolicyRow& row);

  struct Hash {
    using is_transparent = void;
    // Without noexcept, libstdc++ keeps each hash beside its key, and compares few keys.
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, std::unique_ptr<Kept>, Hash, std::equal_to<>> items_;
  std::vector<PolicyRow> policies_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> policy_index_;
  std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> origins_;
  std::vector<std::pair<std::string, Place>> bad_urls_;
  std::map<std::pair<std::string, std::string>, KeptNonce> nonces_;  ///< by origin and value
  std::uint64_t documents_ = 0;
  std::uint64_t sequence_ = 0;  ///< documents and resources that were opened
  std::uint64_t dropped_ = 0;
};

/// Pours one document into an inventory: its HTML, and whatever else is known about it. Each thing is judged at once by
/// the policies that the document has by then, as a browser does.
class DocumentScan {
 public:
  /// Both must outlive this object; what `document` views is copied. A document URL that cannot be parsed is an opaque
  /// origin's.
  DocumentScan(Inventory& inventory, const SeenDocument& document);
  ~DocumentScan();
  DocumentScan(DocumentScan&&) noexcept;
  DocumentScan& operator=(DocumentScan&&) noexcept;

  void add(const SeenPolicy& policy);  ///< from now on
  void add(const SeenRequest& request);
  void add(const SeenInline& block);
  void add(const SeenUse& use);

  /// The document's HTML, in any pieces; finish() ends it. What is known of the page besides is best added after that.
  void feed(std::string_view html);
  void finish();

  /// The URLs of a style sheet that the document uses, or that stands for itself.
  void add_style_sheet(std::string_view css);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cspkit
