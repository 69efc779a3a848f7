// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "browser/recorder.h"
#include "browser/told.h"
#include "browser/value.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMostRequests = 100'000;

/// What a request that the directive governs is for; nullopt where it governs none.
std::optional<Destination> destination_of(std::string_view directive) {
  constexpr std::pair<std::string_view, Destination> kRows[] = {
      {"script-src-elem", Destination::script}, {"style-src-elem", Destination::style},
      {"img-src", Destination::image},          {"font-src", Destination::font},
      {"connect-src", Destination::none},       {"media-src", Destination::video},
      {"object-src", Destination::object},      {"frame-src", Destination::iframe},
      {"worker-src", Destination::worker},      {"manifest-src", Destination::manifest},
  };
  const auto* const found =
      std::ranges::find(kRows, directive, &std::pair<std::string_view, Destination>::first);
  return found == std::end(kRows) ? std::nullopt : std::optional(found->second);
}

}  // namespace

void PageRecorder::on_request(const Session& session, const Params& params) {
  const Params& sent = object_at(params, "request");
  std::string url = without_fragment(text_at(sent, "url"));
  HarEntry entry;
  entry.url = url;
  entry.resource_type = text_at(params, "type");
  const std::string id(text_at(params, "requestId"));
  std::uint32_t count = 0;
  if (params.if_contains("redirectResponse") != nullptr) {
    count = redirects_.contains(id) ? redirects_[id] + 1 : 1;
    redirects_[id] = count;
  }
  std::string frame(text_at(params, "frameId"));
  if (frame.empty()) frame = session.frame;
  Request request{.document = nullptr, .url = std::move(url), .purpose = har_purpose(entry)};
  if (request.purpose.use == HarUse::page) {
    if (frame == main_frame_) return;
    request.purpose = {HarUse::request, "iframe", false};
    const auto parent = frame_parents_.find(frame);
    if (parent == frame_parents_.end()) return;
    frame = parent->second;
  }
  request.document = document_of(frame);
  if (request.purpose.use == HarUse::none || request.document == nullptr ||
      !request.document->scan || requests_.size() >= kMostRequests) {
    return;
  }
  const Params& initiator = object_at(params, "initiator");
  if (text_at(initiator, "type") != "script")
    request.parser_metadata = ParserMetadata::parser_inserted;
  const bool in_markup = text_at(initiator, "type") == "parser" && count == 0;
  if (in_markup && without_fragment(text_at(initiator, "url")) == request.document->url)
    request.line = line_at(initiator, "lineNumber", 1);
  request.redirect_count = count;
  requests_.push_back(std::move(request));
}

void PageRecorder::on_socket(const Session& session, const Params& params) {
  Document* const document = document_of(session.frame);
  if (document == nullptr || !document->scan || requests_.size() >= kMostRequests) return;
  requests_.push_back({.document = document,
                       .url = without_fragment(text_at(params, "url")),
                       .purpose = {HarUse::request, "", false}});
}

/// When all is known: what was requested, as which kind, and what only reports told of.
void PageRecorder::add_requests() {
  std::set<std::pair<const Document*, std::string>>
      told;  // a URL and, behind a blank, its directive
  for (const Request& request : requests_) {
    Document& document = *request.document;
    SeenRequest seen{
        .url = request.url,
        .destination = find_destination(request.purpose.destination).value_or(Destination::none),
        .redirect_count = request.redirect_count,
        .line = request.line};
    if (request.purpose.prefetch) seen.initiator = Initiator::prefetch;
    const std::string url = reported_url(request.url);
    if (const auto found = document.reported.find(url); found != document.reported.end()) {
      // The browser calls a worker's script a script, and what it has no word for other: the directive tells.
      const auto& directives = found->second;
      if (directives.contains("worker-src")) {
        seen.destination = Destination::worker;
      } else if (seen.destination == Destination::none && directives.size() == 1) {
        seen.destination = destination_of(*directives.begin()).value_or(Destination::none);
      }
    }
    if (is_script_like(seen.destination)) seen.parser_metadata = request.parser_metadata;
    if (const auto directive = effective_directive_for_a_request(seen.destination, seen.initiator))
      told.emplace(&document, fmt::format("{} {}", url, directive_name(*directive)));
    document.scan->add(seen);
  }
  for (const auto& document : documents_) {
    for (const auto& [url, directives] : document->reported) {
      for (const std::string& directive : directives) {
        const auto destination = destination_of(directive);
        if (!destination || told.contains({document.get(), fmt::format("{} {}", url, directive)}))
          continue;
        document->scan->add(SeenRequest{.url = url, .destination = *destination});
      }
    }
  }
}

}  // namespace cspkit::cli
