// SPDX-License-Identifier: Apache-2.0
#include <cspkit/inventory_file.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "command.h"
#include "json_output.h"
#include "output_files.h"
#include "policy_input.h"
#include "scan/browser.h"
#include "scan/har.h"
#include "scan/report.h"
#include "scan/url.h"

namespace cspkit::cli {
namespace {

constexpr unsigned kMostThreads = 256;

ProposalKind chosen_proposal(const Args& args) {
  const std::string_view name = args.value("propose").value_or("nonce");
  return *std::ranges::find(kProposalKinds, name,
                            [](ProposalKind kind) { return to_string(kind); });
}

Reading chosen_reading(const Args& args) {
  const std::string_view name = args.value("as").value_or("all");
  return name == "all" ? std::nullopt : find_browser(name);
}

unsigned chosen_threads(const Args& args) {
  const auto text = args.value("threads");
  if (!text) return std::clamp(std::thread::hardware_concurrency(), 1u, kMostThreads);
  unsigned count = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (error != std::errc() || end != text->data() + text->size() || count == 0 ||
      count > kMostThreads) {
    throw UsageError(
        fmt::format("--threads {}: not a number from 1 to {}; leave it out for one "
                    "for each processor",
                    *text, kMostThreads));
  }
  return count;
}

ScanSettings read_settings(const Args& args) {
  const std::string_view text = args.value("document-url").value_or(kDefaultDocumentUrl);
  auto url = Url::parse(text);
  if (!url || url->view().host.empty()) {
    throw UsageError(
        fmt::format("--document-url {}: not the URL of a page; give an absolute one, "
                    "such as {}",
                    text, kDefaultDocumentUrl));
  }
  return {.document_url = *std::move(url), .threads = chosen_threads(args)};
}

/// Whether the answer is for standard output as text: JSON, the inventory and the page take its place.
bool wants_text(const Args& args) {
  const bool inventory = args.value("inventory") == "-", page = args.value("html") == "-";
  if (args.has("json") + inventory + page > 1) {
    throw UsageError(
        "--json, --inventory - and --html - would all write to standard output; name a file for "
        "the others");
  }
  return !args.has("json") && !inventory && !page;
}

ExitStatus run_scan(const Args& args, Context& context) {
  const ScanSettings settings = read_settings(args);
  const bool text = wants_text(args);
  ScanInput input;
  const bool browser = args.has("browser");
  if (browser && std::ranges::none_of(args.positionals(), is_web_url))
    throw UsageError("--browser: no target is a URL; give one, such as https://example.com/");
  std::optional<Fetcher> fetcher;
  std::vector<std::string> visited;
  for (const std::string_view target : args.positionals()) {
    if (is_web_url(target) && browser) {
      visited.emplace_back(target);
    } else if (is_web_url(target)) {
      if (!fetcher) fetcher.emplace(fetch_options(args));
      input.bytes += scan_url(target, *fetcher, input.inventory, input.notes);
      ++input.files;
    } else if (is_har_file(target)) {
      const HarScan har = scan_har(target, input.inventory, input.notes, context);
      input.files += har.entries;
      input.bytes += har.bytes;
    } else {
      scan_path(std::string(target), settings, input, context);
    }
  }
  if (browser) scan_in_browser(visited, browser_settings(args), input, context);
  const ScanReport report = make_scan_report(input, chosen_proposal(args), chosen_reading(args));
  if (const auto file = args.value("inventory"))
    write_output(*file, write_inventory(inventory_entries(input.inventory)), context);
  if (const auto file = args.value("html")) write_output(*file, scan_report_page(report), context);
  if (args.has("json")) write_json(context.out, to_json(report));
  if (text) {
    const bool all = args.has("all");
    print_scan_report(report, all ? ScanDetail::everything : ScanDetail::summary, context);
  }
  for (const std::string& note : input.notes)
    context.err.print("{} {}\n", context.err_style.warning("note:"), note);
  for (const std::string& problem : input.problems)
    context.err.print("{} {}\n", context.err_style.bad("error:"), problem);
  if (!input.problems.empty()) return ExitStatus::error;
  return report.anything_blocked() ? ExitStatus::no : ExitStatus::yes;
}

}  // namespace

Command scan_command() {
  return {
      .name = "scan",
      .summary = "Take stock of pages, and propose a policy for them",
      .description =
          "Reads HTML files and folders of them (.html, .htm, .xhtml; .css and .svg for the URLs "
          "that they load), recordings of a browser's network panel (.har) and pages by their URL, "
          "and tells: the policies that the pages have, everything that a policy "
          "decides on with its directive and hash, the vendors of the catalogue that are there, "
          "what stands in the way of a strict policy, and a policy under which all of it works. "
          "Each source of the policy has its reason, and the engine was asked about every single "
          "thing, by the standard's text and as three browsers answer.\n\n"
          "--document-url says where the folder is served: relative URLs are resolved by it, and "
          "'self' is its origin. What scripts load while they run cannot be seen in files: a "
          "recording has it, and --browser loads the pages of URLs in headless Chromium to see "
          "it.\n\n"
          "The exit status is 1 where the present policies of the pages block something of them, "
          "and 2 where a file could not be read; the others are scanned all the same.",
      .positional =
          {.name = "TARGET",
           .help = "an HTML file, a folder, a HAR file (.har), a URL, or - for a page on standard "
                   "input",
           .min = 1,
           .max = kAnyNumber},
      .flags = join_flags(
          {{document_url_flag(),
            {.name = "propose",
             .value = "KIND",
             .help = "the policy to show: nonce (the default), hash or allowlist",
             .choices = {"nonce", "hash", "allowlist"}},
            {.name = "as",
             .value = "BROWSER",
             .help = "whose reading of the present policies counts: all (the default), "
                     "specification, chromium, firefox or webkit",
             .choices = {"all", "specification", "chromium", "firefox", "webkit"}},
            {.name = "inventory",
             .value = "FILE",
             .help = "write what was found as a list to approve, one thing a line (- for "
                     "standard output)"},
            {.name = "html",
             .value = "FILE",
             .help = "write the report as a page (- for standard output)"},
            {.name = "all", .help = "list every single thing in the text"},
            {.name = "threads",
             .value = "N",
             .help = "read so many files at once (default: one for each processor)"},
            json_flag()},
           browser_flags(),
           fetch_flags()}),
      .examples = {{"cspkit scan site/", "a folder of pages"},
                   {"cspkit scan --browser https://example.com/ --depth 2",
                    "what a site loads and runs, links followed"},
                   {"cspkit scan recording.har", "what a browser recorded"},
                   {"cspkit scan site/ --document-url https://app.example.com/ --propose hash",
                    "a site that is served as files"},
                   {"cspkit scan site/ --inventory site.inventory --html report.html",
                    "for review"}},
      .run = run_scan,
  };
}

}  // namespace cspkit::cli
