// SPDX-License-Identifier: Apache-2.0
#include "browser/recorder.h"

#include <cspkit/base64.h>
#include <cspkit/page.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <utility>

#include "browser/observer.h"
#include "browser/value.h"
#include "fetch/content_type.h"
#include "scan/response.h"
#include "style.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;
constexpr std::chrono::seconds kAnswerTime{5};

constexpr std::size_t kMostRequests = 100'000;
constexpr std::size_t kMostReports = 20'000;
constexpr std::size_t kMostSampleCharacters = 40;  // of a report

std::string without_fragment(std::string_view url) {
  return std::string(url.substr(0, url.find('#')));
}

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

/// Of what is not of the web, a report names the scheme alone.
std::string reported_url(std::string_view url) {
  const std::string_view scheme = url.substr(0, url.find(':'));
  if (scheme == "data" || scheme == "blob" || scheme.size() == url.size())
    return fmt::format("{}:", scheme);
  return without_fragment(url);
}

/// The document's own policies, without the one that the recorder adds.
std::vector<SeenPolicy> policies_of(const json::array& fields) {
  std::vector<SeenPolicy> policies;
  for (const json::value& field : fields) {
    if (!field.is_object()) continue;
    const auto policy =
        seen_policy(text_at(field.get_object(), "name"), text_at(field.get_object(), "value"));
    if (policy) policies.push_back(*policy);
  }
  return policies;
}

std::string_view content_type_of(const json::array& fields) {
  for (const json::value& field : fields) {
    if (field.is_object() && is_field(text_at(field.get_object(), "name"), "content-type"))
      return text_at(field.get_object(), "value");
  }
  return {};
}

std::uint32_t line_at(const json::object& object, std::string_view key, std::int64_t first) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(number_at(object, key, -first) + first, 0, 1 << 30));
}

}  // namespace

void PageRecorder::begin_session(std::string_view id, Session session) {
  const bool worker = session.worker;
  sessions_.insert_or_assign(std::string(id), std::move(session));
  tools_.send("Target.setAutoAttach",
              {{"autoAttach", true}, {"waitForDebuggerOnStart", true}, {"flatten", true}}, id);
  tools_.send("Network.enable", {}, id);
  // Workers tell what they request, and no more: Chromium 156 crashes where one is handed a script before its own.
  if (!worker) {
    tools_.send("Runtime.enable", {}, id);
    tools_.send("Page.enable", {}, id);
    tools_.send("Page.addScriptToEvaluateOnNewDocument", {{"source", observer_script()}}, id);
    json::array patterns;
    patterns.push_back(json::object{
        {"urlPattern", "*"}, {"resourceType", "Document"}, {"requestStage", "Response"}});
    tools_.send("Fetch.enable", {{"patterns", std::move(patterns)}}, id);
  }
  tools_.send("Runtime.runIfWaitingForDebugger", {}, id);
}

PageRecorder::Document* PageRecorder::document_of(std::string_view frame) {
  // Frames without a response (about:blank, srcdoc, blob:) live under the policies of the document around them.
  for (std::size_t depth = 0; depth < 64; ++depth) {
    if (const auto found = current_.find(frame); found != current_.end()) return found->second;
    const auto parent = frame_parents_.find(frame);
    if (parent == frame_parents_.end()) return nullptr;
    frame = parent->second;
  }
  return nullptr;
}

