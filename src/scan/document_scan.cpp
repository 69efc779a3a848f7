// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <utility>

#include "cspkit/hash.h"
#include "cspkit/page.h"
#include "policy/source_expression.h"
#include "scan/document_policies.h"
#include "scan/hash_value.h"
#include "scan/kept.h"
#include "scan/mentions.h"

namespace cspkit {
namespace {

using scan_detail::DocumentPolicies;

/// Where something stands in the document, or elsewhere.
struct Spot {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string_view elsewhere = {};
};

/// What tells an item from others, as text; reused, so that nothing is allocated for what is known already.
class Key {
 public:
  Key& begin(ItemKind kind, std::string_view origin) {
    text_.clear();
    return put(static_cast<unsigned>(kind)).put(origin);
  }
  Key& put(unsigned value) {
    text_ += std::to_string(value);
    text_ += '\n';
    return *this;
  }
  Key& put(std::string_view value) {
    text_ += value;
    text_ += '\n';
    return *this;
  }
  [[nodiscard]] std::string_view view() const noexcept { return text_; }

 private:
  std::string text_;
};

/// The part of a URL that tells it from others for a policy. No policy looks into `data:` and `blob:` URLs, which may
/// be as long as they like, nor at fragments.
std::string_view telling_part(const UrlView& url) {
  if (url.scheme == "blob") return url.href.substr(0, url.scheme.size() + 1);
  if (url.scheme == "data") return url.href.substr(0, url.href.find_first_of(",;"));
  return url.has_fragment ? url.href.substr(0, url.href.size() - url.fragment.size() - 1)
                          : url.href;
}

/// A sample ends before a code point that it would cut.
std::string beginning_of(std::string_view source) {
  std::size_t end = std::min(source.size(), limits::kMaxInventorySample);
  while (end > 0 && end < source.size() && (static_cast<unsigned char>(source[end]) & 0xC0) == 0x80)
    --end;
  return std::string(source.substr(0, end));
}

bool is_script(InlineType type) noexcept {
  return effective_directive_for_inline_check(type) != DirectiveId::style_src_elem &&
         effective_directive_for_inline_check(type) != DirectiveId::style_src_attr;
}

}  // namespace

struct DocumentScan::State {
  State(Inventory& target, const SeenDocument& document, const Origin& origin, const Url& url)
      : inventory(target),
        name(document.name),
        origin_text(origin.serialize()),
        document_url(url),
        number_in_inventory(++target.sequence_),
        delivered_as(document.form) {
    std::uint64_t& of_origin = target.origins_[origin_text];
    if (document.role == DocumentRole::page) {
      ++target.documents_;
      ++of_origin;
    }
    documents.emplace_back(origin, url);
  }

  Inventory& inventory;
  std::string name;
  std::string origin_text;
  Url document_url;
  std::vector<DocumentPolicies> documents;  ///< the page, and its srcdoc documents by number
  std::optional<PageReader> reader;
  std::string charset;
  Key key;
  std::uint64_t number_in_inventory;  ///< of the document in the inventory
  DocumentForm delivered_as;

  DocumentPolicies& of(std::uint32_t number) {
    return documents[number < documents.size() ? number : 0];
  }

  /// Counts what was seen, and lets `decide` ask each reading.
  template <class Fill, class Decide>
  void see(std::uint32_t number, Spot spot, const Fill& fill, const Decide& decide) {
    auto found = inventory.items_.find(key.view());
    if (found == inventory.items_.end()) {
      if (inventory.items_.size() >= 2 * limits::kMaxInventoryItems) {
        ++inventory.dropped_;
        return;
      }
      auto kept = std::make_unique<Inventory::Kept>();
      kept->item.origin = origin_text;
      fill(kept->item);
      found = inventory.items_.emplace(std::string(key.view()), std::move(kept)).first;
    }
    Inventory::Kept& kept = *found->second;
    ++kept.item.count;
    if (kept.last_document != number_in_inventory) {
      kept.last_document = number_in_inventory;
      ++kept.item.documents;
    }
    const std::string_view where = spot.elsewhere.empty() ? name : spot.elsewhere;
    if (scan_detail::keeps_place(kept.item.places, where, spot.line))
      scan_detail::add_place(kept.item.places, {std::string(where), spot.line, spot.column});
    judge(of(number), kept.item, spot, decide);
  }

