// SPDX-License-Identifier: Apache-2.0
#include "cspkit/propose.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.h"
#include "base/names.h"
#include "cspkit/compose.h"
#include "scan/draft.h"
#include "scan/family.h"
#include "scan/hash_value.h"

namespace cspkit {
namespace {

using Ground = ProposedSource::Ground;
using scan_detail::Draft;
using scan_detail::ItemCheck;
using enum DirectiveId;

constexpr Named<ProposalKind> kKinds[] = {{ProposalKind::strict_nonce, "nonce"},
                                          {ProposalKind::strict_hash, "hash"},
                                          {ProposalKind::allowlist, "allowlist"}};
constexpr Named<Ground> kGrounds[] = {
    {Ground::seen, "seen"}, {Ground::vendor, "vendor"}, {Ground::baseline, "baseline"}};

constexpr std::array kReaders = {Browser::specification, Browser::chromium, Browser::firefox,
                                 Browser::webkit};

/// A response header beyond this meets servers and proxies whose buffers are smaller.
constexpr std::size_t kLargeHeader = 8u << 10;
/// Hashes need no proof that they are needed: nothing else matches what they match. Each proof of another source compiles
/// the policy; so much text of policies is enough for any that could be sent.
constexpr std::size_t kMostProofBytes = 64u << 20;

const std::string kNonceSource = "'nonce-{nonce}'";

bool is_script_type(InlineType type) noexcept {
  return scan_detail::family_of(effective_directive_for_inline_check(type)) == script_src;
}

/// A script element in the markup that names a file.
bool is_external_script(const InventoryItem& item) noexcept {
  return item.kind == ItemKind::request && item.directive == script_src_elem &&
         item.parser_metadata == ParserMetadata::parser_inserted;
}

/// Those that can stand in a policy. An attribute may hold anything.
std::vector<std::string_view> integrity_hashes(std::string_view integrity) {
  std::vector<std::string_view> all;
  while (!integrity.empty()) {
    const std::size_t begin = integrity.find_first_not_of(" \t\n\f\r");
    if (begin == integrity.npos) break;
    integrity.remove_prefix(begin);
    const std::size_t end = std::min(integrity.find_first_of(" \t\n\f\r"), integrity.size());
    std::string_view hash = integrity.substr(0, end);
    hash = hash.substr(0, hash.find('?'));
    if (scan_detail::is_hash_value(hash)) all.push_back(hash);
    integrity.remove_prefix(end);
  }
  return all;
}

class Proposer {
 public:
  Proposer(const Inventory& inventory, std::span<const RecognizedVendor> vendors, ProposalKind kind)
      : inventory_(inventory), vendors_(vendors), kind_(kind) {
    const auto origins = inventory.origins();
    site_text_ = origins.empty() ? "https://example.com" : origins.front().first;
    if (const auto url = Url::parse(site_text_)) site_ = origin_of(url->view());
    for (const InventoryItem* item : inventory.items()) {
      if (item->origin == site_text_) items_.push_back(item);
    }
    answer_.kind = kind;
  }

  Proposal run() {
    choose_way_of_scripts();
    add_baseline();
    for (const InventoryItem* item : items_) add(*item);
    copy_self();
    mend();
    drop_what_nothing_needs();
    add_vendors();
    warn();
    check();
    answer_.sources = draft_.rows();
    auto parsed = parse_policies(draft_.text());
    if (!parsed.policies.empty()) answer_.policy = std::move(parsed.policies.front());
    answer_.header_bytes = draft_.text().size();
    return std::move(answer_);
  }

 private:
  [[nodiscard]] bool strict_dynamic() const noexcept { return strict_dynamic_; }