void PageRecorder::on_event(std::string_view id, std::string_view method, const Params& params) {
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return;
  Session& session = found->second;
  if (method == "Target.attachedToTarget") {
    on_attached(id, params);
  } else if (method == "Fetch.requestPaused") {
    on_response(id, params);
  } else if (method == "Network.requestWillBeSent") {
    on_request(session, params);
  } else if (method == "Network.webSocketCreated" || method == "Network.webTransportCreated") {
    on_socket(session, params);
  } else if (method == "Runtime.consoleAPICalled") {
    on_report(session, params);
  } else if (method == "Runtime.executionContextCreated") {
    const Params& context = object_at(params, "context");
    const std::string_view frame = text_at(object_at(context, "auxData"), "frameId");
    if (!frame.empty()) session.context_frames[number_at(context, "id", -1)] = frame;
  } else if (method == "Page.frameAttached") {
    frame_parents_[std::string(text_at(params, "frameId"))] = text_at(params, "parentFrameId");
  } else if (method == "Page.loadEventFired" && session.frame == main_frame_) {
    loaded_ = true;
  } else if (method == "Inspector.targetCrashed" && session.frame == main_frame_ &&
             !session.worker) {
    loaded_ = crashed_ = true;
  } else if (method == "Page.javascriptDialogOpening") {
    tools_.send("Page.handleJavaScriptDialog", {{"accept", true}}, id);
  }
}

void PageRecorder::on_attached(std::string_view parent, const Params& params) {
  const Params& target = object_at(params, "targetInfo");
  const std::string_view type = text_at(target, "type");
  const bool worker = type != "iframe" && type != "page";
  // A frame's target is named as the frame is.
  std::string frame =
      worker ? sessions_.find(parent)->second.frame : std::string(text_at(target, "targetId"));
  begin_session(text_at(params, "sessionId"),
                {.frame = std::move(frame), .worker = worker, .context_frames = {}});
}

/// A response has begun: a document is noted with its body, and the policy goes along.
void PageRecorder::on_response(std::string_view id, const Params& params) {
  const std::int64_t status = number_at(params, "responseStatusCode", 0);
  const bool redirect = status >= 300 && status < 400 && status != 304;
  if (status == 0 || redirect) {
    tools_.send("Fetch.continueRequest", {{"requestId", text_at(params, "requestId")}}, id);
    return;
  }
  tools_.send("Fetch.getResponseBody", {{"requestId", text_at(params, "requestId")}}, id,
              [this, id = std::string(id), params](const Params* result) {
                const std::string_view body = result == nullptr ? "" : text_at(*result, "body");
                const bool whole = result != nullptr && flag_at(*result, "base64Encoded");
                open_document(text_at(params, "frameId"), params,
                              whole ? base64_decode(body).value_or("") : "");
                if (whole) {
                  answer_document(id, params, body);
                } else {
                  continue_response(id, params);
                }
              });
}

/// The response's fields, and the policy that everything violates.
json::array PageRecorder::fields_with_policy(const Params& params) {
  json::array fields = array_at(params, "responseHeaders");
  fields.push_back(json::object{{"name", "Content-Security-Policy-Report-Only"},
                                {"value", report_everything_policy()}});
  return fields;
}

void PageRecorder::continue_response(std::string_view id, const Params& params) {
  tools_.send("Fetch.continueResponse",
              {{"requestId", text_at(params, "requestId")},
               {"responseCode", number_at(params, "responseStatusCode", 200)},
               {"responseHeaders", fields_with_policy(params)}},
              id);
}

/// Chromium has read a document's policies before it lets us add to them: they count where the answer is given anew.
void PageRecorder::answer_document(std::string_view id, const Params& params,
                                   std::string_view body) {
  tools_.send("Fetch.fulfillRequest",
              {{"requestId", text_at(params, "requestId")},
               {"responseCode", number_at(params, "responseStatusCode", 200)},
               {"responseHeaders", fields_with_policy(params)},
               {"body", body}},
              id);
}

