// SPDX-License-Identifier: Apache-2.0
#include "explain/question.h"

#include <algorithm>
#include <array>

#include "cspkit/url.h"

namespace cspkit::explain_detail {
namespace {

/// What the page did, where a URL was blocked under that directive.
struct UrlRow {
  std::string_view directive;
  ProbeKind kind;
  std::string_view destination;
};
constexpr auto kUrlRows = std::to_array<UrlRow>({
    {"script-src", ProbeKind::request, "script"},
    {"script-src-elem", ProbeKind::request, "script"},
    {"style-src", ProbeKind::request, "style"},
    {"style-src-elem", ProbeKind::request, "style"},
    {"img-src", ProbeKind::request, "image"},
    {"font-src", ProbeKind::request, "font"},
    {"connect-src", ProbeKind::request, ""},
    {"media-src", ProbeKind::request, "video"},
    {"object-src", ProbeKind::request, "object"},
    {"frame-src", ProbeKind::request, "iframe"},
    {"child-src", ProbeKind::request, "iframe"},
    {"worker-src", ProbeKind::request, "worker"},
    {"manifest-src", ProbeKind::request, "manifest"},
    {"form-action", ProbeKind::form_action, ""},
    {"base-uri", ProbeKind::base_uri, ""},
    {"frame-ancestors", ProbeKind::frame_ancestors, ""},
});

struct InlineRow {
  std::string_view directive;
  ProbeKind kind;
};
constexpr auto kInlineRows = std::to_array<InlineRow>({
    {"script-src", ProbeKind::inline_script},
    {"script-src-elem", ProbeKind::inline_script},
    {"script-src-attr", ProbeKind::script_attribute},
    {"style-src", ProbeKind::inline_style},
    {"style-src-elem", ProbeKind::inline_style},
    {"style-src-attr", ProbeKind::style_attribute},
});

/// `https:` of `https://cdn.test/`; empty where the text is neither URL nor scheme.
std::string scheme_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const bool is_name = !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  const bool is_host = colon == text.npos && name.find('.') != name.npos;
  return is_name && !is_host ? std::string(name) + ":" : "";
}

bool has_host(const UrlView& url) noexcept {
  return url.host_kind == HostKind::domain || url.host_kind == HostKind::ipv4 ||
         url.host_kind == HostKind::ipv6;
}

std::string origin_text(const UrlView& url) {
  std::string text = std::string(url.scheme) + "://" + std::string(url.host);
  if (url.port != kNoPort) text += ":" + std::to_string(url.port);
  return text;
}

/// A URL to ask about. Reports may tell no more than a scheme.
std::string url_to_ask(const ReportedViolation& violation) {
  if (Url::parse(violation.blocked_url)) return violation.blocked_url;
  const std::string scheme = scheme_of(violation.blocked_url);
  if (scheme.empty()) return "";
  if (scheme == "http:" || scheme == "https:" || scheme == "ws:" || scheme == "wss:") return "";
  return scheme == "blob:" ? "blob:https://blob.invalid/0" : scheme + "x";
}

}  // namespace

std::string_view family_of(std::string_view directive) noexcept {
  for (const std::string_view suffix : {"-elem", "-attr"}) {
    if (directive.ends_with(suffix)) directive.remove_suffix(suffix.size());
  }
  return directive;
}

std::string blocked_thing(const ReportedViolation& violation) {
  if (violation.blocked == BlockedKind::trusted_types_policy && !violation.sample.empty()) {
    return violation.sample.substr(0, 80);
  }
  if (violation.blocked == BlockedKind::unknown) return "";
  if (violation.blocked != BlockedKind::url) return std::string(to_string(violation.blocked));
  if (const auto url = Url::parse(violation.blocked_url)) {
    if (has_host(url->view())) return origin_text(url->view());
    return std::string(url->view().scheme) + ":";
  }
  const std::string scheme = scheme_of(violation.blocked_url);
  return scheme.empty() ? violation.blocked_url.substr(0, 200) : scheme;
}

