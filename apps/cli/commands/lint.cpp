// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/lint.h>

#include <algorithm>
#include <array>
#include <memory>

#include "batch.h"
#include "command.h"
#include "header_file.h"
#include "json_output.h"
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
    for (HeaderPolicy& header :
         find_policy_headers(read_file(*file, limits::kMaxPolicyBytes), name)) {
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

template <class Value>
Value named(const json::object& row, std::string_view key, std::string_view first, Value if_first,
            std::string_view second, Value if_second) {
  const std::string_view given = string_or(row, key, first);
  if (given == first) return if_first;
  if (given == second) return if_second;
  throw RowError(fmt::format("\"{}\" is unknown; write \"{}\" or \"{}\"", key, first, second));
}

/// Answers rows; one for each thread.
RowFunction make_row_function(LintProfile profile) {
  const auto linter = std::make_shared<Linter>(profile);
  return [linter](const json::object& row, json::object& answer) {
    const LintText text{
        require_string(row, "policy"),
        named(row, "disposition", "enforce", Disposition::enforce, "report", Disposition::report),
        named(row, "delivery", "header", Delivery::header, "meta", Delivery::meta)};
    const LintReport report = linter->judge(
        {.texts = {&text, 1}, .document_url = string_or(row, "document_url", kDefaultDocumentUrl)});
    json::array findings(answer.storage());
    findings.reserve(report.findings.size());
    for (const Finding& finding : report.findings) {
      if (finding.id == "limit-exceeded") throw RowError(finding.message);
      findings.emplace_back(to_json(finding, text.disposition, answer.storage()));
    }
    answer.emplace("findings", std::move(findings));
    add_verdict(report, answer);
  };
}

ExitStatus run_lint(const Args& args, Context& context) {
  if (const auto batch = args.value("batch")) {
    require_no_policies(args, "--batch");
    return run_parallel_batch(*batch, context, [&] { return make_row_function(profile(args)); });
  }
  PolicyInput input = read_policy_input(args);
  if (args.value("delivery") == "meta") {
    for (PolicyText& text : input.texts) text.delivery = Delivery::meta;
  }
  const std::vector<PolicyText> others = other_response(args);
  const std::vector<LintText> texts = lint_texts(input.texts), other_texts = lint_texts(others);
  std::vector<HeaderField> fields;
  for (const ResponseField& field : input.fields) fields.push_back({field.name, field.value});
  const LintReport report = lint({.texts = texts,
                                  .headers = fields,
                                  .other_response = other_texts,
                                  .document_url = input.document_url},
                                 profile(args));
  require_read(input, report);
  const Judged judged{input, report, profile(args)};
  const std::string_view format = args.has("json") ? "json" : args.value("format").value_or("text");
  if (format == "json") {
    write_json(context.out, to_json(judged));
  } else if (format == "sarif") {
    write_json(context.out, to_sarif(judged));
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
          "its place, what to do about it, and the page in docs/checks that explains it.",
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
            batch_flag(),
            json_flag()}}),
      .examples = {{"cspkit lint \"default-src 'self'; script-src 'self' 'unsafe-inline'\"",
                    "judge a policy"}},
      .run = run_lint,
  };
}

}  // namespace cspkit::cli
