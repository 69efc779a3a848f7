// SPDX-License-Identifier: Apache-2.0
// Rows and probes belong together: under all rows every probe passes, in the text and in every browser, and each
// row is needed by a probe.
#include <string>
#include <vector>

#include "cspkit/diagnostics.h"
#include "cspkit/engine.h"
#include "unit/catalog/vendors_support.h"

namespace cspkit::test {
namespace {

bool passes(const ResolvedProbe& probe, const PolicyList& list, Browser browser) {
  const auto nonce = probe.nonce_use == ProbeNonce::none
                         ? std::nullopt
                         : std::optional<std::string_view>(probe.nonce);
  const auto parser = probe.loader == ProbeLoader::parser ? ParserMetadata::parser_inserted
                                                          : ParserMetadata::not_parser_inserted;
  const auto inline_check = [&](InlineType type) {
    return !should_block_inline(list, {type, probe.source, nonce, parser}, browser).blocked();
  };
  const auto url = Url::parse(probe.url);
  switch (probe.kind) {
    case ProbeKind::request: {
      Request request{.url = url.value().view(),
                      .destination = find_destination(probe.destination).value()};
      request.nonce = nonce.value_or("");
      request.redirect_count = probe.redirects;
      request.parser_metadata = parser;
      return !should_block_request(list, request, browser).blocked();
    }
    case ProbeKind::inline_script: return inline_check(InlineType::script);
    case ProbeKind::script_attribute: return inline_check(InlineType::script_attribute);
    case ProbeKind::inline_style: return inline_check(InlineType::style);
    case ProbeKind::style_attribute: return inline_check(InlineType::style_attribute);
    case ProbeKind::eval: return !can_compile_strings(list, browser).blocked();
    case ProbeKind::wasm: return !can_compile_wasm_bytes(list, browser).blocked();
    case ProbeKind::form_action:
      return !should_block_form_submission(list, url.value().view(), 0, browser).blocked();
    case ProbeKind::base_uri:
      return !allow_base_for_document(list, url.value().view(), browser).blocked();
    case ProbeKind::frame_ancestors: {
      std::vector<Url> urls;
      for (const std::string& ancestor : probe.ancestors)
        urls.push_back(Url::parse(ancestor).value());
      std::vector<UrlView> views;
      for (const Url& one : urls) views.push_back(one.view());
      return !should_block_navigation_response(list, views, browser).blocked();
    }
    case ProbeKind::trusted_types_policy:
      return !should_block_create_policy(list, probe.name, {}, browser).blocked();
    case ProbeKind::trusted_types_sink:
      return !should_block_sink_type_mismatch(list, "script", browser).blocked();
  }
  return false;
}

PolicyList list_of(const std::string& policy) {
  // `{nonce}` is no nonce by the grammar; a real one takes its place.
  std::string text = policy;
  for (auto at = text.find("{nonce}"); at != text.npos; at = text.find("{nonce}")) {
    text.replace(at, kNoncePlaceholder.size(), "RXhhbXBsZQ");
  }
  PolicyList list(origin_of(Url::parse("https://example.com/").value().view()));
  EXPECT_TRUE(list.add_header(text));
  return list;
}

ResolvedVendor with_nonce(ResolvedVendor vendor) {
  for (ResolvedProbe& probe : vendor.probes) {
    if (probe.nonce == kNoncePlaceholder) probe.nonce = "RXhhbXBsZQ";
  }
  return vendor;
}

constexpr Browser kEveryReader[] = {Browser::specification, Browser::chromium, Browser::firefox,
                                    Browser::webkit};

/// The first probe that fails for somebody, or empty.
std::string first_failure(const ResolvedVendor& vendor, Evidence mode, const std::string& policy) {
  const PolicyList list = list_of(policy);
  for (const ResolvedProbe& probe : vendor.probes) {
    if (!applies(probe.scope, mode)) continue;
    for (Browser browser : kEveryReader) {
      if (!passes(probe, list, browser))
        return probe.id + " in " + std::string(browser_name(browser));
    }
  }
  return "";
}

/// Every option of every vendor at each of its values, one at a time, with every feature and with none; what
/// contradicts itself is left out.
std::vector<std::string> selections() {
  std::vector<std::string> out;
  for (const Vendor& vendor : builtin_catalog().vendors()) {
    std::string all;
    for (const FeatureSpec& feature : vendor.features) {
      const bool legacy = feature.name == "connected_forms";
      if (feature.name == kCoreFeature || feature.implied_by || legacy) continue;
      all += (all.empty() ? "" : "+") + feature.name;
    }
    if (all.empty()) all = "none";
    const std::string id = vendor.name == "pendo" ? "sub_id=42," : "";
    const auto both = [&](const std::string& options) {
      out.push_back(vendor.name + ":" + id + options + "features=" + all);
      out.push_back(vendor.name + ":" + id + options + "features=none");
    };
    both("");
    for (const OptionSpec& option : vendor.options) {
      if (option.kind == OptionKind::nonce) both(option.name + "=abc,");
      if (option.kind == OptionKind::boolean) both(option.name + "=true,");
      if (option.name == "cname" || option.kind == OptionKind::list) continue;
      for (const std::string& value : option.values) both(option.name + "=" + value + ",");
    }
    for (const FeatureSpec& feature : vendor.features) {
      if (feature.name == kCoreFeature || feature.implied_by) continue;
      const bool legacy = feature.name == "connected_forms";
      out.push_back(vendor.name + ":" + id + (legacy ? "install=legacy_snippet," : "") +
                    "features=" + feature.name);
    }
    if (vendor.name == "pendo") {
      for (std::string cname : {"setup", "complete"}) {
        both("cname=" + cname + ",content_host=c.example.com,data_host=d.example.com,");
        both("cname=" + cname +
             ",content_host=c.example.com,data_host=d.example.com,region=eu,"
             "avoid_unsafe_script=true,script_nonce=abc,style_nonce=def,");
      }
      both("install=package,worker_url=https://static.example.com/w.js,trusted_types=true,");
      both("style_nonce=abc,agent_version=2.1,region=jp,");
      both(
          "content_proxy=true,region=eu,video=brightcove+loom+microsoft_stream_classic+"
          "microsoft_stream_sharepoint+vimeo+vidyard+wistia+youtube,org_id=contoso,");
    }
    if (vendor.name == "customerio") {
      both(
          "region=eu,proxy_host=p.example.com,proxy_api_host=a.example.com,inbox_image_host=i."
          "example.com,");
      both("install=legacy_snippet,region=eu,script_nonce=abc,");
    }
  }
  std::erase_if(out, [](const std::string& text) {
    const auto vendor = resolve(builtin_catalog(), selection_of(text));
    return !vendor && vendor.error().code == CatalogError::Code::contradiction;
  });
  return out;
}

TEST(VendorProbes, AreTriedWithEnoughSelections) { EXPECT_GE(selections().size(), 130U); }

TEST(VendorProbes, PassUnderTheVendorsRows) {
  for (const std::string& text : selections()) {
    const ResolvedVendor vendor = with_nonce(resolved(text));
    for (Evidence mode : {Evidence::documented, Evidence::observed}) {
      const std::string policy = policy_of(vendor, mode);
      EXPECT_EQ(first_failure(vendor, mode, policy), "") << text << "\n" << policy;
    }
  }
}

TEST(VendorProbes, NeedEveryRow) {
  for (const std::string& text : selections()) {
    const ResolvedVendor vendor = with_nonce(resolved(text));
    for (Evidence mode : {Evidence::documented, Evidence::observed}) {
      for (const ResolvedRequirement& row : requirements_in(vendor, mode)) {
        if (row.contribution != Contribution::always) continue;
        // Matches nothing, as its note says: it stands in the documented rows to the letter.
        if (row.source == "https://*.ingest.*.sentry.io") continue;
        ResolvedVendor less = vendor;
        std::erase_if(less.requirements, [&](const ResolvedRequirement& one) {
          return one.directive == row.directive && one.source == row.source;
        });
        // Where nothing of the directive remains, 'none' does, so that something governs.
        std::string policy = policy_of(less, mode);
        if (("; " + policy).find("; " + row.directive + " ") == std::string::npos) {
          policy += "; " + row.directive + " 'none'";
        }
        EXPECT_NE(first_failure(vendor, mode, policy), "")
            << text << ": " << row.directive << " " << row.source << " is not needed by any probe";
      }
    }
  }
}

TEST(VendorProbes, HaveUrlsAndDestinationsThatTheEngineKnows) {
  for (const std::string& text : selections()) {
    for (const ResolvedProbe& probe : resolved(text).probes) {
      EXPECT_TRUE(find_destination(probe.destination)) << probe.id;
      EXPECT_TRUE(probe.url.empty() || Url::parse(probe.url)) << probe.id << " " << probe.url;
      EXPECT_EQ(probe.url.find('{'), std::string::npos) << probe.id << " " << probe.url;
    }
  }
}

TEST(VendorRows, HaveSourcesWithoutMistakes) {
  for (const std::string& text : selections()) {
    const ResolvedVendor vendor = with_nonce(resolved(text));
    for (const ResolvedRequirement& row : vendor.requirements) {
      if (row.source == "https://*.ingest.*.sentry.io") continue;
      std::string source = row.source;
      if (source == "'nonce-{nonce}'") source = "'nonce-RXhhbXBsZXNBcmVMb25n'";
      if (source.find("nonce-") != std::string::npos) continue;  // the tests' own values are short
      const ParsedPolicies parsed = parse_policies(row.directive + " " + source);
      for (const Diagnostic& diagnostic : parsed.diagnostics) {
        EXPECT_NE(diagnostic.severity, Severity::error)
            << text << ": " << row.directive << " " << source << ": " << diagnostic.message;
      }
    }
  }
}

}  // namespace
}  // namespace cspkit::test