std::string exact_source(const ReportedViolation& violation, std::string_view document_url) {
  if (violation.blocked_url == "self") return "'self'";
  const auto url = Url::parse(violation.blocked_url);
  if (!url) return scheme_of(violation.blocked_url);
  const UrlView view = url->view();
  if (!has_host(view)) return std::string(view.scheme) + ":";
  if (const auto document = Url::parse(document_url)) {
    if (origin_of(document->view()) == origin_of(view)) return "'self'";
  }
  return origin_text(view);
}

std::string keyword_source(const ReportedViolation& violation) {
  switch (violation.blocked) {
    case BlockedKind::eval: return "'unsafe-eval'";
    case BlockedKind::wasm_eval: return "'wasm-unsafe-eval'";
    case BlockedKind::trusted_types_policy: return violation.sample;
    case BlockedKind::inline_block:
      return violation.effective_directive.ends_with("-attr") ? "" : "'nonce-{nonce}'";
    default: return "";
  }
}

std::optional<ResolvedVendor> question_of(const ReportedViolation& violation,
                                          std::string_view source, Bears bears) {
  const std::string_view directive = violation.effective_directive;
  ResolvedProbe probe;
  probe.id = "blocked";
  probe.features = {std::string(kCoreFeature)};
  probe.loader = ProbeLoader::parser;
  probe.evidence = Evidence::observed;
  switch (violation.blocked) {
    case BlockedKind::url: {
      const auto row = std::ranges::find(kUrlRows, directive, &UrlRow::directive);
      if (row == kUrlRows.end()) return std::nullopt;
      probe.kind = row->kind;
      probe.destination = row->destination;
      probe.url = url_to_ask(violation);
      if (probe.url.empty()) return std::nullopt;
      if (probe.kind == ProbeKind::frame_ancestors) {
        // Firefox tells who frames the page, the others the page itself.
        if (violation.browser != Browser::firefox) return std::nullopt;
        probe.ancestors = {std::move(probe.url)};
        probe.url.clear();
      }
      if (probe.destination != "script") probe.loader = ProbeLoader::trusted_script;
      break;
    }
    case BlockedKind::inline_block: {
      const auto row = std::ranges::find(kInlineRows, directive, &InlineRow::directive);
      if (row == kInlineRows.end()) return std::nullopt;
      probe.kind = row->kind;
      break;
    }
    case BlockedKind::eval: probe.kind = ProbeKind::eval; break;
    case BlockedKind::wasm_eval: probe.kind = ProbeKind::wasm; break;
    case BlockedKind::trusted_types_policy:
      if (violation.sample.empty()) return std::nullopt;
      probe.kind = ProbeKind::trusted_types_policy;
      probe.name = violation.sample;
      break;
    case BlockedKind::trusted_types_sink: probe.kind = ProbeKind::trusted_types_sink; break;
    case BlockedKind::javascript_url:
    case BlockedKind::unknown: return std::nullopt;
  }
  if (bears == Bears::nonce) {
    const bool style = directive.starts_with("style-src");
    probe.nonce_use = style ? ProbeNonce::style : ProbeNonce::script;
    probe.nonce = kNoncePlaceholder;
  }
  ResolvedVendor vendor;
  vendor.name = "blocked";
  vendor.title = "What was blocked";
  vendor.features.push_back({std::string(kCoreFeature), "", "", std::nullopt});
  if (!source.empty()) {
    ResolvedRequirement requirement;
    requirement.features = {std::string(kCoreFeature)};
    requirement.directive = family_of(directive);
    requirement.source = source;
    requirement.evidence = Evidence::observed;
    vendor.requirements.push_back(std::move(requirement));
  }
  vendor.probes.push_back(std::move(probe));
  return vendor;
}

}  // namespace cspkit::explain_detail
