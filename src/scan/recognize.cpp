// SPDX-License-Identifier: Apache-2.0
#include "cspkit/recognize.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/names.h"
#include "catalog/forms.h"
#include "scan/family.h"

namespace cspkit {
namespace {

using Certainty = RecognizedVendor::Certainty;

constexpr Named<Certainty> kCertainties[] = {{Certainty::likely, "likely"},
                                             {Certainty::possible, "possible"}};
constexpr Named<VendorEvidence::Kind> kEvidenceKinds[] = {
    {VendorEvidence::Kind::request, "request"}, {VendorEvidence::Kind::mention, "mention"}};

/// Scripts, styles and frames of the vendor itself tell that it is there; images and connections may be anybody's.
bool tells(DirectiveId family) noexcept {
  return family == DirectiveId::script_src || family == DirectiveId::style_src ||
         family == DirectiveId::frame_src;
}

/// `/agent` of `/agent/static/x`; `/gtm.js` of `/gtm.js`.
std::string_view first_segment(std::string_view path) { return path.substr(0, path.find('/', 1)); }

/// The host without a wildcard, for a first look.
std::string_view bare_host(std::string_view source) {
  if (const std::size_t slashes = source.find("://"); slashes != source.npos)
    source.remove_prefix(slashes + 3);
  source = source.substr(0, source.find_first_of(":/"));
  if (source.starts_with("*.")) source.remove_prefix(1);
  const std::size_t any = source.find(kAnyValue);
  return any == source.npos ? source : source.substr(any + kAnyValue.size());
}

bool has_path(std::string_view source) {
  const std::size_t slashes = source.find("://");
  return source.find('/', slashes == source.npos ? 0 : slashes + 3) != source.npos;
}

bool is_core(const std::vector<std::string>& features) {
  return std::ranges::find(features, kCoreFeature) != features.end();
}

/// One source or probe of a vendor in some form.
struct Marker {
  std::size_t vendor = 0;
  DirectiveId family = DirectiveId::default_src;
  std::string source;  ///< of a requirement
  std::optional<Url> probe;
  std::string reference;
  bool core = false;
  std::vector<std::size_t> forms;  ///< of the vendor, those that have it

  [[nodiscard]] bool fits(const Url& url) const {
    if (probe) return probe->view().host == url.view().host;
    return url.view().host.ends_with(bare_host(source)) && lets_in(source, url);
  }
};

/// A URL that pages request or name.
struct Trail {
  Url url;
  DirectiveId family;
  VendorEvidence::Kind kind;
  std::uint64_t count;
  Place place;
};

class Recognizer {
 public:
  Recognizer(const Catalog& catalog, const ResolveContext& context)
      : catalog_(catalog), context_(context) {
    for (const Vendor& vendor : catalog.vendors()) {
      forms_.push_back(in_every_form(vendor, context));
      for (std::size_t form = 0; form < forms_.back().size(); ++form) add_markers(form);
    }
    found_.resize(forms_.size());
  }

  void follow(const Trail& trail) {
    std::vector<const Marker*> fitting;
    for (const Marker& marker : markers_) {
      if (marker.fits(trail.url)) fitting.push_back(&marker);
    }
    if (fitting.empty()) return;
    std::set<std::size_t> vendors;
    for (const Marker* marker : fitting) vendors.insert(marker->vendor);
    for (const std::size_t vendor : vendors) {
      const Marker* best = nullptr;
      bool sure = false;
      for (const Marker* marker : fitting) {
        if (marker->vendor != vendor) continue;
        const bool telling = is_telling(*marker, trail, vendors.size() > 1);
        if (best == nullptr || (telling && !sure)) best = marker;
        sure |= telling;
      }
      // A host that others have too says nothing by itself.
      if (!sure && vendors.size() > 1) continue;
      add(vendor, *best, trail, sure ? Certainty::likely : Certainty::possible);
    }
  }

  std::vector<RecognizedVendor> result() {
    std::vector<RecognizedVendor> all;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (!found_[i].trails.empty()) all.push_back(describe(i));
    }
    std::ranges::stable_sort(all, {}, &RecognizedVendor::certainty);
    return all;
  }

 private:
  struct Found {
    Certainty certainty = Certainty::possible;
    std::vector<std::pair<Certainty, VendorEvidence>> evidence;
    std::vector<Trail> trails;
  };