void PageRecorder::open_document(std::string_view frame, const Params& params,
                                 std::string_view body) {
  const auto parsed = Url::parse(text_at(object_at(params, "request"), "url"));
  if (!parsed) return;
  bytes_ += body.size();
  auto document = std::make_unique<Document>();
  document->url = without_fragment(parsed->href());
  document->origin = origin_of(parsed->view()).serialize();
  const Document* const main = frame == main_frame_ ? nullptr : document_of(main_frame_);
  if (main == nullptr || main->origin == document->origin) {
    const json::array& fields = array_at(params, "responseHeaders");
    const std::vector<SeenPolicy> policies = policies_of(fields);
    const std::string charset = content_type_charset(content_type_of(fields));
    document->scan.emplace(
        inventory_,
        SeenDocument{
            .url = document->url, .name = document->url, .policies = policies, .charset = charset});
    if (is_html_type(content_type_essence(content_type_of(fields)))) {
      document->scan->feed(body);
      for (PageItem& item : read_page(body, {.charset = charset}).items) {
        if (item.kind == PageItemKind::inline_block || item.kind == PageItemKind::attribute ||
            item.kind == PageItemKind::navigation)
          document->inline_blocks.insert(std::move(item.value));
      }
    }
    document->scan->finish();
  }
  current_[std::string(frame)] = document.get();
  documents_.push_back(std::move(document));
}

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

void PageRecorder::on_report(const Session& session, const Params& params) {
  const json::array& words = array_at(params, "args");
  if (words.size() != 2 || !words[0].is_object() || !words[1].is_object() ||
      text_at(words[0].get_object(), "value") != kObserverMark) {
    return;
  }
  const auto context = session.context_frames.find(number_at(params, "executionContextId", -1));
  Document* const document =
      document_of(context == session.context_frames.end() ? session.frame : context->second);
  if (document == nullptr || !document->scan) return;
  boost::system::error_code error;
  const json::value report = json::parse(text_at(words[1].get_object(), "value"), error);
  // A page can write such a line too, and say what it likes: it says it of itself.
  if (!error && report.is_object()) add_report(*document, report.get_object());
}

void PageRecorder::add_report(Document& document, const Params& report) {
  const std::string_view uri = text_at(report, "uri");
  const std::string_view directive = text_at(report, "directive");
  const bool here = without_fragment(text_at(report, "file")) == document.url;
  const std::uint32_t line = here ? line_at(report, "line", 0) : 0;
  if (uri == "inline") {
    add_inline(document, report);
  } else if (uri == "eval") {
    document.scan->add(SeenUse{.kind = UseKind::eval, .line = line});
  } else if (uri == "wasm-eval") {
    document.scan->add(SeenUse{.kind = UseKind::wasm, .line = line});
  } else if (directive == "base-uri") {
    document.scan->add(SeenUse{.kind = UseKind::base_uri, .url = uri, .line = line});
  } else if (directive == "form-action") {
    document.scan->add(SeenUse{.kind = UseKind::form_action, .url = uri, .line = line});
  } else if (document.reported.size() < kMostReports) {
    document.reported[reported_url(uri)].emplace(directive);
  }
}

