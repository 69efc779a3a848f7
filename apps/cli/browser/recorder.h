// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/har.h>
#include <cspkit/scan.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "browser/devtools.h"

namespace cspkit::cli {

/// What became of a visit.
struct Visit {
  std::string url;                 ///< of the document in the end, redirects followed
  std::size_t bytes = 0;           ///< of its documents
  std::vector<std::string> links;  ///< absolute URLs, as the page has them after it ran
  std::string error;  ///< why it could not be loaded, in the browser's words; empty where it was
};

/// Loads a page in the browser, and pours what it holds and does into an inventory: its HTML, every request of its
/// documents and workers, and what only shows as it runs, by the reports of a policy that everything violates.
class PageRecorder {
 public:
  PageRecorder(DevTools& tools, Inventory& inventory, std::vector<std::string>& notes)
      : tools_(tools), inventory_(inventory), notes_(notes) {}

  /// Loads the page, scrolls to its end, and watches for `wait` after that. Throws InputError where the browser fails, and
  /// Interrupted.
  Visit visit(const std::string& url, std::chrono::milliseconds wait, Deadline deadline);

 private:
  using Params = DevTools::Params;

  /// A document in a frame, and what only time tells of it.
  struct Document {
    std::string url;
    std::string origin;
    std::optional<DocumentScan> scan;     ///< none: another site's, in a frame
    std::set<std::string> inline_blocks;  ///< those of its HTML
    /// URLs that violated the policy, each with the directives that they violated.
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> reported;
  };
  struct Request {
    Document* document;
    std::string url;
    HarPurpose purpose;
    ParserMetadata parser_metadata = ParserMetadata::not_parser_inserted;
    std::uint32_t redirect_count = 0;
    std::uint32_t line = 0;
  };
  /// A worker, and the places where it compiled strings or WebAssembly, or would have, had its policies let it.
  struct Worker {
    std::string url;
    Document* document = nullptr;      ///< that began it, or that a worker began it for
    const Worker* beginner = nullptr;  ///< the worker that began it, if one did
    std::set<std::tuple<UseKind, std::uint32_t, std::uint32_t>> uses;  ///< with line and column
  };
  /// A page, a frame in a process of its own, or a worker; or the browser itself, which tells of shared workers.
  struct Session {
    std::string frame;         ///< its topmost frame, or that of whoever began the worker
    Worker* worker = nullptr;  ///< none: no worker
    std::map<std::int64_t, std::string> context_frames;  ///< of its execution contexts
  };

  void begin_session(std::string_view id, Session session);
  void on_event(std::string_view session, std::string_view method, const Params& params);
  void on_attached(std::string_view parent, const Params& params);
  void on_response(std::string_view session, const Params& params);
  void continue_response(std::string_view session, const Params& params);
  void answer_document(std::string_view session, const Params& params, std::string_view body);
  [[nodiscard]] static boost::json::array fields_with_policy(const Params& params);
  void on_request(const Session& session, const Params& params);
  void on_socket(const Session& session, const Params& params);
  void on_report(const Session& session, const Params& params);
  void add_report(Document& document, const Params& report);
  void add_inline(Document& document, const Params& report);
  Worker* open_worker(const Session& beginner, const Params& target);
  void watch_worker(std::string_view session);
  void on_compiled(Worker& worker, const Params& params);
  void on_issue(Worker& worker, const Params& params);
  static void add_use(Worker& worker, UseKind kind, const Params& location);
  void on_worker_response(const Params& params);
  void add_uses(const Worker& worker);
  void open_document(std::string_view frame, const Params& params, std::string_view body);
  Document* document_of(std::string_view frame);
  void add_requests();
  void watch(const std::string& url, std::string_view session, std::chrono::milliseconds wait,
             Deadline deadline);
  std::vector<std::string> links(std::string_view session);
  void forget();  ///< all of the last visit

  DevTools& tools_;
  Inventory& inventory_;
  std::vector<std::string>& notes_;

  // Of the visit.
  std::string main_frame_;
  bool loaded_ = false;
  bool crashed_ = false;
  std::size_t bytes_ = 0;
  std::map<std::string, Session, std::less<>> sessions_;
  std::map<std::string, std::string, std::less<>> frame_parents_;
  std::map<std::string, Document*, std::less<>> current_;  ///< the document of each frame
  std::vector<std::unique_ptr<Document>> documents_;
  std::map<std::string, std::uint32_t, std::less<>> redirects_;  ///< by request
  std::vector<Request> requests_;
  std::map<std::string, std::unique_ptr<Worker>, std::less<>> workers_;  ///< by target
  /// The policies that scripts were served with, by URL: a field's name and its value.
  std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>>
      script_policies_;
};

}  // namespace cspkit::cli