  void add_markers(std::size_t form) {
    const std::size_t vendor = forms_.size() - 1;
    const ResolvedVendor& resolved = forms_.back()[form].vendor;
    for (const ResolvedRequirement& row : resolved.requirements) {
      const auto directive = find_directive(row.directive);
      if (!applies(row.scope, Evidence::observed) || !directive || !names_hosts(row.source))
        continue;
      add_marker({vendor,
                  scan_detail::family_of(*directive),
                  row.source,
                  std::nullopt,
                  row.reference,
                  is_core(row.features),
                  {form}});
    }
    for (const ResolvedProbe& probe : resolved.probes) {
      if (probe.kind != ProbeKind::request || !is_core(probe.features)) continue;
      const auto destination = find_destination(probe.destination);
      const auto directive =
          effective_directive_for_a_request(destination.value_or(Destination::none));
      auto url = Url::parse(probe.url);
      if (!directive || !url || url->view().host.empty() ||
          url->view().host.find(kAnyValue) != std::string_view::npos ||
          url->view().host == Url::parse(context_.page_origin)->view().host)
        continue;
      add_marker({vendor,
                  scan_detail::family_of(*directive),
                  probe.url,
                  *std::move(url),
                  probe.reference,
                  true,
                  {form}});
    }
  }

  void add_marker(Marker marker) {
    const auto same = std::ranges::find_if(markers_, [&](const Marker& other) {
      return other.vendor == marker.vendor && other.family == marker.family &&
             other.source == marker.source && other.probe.has_value() == marker.probe.has_value();
    });
    if (same == markers_.end()) {
      markers_.push_back(std::move(marker));
    } else {
      same->forms.push_back(marker.forms.front());
      same->core |= marker.core;
    }
  }

  [[nodiscard]] static bool is_telling(const Marker& marker, const Trail& trail, bool shared) {
    if (!marker.core || !tells(marker.family) || marker.family != trail.family) return false;
    if (!shared) return true;
    if (!marker.probe) return has_path(marker.source);
    return first_segment(marker.probe->view().path) == first_segment(trail.url.view().path);
  }

  void add(std::size_t vendor, const Marker& marker, const Trail& trail, Certainty certainty) {
    Found& found = found_[vendor];
    found.certainty = std::min(found.certainty, certainty);
    found.trails.push_back(trail);
    const auto same = std::ranges::find_if(found.evidence, [&](const auto& row) {
      return row.second.matched == marker.source && row.second.kind == trail.kind;
    });
    if (same != found.evidence.end()) {
      same->second.count += trail.count;
      same->second.place = std::min(same->second.place, trail.place);
      return;
    }
    found.evidence.emplace_back(
        certainty,
        VendorEvidence{trail.kind, trail.url.href(), std::string(directive_name(marker.family)),
                       marker.source, marker.reference, trail.count, trail.place});
  }

  /// Whether the vendor, in that form, has the URL.
  [[nodiscard]] bool form_fits(std::size_t vendor, std::size_t form, const Url& url) const {
    return std::ranges::any_of(markers_, [&](const Marker& marker) {
      return marker.vendor == vendor &&
             std::ranges::find(marker.forms, form) != marker.forms.end() && marker.fits(url);
    });
  }

  /// How many of the trails the form explains.
  [[nodiscard]] std::size_t explained(std::size_t vendor, std::size_t form) const {
    const auto& trails = found_[vendor].trails;
    return static_cast<std::size_t>(std::ranges::count_if(
        trails, [&](const Trail& trail) { return form_fits(vendor, form, trail.url); }));
  }

  /// The values that explain more of what was seen than the defaults do.
  void read_options(std::size_t vendor, RecognizedVendor& answer) const {
    const auto& forms = forms_[vendor];
    std::vector<std::size_t> counts;
    for (std::size_t form = 0; form < forms.size(); ++form)
      counts.push_back(explained(vendor, form));
    for (const OptionSpec& option : catalog_.vendors()[vendor].options) {
      if (option.kind != OptionKind::enumeration || !option.default_value) continue;
      const auto most = [&](const std::string& value) {
        std::size_t count = 0;
        for (std::size_t form = 0; form < forms.size(); ++form) {
          const auto& in_effect = forms[form].vendor.options;
          if (std::ranges::find(in_effect, std::pair(option.name, value)) != in_effect.end())
            count = std::max(count, counts[form]);
        }
        return count;
      };
      std::size_t best = most(*option.default_value);
      std::string chosen;
      for (const std::string& value : option.values) {
        if (const std::size_t count = most(value); count > best) {
          best = count;
          chosen = value;
        }
      }
      if (!chosen.empty()) answer.options.emplace_back(option.name, chosen);
    }
    read_identifiers(vendor, answer);
  }

