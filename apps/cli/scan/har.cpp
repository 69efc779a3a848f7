// SPDX-License-Identifier: Apache-2.0
#include "scan/har.h"

#include <cspkit/har.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>

#include "fetch/content_type.h"
#include "input.h"
#include "progress.h"
#include "scan/response.h"
#include "table.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kPieceBytes = 256u << 10;
constexpr std::size_t kMostOpenDocuments = 256;
constexpr std::size_t kMostOpenRedirects = 1024;
constexpr std::size_t kMostBodyNotes = 20;

std::string without_fragment(std::string_view url) {
  return std::string(url.substr(0, url.find('#')));
}

std::string origin_text(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? origin_of(parsed->view()).serialize() : std::string();
}

/// Schemes that a document's requests have; the rest is extensions and the browser itself.
bool is_of_the_web(std::string_view url) {
  constexpr std::string_view kSchemes[] = {"http:", "https:", "ws:", "wss:", "data:", "blob:"};
  return std::ranges::any_of(kSchemes, [&](std::string_view scheme) {
    return is_field(url.substr(0, scheme.size()), scheme);
  });
}

/// Pours the entries of one file.
class HarPouring {
 public:
  HarPouring(Inventory& inventory, std::string name, std::vector<std::string>& notes)
      : inventory_(inventory), name_(std::move(name)), notes_(notes) {}

  void take(HarEntry&& entry) {
    HarPurpose purpose = har_purpose(entry);
    if (purpose.use == HarUse::none || !is_of_the_web(entry.url)) return;
    // Without Sec-Fetch-Dest, a second document of the same page is one of its frames.
    if (purpose.use == HarUse::page && !entry.page.empty() &&
        !entry.request_field("Sec-Fetch-Dest") && main_document(entry.page) != nullptr) {
      purpose = {HarUse::request, "iframe", false};
    }
    const std::uint32_t redirects = follow(entry);
    if (purpose.use == HarUse::request) add_request(entry, purpose, redirects);
    const bool frame = purpose.destination == "iframe" || purpose.destination == "frame";
    if ((purpose.use == HarUse::page || frame) && !entry.is_redirect() && entry.is_html())
      open_document(entry, frame);
  }

  void finish(const HarSummary& summary) {
    note(summary.without_url, "entries left out, since they have no URL");
    note(cut_urls_, "entries left out, since their URLs are longer than the limit");
    note(orphans_, "entries left out, since no document is known that made them");
    if (unknown_bodies_ > kMostBodyNotes)
      note(unknown_bodies_ - kMostBodyNotes, "more bodies that are not known");
  }

 private:
  struct Document {
    std::string page;  ///< its id in the file
    std::string url;
    std::string origin;
    bool frame = false;
    std::optional<DocumentScan> scan;  ///< none: another site's, in a frame
  };

  void note(std::uint64_t count, std::string_view what) {
    if (count > 0) notes_.push_back(fmt::format("{}: {}: {}", printable(name_), what, count));
  }

  /// How many redirects led to the entry; and if it is one, its target is remembered.
  std::uint32_t follow(const HarEntry& entry) {
    std::uint32_t count = 0;
    if (const auto found = redirects_.find(without_fragment(entry.url));
        found != redirects_.end()) {
      count = found->second;
      redirects_.erase(found);
    }
    if (!entry.is_redirect()) return count;
    const std::string_view target = entry.redirect_url.empty()
                                        ? entry.response_field("Location").value_or("")
                                        : std::string_view(entry.redirect_url);
    const auto base = Url::parse(entry.url);
    if (!base || target.empty()) return count;
    if (const auto next = Url::parse(target, &*base)) {
      if (redirects_.size() >= kMostOpenRedirects) redirects_.clear();
      redirects_[without_fragment(next->href())] = count + 1;
    }
    return count;
  }

  Document* main_document(std::string_view page) {
    for (auto document = documents_.rbegin(); document != documents_.rend(); ++document) {
      if (document->page == page && !document->frame) return &*document;
    }
    return nullptr;
  }

  /// Which document made the request: that of its Referer, one of the Referer's origin, else the page's main one. (The
  /// Referer of what a style sheet loads is the style sheet.)
  Document* document_of(const HarEntry& entry) {
    const std::string_view referer = entry.request_field("Referer").value_or("");
    if (!referer.empty()) {
      const std::string url = without_fragment(referer);
      const std::string origin = origin_text(referer);
      Document* same_origin = nullptr;
      for (auto document = documents_.rbegin(); document != documents_.rend(); ++document) {
        if (document->page != entry.page) continue;
        if (document->url == url) return &*document;
        if (same_origin == nullptr && document->origin == origin) same_origin = &*document;
      }
      if (same_origin != nullptr) return same_origin;
    }
    if (Document* const main = main_document(entry.page)) return main;
    // A recording that began when the page was there already.
    return referer.empty() || origin_text(referer).empty()
               ? nullptr
               : &open(entry.page, referer, false, {}, "");
  }