  /// What a template has in its place is none yet.
  void see_nonce(std::string_view value, Spot spot) {
    if (!is_base64_value(value)) return;
    Inventory::KeptNonce* const row = inventory.nonce_row(origin_text, value);
    if (row == nullptr) return;
    SeenNonce& nonce = row->nonce;
    ++nonce.count;
    nonce.in_file = nonce.in_file || delivered_as == DocumentForm::file;
    if (std::exchange(row->last_document, number_in_inventory) != number_in_inventory)
      ++nonce.documents;
    if (scan_detail::keeps_place(nonce.places, name, spot.line))
      scan_detail::add_place(nonce.places, {name, spot.line, spot.column});
  }

  template <class Decide>
  void judge(const DocumentPolicies& policies, InventoryItem& item, Spot spot,
             const Decide& decide) {
    if (policies.empty()) return;
    // One occurrence counts once for each policy and directive, whoever reads it so.
    std::vector<BlockedNow> rows;
    for (const Browser as :
         {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
      const auto note = [&](const PolicyViolation& violation) {
        BlockedNow row;
        row.policy = policies.row_of(violation.policy);
        row.effective_directive = violation.effective_directive;
        row.source_directive = violation.source_directive;
        row.readers = static_cast<std::uint8_t>(1u << static_cast<unsigned>(as));
        row.first = {spot.elsewhere.empty() ? name : std::string(spot.elsewhere), spot.line,
                     spot.column};
        scan_detail::add_blocked(rows, row);
      };
      static_cast<void>(decide(policies.list(), as, ViolationSink(note)));
    }
    for (BlockedNow& row : rows) {
      row.count = 1;
      scan_detail::add_blocked(item.blocked, row);
    }
  }

  /// The URL, or nullopt where browsers would request nothing.
  std::optional<Url> resolve(std::uint32_t number, std::string_view url, Spot spot) {
    auto parsed = Url::parse(url, &of(number).base());
    if (parsed) return *std::move(parsed);
    if (inventory.bad_urls_.size() < limits::kMaxInventoryBadUrls) {
      inventory.bad_urls_.emplace_back(beginning_of(url), Place{name, spot.line, spot.column});
    }
    return std::nullopt;
  }

  /// The URL as it is kept: beyond the limit, its origin alone.
  std::pair<std::string_view, bool> kept_url(const Url& url, std::string& origin_url) {
    const std::string_view part = telling_part(url.view());
    if (inventory.items_.size() < limits::kMaxInventoryItems) return {part, false};
    const Origin origin = origin_of(url.view());
    if (origin.opaque) return {part, false};
    origin_url = origin.serialize() + "/";
    return {origin_url, true};
  }

  void see_request(std::uint32_t number, const SeenRequest& request) {
    const auto directive =
        effective_directive_for_a_request(request.destination, request.initiator);
    const Spot spot{request.line, request.column};
    if (!directive) return;
    const auto url = resolve(number, request.url, spot);
    if (!url) return;
    // A javascript: or about: URL of a frame is fetched from nowhere.
    if (url->view().scheme == "javascript" || url->view().scheme == "about") return;
    see_nonce(request.nonce, spot);
    std::string buffer;
    const auto [text, folded] = kept_url(*url, buffer);
    key.begin(ItemKind::request, origin_text)
        .put(static_cast<unsigned>(request.destination))
        .put(static_cast<unsigned>(request.initiator))
        .put(static_cast<unsigned>(request.parser_metadata))
        .put(request.nonce.empty() ? 0u : 1u)
        .put(request.redirect_count)
        .put(request.integrity)
        .put(text);
    see(
        number, spot,
        [&, &text = text, &folded = folded](InventoryItem& item) {
          item.kind = ItemKind::request;
          item.directive = *directive;
          item.url = text;
          item.folded = folded;
          item.destination = request.destination;
          item.initiator = request.initiator;
          item.parser_metadata = request.parser_metadata;
          item.nonced = !request.nonce.empty();
          item.integrity = request.integrity;
          item.redirect_count = request.redirect_count;
        },
        [&](const PolicyList& list, Browser as, ViolationSink sink) {
          return should_block_request(list,
                                      {.url = url->view(),
                                       .destination = request.destination,
                                       .nonce = request.nonce,
                                       .integrity = request.integrity,
                                       .parser_metadata = request.parser_metadata,
                                       .initiator = request.initiator,
                                       .redirect_count = request.redirect_count},
                                      as, sink);
        });
  }

  void see_inline(std::uint32_t number, const SeenInline& block) {
    std::string hash(block.hash);
    if (!hash.empty() && !scan_detail::is_hash_value(hash)) {
      ++inventory.dropped_;
      return;
    }
    if (hash.empty()) {
      hash = hash_source(block.source);
      hash = hash.substr(1, hash.size() - 2);
    }
    if (block.nonce) see_nonce(*block.nonce, {block.line, block.column});
    key.begin(ItemKind::inline_block, origin_text)
        .put(static_cast<unsigned>(block.type))
        .put(static_cast<unsigned>(block.parser_metadata))
        .put(block.nonce && !block.nonce->empty() ? 1u : 0u)
        .put(hash);
    see(
        number, {block.line, block.column},
        [&](InventoryItem& item) {
          item.kind = ItemKind::inline_block;
          item.directive = effective_directive_for_inline_check(block.type);
          item.type = block.type;
          item.parser_metadata = block.parser_metadata;
          item.nonced = block.nonce && !block.nonce->empty();
          item.hash = hash;
          item.bytes = block.source.size();
          item.sample = beginning_of(block.source);
          if (is_script(block.type)) {
            item.mentions = scan_detail::mentions_in(block.source);
            item.compiles_strings = scan_detail::names_string_compilation(block.source);
          }
        },
        [&](const PolicyList& list, Browser as, ViolationSink sink) {
          return should_block_inline(list,
                                     {.type = block.type,
                                      .source = block.source,
                                      .nonce = block.nonce,
                                      .parser_metadata = block.parser_metadata,
                                      .hashes = block.hash},
                                     as, sink);
        });
  }

  void see_use(std::uint32_t number, const SeenUse& use) {
    const Spot spot{use.line, use.column, use.place};
    if (use.kind == UseKind::eval || use.kind == UseKind::wasm) {
      const bool eval = use.kind == UseKind::eval;
      const ItemKind kind = eval ? ItemKind::eval : ItemKind::wasm;
      key.begin(kind, origin_text);
      see(
          number, spot,
          [&](InventoryItem& item) {
            item.kind = kind;
            item.directive = DirectiveId::script_src;
          },
          [&](const PolicyList& list, Browser as, ViolationSink sink) {
            return eval ? can_compile_strings(list, as, sink)
                        : can_compile_wasm_bytes(list, as, sink);
          });
      return;
    }
    const bool form = use.kind == UseKind::form_action;
    const ItemKind kind = form ? ItemKind::form_action : ItemKind::base_uri;
    // An empty action is the page itself.
    const auto url =
        form && use.url.empty() ? std::optional(document_url) : resolve(number, use.url, spot);
    if (!url || url->view().scheme == "javascript") return;
    std::string buffer;
    const auto [text, folded] = kept_url(*url, buffer);
    key.begin(kind, origin_text).put(text);
    see(
        number, spot,
        [&, &text = text, &folded = folded](InventoryItem& item) {
          item.kind = kind;
          item.directive = form ? DirectiveId::form_action : DirectiveId::base_uri;
          item.url = text;
          item.folded = folded;
        },
        [&](const PolicyList& list, Browser as, ViolationSink sink) {
          return form ? should_block_form_submission(list, url->view(), 0, as, sink)
                      : allow_base_for_document(list, url->view(), as, sink);
        });
    if (!form) of(number).set_base(*url);
  }

  void see_policy(std::uint32_t number, const SeenPolicy& policy, std::string ignored) {
    PolicyRow row;
    row.text = scan_detail::without_nonces(policy.text);
    row.source = policy.source;
    row.documents = 1;
    row.places.push_back({name, policy.line, policy.column});
    row.ignored = std::move(ignored);
    const std::size_t index = inventory.policy_row(row);
    if (policy.source == PolicySource::frame_options || !row.ignored.empty()) return;
    const auto added = of(number).add(std::string(policy.text), policy.source, index);
    if (!added) {
      inventory.policies_[index].ignored =
          fmt::format("over the limit {} ({} of at most {})", added.error().limit,
                      added.error().actual, added.error().maximum);
    }
  }

  void see_item(const PageItem& item) {
    const std::uint32_t line = item.position.line, column = item.position.column;
    switch (item.kind) {
      case PageItemKind::request:
        see_request(item.document,
                    {.url = item.value,
                     .destination = item.destination,
                     .initiator = item.initiator,
                     .parser_metadata =
                         item.destination == Destination::script && item.tag == HtmlTag::script
                             ? ParserMetadata::parser_inserted
                             : ParserMetadata::not_parser_inserted,
                     .nonce = item.nonce ? std::string_view(*item.nonce) : std::string_view(),
                     .integrity = item.integrity,
                     .line = line,
                     .column = column});
        break;
      case PageItemKind::inline_block:
      case PageItemKind::attribute:
      case PageItemKind::navigation:
        if (!item.complete) {
          ++inventory.dropped_;
          break;
        }
        see_inline(
            item.document,
            {.type = item.inline_type,
             .source = item.value,
             .nonce = item.nonce ? std::optional<std::string_view>(*item.nonce) : std::nullopt,
             .line = line,
             .column = column});
        break;
      case PageItemKind::form_action:
      case PageItemKind::base_uri:
        see_use(item.document,
                {.kind = item.kind == PageItemKind::form_action ? UseKind::form_action
                                                                : UseKind::base_uri,
                 .url = item.value,
                 .line = line,
                 .column = column});
        break;
      case PageItemKind::frame_document:
        while (documents.size() <= item.inner) documents.push_back(of(item.document).inherited());
        break;
    }
  }

  void see_meta_policy(const MetaPolicy& policy) {
    std::string ignored;
    if (policy.report_only) {
      ignored = "browsers take report-only policies from headers only";
    } else if (policy.place == MetaPolicy::Place::outside_head) {
      ignored = "it stands outside <head>, where browsers ignore it";
    }
    see_policy(policy.document,
               {.text = policy.content,
                .source = PolicySource::meta,
                .line = policy.position.line,
                .column = policy.position.column},
               std::move(ignored));
  }
};

DocumentScan::DocumentScan(Inventory& inventory, const SeenDocument& document) {
  static const Url kNowhere = *Url::parse("about:blank");
  const auto parsed = Url::parse(document.url);
  const Url& url = parsed ? *parsed : kNowhere;
  state_ = std::make_unique<State>(inventory, document, origin_of(url.view()), url);
  state_->charset = document.charset;
  for (const SeenPolicy& policy : document.policies) add(policy);
}

DocumentScan::~DocumentScan() = default;
DocumentScan::DocumentScan(DocumentScan&&) noexcept = default;
DocumentScan& DocumentScan::operator=(DocumentScan&&) noexcept = default;

void DocumentScan::add(const SeenPolicy& policy) { state_->see_policy(0, policy, ""); }
void DocumentScan::add(const SeenRequest& request) { state_->see_request(0, request); }
void DocumentScan::add(const SeenInline& block) { state_->see_inline(0, block); }
void DocumentScan::add(const SeenUse& use) { state_->see_use(0, use); }

void DocumentScan::feed(std::string_view html) {
  State& state = *state_;
  if (!state.reader) {
    state.reader.emplace(
        PageOptions{.charset = state.charset},
        PageSink{.item = [&state](PageItem&& item) { state.see_item(item); },
                 .policy = [&state](MetaPolicy&& policy) { state.see_meta_policy(policy); }});
  }
  state.reader->feed(html);
}

void DocumentScan::finish() {
  if (!state_->reader) return;
  state_->reader->finish();
  state_->reader.reset();
}

void DocumentScan::add_style_sheet(std::string_view css) {
  std::uint32_t line = 1;
  std::size_t counted = 0;
  for (const CssUrl& found : find_css_urls(css, CssText::style_sheet)) {
    const std::string_view between = css.substr(counted, found.begin - counted);
    line += static_cast<std::uint32_t>(std::ranges::count(between, '\n'));
    counted = found.begin;
    state_->see_request(0, {.url = found.url, .destination = found.destination, .line = line});
  }
}

}  // namespace cspkit
