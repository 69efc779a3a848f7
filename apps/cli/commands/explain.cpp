// SPDX-License-Identifier: Apache-2.0
#include <cspkit/explain.h>
#include <cspkit/limits.h>
#include <cspkit/url.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "command.h"
#include "explain_output.h"
#include "json_output.h"
#include "vendor_input.h"

namespace cspkit::cli {
namespace {

/// The command line without the file: what gives vendors and policies.
Args without_file(const Args& args) {
  static const std::vector<Flag> kFlags =
      join_flags({{vendor_flag()}, policy_flags(), {document_url_flag()}});
  std::vector<Given> kept;
  for (const Given& given : args.given()) {
    const bool known =
        std::ranges::any_of(kFlags, [&](const Flag& flag) { return flag.name == given.flag; });
    if (known) kept.push_back(given);
  }
  return Args(kFlags, std::move(kept));
}

/// What is known of the page besides the reports.
struct Page {
  std::vector<ResolvedVendor> vendors;
  ExplainOptions options;
};

Page read_page(const Args& args, Context& context) {
  const Args page_args = without_file(args);
  Page page;
  const PolicyInput input = read_policy_input(page_args, Need::nothing);
  for (const PolicyText& text : input.texts) tell_mistakes(text, context);
  const bool names_vendors =
      page_args.has("vendor") || (input.site && !input.site->vendors.empty());
  if (names_vendors) {
    VendorInput read = read_vendor_input(page_args, PolicyPositionals::refused);
    page.vendors = std::move(read.vendors);
    page.options.policies = std::move(read.policies);
    page.options.document_url = std::move(read.options.document_url);
    return page;
  }
  for (const PolicyText& text : input.texts) {
    page.options.policies.push_back({text.text, text.disposition, text.delivery});
  }
  page.options.document_url = input.document_url;
  if (const auto url = Url::parse(input.document_url); !url) {
    throw InputError(
        fmt::format("the document URL '{}' is not a URL: {}; give an absolute one, such as {}",
                    input.document_url, url.error().message(), kDefaultDocumentUrl));
  }
  return page;
}

/// Where the JSON that nothing was found in goes wrong, if it is some.
std::string place_in(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos || (text[begin] != '{' && text[begin] != '[')) return "";
  const auto read = read_report_body(text);
  if (read) return "";
  const std::string_view before = text.substr(0, std::min(read.error().offset, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == before.npos ? 0 : start + 1) + 1;
  return fmt::format(":{}:{}: {}", line, column, read.error().message);
}

[[noreturn]] void refuse(std::string_view name, std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == text.npos) {
    throw InputError(fmt::format(
        "{}: empty; give console messages as the browser shows them, or reports as it sends them",
        name));
  }
  if (const std::string place = place_in(text); !place.empty()) {
    throw InputError(std::string(name) + place);
  }
  throw InputError(
      fmt::format("{}: no violation report and no console message about a policy was found; give "
                  "whole messages, in English, or the JSON of reports",
                  name));
}

/// People paste the message itself where the name of its file belongs.
void refuse_message(std::string_view file) {
  std::error_code error;
  if (file == "-" || std::filesystem::exists(file, error)) return;
  const auto entries = read_reports(file);
  if (!entries || !explain(*entries, {}).anything_understood()) return;
  throw InputError(
      "FILE is a message here, not the name of a file; hand the message in on standard input: "
      "start "
      "cspkit explain, paste it, and press Ctrl-D");
}

ExitStatus run_explain(const Args& args, Context& context) {
  Page page = read_page(args, context);
  const auto positionals = args.positionals();
  const std::string_view file = positionals.empty() ? "-" : positionals.front();
  refuse_message(file);
  const std::string text = read_text_file(file, limits::kMaxReportBytes).text;
  const std::string_view name = input_name(file);
  const auto entries = read_reports(text);
  if (!entries) throw InputError(fmt::format("{}: {}", name, entries.error().message));
  page.options.vendors = page.vendors;
  const Explanation explanation = explain(*entries, page.options);
  if (!explanation.anything_understood()) refuse(name, text);
  if (args.has("json")) {
    write_json(context.out, to_json(explanation));
  } else {
    print_explanation(explanation, context);
  }
  return explanation.anything_blocked() ? ExitStatus::no : ExitStatus::yes;
}

}  // namespace

Command explain_command() {
  return {
      .name = "explain",
      .summary = "Tell what console messages and violation reports mean, and what to do",
      .description =
          "Reads what browsers say about blocked things, in any mixture: messages of the consoles "
          "of Chromium, Firefox and Safari, old and new; violation reports in every browser's "
          "shape; securitypolicyviolation events as JSON. Messages have to be in English.\n\n"
          "Says of each thing what was blocked, by which directive, which vendor's feature it "
          "belongs "
          "to, the smallest change of the policy that allows it, and whether that is wise. Known "
          "harmless ones (extensions, translators, virus scanners) are set apart, and so are "
          "reports that their own policy contradicts. The same directive and the same origin or "
          "keyword count as one thing.\n\n"
          "Reports name their policy. For console messages, give the page's policy, so that the "
          "change can be proven; give the site's vendors with --vendor or --site, and no others "
          "are "
          "looked for.\n\n"
          "Exits with 1 where something of the page is blocked, with 0 where nothing is "
          "(report-only, "
          "harmless, impossible), and with 2 where nothing could be read.",
      .positional = {.name = "FILE",
                     .help = "messages and reports; - is standard input, which is the default",
                     .min = 0,
                     .max = 1},
      .flags = join_flags({{vendor_flag()}, policy_flags(), {document_url_flag(), json_flag()}}),
      .examples = {{"cspkit explain console.txt", "what was copied from a browser's console"},
                   {"cspkit explain console.txt --header-file headers.txt --vendor "
                    "pendo:sub_id=4815162342",
                    "with the page's policy, and the vendor that people ask about"},
                   {"cspkit explain reports.jsonl --json",
                    "stored reports, one a line, for a program"}},
      .run = run_explain,
  };
}

}  // namespace cspkit::cli