  Document& open(std::string_view page, std::string_view url, bool frame,
                 std::span<const SeenPolicy> policies, std::string_view charset) {
    if (documents_.size() == kMostOpenDocuments) documents_.pop_front();
    Document document{std::string(page), without_fragment(url), origin_text(url), frame, {}};
    const Document* const main = main_document(page);
    if (!frame || main == nullptr || main->origin == document.origin) {
      document.scan.emplace(
          inventory_,
          SeenDocument{
              .url = document.url, .name = document.url, .policies = policies, .charset = charset});
    }
    return documents_.emplace_back(std::move(document));
  }

  void open_document(const HarEntry& entry, bool frame) {
    std::vector<SeenPolicy> policies;
    for (const HarField& field : entry.response_fields) {
      if (const auto policy = seen_policy(field.name, field.value)) policies.push_back(*policy);
    }
    const bool bytes = entry.body_state == HarBodyState::bytes;
    const std::string charset = bytes ? content_type_charset(entry.mime_type) : "utf-8";
    Document& document = open(entry.page, entry.url, frame, policies, charset);
    if (!document.scan) return;
    document.scan->feed(entry.body);
    document.scan->finish();
    tell_of_body(entry);
  }

  void tell_of_body(const HarEntry& entry) {
    std::string_view what;
    if (entry.body_state == HarBodyState::too_long) what = "is larger than the limit";
    if (entry.body_state == HarBodyState::malformed) what = "is no base 64, as it says";
    if (entry.body_state == HarBodyState::absent && entry.status == 200)
      what = "is not in the file (export with content)";
    if (what.empty() || ++unknown_bodies_ > kMostBodyNotes) return;
    notes_.push_back(
        fmt::format("{}: entry {} ({}): the body {}, so that its inline blocks are not known",
                    printable(name_), entry.number, printable(entry.url), what));
  }

  void add_request(const HarEntry& entry, const HarPurpose& purpose, std::uint32_t redirects) {
    if (!entry.url_complete && !is_field(entry.url.substr(0, 5), "data:")) {
      ++cut_urls_;
      return;
    }
    Document* const document = document_of(entry);
    if (document == nullptr) {
      ++orphans_;
      return;
    }
    if (!document->scan) return;
    SeenRequest request{
        .url = entry.url,
        .destination = find_destination(purpose.destination).value_or(Destination::none)};
    if (purpose.prefetch) request.initiator = Initiator::prefetch;
    if (is_script_like(request.destination) && entry.initiator != "script")
      request.parser_metadata = ParserMetadata::parser_inserted;
    request.redirect_count = redirects;
    if (entry.initiator_line >= 0 && without_fragment(entry.initiator_url) == document->url)
      request.line =
          static_cast<std::uint32_t>(std::min<std::int64_t>(entry.initiator_line, 1 << 30) + 1);
    document->scan->add(request);
  }

  Inventory& inventory_;
  std::string name_;
  std::vector<std::string>& notes_;
  std::deque<Document> documents_;
  std::unordered_map<std::string, std::uint32_t> redirects_;
  std::uint64_t cut_urls_ = 0;
  std::uint64_t orphans_ = 0;
  std::uint64_t unknown_bodies_ = 0;
};

}  // namespace

bool is_har_file(std::string_view target) noexcept {
  constexpr std::string_view kEnding = ".har";
  return target.size() > kEnding.size() &&
         is_field(target.substr(target.size() - kEnding.size()), kEnding);
}

HarScan scan_har(std::string_view file, Inventory& inventory, std::vector<std::string>& notes,
                 Context& context) {
  InputFile input(file);
  HarPouring pouring(inventory, input.name(), notes);
  Progress progress(context.err, "entries", input.size());
  HarScan scan;
  HarReader reader({}, [&](HarEntry&& entry) {
    pouring.take(std::move(entry));
    progress.tick(++scan.entries, scan.bytes);
  });
  std::vector<char> piece(kPieceBytes);
  while (const std::size_t bytes = input.read(piece.data(), piece.size())) {
    scan.bytes += bytes;
    if (!reader.write({piece.data(), bytes})) break;
  }
  const auto summary = reader.finish();
  if (!summary) {
    const HarError& error = summary.error();
    throw InputError(fmt::format("{}:{}:{}: {}", input.name(), error.place.line, error.place.column,
                                 error.to_string()));
  }
  scan.entries = summary->entries;
  pouring.finish(*summary);
  return scan;
}

}  // namespace cspkit::cli
