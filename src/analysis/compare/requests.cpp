// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_set>

#include "analysis/compare/classes.h"
#include "analysis/compare/questions.h"
#include "analysis/compare/url_cells.h"
#include "match/match_source_list.h"

namespace cspkit {
namespace {

using enum DirectiveId;

/// A destination for each effective directive; by the text, those of one directive fare alike.
constexpr std::array kOneOfEach = {Destination::script,  Destination::style,  Destination::image,
                                   Destination::font,    Destination::none,   Destination::video,
                                   Destination::object,  Destination::iframe, Destination::worker,
                                   Destination::manifest};

/// What a request has besides its URL.
struct Metadata {
  std::string nonce, integrity;
  ParserMetadata parser = ParserMetadata::not_parser_inserted;
  WebTransport webtransport = WebTransport::no;
};

Request request_of(const UrlCell& cell, Destination destination, const Metadata& metadata) {
  return {.url = cell.url.view(),
          .destination = destination,
          .nonce = metadata.nonce,
          .integrity = metadata.integrity,
          .parser_metadata = metadata.parser,
          .webtransport = metadata.webtransport,
          .redirect_count = cell.redirect_count};
}

class RequestComparison {
 public:
  RequestComparison(const ComparedPair& pair, Findings& findings, Destination destination,
                    DirectiveId effective)
      : pair_(pair), findings_(findings), destination_(destination), effective_(effective) {}

  void run() {
    // Chromium asks frame-src about plugins, too.
    const bool frames_too = effective_ == object_src && browser();
    const auto second = frames_too ? frame_src : effective_;
    if (pair_.same_lists({effective_, second})) return;
    lists_ = frames_too ? pair_.governing({effective_, frame_src}) : pair_.governing({effective_});
    findings_.begin_group();
    const auto websockets =
        effective_ == connect_src || browser() ? WebSockets::yes : WebSockets::no;
    const std::size_t limit = findings_.urls_left(lists_.size());
    cells_ = url_cells(pair_, lists_, {Redirects::both, websockets, Paths::all}, limit);
    if (cells_.size() == limit) return findings_.give_up();
    for (const UrlCell& cell : cells_) ask(cell, plain());
    compare_metadata();
  }

 private:
  [[nodiscard]] bool browser() const { return pair_.as != Browser::specification; }
  [[nodiscard]] bool looks_at_scripts() const {
    return effective_ == script_src_elem || effective_ == worker_src;
  }
  [[nodiscard]] Metadata plain() const {
    const bool parsed = destination_ == Destination::script;
    return {{},
            {},
            parsed ? ParserMetadata::parser_inserted : ParserMetadata::not_parser_inserted,
            WebTransport::no};
  }

  void ask(const UrlCell& cell, const Metadata& metadata) {
    if (!findings_.spend(pair_.data.size())) return;
    const Request request = request_of(cell, destination_, metadata);
    const Verdict under_a = should_block_request(pair_.a, request, pair_.as);
    const Verdict under_b = should_block_request(pair_.b, request, pair_.as);
    if (under_a.blocked() == under_b.blocked()) return;
    PolicyCase asked;
    asked.url = cell.url.href();
    asked.destination = destination_;
    asked.nonce = metadata.nonce;
    asked.integrity = metadata.integrity;
    asked.parser_metadata = metadata.parser;
    asked.webtransport = metadata.webtransport;
    asked.redirect_count = cell.redirect_count;
    findings_.note(asked, under_a, under_b);
  }

  /// Nonces, integrity, who inserted the script: with a URL of every kind.
  void compare_metadata() {
    const bool styles = effective_ == style_src_elem;
    if (effective_ == connect_src) {
      Metadata metadata = plain();
      metadata.webtransport = WebTransport::with_hashes;
      return compare_products({metadata});
    }
    if (!looks_at_scripts() && !styles) return;
    const ValueClasses nonces = nonce_classes(lists_);
    const ValueClasses integrity = styles ? ValueClasses{{""}, {""}} : integrity_classes(lists_);
    const bool parser_counts = !styles && pair_.any_has(Keyword::strict_dynamic);
    if (nonces.all.size() == 1 && integrity.all.size() == 1 && !parser_counts) return;
    Metadata metadata = plain();
    // Each of them once, so that each is told of.
    for (const std::string& nonce : nonces.all) {
      metadata.nonce = nonce;
      ask(cells_.front(), metadata);
    }
    metadata.nonce.clear();
    for (const std::string& item : integrity.all) {
      metadata.integrity = item;
      ask(cells_.front(), metadata);
    }
    std::vector<Metadata> products;
    if (!findings_.spend(nonces.one_of_each.size() * integrity.one_of_each.size())) return;
    for (const std::string& nonce : nonces.one_of_each) {
      for (const std::string& item : integrity.one_of_each) {
        for (const auto parser :
             {ParserMetadata::parser_inserted, ParserMetadata::not_parser_inserted}) {
          if (parser_counts || parser == plain().parser) products.push_back({nonce, item, parser});
        }
      }
    }
    compare_products(products);
  }