  /// With hashes alone, 'strict-dynamic' would shut out every script of the markup that has no hash that all browsers
  /// take.
  void choose_way_of_scripts() {
    if (kind_ == ProposalKind::strict_nonce) strict_dynamic_ = true;
    if (kind_ != ProposalKind::strict_hash) return;
    bool needed = std::ranges::any_of(vendors_, [](const RecognizedVendor& vendor) {
      return vendor.certainty == RecognizedVendor::Certainty::likely;
    });
    for (const InventoryItem* item : items_) {
      needed |= item->kind == ItemKind::inline_block && !item->mentions.empty();
      needed |= item->kind == ItemKind::request && item->directive == script_src_elem &&
                item->parser_metadata == ParserMetadata::not_parser_inserted;
      if (!is_external_script(*item)) continue;
      if (passes_by_integrity(*item)) {
        integrity_.insert(item);
      } else {
        ++without_integrity_;
      }
    }
    strict_dynamic_ = needed && without_integrity_ == 0;
    // Without 'strict-dynamic' origins count, and one way for all external scripts is enough.
    if (without_integrity_ > 0) integrity_.clear();
  }

  [[nodiscard]] bool passes_by_integrity(const InventoryItem& item) const {
    if (integrity_hashes(item.integrity).empty()) return false;
    std::string text = "script-src 'strict-dynamic'";
    for (const std::string_view hash : integrity_hashes(item.integrity))
      text += fmt::format(" '{}'", hash);
    const auto list = scan_detail::policy_list(text, site_);
    const ItemCheck check(item, kind_);
    return list && std::ranges::none_of(kReaders,
                                        [&](Browser as) { return check.ask(*list, as).blocked(); });
  }

  void add_baseline() {
    draft_.put(default_src, "'self'", Ground::baseline,
               "what scripts fetch from the site's own origin cannot be seen in its files");
    if (kind_ == ProposalKind::strict_nonce) {
      draft_.put(script_src, kNonceSource, Ground::baseline,
                 "scripts that bear the response's nonce");
    }
    if (strict_dynamic()) {
      draft_.put(script_src, "'strict-dynamic'", Ground::baseline,
                 "scripts that a trusted script adds, from wherever they come");
    }
    draft_.put(object_src, "'none'", Ground::baseline, "no plugins: none are in use");
    draft_.put(base_uri, "'none'", Ground::baseline,
               "an injected <base> would redirect every relative URL");
    draft_.put(form_action, "'self'", Ground::baseline,
               "an injected form could send what people type to anybody");
    add_frame_ancestors();
  }

  /// What is said today about who may frame the page is kept.
  void add_frame_ancestors() {
    for (const PolicyRow& row : inventory_.policies()) {
      if (row.source != PolicySource::header || !row.ignored.empty()) continue;
      for (const Policy& policy : parse_policies(row.text).policies) {
        const Directive* const directive = policy.find("frame-ancestors");
        if (directive == nullptr) continue;
        if (!std::ranges::all_of(directive->value,
                                 [](const std::string& source) { return is_ascii(source); }))
          continue;
        for (const std::string& source : directive->value) {
          draft_.put(frame_ancestors, source, Ground::baseline, "as the present policy says");
        }
        if (!directive->value.empty()) return;
      }
    }
    for (const PolicyRow& row : inventory_.policies()) {
      if (row.source != PolicySource::frame_options) continue;
      const bool deny = equals_ignoring_ascii_case(strip_ascii_whitespace(row.text), "deny");
      draft_.put(frame_ancestors, deny ? "'none'" : "'self'", Ground::baseline,
                 fmt::format("as X-Frame-Options: {} says, which this replaces", row.text));
      return;
    }
    draft_.put(frame_ancestors, "'self'", Ground::baseline,
               "other sites could frame the page and lead clicks astray");
  }