void PageRecorder::add_inline(Document& document, const Params& report) {
  const std::string_view directive = text_at(report, "directive");
  std::string_view source = text_at(report, "source");
  const std::string_view sample = text_at(report, "sample");
  if (source.empty()) {
    if (sample.size() >= kMostSampleCharacters) {
      notes_.push_back(fmt::format(
          "{}: an inline block was gone before it could be read whole, so that its hash is not "
          "known; it begins: {}",
          printable(document.url), printable(sample)));
      return;
    }
    source = sample;
  }
  if (source.empty() || document.inline_blocks.contains(std::string(source))) return;
  SeenInline block{.source = source, .parser_metadata = ParserMetadata::not_parser_inserted};
  if (directive == "script-src-attr") {
    block.type = InlineType::script_attribute;
  } else if (directive == "style-src-elem") {
    block.type = InlineType::style;
  } else if (directive == "style-src-attr") {
    block.type = InlineType::style_attribute;
  } else if (const std::size_t first = source.find_first_not_of(" \t\r\n");
             first != source.npos && is_field(source.substr(first, 11), "javascript:")) {
    block.type = InlineType::navigation;
  }
  const std::string_view nonce = text_at(report, "nonce");
  if (!nonce.empty()) block.nonce = nonce;
  document.scan->add(block);
  document.inline_blocks.insert(std::string(source));
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

/// Waits for the page to load, and watches what it does after that.
void PageRecorder::watch(const std::string& url, std::string_view session,
                         std::chrono::milliseconds wait, Deadline deadline) {
  if (!tools_.run_until([this] { return loaded_; }, deadline)) {
    notes_.push_back(fmt::format(
        "{}: has not finished loading in time; what came until then is told", printable(url)));
  }
  // What waits to be seen is loaded then.
  tools_.send("Runtime.evaluate",
              {{"expression", "scrollTo(0, document.documentElement.scrollHeight)"}}, session);
  tools_.run_until([this] { return crashed_; }, std::chrono::steady_clock::now() + wait);
  if (crashed_) {
    notes_.push_back(fmt::format(
        "{}: the browser's process for it crashed; what came until then is told", printable(url)));
  }
}

/// The links of the page as it is now.
std::vector<std::string> PageRecorder::links(std::string_view session) {
  constexpr std::string_view kExpression =
      "JSON.stringify([...document.querySelectorAll('a[href], area[href]')].slice(0, 10000)"
      ".map((a) => String(a.href)))";
  std::optional<std::string> text;
  tools_.send("Runtime.evaluate", {{"expression", kExpression}, {"returnByValue", true}}, session,
              [&](const Params* result) {
                text = result == nullptr ? "[]" : text_at(object_at(*result, "result"), "value");
              });
  tools_.run_until([&] { return text.has_value(); },
                   std::chrono::steady_clock::now() + kAnswerTime);
  boost::system::error_code error;
  const json::value list = json::parse(text.value_or("[]"), error);
  std::vector<std::string> found;
  if (error || !list.is_array()) return found;
  for (const json::value& link : list.get_array()) {
    if (link.is_string()) found.emplace_back(link.get_string());
  }
  return found;
}

void PageRecorder::forget() {
  loaded_ = crashed_ = false;
  bytes_ = 0;
  sessions_.clear();
  frame_parents_.clear();
  current_.clear();
  requests_.clear();
  documents_.clear();
  redirects_.clear();
  tools_.on_event({});
  tools_.forget_replies();
}

Visit PageRecorder::visit(const std::string& url, std::chrono::milliseconds wait,
                          Deadline deadline) {
  forget();
  const auto target = tools_.call("Target.createTarget", {{"url", "about:blank"}}, {}, deadline);
  main_frame_ = text_at(target, "targetId");
  const auto attached = tools_.call("Target.attachToTarget",
                                    {{"targetId", main_frame_}, {"flatten", true}}, {}, deadline);
  const std::string session(text_at(attached, "sessionId"));
  tools_.on_event([this](std::string_view id, std::string_view method, const Params& params) {
    on_event(id, method, params);
  });
  begin_session(session, {.frame = main_frame_, .worker = false, .context_frames = {}});
  // The page's process answers in order: once it has, it has taken in all of the above, which a navigation could overtake.
  tools_.call("Page.enable", {}, session, deadline);
  Visit visit{.url = url, .bytes = 0, .links = {}, .error = {}};
  std::optional<std::string> navigated;
  tools_.send("Page.navigate", {{"url", url}}, session, [&](const Params* result) {
    navigated = result == nullptr ? "it refuses" : std::string(text_at(*result, "errorText"));
  });
  if (!tools_.run_until([&] { return navigated.has_value(); }, deadline)) {
    visit.error = "no answer in time";
  } else if (!navigated->empty()) {
    visit.error = *navigated;
  } else {
    watch(url, session, wait, deadline);
    visit.links = links(session);
    if (const Document* const document = document_of(main_frame_)) visit.url = document->url;
  }
  tools_.on_event({});
  bool closed = false;
  tools_.send("Target.closeTarget", {{"targetId", main_frame_}}, {},
              [&](const Params*) { closed = true; });
  tools_.run_until([&] { return closed; }, std::chrono::steady_clock::now() + kAnswerTime);
  add_requests();
  visit.bytes = bytes_;
  forget();
  return visit;
}

}  // namespace cspkit::cli
