// SPDX-License-Identifier: Apache-2.0
#include "scan/browser.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <deque>
#include <set>

#include "browser/gate.h"
#include "browser/interrupt.h"
#include "browser/process.h"
#include "browser/recorder.h"
#include "style.h"

namespace cspkit::cli {
namespace {

using namespace std::chrono_literals;

constexpr unsigned kDeepest = 100;
constexpr std::size_t kMostPages = 100'000;
constexpr double kLongestWait = 600;

template <typename Number>
Number number_flag(const Args& args, std::string_view flag, Number fallback, Number least,
                   Number most) {
  const auto text = args.value(flag);
  if (!text) return fallback;
  Number number{};
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (problem != std::errc() || end != text->data() + text->size() || !(number >= least) ||
      !(number <= most)) {
    throw UsageError(
        fmt::format("--{}: '{}' is none; write a number from {} to {}", flag, *text, least, most));
  }
  return number;
}

struct Stop {
  std::string url;
  std::string origin;  ///< that links have to have
  unsigned depth = 0;
};

std::string without_fragment(const Url& url) { return url.href().substr(0, url.href().find('#')); }

/// One line on a terminal's standard error that tells which page is looked at.
class PageProgress {
 public:
  explicit PageProgress(Output& err) : err_(err), enabled_(err.is_terminal()) {}
  ~PageProgress() {
    if (!enabled_) return;
    try {
      err_.write("\r\033[K");
      err_.flush();
    } catch (const InputError&) {  // a line that cannot be wiped is no reason to fail
      enabled_ = false;
    }
  }
  PageProgress(const PageProgress&) = delete;
  PageProgress& operator=(const PageProgress&) = delete;

  void show(std::size_t done, std::size_t known, const std::string& url) {
    if (!enabled_) return;
    const std::string line = fmt::format("page {} of {}: {}", done, known, printable(url));
    err_.print("\r\033[K{}", line.substr(0, err_.columns() - 1));
    err_.flush();
  }

 private:
  Output& err_;
  bool enabled_;
};

/// Visits pages, breadth first.
class Crawl {
 public:
  Crawl(const BrowserSettings& settings, ScanInput& input, Context& context)
      : settings_(settings), input_(input), context_(context) {}

  void add(const std::string& target) {
    auto url = Url::parse(target);
    if (!url) {
      throw InputError(
          fmt::format("{}: not a URL: {}; write an absolute one, such as https://example.com/",
                      printable(target), url.error().message()));
    }
    if (known_.insert(without_fragment(*url)).second)
      waiting_.push_back({url->href(), origin_of(url->view()).serialize(), 0});
  }

  void run(BrowserProcess& browser, const AddressGate* gate) {
    DevTools tools(browser.input(), browser.output());
    try {
      tools.call("Browser.setDownloadBehavior", {{"behavior", "deny"}}, {},
                 std::chrono::steady_clock::now() + 30s);
    } catch (const InputError& error) {
      const std::string complaint = browser.complaint();
      if (complaint.empty()) throw;
      throw InputError(fmt::format("{}: {}", error.what(), complaint));
    }
    PageRecorder recorder(tools, input_.inventory, input_.notes);
    PageProgress progress(context_.err);
    std::size_t done = 0;
    for (; !waiting_.empty() && done < settings_.max_pages; ++done) {
      const Stop stop = std::move(waiting_.front());
      waiting_.pop_front();
      progress.show(done + 1, std::min(known_.size(), settings_.max_pages), stop.url);
      visit(stop, recorder, gate);
    }
    if (!waiting_.empty()) {
      input_.notes.push_back(
          fmt::format("{} linked pages were not visited; give a higher --max-pages than {}",
                      waiting_.size(), settings_.max_pages));
    }
    if (gate != nullptr) {
      for (const auto& [host, why] : gate->refused()) {
        input_.notes.push_back(fmt::format(
            "{} {}, which pages asked and was refused; give --allow-private if it is meant",
            printable(host), why));
      }
    }
    tools.send("Browser.close");
    browser.wait_for_end(3000);
  }