  void compare_products(const std::vector<Metadata>& products) {
    if (!findings_.spend(cells_.size() * lists_.size())) return;
    std::unordered_set<std::string> seen;
    for (const UrlCell& cell : cells_) {
      if (!seen.insert(signature(cell)).second) continue;
      for (const Metadata& metadata : products) ask(cell, metadata);
    }
  }

  /// Everything that the engine can see of a URL: which lists hold it, and in browsers a few things
  /// more. URLs of one signature fare alike whatever else a request has.
  std::string signature(const UrlCell& cell) const {
    return with_profile(pair_.as, [&]<Browser B>() {
      const UrlView view = cell.url.view();
      const auto url = UrlToMatch::make<B>(view, SelfToMatch(pair_.self()), cell.redirect_count,
                                           UrlForm::from_fetch);
      std::string out;
      for (const AskedList& asked : lists_) {
        const bool held =
            match_url_to_source_list<B>(*asked.data, *asked.list, url, asked.effective);
        out += held ? '1' : '0';
      }
      if (B != Browser::specification) {
        out += cell.redirect_count != 0 ? 'r' : ' ';
        out += url.scheme == SchemeId::ws || url.scheme == SchemeId::wss ? 'w' : ' ';
      }
      return out;
    });
  }

  const ComparedPair& pair_;
  Findings& findings_;
  Destination destination_;
  DirectiveId effective_;
  std::vector<AskedList> lists_;
  std::vector<UrlCell> cells_;
};

/// #does-resource-hint-violate-policy asks every list of a policy.
void compare_prefetches(const ComparedPair& pair, Findings& findings) {
  if (pair.same_lists({default_src, child_src, connect_src, font_src, frame_src, img_src,
                       manifest_src, media_src, object_src, script_src, script_src_elem, style_src,
                       style_src_elem, worker_src})) {
    return;
  }
  std::vector<AskedList> lists;
  for (const auto* data : pair.data) {
    if (data->find(default_src) == nullptr) continue;
    for (std::uint8_t i = 0; i < data->directive_count; ++i) {
      const CompiledDirective& list = data->directives[i];
      if (static_cast<std::size_t>(list.id) < kFetchDirectiveCount)
        lists.push_back({data, &list, default_src});
    }
  }
  findings.begin_group();
  const std::size_t limit = findings.urls_left(lists.size());
  const std::vector<UrlCell> cells =
      url_cells(pair, lists, {Redirects::both, WebSockets::no, Paths::all}, limit);
  if (cells.size() == limit) return findings.give_up();
  for (const UrlCell& cell : cells) {
    if (!findings.spend(lists.size())) return;
    const Request request{.url = cell.url.view(),
                          .initiator = Initiator::prefetch,
                          .redirect_count = cell.redirect_count};
    const Verdict under_a = should_block_request(pair.a, request, pair.as);
    const Verdict under_b = should_block_request(pair.b, request, pair.as);
    if (under_a.blocked() == under_b.blocked()) continue;
    PolicyCase asked;
    asked.url = cell.url.href();
    asked.initiator = Initiator::prefetch;
    asked.redirect_count = cell.redirect_count;
    findings.note(asked, under_a, under_b);
  }
}

}  // namespace

void compare_requests(const ComparedPair& pair, Findings& findings) {
  const auto compare = [&](Destination destination) {
    if (const auto effective = effective_directive_for_a_request(destination))
      RequestComparison(pair, findings, destination, *effective).run();
  };
  for (const Destination destination : kOneOfEach) compare(destination);
  if (pair.as != Browser::specification) {
    for (std::size_t i = 0; i < kDestinationCount; ++i) {
      const auto destination = static_cast<Destination>(i);
      if (std::find(kOneOfEach.begin(), kOneOfEach.end(), destination) == kOneOfEach.end())
        compare(destination);
    }
  }
  compare_prefetches(pair, findings);
}

}  // namespace cspkit