  void add(const InventoryItem& item) {
    switch (item.kind) {
      case ItemKind::request: add_request(item); break;
      case ItemKind::inline_block: add_inline(item); break;
      case ItemKind::eval:
        draft_.need(script_src, "'unsafe-eval'", "strings are compiled as JavaScript", item);
        break;
      case ItemKind::wasm:
        draft_.need(script_src, "'wasm-unsafe-eval'", "WebAssembly is compiled", item);
        break;
      case ItemKind::form_action: add_url(form_action, "forms are sent there", item); break;
      case ItemKind::base_uri:
        draft_.remove(base_uri, "'none'");
        add_url(base_uri, "a <base> names it", item);
        break;
    }
  }

  void add_request(const InventoryItem& item) {
    const DirectiveId family = scan_detail::family_of(item.directive);
    if (family == script_src && kind_ == ProposalKind::strict_nonce) {
      if (is_external_script(item)) {
        draft_.need(script_src, kNonceSource, "<script> elements, which have to bear the nonce",
                    item);
      } else {
        draft_.need(script_src, "'strict-dynamic'", "scripts that scripts or <link> load", item);
      }
      return;
    }
    if (family == script_src && strict_dynamic()) {
      if (!integrity_.contains(&item)) {
        draft_.need(script_src, "'strict-dynamic'", "scripts that scripts or <link> load", item);
        return;
      }
      for (const std::string_view hash : integrity_hashes(item.integrity)) {
        draft_.need(script_src, fmt::format("'{}'", hash), "the integrity of a <script src>", item);
      }
      return;
    }
    if (family == object_src) draft_.remove(object_src, "'none'");
    add_url(family, "", item);
  }

  void add_inline(const InventoryItem& item) {
    const std::string hash = fmt::format("'{}'", item.hash);
    switch (item.type) {
      case InlineType::script:
      case InlineType::speculation_rules:
      case InlineType::style: {
        const DirectiveId family = is_script_type(item.type) ? script_src : style_src;
        if (kind_ == ProposalKind::strict_nonce) {
          draft_.need(family, kNonceSource,
                      family == script_src ? "<script> elements, which have to bear the nonce"
                                           : "<style> elements, which have to bear the nonce",
                      item);
        } else {
          draft_.need(family, hash,
                      family == script_src ? "an inline <script>" : "an inline <style>", item);
        }
        break;
      }
      case InlineType::script_attribute:
        add_unsafe_hash(script_src_attr, hash, "an inline event handler", item);
        break;
      case InlineType::style_attribute:
        add_unsafe_hash(style_src_attr, hash, "a style attribute", item);
        break;
      case InlineType::navigation:
        add_unsafe_hash(script_src, hash, "a javascript: URL", item);
        break;
    }
  }

  void add_unsafe_hash(DirectiveId directive, const std::string& hash, std::string_view reason,
                       const InventoryItem& item) {
    draft_.need(directive, "'unsafe-hashes'",
                "without it no hash counts for attributes and javascript: URLs", item);
    draft_.need(directive, hash, reason, item);
  }

  void add_url(DirectiveId directive, std::string_view reason, const InventoryItem& item) {
    const auto url = Url::parse(item.url);
    if (!url) return;
    const std::string source = source_of(*url);
    if (source.empty()) return;
    if (source == "'self'" && directive_kind_is_fetch(directive) && directive != object_src &&
        directive != script_src) {
      own_.emplace_back(directive, &item);
      return;
    }
    draft_.need(directive, source, reason.empty() ? things_of(directive) : reason, item);
  }

  /// What that directive is asked for.
  [[nodiscard]] static std::string_view things_of(DirectiveId directive) noexcept {
    switch (directive) {
      case script_src: return "scripts";
      case style_src: return "style sheets";
      case img_src: return "images";
      case font_src: return "fonts";
      case media_src: return "audio, video and subtitles";
      case frame_src: return "frames";
      case worker_src: return "workers";
      case manifest_src: return "manifests";
      case object_src: return "plugins";
      case connect_src: return "connections";
      default: return "what is loaded from there";
    }
  }

  [[nodiscard]] static bool directive_kind_is_fetch(DirectiveId directive) noexcept {
    return directive_info(directive).kind == DirectiveKind::fetch;
  }

