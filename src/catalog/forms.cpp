// SPDX-License-Identifier: Apache-2.0
#include "catalog/forms.h"

#include <algorithm>

#include "cspkit/engine.h"

namespace cspkit {
namespace {

/// Every feature that can be chosen by name, joined.
std::string all_features(const Vendor& vendor) {
  std::string names;
  for (const FeatureSpec& feature : vendor.features) {
    if (feature.name == kCoreFeature || feature.implied_by) continue;
    names += (names.empty() ? "" : "+") + feature.name;
  }
  return names;
}

/// Resolves, and gives the identifiers that the vendor asks for.
std::optional<ResolvedVendor> resolve_somehow(const Vendor& vendor, VendorSelection selection,
                                              const ResolveContext& context) {
  for (;;) {
    auto resolved = resolve(vendor, selection, context);
    if (resolved) return *std::move(resolved);
    if (resolved.error().code != CatalogError::Code::missing_option) return std::nullopt;
    const auto asked = std::ranges::find_if(vendor.options, [&](const OptionSpec& option) {
      return option.kind == OptionKind::text && !option.default_value &&
             resolved.error().to_string().find(option.name) != std::string::npos &&
             std::ranges::none_of(selection.options,
                                  [&](const auto& each) { return each.first == option.name; });
    });
    if (asked == vendor.options.end()) return std::nullopt;
    selection.options.emplace_back(asked->name, kAnyValue);
  }
}

/// The host of a host-source, and of a URL.
std::string_view host_part(std::string_view text) {
  if (const std::size_t slashes = text.find("://"); slashes != text.npos) {
    text.remove_prefix(slashes + 3);
  }
  return text.substr(0, text.find_first_of(":/"));
}

}  // namespace

std::vector<VendorForm> in_every_form(const Vendor& vendor, const ResolveContext& context) {
  std::vector<VendorSelection> selections;
  VendorSelection whole{vendor.name, {}};
  if (const std::string names = all_features(vendor); !names.empty()) {
    whole.options.emplace_back("features", names);
  }
  for (const VendorSelection& base : {whole, VendorSelection{vendor.name, {}}}) {
    selections.push_back(base);
    for (const OptionSpec& option : vendor.options) {
      if (option.kind != OptionKind::enumeration) continue;
      for (const std::string& value : option.values) {
        selections.push_back(base);
        selections.back().options.emplace_back(option.name, value);
      }
    }
  }
  std::vector<VendorForm> forms;
  for (VendorSelection& selection : selections) {
    if (auto form = resolve_somehow(vendor, selection, context))
      forms.push_back({std::move(selection), *std::move(form)});
  }
  return forms;
}

bool names_hosts(std::string_view source) noexcept {
  return !source.starts_with('\'') && source != "*" && !source.ends_with(':') &&
         source.find('.') != source.npos;
}

std::optional<std::string> any_value_in(std::string_view source, const Url& url) {
  const std::string_view host = host_part(source);
  const std::size_t at = host.find(kAnyValue);
  if (at == host.npos) return std::nullopt;
  const std::string_view head = host.substr(0, at), tail = host.substr(at + kAnyValue.size());
  const std::string_view name = url.view().host;
  if (name.size() <= head.size() + tail.size() || !name.starts_with(head) || !name.ends_with(tail))
    return std::nullopt;
  return std::string(name.substr(head.size(), name.size() - head.size() - tail.size()));
}

bool lets_in(const std::string& source, const Url& url) {
  if (host_part(source).find(kAnyValue) != std::string_view::npos)
    return any_value_in(source, url).has_value();
  auto policy = CompiledPolicy::compile("connect-src " + source);
  if (!policy) return false;
  // Sources without a scheme take the page's, which for vendors is https.
  static const Origin page{false, "https", "page.invalid", HostKind::domain, kNoPort};
  PolicyList list{page};
  list.add(*std::move(policy));
  return !should_block_request(list, {.url = url.view(), .destination = Destination::none})
              .blocked();
}

}  // namespace cspkit
