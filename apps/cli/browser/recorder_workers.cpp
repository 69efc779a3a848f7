// SPDX-License-Identifier: Apache-2.0
// What workers compile: strings and WebAssembly. The policy that everything violates cannot tell: a worker has the policies
// of its own response, and that of a worker in a worker passes no page's session. So the debugger tells what was compiled,
// and the issues of a worker tell what its policies stopped.
#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "browser/recorder.h"
#include "browser/told.h"
#include "browser/value.h"
#include "scan/response.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMostWorkers = 1000;
constexpr std::size_t kMostUses = 1000;  // of a worker
constexpr std::size_t kMostScriptPolicies = 10'000;

/// Whether a worker of that URL lives under the policies of whoever began it.
bool inherits_policies(std::string_view url) {
  return url.starts_with("blob:") || url.starts_with("data:");
}

}  // namespace

/// A worker that several sessions tell of is opened once.
PageRecorder::Worker* PageRecorder::open_worker(const Session& beginner, const Params& target) {
  const std::string_view id = text_at(target, "targetId");
  auto found = workers_.find(id);
  if (found == workers_.end()) {
    // One too many shares a place that nothing is taken from.
    const bool full = workers_.size() >= kMostWorkers;
    found = workers_.try_emplace(std::string(full ? "" : id), std::make_unique<Worker>()).first;
    if (full) return found->second.get();
    Worker& worker = *found->second;
    worker.url = without_fragment(text_at(target, "url"));
    worker.beginner = beginner.worker;
    worker.document = document_of(beginner.frame);
  }
  return found->second.get();
}

/// Asked of a worker that has not begun.
void PageRecorder::watch_worker(std::string_view session) {
  tools_.send("Audits.enable", {}, session);
  tools_.send("Debugger.enable", {}, session);
  tools_.send("Debugger.setSkipAllPauses", {{"skip", true}}, session);
}

/// A script or a module is there: of strings, no URL is known by which somebody has embedded them.
void PageRecorder::on_compiled(Worker& worker, const Params& params) {
  const bool wasm = text_at(params, "scriptLanguage") == "WebAssembly";
  if (!wasm && !text_at(params, "embedderName").empty()) return;
  static const Params kNowhere;
  const boost::json::array& frames = array_at(object_at(params, "stackTrace"), "callFrames");
  const bool known = !frames.empty() && frames[0].is_object();
  add_use(worker, wasm ? UseKind::wasm : UseKind::eval, known ? frames[0].get_object() : kNowhere);
}

/// What a policy stopped was not compiled. What a report-only policy told of was.
void PageRecorder::on_issue(Worker& worker, const Params& params) {
  const Params& issue = object_at(object_at(object_at(params, "issue"), "details"),
                                  "contentSecurityPolicyIssueDetails");
  const std::string_view type = text_at(issue, "contentSecurityPolicyViolationType");
  if (flag_at(issue, "isReportOnly")) return;
  if (type == "kEvalViolation")
    add_use(worker, UseKind::eval, object_at(issue, "sourceCodeLocation"));
  if (type == "kWasmEvalViolation")
    add_use(worker, UseKind::wasm, object_at(issue, "sourceCodeLocation"));
}

/// The line counts where it is one of the worker's own script, and not of one that it imports.
void PageRecorder::add_use(Worker& worker, UseKind kind, const Params& location) {
  const std::string_view url = text_at(location, "url");
  const bool here = location.contains("lineNumber") &&
                    (url.empty() ? worker.url.starts_with("data:") : url == worker.url);
  if (worker.uses.size() >= kMostUses) return;
  worker.uses.emplace(kind, here ? line_at(location, "lineNumber", 1) : 0,
                      here ? line_at(location, "columnNumber", 1) : 0);
}

void PageRecorder::on_worker_response(const Params& params) {
  const std::string_view type = text_at(params, "type");
  if (type != "Script" && type != "Other") return;
  const Params& response = object_at(params, "response");
  for (const auto& field : object_at(response, "headers")) {
    if (!field.value().is_string() || !seen_policy(field.key(), field.value().get_string()))
      continue;
    const std::string url = without_fragment(text_at(response, "url"));
    if (script_policies_.size() >= kMostScriptPolicies && !script_policies_.contains(url)) return;
    script_policies_[url].emplace_back(field.key(), field.value().get_string());
  }
}

/// When all is known: who holds the policies, the worker itself, one that began it, or the document.
void PageRecorder::add_uses(const Worker& worker) {
  if (worker.document == nullptr || !worker.document->scan || worker.uses.empty()) return;
  const auto parsed = Url::parse(worker.url);
  const Origin origin = parsed ? origin_of(parsed->view()) : Origin();
  if (!origin.opaque && origin.serialize() != worker.document->origin) return;
  const Worker* holder = &worker;
  while (holder->beginner != nullptr && inherits_policies(holder->url)) holder = holder->beginner;
  std::optional<DocumentScan> own;
  if (!inherits_policies(holder->url)) {
    std::vector<SeenPolicy> policies;
    if (const auto found = script_policies_.find(holder->url); found != script_policies_.end()) {
      for (const auto& [name, value] : found->second) policies.push_back(*seen_policy(name, value));
    }
    own.emplace(inventory_, SeenDocument{.url = holder->url,
                                         .name = holder->url,
                                         .policies = policies,
                                         .role = DocumentRole::resource});
  }
  const std::string place = inherits_policies(worker.url)
                                ? fmt::format("{} worker of {}", reported_url(worker.url),
                                              own ? holder->url : worker.document->url)
                                : worker.url;
  for (const auto& [kind, line, column] : worker.uses) {
    (own ? *own : *worker.document->scan)
        .add(SeenUse{.kind = kind, .place = place, .line = line, .column = column});
  }
}

}  // namespace cspkit::cli