  /// Whether a host-source can name the host: a URL's may have semicolons and commas, which end directives and policies.
  /// Source: https://w3c.github.io/webappsec-csp/#grammardef-host-char
  [[nodiscard]] static bool can_name(std::string_view host) noexcept {
    return std::ranges::all_of(
        host, [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
  }

  /// The origin, and never more: a host's paths are not secret, and change. Empty where no source can name it.
  [[nodiscard]] std::string source_of(const Url& url) const {
    const Origin origin = origin_of(url.view());
    const std::string_view scheme = url.view().scheme;
    if (origin == site_ && scheme != "blob") return "'self'";
    if (url.view().host.empty() || scheme == "blob") return fmt::format("{}:", scheme);
    if (!can_name(url.view().host)) return "";
    std::string source = fmt::format("{}://{}", scheme, url.view().host);
    if (url.view().port != kNoPort) source += fmt::format(":{}", url.view().port);
    return source;
  }

  /// A fetch directive of its own switches default-src off for what it governs: the site's own origin stays open.
  void copy_self() {
    std::vector<DirectiveId> own;
    for (const Draft::List& list : draft_.lists()) {
      const bool fetch = directive_kind_is_fetch(list.directive) && list.directive != default_src;
      const bool closed = list.directive == script_src || list.directive == object_src ||
                          list.directive == script_src_attr || list.directive == style_src_attr;
      if (fetch && !closed) own.push_back(list.directive);
    }
    if (kind_ != ProposalKind::strict_nonce && draft_.find(script_src) == nullptr) {
      draft_.put(script_src, kind_ == ProposalKind::allowlist ? "'self'" : "'none'",
                 Ground::baseline, "no script needs more");
    }
    for (const auto& [directive, item] : own_) {
      const bool split = std::ranges::find(own, directive) != own.end();
      draft_.need(split ? directive : default_src, "'self'", "the site's own files", *item);
    }
    for (const DirectiveId directive : own) {
      draft_.put(directive, "'self'", Ground::baseline, "as default-src says, which this replaces");
    }
  }

  /// Where a reader judges by another list than the text does, the origin is named there too.
  void mend() {
    for (int round = 0; round < 3; ++round) {
      const auto list = scan_detail::policy_list(draft_.text(), site_);
      if (!list) return;
      bool changed = false;
      for (const InventoryItem* item : items_) {
        if (item->kind != ItemKind::request) continue;
        const ItemCheck check(*item, kind_);
        if (!check.usable()) continue;
        for (const Browser as : kReaders) {
          const Verdict verdict = check.ask(*list, as);
          if (!verdict.blocked() || verdict.source_directive == script_src ||
              verdict.source_directive == object_src)
            continue;
          const auto url = Url::parse(item->url);
          std::string source = source_of(*url);
          if (source.empty()) continue;
          const Draft::List* const governing = draft_.find(verdict.source_directive);
          const bool there = governing != nullptr && governing->find(source) != nullptr;
          // 'self' that is not enough: a WebSocket to the site's own host, for one.
          if (there && source == "'self'")
            source = fmt::format("{}://{}", url->view().scheme, url->view().host);
          draft_.need(verdict.source_directive, source,
                      fmt::format("{} asks this list", browser_name(as)), *item);
          changed = true;
          break;
        }
      }
      if (!changed) return;
    }
  }

  /// Whether all of these items pass in every reading.
  [[nodiscard]] bool all_pass(const std::vector<const InventoryItem*>& items,
                              const std::string& text) const {
    const auto list = scan_detail::policy_list(text, site_);
    return list && std::ranges::all_of(items, [&](const InventoryItem* item) {
             const ItemCheck check(*item, kind_);
             return !check.usable() || std::ranges::none_of(kReaders, [&](Browser as) {
               return check.ask(*list, as).blocked();
             });
           });
  }

  void drop_what_nothing_needs() {
    std::vector<std::pair<DirectiveId, std::string>> candidates;
    for (const Draft::List& list : draft_.lists()) {
      for (const auto& source : list.sources) {
        const std::string& text = source->row.source;
        // What default-src says for all is more than what was seen.
        const bool basic = text == "'self'" || text == kNonceSource || text == "'strict-dynamic'";
        if (source->row.ground == Ground::seen && !basic && !text.starts_with("'sha"))
          candidates.emplace_back(list.directive, text);
      }
    }
    std::size_t bytes = 0;
    for (const auto& [directive, text] : candidates) {
      const Draft::List* const list = draft_.find(directive);
      const Draft::Source* const source = list == nullptr ? nullptr : list->find(text);
      if (source == nullptr) continue;
      const std::string without = draft_.text_without(source);
      bytes += without.size();
      if (bytes > kMostProofBytes) break;
      if (all_pass(source->items, without)) draft_.remove(directive, text);
    }
  }

  void add_vendors() {
    std::vector<ResolvedVendor> chosen;
    for (const RecognizedVendor& vendor : vendors_) {
      if (vendor.certainty != RecognizedVendor::Certainty::likely) continue;
      if (vendor.resolved) chosen.push_back(*vendor.resolved);
      if (vendor.problem.empty()) continue;
      answer_.warnings.push_back(
          fmt::format("{} is in the pages, and {} of what it needs is here: {}", vendor.title,
                      vendor.resolved ? "only the core" : "nothing", vendor.problem));
    }
    if (chosen.empty()) return;
    const PagePolicy base{draft_.text()};
    const auto composed = compose_onto({&base, 1}, chosen, {.document_url = site_text_ + "/"});
    if (!composed) {
      answer_.warnings.push_back(composed.error().message);
      return;
    }
    for (const Addition& addition : composed->additions) add_vendor_source(addition, *composed);
    for (const ComposeNote& note : composed->notes) {
      if (note.kind == ComposeNote::Kind::impossible) {
        answer_.warnings.push_back(note.vendor.empty() ? note.text
                                                       : note.vendor + ": " + note.text);
      }
    }
  }

  void add_vendor_source(const Addition& addition, const Composition& composed) {
    const auto directive = find_directive(addition.directive);
    if (!directive) return;
    // The vendor's inline snippet stands in the page, and its hash in the list.
    if (addition.source == kNonceSource && kind_ != ProposalKind::strict_nonce) return;
    if (!addition.copied_from.empty()) copy_list(*directive, addition.copied_from);
    Draft::Source& source = draft_.put(*directive, addition.source, Ground::vendor, "");
    if (!source.row.reason.empty()) return;
    for (const Provenance& row : composed.provenance) {
      if (row.directive != addition.directive || row.source != addition.source) continue;
      if (!source.row.reason.empty()) source.row.reason += "; ";
      source.row.reason += fmt::format("{} {}: {}", row.vendor, row.feature, row.purpose);
      if (source.row.reference.empty()) source.row.reference = row.reference;
    }
    if (source.row.reason.empty()) source.row.reason = "a recognised vendor needs it";
  }

  void copy_list(DirectiveId directive, std::string_view from) {
    const auto origin = find_directive(from);
    const Draft::List* const model = origin ? draft_.find(*origin) : nullptr;
    if (model == nullptr || draft_.find(directive) != nullptr) return;
    std::vector<std::string> sources;
    for (const Draft::Source* source : model->ordered()) sources.push_back(source->row.source);
    for (const std::string& source : sources) {
      if (source == "'none'") continue;
      draft_.put(directive, source, Ground::baseline,
                 fmt::format("as {} says, which this replaces", from));
    }
  }

  void warn() {
    if (kind_ == ProposalKind::strict_nonce) {
      const bool any = std::ranges::any_of(
          items_, [](const InventoryItem* item) { return scan_detail::takes_nonce(*item); });
      if (any) {
        answer_.warnings.emplace_back(
            "Every <script> and <style> has to bear the nonce, drawn anew for each response: "
            "pages that are plain files need something that writes it in.");
      }
    }
    if (kind_ == ProposalKind::strict_hash && without_integrity_ > 0) {
      answer_.warnings.push_back(fmt::format(
          "{} external {} without an integrity hash that every browser takes: scripts are allowed "
          "by origin, and not by 'strict-dynamic'.",
          without_integrity_, without_integrity_ == 1 ? "script is" : "scripts are"));
    }
    if (kind_ == ProposalKind::allowlist) {
      answer_.warnings.emplace_back(
          "An origin in script-src lets in every script that it serves: `cspkit lint` knows the "
          "origins that are known to serve an attacker's.");
    }
    warn_of_weak_sources();
    const std::size_t bytes = draft_.text().size();
    if (bytes > kLargeHeader) {
      answer_.warnings.push_back(fmt::format(
          "The header is {} bytes long: many servers and proxies stop at {}. Move inline blocks "
          "into files (`cspkit externalize`), use nonces, or give each page the hashes of its own.",
          bytes, kLargeHeader));
    }
  }

  void warn_of_weak_sources() {
    std::string hashed;
    for (const ProposedSource& row : draft_.rows()) {
      if (row.source == "'unsafe-hashes'") {
        hashed += (hashed.empty() ? "" : ", ") + row.directive;
      } else if (row.source == "'unsafe-eval'") {
        answer_.warnings.emplace_back(
            "'unsafe-eval' lets any script compile strings as code: whoever controls such a string "
            "runs code.");
      } else if (row.source == "data:" && row.directive == "script-src") {
        answer_.warnings.emplace_back(
            "data: in script-src lets every injected script run: serve those scripts as files.");
      }
    }
    if (hashed.empty()) return;
    answer_.warnings.push_back(fmt::format(
        "'unsafe-hashes' in {}: whoever can inject markup can put what is listed there on any "
        "element. `cspkit externalize` does away with it.",
        hashed));
  }

  void check() {
    const auto list = scan_detail::policy_list(draft_.text(), site_);
    if (!list) {
      answer_.warnings.emplace_back(
          "The policy is longer than any that could be sent, and was not checked.");
      return;
    }
    answer_.checked = true;
    for (const InventoryItem* item : items_) {
      const ItemCheck check(*item, kind_);
      if (!check.usable()) continue;
      ++answer_.asked;
      ProposalFailure failure{item, default_src, {}};
      for (const Browser as : kReaders) {
        const Verdict verdict = check.ask(*list, as);
        if (!verdict.blocked()) continue;
        failure.directive = verdict.effective_directive;
        failure.readers.push_back(as);
      }
      if (!failure.readers.empty()) answer_.blocked.push_back(std::move(failure));
    }
  }

  const Inventory& inventory_;
  std::span<const RecognizedVendor> vendors_;
  ProposalKind kind_;
  Origin site_;
  std::string site_text_;
  std::vector<const InventoryItem*> items_;
  std::set<const InventoryItem*> integrity_;  ///< external scripts that their integrity lets in
  std::vector<std::pair<DirectiveId, const InventoryItem*>> own_;  ///< of the site's own origin
  std::size_t without_integrity_ = 0;
  bool strict_dynamic_ = false;
  Draft draft_;
  Proposal answer_;
};

}  // namespace

std::string_view to_string(ProposalKind kind) noexcept { return name_of(kKinds, kind); }
std::string_view to_string(Ground ground) noexcept { return name_of(kGrounds, ground); }

Proposal propose(const Inventory& inventory, std::span<const RecognizedVendor> vendors,
                 ProposalKind kind) {
  return Proposer(inventory, vendors, kind).run();
}

}  // namespace cspkit
