// SPDX-License-Identifier: Apache-2.0
#include "externalize_policy.h"

#include <cspkit/engine.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "error.h"

namespace cspkit::cli {
namespace {

/// The rewritten page, as a policy sees it.
class PageUnderPolicy {
 public:
  PageUnderPolicy(const Externalized& done, const Url& document_url, std::string_view charset)
      : done_(done),
        document_url_(document_url),
        origin_(origin_of(document_url.view())),
        page_(read_page(done.html, {.charset = charset})),
        base_(document_url) {
    for (const PageItem& item : page_.items) {
      if (item.kind != PageItemKind::base_uri || item.document != 0) continue;
      if (auto base = Url::parse(item.value, &document_url)) {
        base_ = *base;
        has_base_ = true;
        base_begin_ = item.start_tag.begin;
      }
    }
  }

  [[nodiscard]] std::string compose() const {
    const bool embeds = std::ranges::any_of(page_.items, [](const PageItem& item) {
      return item.kind == PageItemKind::request &&
             (item.destination == Destination::object || item.destination == Destination::embed);
    });
    std::string text =
        fmt::format("script-src {}; style-src {}", sources(Destination::script, InlineCode::script),
                    sources(Destination::style, InlineCode::style));
    if (!embeds) text += "; object-src 'none'";
    text +=
        fmt::format("; base-uri {}", has_base_ ? source_of(base_).value_or("'none'") : "'none'");
    return text;
  }

  [[nodiscard]] std::vector<BlockedPiece> blocked_by(const PolicyList& policies,
                                                     std::uint64_t from = 0) const {
    std::vector<BlockedPiece> found;
    for (const PageItem& item : page_.items) {
      if (item.start_tag.begin < from) continue;
      const auto verdict = verdict_in_any_browser(policies, item);
      if (!verdict || !verdict->blocked()) continue;
      found.push_back(
          {what_is(item), std::string(directive_name(verdict->source_directive)), item.position});
    }
    return found;
  }

  /// The page's own policies, and which of the new files they block.
  [[nodiscard]] std::vector<BlockedPiece> blocked_by_meta() const {
    std::vector<BlockedPiece> found;
    for (const MetaPolicy& policy : page_.policies) {
      if (!policy.counts() || policy.document != 0) continue;
      PolicyList list(origin_);
      if (!list.add_header(policy.content, Disposition::enforce, Delivery::meta)) continue;
      for (BlockedPiece& item : blocked_by(list, policy.start_tag.begin)) {
        const bool is_new = std::ranges::any_of(
            done_.files, [&](const ExternalFile& file) { return item.what.ends_with(file.name); });
        if (is_new) found.push_back(std::move(item));
      }
    }
    return found;
  }

 private:
  [[nodiscard]] std::optional<Url> url_of(const PageItem& item) const {
    const bool before_base = item.document == 0 && item.start_tag.begin < base_begin_;
    auto url = Url::parse(item.value, before_base ? &document_url_ : &base_);
    if (!url) return std::nullopt;
    return std::move(*url);
  }

  [[nodiscard]] std::optional<std::string> source_of(const Url& url) const {
    const Origin origin = origin_of(url.view());
    if (origin == origin_) return "'self'";
    if (!origin.opaque) return origin.serialize();
    return fmt::format("{}:", url.view().scheme);
  }

  [[nodiscard]] std::string sources(Destination destination, InlineCode staying) const {
    std::set<std::string> all;
    for (const PageItem& item : page_.items) {
      if (item.kind != PageItemKind::request || item.destination != destination) continue;
      if (const auto url = url_of(item)) all.insert(source_of(*url).value_or(""));
    }
    for (const StayingCode& one : done_.staying) {
      if (one.place.code == staying && !one.hash.empty()) all.insert(one.hash);
    }
    all.erase("");
    if (all.empty()) return "'none'";
    std::string text;
    if (all.erase("'self'") > 0) text = "'self'";
    for (const std::string& source : all) {
      if (!text.empty()) text += ' ';
      text += source;
    }
    return text;
  }

  /// The first block of the text or of a browser, or else that there is none.
  [[nodiscard]] std::optional<Verdict> verdict_in_any_browser(const PolicyList& policies,
                                                              const PageItem& item) const {
    std::optional<Verdict> verdict = verdict_on(policies, item, Browser::specification);
    for (const Browser browser : kBrowsers) {
      if (!verdict || verdict->blocked()) break;
      verdict = verdict_on(policies, item, browser);
    }
    return verdict;
  }

  [[nodiscard]] std::optional<Verdict> verdict_on(const PolicyList& policies, const PageItem& item,
                                                  Browser browser) const {
    switch (item.kind) {
      case PageItemKind::request: {
        const bool looked_at =
            item.destination == Destination::script || item.destination == Destination::style;
        const auto url = looked_at ? url_of(item) : std::nullopt;
        if (!url) return std::nullopt;
        return should_block_request(policies,
                                    {.url = url->view(),
                                     .destination = item.destination,
                                     .nonce = item.nonce ? std::string_view(*item.nonce) : "",
                                     .integrity = item.integrity,
                                     .parser_metadata = item.destination == Destination::script
                                                            ? ParserMetadata::parser_inserted
                                                            : ParserMetadata::not_parser_inserted},
                                    browser);
      }
      case PageItemKind::inline_block:
      case PageItemKind::attribute:
      case PageItemKind::navigation:
        return should_block_inline(
            policies,
            {.type = item.inline_type,
             .source = item.value,
             .nonce = item.nonce ? std::optional<std::string_view>(*item.nonce) : std::nullopt},
            browser);
      case PageItemKind::base_uri:
        if (const auto url = Url::parse(item.value, &document_url_)) {
          return allow_base_for_document(policies, url->view(), browser);
        }
        return std::nullopt;
      default: return std::nullopt;
    }
  }

  [[nodiscard]] static std::string what_is(const PageItem& item) {
    if (item.kind == PageItemKind::request || item.kind == PageItemKind::base_uri)
      return item.value;
    if (item.kind == PageItemKind::inline_block) return fmt::format("<{}>", item.element);
    return fmt::format("{} of <{}>", item.attribute, item.element);
  }

  const Externalized& done_;
  const Url& document_url_;
  Origin origin_;
  Page page_;
  Url base_;
  bool has_base_ = false;
  std::uint64_t base_begin_ = 0;
};

}  // namespace

ExternalizePolicy externalize_policy(const Externalized& done, const Url& document_url,
                                     std::string_view charset) {
  const PageUnderPolicy page(done, document_url, charset);
  ExternalizePolicy out{page.compose(), {}, page.blocked_by_meta()};
  PolicyList policies(origin_of(document_url.view()));
  if (const auto added = policies.add_header(out.text); !added) {
    throw InputError(fmt::format("the page's policy: over the limit {}; make the page smaller",
                                 added.error().limit));
  }
  out.blocked = page.blocked_by(policies);
  return out;
}

}  // namespace cspkit::cli