  /// What stands in hosts where the catalogue has an identifier of the customer's.
  void read_identifiers(std::size_t vendor, RecognizedVendor& answer) const {
    for (const auto& [name, value] : forms_[vendor][0].vendor.options) {
      if (value != kAnyValue) continue;
      for (const Trail& trail : found_[vendor].trails) {
        const auto found = std::ranges::find_if(markers_, [&](const Marker& marker) {
          return marker.vendor == vendor && any_value_in(marker.source, trail.url).has_value();
        });
        if (found == markers_.end()) continue;
        answer.options.emplace_back(name, *any_value_in(found->source, trail.url));
        break;
      }
    }
  }

  RecognizedVendor describe(std::size_t index) {
    const Vendor& vendor = catalog_.vendors()[index];
    Found& found = found_[index];
    RecognizedVendor answer;
    answer.name = vendor.name;
    answer.title = vendor.title;
    answer.certainty = found.certainty;
    std::ranges::stable_sort(found.evidence, [](const auto& a, const auto& b) {
      return std::tuple(a.first, a.second.place) < std::tuple(b.first, b.second.place);
    });
    for (auto& [certainty, evidence] : found.evidence) {
      if (answer.evidence.size() < kMostEvidence) answer.evidence.push_back(std::move(evidence));
    }
    read_options(index, answer);
    auto resolved = resolve(vendor, {vendor.name, answer.options}, context_);
    if (resolved) {
      answer.resolved = *std::move(resolved);
    } else {
      answer.problem = resolved.error().to_string();
      // What the features need may hang on an option that nothing tells; the core seldom does.
      VendorSelection core{vendor.name, answer.options};
      core.options.emplace_back("features", "none");
      if (auto without = resolve(vendor, core, context_)) answer.resolved = *std::move(without);
    }
    return answer;
  }

  const Catalog& catalog_;
  ResolveContext context_;
  std::vector<std::vector<VendorForm>> forms_;  ///< by vendor
  std::vector<Marker> markers_;
  std::vector<Found> found_;  ///< by vendor
};

}  // namespace

std::string_view to_string(Certainty certainty) noexcept {
  return name_of(kCertainties, certainty);
}
std::string_view to_string(VendorEvidence::Kind kind) noexcept {
  return name_of(kEvidenceKinds, kind);
}

std::string RecognizedVendor::selection_text() const {
  std::string text = name;
  for (std::size_t i = 0; i < options.size(); ++i)
    text += (i == 0 ? ":" : ",") + options[i].first + "=" + options[i].second;
  return text;
}

std::vector<RecognizedVendor> recognize_vendors(const Inventory& inventory,
                                                const Catalog& catalog) {
  const auto origins = inventory.origins();
  if (origins.empty()) return {};
  const std::string& site = origins.front().first;
  Recognizer recognizer(catalog, {site});
  // URLs that differ behind their first directory only tell the same.
  std::map<std::tuple<std::string, DirectiveId, VendorEvidence::Kind>, Trail> trails;
  const auto leave = [&](const std::string& text, DirectiveId family, VendorEvidence::Kind kind,
                         const InventoryItem& item) {
    auto url = Url::parse(text);
    if (!url || url->view().host.empty()) return;
    const std::string origin = origin_of(url->view()).serialize();
    if (origin == site) return;
    const Place place = item.places.empty() ? Place() : item.places.front();
    const std::tuple key(origin + std::string(first_segment(url->view().path)), family, kind);
    const auto [at, added] =
        trails.try_emplace(key, Trail{*std::move(url), family, kind, item.count, place});
    if (added) return;
    at->second.count += item.count;
    at->second.place = std::min(at->second.place, place);
  };
  for (const InventoryItem* item : inventory.items()) {
    if (item->kind == ItemKind::request) {
      leave(item->url, scan_detail::family_of(item->directive), VendorEvidence::Kind::request,
            *item);
    }
    for (const std::string& url : item->mentions) {
      leave(url, DirectiveId::script_src, VendorEvidence::Kind::mention, *item);
    }
  }
  for (const auto& [key, trail] : trails) recognizer.follow(trail);
  return recognizer.result();
}

}  // namespace cspkit
