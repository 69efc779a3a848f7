// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/lint.h>

#include <algorithm>
#include <array>

#include "batch.h"
#include "command.h"
#include "header_file.h"
#include "json_output.h"
#include "lint_batch.h"
#include "lint_fix.h"
#include "lint_output.h"
#include "policy_input.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

constexpr std::array kSeverities = {FindingSeverity::high, FindingSeverity::medium,
                                    FindingSeverity::low, FindingSeverity::info};

FindingSeverity fail_on(const Args& args) {
  const std::string_view name = args.value("fail-on").value_or("high");
  return *std::ranges::find(kSeverities, name,
                            [](FindingSeverity each) { return to_string(each); });
}

LintProfile profile(const Args& args) {
  const std::string_view name = args.value("profile").value_or("balanced");
  if (name == "strict") return LintProfile::strict;
  if (name == "evaluator") return LintProfile::evaluator;
  return name == "observatory" ? LintProfile::observatory : LintProfile::balanced;
}

std::vector<LintText> lint_texts(const std::vector<PolicyText>& policies) {
  std::vector<LintText> texts;
  for (const PolicyText& policy : policies) {
    texts.push_back({policy.text, policy.disposition, policy.delivery});
  }
  return texts;
}

void require_read(const PolicyInput& input, const LintReport& report) {
  for (const Finding& finding : report.findings) {
    if (finding.id == "limit-exceeded") {
      throw InputError(fmt::format("{}: {}", input.texts[finding.text].name, finding.message));
    }
  }
}

/// The headers of a second response for the same page.
std::vector<PolicyText> other_response(const Args& args) {
  std::vector<PolicyText> texts;
  if (const auto file = args.value("other-response")) {
    const std::string name(input_name(*file));
    ResponseHeaders headers =
        read_header_file(read_text_file(*file, limits::kMaxPolicyBytes).text, name);
    for (HeaderPolicy& header : headers.policies) {
      texts.push_back({name, std::move(header.value), header.disposition});
    }
  }
  return texts;
}

ExitStatus status_of(const LintReport& report, FindingSeverity threshold) {
  const bool fails = std::ranges::any_of(
      report.findings, [&](const Finding& finding) { return finding.severity <= threshold; });
  return fails ? ExitStatus::no : ExitStatus::yes;
}

/// `[{"input":…,"policy":…,"applied":[…]}]`
json::array to_json(const std::vector<FixedInput>& fixed, const PolicyInput& input) {
  json::array all;
  for (std::size_t i = 0; i < fixed.size(); ++i) {
    json::array applied;
    for (const Finding& finding : fixed[i].applied) applied.emplace_back(finding.id);
    all.push_back({{"input", input.texts[i].name},
                   {"policy", input.texts[i].text},
                   {"applied", std::move(applied)}});
  }
  return all;
}

constexpr std::string_view kBesideList[] = {"list", "json", "color"};
constexpr std::string_view kNotInRows[] = {"fix",      "write",        "format",        "fail-on",
                                           "delivery", "document-url", "other-response"};

void require_fitting_flags(const Args& args) {
  for (const Given& given : args.given()) {
    if (!args.has("list") || std::ranges::count(kBesideList, given.flag) != 0) continue;
    throw UsageError(
        fmt::format("{} beside --list, which judges nothing; leave one out",
                    given.flag.empty() ? "a policy" : fmt::format("--{}", given.flag)));
  }
  for (const std::string_view flag : kNotInRows) {
    if (args.has("batch") && args.has(flag)) {
      throw UsageError(fmt::format("--{} beside --batch; leave one out", flag));
    }
  }
  (void)read_document_url(args);
  if (args.has("write") && !args.has("fix")) {
    throw UsageError("--write without --fix has nothing to write; add --fix");
  }
  if (args.has("write") && args.value("format") == "sarif") {
    throw UsageError("--write beside --format sarif; the log would name places that have moved");
  }
  if (args.has("json") && args.value("format").value_or("json") != "json") {
    throw UsageError(fmt::format("--json beside --format {}; give one", *args.value("format")));
  }
}

