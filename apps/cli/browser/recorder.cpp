// SPDX-License-Identifier: Apache-2.0
#include "browser/recorder.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <utility>

#include "browser/observer.h"
#include "browser/value.h"
#include "style.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;
constexpr std::chrono::seconds kAnswerTime{5};

}  // namespace

void PageRecorder::begin_session(std::string_view id, Session session) {
  const bool worker = session.worker != nullptr;
  sessions_.insert_or_assign(std::string(id), std::move(session));
  tools_.send("Target.setAutoAttach",
              {{"autoAttach", true}, {"waitForDebuggerOnStart", true}, {"flatten", true}}, id);
  tools_.send("Network.enable", {}, id);
  if (worker) {
    watch_worker(id);
  } else {
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
  } else if (method == "Network.responseReceived") {
    on_worker_response(params);
  } else if (method == "Debugger.scriptParsed" && session.worker != nullptr) {
    on_compiled(*session.worker, params);
  } else if (method == "Audits.issueAdded" && session.worker != nullptr) {
    on_issue(*session.worker, params);
  } else if (method == "Runtime.executionContextCreated") {
    const Params& context = object_at(params, "context");
    const std::string_view frame = text_at(object_at(context, "auxData"), "frameId");
    if (!frame.empty()) session.context_frames[number_at(context, "id", -1)] = frame;
  } else if (method == "Page.frameAttached") {
    frame_parents_[std::string(text_at(params, "frameId"))] = text_at(params, "parentFrameId");
  } else if (method == "Page.loadEventFired" && session.frame == main_frame_) {
    loaded_ = true;
  } else if (method == "Inspector.targetCrashed" && session.frame == main_frame_ &&
             session.worker == nullptr) {
    loaded_ = crashed_ = true;
  } else if (method == "Page.javascriptDialogOpening") {
    tools_.send("Page.handleJavaScriptDialog", {{"accept", true}}, id);
  }
}

void PageRecorder::on_attached(std::string_view parent, const Params& params) {
  const Session& beginner = sessions_.find(parent)->second;
  const Params& target = object_at(params, "targetInfo");
  const std::string_view type = text_at(target, "type");
  Session session;
  if (type == "iframe" || type == "page") {
    session.frame = text_at(target, "targetId");  // named as the frame is
  } else {
    session.frame = beginner.frame;
    session.worker = open_worker(beginner, target);
  }
  begin_session(text_at(params, "sessionId"), std::move(session));
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
  workers_.clear();
  script_policies_.clear();
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
  begin_session(session, {.frame = main_frame_, .worker = nullptr, .context_frames = {}});
  // Shared workers belong to no page: the browser alone tells of them.
  sessions_[""].frame = main_frame_;
  json::array shared_workers;
  shared_workers.push_back(json::object{{"type", "shared_worker"}});
  tools_.send("Target.setAutoAttach", {{"autoAttach", true},
                                       {"waitForDebuggerOnStart", true},
                                       {"flatten", true},
                                       {"filter", std::move(shared_workers)}});
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
  for (const auto& [id, worker] : workers_) add_uses(*worker);
  visit.bytes = bytes_;
  forget();
  return visit;
}

}  // namespace cspkit::cli
