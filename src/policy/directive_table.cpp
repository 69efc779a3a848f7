// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "base/ascii.h"
#include "cspkit/directives.h"

namespace cspkit {
namespace {

using enum DirectiveId;
using Kind = DirectiveKind;
using Grammar = ValueGrammar;

constexpr bool kInMeta = false, kNotInMeta = true;
constexpr bool kInReportOnly = false, kNotInReportOnly = true;
constexpr bool kDead = true;

#define CSP3(anchor) "https://w3c.github.io/webappsec-csp/#" anchor

constexpr std::array<DirectiveInfo, kDirectiveCount> kDirectives{{
    {default_src, "default-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-default-src"), ""},
    {script_src, "script-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-script-src"), ""},
    {script_src_elem, "script-src-elem", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-script-src-elem"), ""},
    {script_src_attr, "script-src-attr", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-script-src-attr"), ""},
    {style_src, "style-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-style-src"), ""},
    {style_src_elem, "style-src-elem", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-style-src-elem"), ""},
    {style_src_attr, "style-src-attr", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-style-src-attr"), ""},
    {img_src, "img-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-img-src"), ""},
    {font_src, "font-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-font-src"), ""},
    {connect_src, "connect-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-connect-src"), ""},
    {media_src, "media-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-media-src"), ""},
    {object_src, "object-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-object-src"), ""},
    {frame_src, "frame-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-frame-src"), ""},
    {child_src, "child-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-child-src"), ""},
    {worker_src, "worker-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-worker-src"), ""},
    {manifest_src, "manifest-src", Kind::fetch, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-manifest-src"), ""},
    {webrtc, "webrtc", Kind::other, Grammar::webrtc, kInMeta, kInReportOnly,
     CSP3("directive-webrtc"), ""},
    {base_uri, "base-uri", Kind::document, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-base-uri"), ""},
    {sandbox, "sandbox", Kind::document, Grammar::sandbox_tokens, kNotInMeta, kNotInReportOnly,
     CSP3("directive-sandbox"), ""},
    {form_action, "form-action", Kind::navigation, Grammar::source_list, kInMeta, kInReportOnly,
     CSP3("directive-form-action"), ""},
    {frame_ancestors, "frame-ancestors", Kind::navigation, Grammar::ancestor_source_list,
     kNotInMeta, kInReportOnly, CSP3("directive-frame-ancestors"), ""},
    {report_uri, "report-uri", Kind::reporting, Grammar::uri_references, kNotInMeta, kInReportOnly,
     CSP3("directive-report-uri"), ""},
    {report_to, "report-to", Kind::reporting, Grammar::token, kInMeta, kInReportOnly,
     CSP3("directive-report-to"), ""},
    {require_trusted_types_for, "require-trusted-types-for", Kind::other,
     Grammar::trusted_types_sink, kInMeta, kInReportOnly,
     "https://w3c.github.io/trusted-types/dist/spec/#require-trusted-types-for-csp-directive", ""},
    {trusted_types, "trusted-types", Kind::other, Grammar::trusted_types_policies, kInMeta,
     kInReportOnly, "https://w3c.github.io/trusted-types/dist/spec/#trusted-types-csp-directive",
     ""},
    {upgrade_insecure_requests, "upgrade-insecure-requests", Kind::other, Grammar::none, kInMeta,
     kNotInReportOnly, "https://w3c.github.io/webappsec-upgrade-insecure-requests/#delivery", ""},
    {fenced_frame_src, "fenced-frame-src", Kind::extension, Grammar::source_list, kInMeta,
     kInReportOnly, "https://wicg.github.io/fenced-frame/#new-csp-directive", ""},
    {plugin_types, "plugin-types", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://www.w3.org/TR/CSP2/#directive-plugin-types", "object-src 'none'"},
    {block_all_mixed_content, "block-all-mixed-content", Kind::retired, Grammar::unchecked, kInMeta,
     kInReportOnly, "https://www.w3.org/TR/mixed-content/#strict-checking",
     "upgrade-insecure-requests, or nothing: browsers upgrade or block mixed content by "
     "themselves"},
    {prefetch_src, "prefetch-src", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://github.com/w3c/webappsec-csp/pull/582", "default-src, which governs prefetches now"},
    {navigate_to, "navigate-to", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://github.com/w3c/webappsec-csp/pull/564",
     "form-action for forms; links cannot be governed", kDead},
    {referrer, "referrer", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://www.w3.org/TR/referrer-policy/", "the Referrer-Policy header", kDead},
    {reflected_xss, "reflected-xss", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://www.w3.org/TR/2014/WD-CSP11-20140211/#reflected-xss",
     "script-src with nonces or hashes", kDead},
    {require_sri_for, "require-sri-for", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://github.com/w3c/webappsec-subresource-integrity/issues/82",
     "the Integrity-Policy header"},
    {disown_opener, "disown-opener", Kind::retired, Grammar::unchecked, kInMeta, kInReportOnly,
     "https://github.com/w3c/webappsec-csp/pull/194", "the Cross-Origin-Opener-Policy header",
     kDead},
}};

#undef CSP3

constexpr bool table_is_in_order() {
  for (std::size_t i = 0; i < kDirectives.size(); ++i) {
    if (static_cast<std::size_t>(kDirectives[i].id) != i) return false;
  }
  return true;
}
static_assert(table_is_in_order(), "the table is indexed by DirectiveId");

// https://w3c.github.io/webappsec-csp/#directive-fallback-list, step 1
constexpr DirectiveId kScriptElem[] = {script_src_elem, script_src, default_src};
constexpr DirectiveId kScriptAttr[] = {script_src_attr, script_src, default_src};
constexpr DirectiveId kStyleElem[] = {style_src_elem, style_src, default_src};
constexpr DirectiveId kStyleAttr[] = {style_src_attr, style_src, default_src};
constexpr DirectiveId kWorker[] = {worker_src, child_src, script_src, default_src};
constexpr DirectiveId kConnect[] = {connect_src, default_src};
constexpr DirectiveId kManifest[] = {manifest_src, default_src};
constexpr DirectiveId kObject[] = {object_src, default_src};
constexpr DirectiveId kFrame[] = {frame_src, child_src, default_src};
constexpr DirectiveId kMedia[] = {media_src, default_src};
constexpr DirectiveId kFont[] = {font_src, default_src};
constexpr DirectiveId kImage[] = {img_src, default_src};

/// Where the search for a name begins in the index below.
constexpr std::size_t name_slot(std::string_view name) noexcept {
  const std::size_t n = name.size();
  const auto at = [&](std::size_t i) -> std::size_t {
    return static_cast<unsigned char>(name[i]) | 0x20u;
  };
  return (n * 5 + at(0) * 7 + at(n / 2) * 23 + at(n - 1) * 3 + at(n > 4 ? n - 5 : 0) * 31) % 256;
}

constexpr std::array<std::uint8_t, 256> make_name_index() {
  std::array<std::uint8_t, 256> index{};
  for (auto& slot : index) slot = kDirectiveCount;
  for (const auto& row : kDirectives) {
    std::size_t slot = name_slot(row.name);
    while (index[slot] != kDirectiveCount) slot = (slot + 1) % index.size();
    index[slot] = static_cast<std::uint8_t>(row.id);
  }
  return index;
}
constexpr auto kNameIndex = make_name_index();

}  // namespace

std::span<const DirectiveInfo, kDirectiveCount> directive_table() noexcept { return kDirectives; }

const DirectiveInfo& directive_info(DirectiveId id) noexcept {
  return kDirectives[static_cast<std::size_t>(id)];
}

std::string_view directive_name(DirectiveId id) noexcept { return directive_info(id).name; }

std::optional<DirectiveId> find_directive(std::string_view name) noexcept {
  if (name.empty()) return std::nullopt;
  for (std::size_t slot = name_slot(name); kNameIndex[slot] != kDirectiveCount;
       slot = (slot + 1) % kNameIndex.size()) {
    const DirectiveInfo& row = kDirectives[kNameIndex[slot]];
    // Nearly all are written as in the table.
    if (row.name == name || equals_ignoring_ascii_case(row.name, name)) return row.id;
  }
  return std::nullopt;
}

std::span<const DirectiveId> directive_fallback_list(DirectiveId id) noexcept {
  switch (id) {
    case script_src_elem: return kScriptElem;
    case script_src_attr: return kScriptAttr;
    case style_src_elem: return kStyleElem;
    case style_src_attr: return kStyleAttr;
    case worker_src: return kWorker;
    case connect_src: return kConnect;
    case manifest_src: return kManifest;
    case object_src: return kObject;
    case frame_src: return kFrame;
    case media_src: return kMedia;
    case font_src: return kFont;
    case img_src: return kImage;
    default: return {};
  }
}

}  // namespace cspkit