 private:
  /// A page that the gate kept out has a better reason than the browser knows.
  static void require_not_refused(const std::string& url, const AddressGate& gate) {
    const auto parsed = Url::parse(url);
    std::string host(parsed ? parsed->view().host : std::string_view());
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    const auto refused = gate.refused();
    const auto found = refused.find(host);
    if (found == refused.end()) return;
    throw InputError(
        fmt::format("{}: {} {}, which is not asked; give --allow-private if it is meant",
                    printable(url), printable(host), found->second));
  }

  void visit(const Stop& stop, PageRecorder& recorder, const AddressGate* gate) {
    const auto deadline = std::chrono::steady_clock::now() + settings_.fetch.timeout;
    const Visit visit = recorder.visit(stop.url, settings_.wait, deadline);
    if (!visit.error.empty()) {
      const std::string message = fmt::format("{}: the browser cannot load it: {}",
                                              printable(stop.url), printable(visit.error));
      if (stop.depth == 0 && gate != nullptr) require_not_refused(stop.url, *gate);
      if (stop.depth == 0) throw InputError(message + "; check the URL and the server");
      input_.notes.push_back(message);
      return;
    }
    ++input_.files;
    input_.bytes += visit.bytes;
    if (stop.depth >= settings_.depth) return;
    // A target that redirects elsewhere is followed there.
    const auto here = Url::parse(visit.url);
    const std::string origin =
        stop.depth == 0 && here ? origin_of(here->view()).serialize() : stop.origin;
    for (const std::string& link : visit.links) {
      const auto url = Url::parse(link);
      if (!url || origin_of(url->view()).serialize() != origin || known_.size() >= kMostPages)
        continue;
      std::string plain = without_fragment(*url);
      if (known_.insert(plain).second)
        waiting_.push_back({std::move(plain), origin, stop.depth + 1});
    }
  }

  const BrowserSettings& settings_;
  ScanInput& input_;
  Context& context_;
  std::deque<Stop> waiting_;
  std::set<std::string> known_;
};

}  // namespace

std::vector<Flag> browser_flags() {
  return {
      {.name = "browser",
       .help = "load URLs in headless Chromium and record what they load and run"},
      {.name = "browser-path",
       .value = "FILE",
       .help = "the Chromium or Chrome to use (default: the first on PATH)"},
      {.name = "depth",
       .value = "N",
       .help = "with --browser, follow links of the same origin so far (default 0)"},
      {.name = "max-pages",
       .value = "N",
       .help = "with --browser, visit so many pages at most (default 100)"},
      {.name = "wait",
       .value = "SECONDS",
       .help = "with --browser, watch a page so long after it has loaded (default 2)"},
  };
}

BrowserSettings browser_settings(const Args& args) {
  BrowserSettings settings;
  if (const auto path = args.value("browser-path")) settings.program = std::string(*path);
  settings.depth = number_flag(args, "depth", 0u, 0u, kDeepest);
  settings.max_pages =
      number_flag<std::size_t>(args, "max-pages", settings.max_pages, 1, kMostPages);
  const double seconds = number_flag(args, "wait", 2.0, 0.0, kLongestWait);
  settings.wait = std::chrono::milliseconds(std::llround(seconds * 1000));
  settings.fetch = fetch_options(args);
  return settings;
}

void scan_in_browser(const std::vector<std::string>& urls, const BrowserSettings& settings,
                     ScanInput& input, Context& context) {
  Crawl crawl(settings, input, context);
  for (const std::string& url : urls) crawl.add(url);
  const std::string program = find_browser_program(settings.program);
  const InterruptGuard guard;
  std::optional<AddressGate> gate;
  // Chromium asks the user before a page may reach into a local network, and nobody is there to answer.
  std::vector<std::string> options = {"--disable-features=LocalNetworkAccessChecks"};
  if (settings.fetch.private_addresses == PrivateAddresses::refused) {
    gate.emplace();
    options = gate->browser_options();
  }
  BrowserProcess browser(program, options);
  crawl.run(browser, gate ? &*gate : nullptr);
}

}  // namespace cspkit::cli