ExitStatus run_lint(const Args& args, Context& context) {
  require_fitting_flags(args);
  if (args.has("list")) {
    if (args.has("json")) {
      write_json(context.out, checks_to_json());
    } else {
      print_checks(context);
    }
    return ExitStatus::yes;
  }
  if (const auto batch = args.value("batch")) {
    require_no_policies(args, "--batch");
    return run_parallel_batch(*batch, context, [&] { return lint_row_writer(profile(args)); });
  }
  PolicyInput input = read_policy_input(args);
  if (args.value("delivery") == "meta") {
    for (PolicyText& text : input.texts) text.delivery = Delivery::meta;
  }
  const std::vector<PolicyText> others = other_response(args);
  const std::vector<LintText> other_texts = lint_texts(others);
  std::vector<LintText> texts = lint_texts(input.texts);
  std::vector<HeaderField> fields;
  for (const ResponseField& field : input.fields) fields.push_back({field.name, field.value});
  LintInput page{.texts = texts,
                 .headers = fields,
                 .other_response = other_texts,
                 .document_url = input.document_url};
  LintReport report = lint(page, profile(args));
  require_read(input, report);
  const bool fixing = args.has("fix");
  std::vector<FixedInput> fixed;
  if (fixing) {
    fixed = fix_inputs(input, page, profile(args));
    texts = lint_texts(input.texts);
    page.texts = texts;
    report = lint(page, profile(args));
    if (args.has("write")) write_back(fixed, input);
  }
  const Judged judged{input, report, profile(args)};
  const std::string_view format = args.has("json") ? "json" : args.value("format").value_or("text");
  if (format == "json") {
    JsonWriter document;
    document.begin_object();
    write_judged(judged, document);
    if (fixing) document.member("fixed", json::value(to_json(fixed, input)));
    document.end_object();
    write_json(context.out, document);
  } else if (format == "sarif") {
    write_json(context.out, to_sarif(judged));
  } else if (fixing) {
    print_fixed(fixed, input, report, context);
  } else {
    print_findings(judged, context);
  }
  return status_of(report, fail_on(args));
}

}  // namespace

Command lint_command() {
  return {
      .name = "lint",
      .summary = "Judge a policy: what is weak, dead or mistaken in it, and what to write instead",
      .description =
          "All policies of the command line are judged as those of one page, where policies add "
          "up: what another "
          "enforced policy forbids is told as a note. A report-only policy is judged like any "
          "other. Each finding shows "
          "its place, what to do about it, and the page in docs/checks that explains it; "
          "docs/lint.md says what the "
          "severities, the profiles and the grade mean.\n\n"
          "--fix applies the fixes that change no answer of the policy, which the engine is asked "
          "to confirm for the "
          "specification and each browser, and prints the policy alone on standard output.\n\n"
          "Exits with 1 where a finding reaches --fail-on, after the fixes where there are any. "
          "With --batch each line is "
          "{\"id\":…,\"policy\":…} and, optionally, \"delivery\":\"meta\", "
          "\"disposition\":\"report\", "
          "\"document_url\"; the status is then 2 where a line could not be read, else 0.",
      .positional = policy_positional(),
      .flags = join_flags(
          {policy_flags(),
           {{.name = "delivery",
             .value = "HOW",
             .help = "header (the default), or meta: the policies are the content of a <meta>",
             .choices = {"header", "meta"}},
            document_url_flag(),
            {.name = "other-response",
             .value = "FILE",
             .help = "headers of a second response for the same page, whose nonces must differ"},
            {.name = "profile",
             .value = "NAME",
             .help = "whose eyes: balanced (the default), strict, evaluator or observatory",
             .choices = {"balanced", "strict", "evaluator", "observatory"}},
            {.name = "fail-on",
             .value = "SEVERITY",
             .help = "exit with 1 from this severity on: high (the default), medium, low or info",
             .choices = {"high", "medium", "low", "info"}},
            {.name = "format",
             .value = "FORMAT",
             .help = "text (the default), json, or sarif for code scanning",
             .choices = {"text", "json", "sarif"}},
            {.name = "fix", .help = "apply the safe fixes, print the policy, and judge that"},
            {.name = "write", .help = "with --fix: write the policy back to the file it came from"},
            {.name = "list", .help = "list the checks, with the worst severity of each"},
            batch_flag(),
            json_flag()}}),
      .examples = {{"cspkit lint \"default-src 'self'; script-src 'self' 'unsafe-inline'\"",
                    "judge a policy"},
                   {"curl -sI https://example.com | cspkit lint --header-file -",
                    "judge what a site sends"},
                   {"cspkit lint --fail-on medium --format sarif --policy-file csp.txt > csp.sarif",
                    "a gate and a log for code scanning"},
                   {"cspkit lint --fix --write --policy-file csp.txt", "mend a file in place"}},
      .run = run_lint,
  };
}

}  // namespace cspkit::cli
