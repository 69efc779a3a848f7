// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "cspkit/har.h"

namespace cspkit {
namespace {

struct Row {
  std::string_view name;
  HarPurpose purpose;
};

constexpr HarPurpose to(std::string_view destination) {
  return {HarUse::request, destination, false};
}
constexpr HarPurpose kPage{HarUse::page, "document", false};
constexpr HarPurpose kNone{HarUse::none, "", false};
constexpr HarPurpose kPrefetch{HarUse::request, "", true};

/// Sec-Fetch-Dest: the destination, `empty` for the empty one. `document` is a tab's.
constexpr std::string_view kDestinations[] = {
    "audio",  "audioworklet",  "embed",        "font",   "frame",        "iframe",
    "image",  "json",          "manifest",     "object", "paintworklet", "report",
    "script", "serviceworker", "sharedworker", "style",  "text",         "track",
    "video",  "webidentity",   "worker",       "xslt"};

/// The types of Chromium's network panel, which Firefox writes too.
constexpr Row kResourceTypes[] = {
    {"cspviolationreport", kNone},
    {"document", kPage},
    {"eventsource", to("")},
    {"fetch", to("")},
    {"font", to("font")},
    {"image", to("image")},
    {"imageset", to("image")},
    {"manifest", to("manifest")},
    {"ping", to("")},
    {"prefetch", kPrefetch},
    {"preflight", kNone},
    {"script", to("script")},
    {"stylesheet", to("style")},
    {"subdocument", to("iframe")},
    {"texttrack", to("track")},
    {"websocket", to("")},
    {"xhr", to("")},
};

/// Beginnings of MIME types, and what such an answer is most likely wanted as.
constexpr Row kMimeTypes[] = {
    {"text/css", to("style")},
    {"text/javascript", to("script")},
    {"application/javascript", to("script")},
    {"application/x-javascript", to("script")},
    {"application/ecmascript", to("script")},
    {"application/manifest+json", to("manifest")},
    {"image/", to("image")},
    {"font/", to("font")},
    {"application/font", to("font")},
    {"application/x-font", to("font")},
    {"application/vnd.ms-fontobject", to("font")},
    {"audio/", to("audio")},
    {"video/", to("video")},
    {"text/vtt", to("track")},
    {"text/html", kPage},
    {"application/xhtml+xml", kPage},
};

const Row* find_mime_type(std::string_view type) noexcept {
  const auto* const found = std::ranges::find_if(
      kMimeTypes, [&](const Row& row) { return starts_with_ignoring_ascii_case(type, row.name); });
  return found == std::end(kMimeTypes) ? nullptr : found;
}

bool is_prefetch(const HarEntry& entry) noexcept {
  for (const std::string_view name : {"Sec-Purpose", "Purpose", "X-Moz"}) {
    const auto value = entry.request_field(name);
    if (value && starts_with_ignoring_ascii_case(*value, "prefetch")) return true;
  }
  return false;
}

std::optional<HarPurpose> by_fetch_metadata(const HarEntry& entry) noexcept {
  const auto value = entry.request_field("Sec-Fetch-Dest");
  if (!value) return std::nullopt;
  if (*value == "document") return kPage;
  if (*value == "empty") return to("");
  const auto* const found = std::ranges::find(kDestinations, *value);
  return found == std::end(kDestinations) ? std::nullopt : std::optional(to(*found));
}

}  // namespace

HarPurpose har_purpose(const HarEntry& entry) noexcept {
  const auto* const type = std::ranges::find_if(kResourceTypes, [&](const Row& row) {
    return equals_ignoring_ascii_case(entry.resource_type, row.name);
  });
  const bool typed = type != std::end(kResourceTypes);
  // Preflights and reports have a destination as well, and are no requests of the document all the same.
  if (typed && type->purpose.use == HarUse::none) return kNone;
  if (is_prefetch(entry)) return kPrefetch;
  if (const auto purpose = by_fetch_metadata(entry)) return *purpose;
  if (typed) return type->purpose;
  const Row* const mime = find_mime_type(entry.mime_type);
  return mime == nullptr ? to("") : mime->purpose;
}

}  // namespace cspkit
