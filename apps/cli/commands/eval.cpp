// SPDX-License-Identifier: Apache-2.0
#include <cspkit/engine.h>
#include <cspkit/trace.h>
#include <fmt/format.h>

#include "batch.h"
#include "command.h"
#include "eval_case.h"
#include "eval_flags.h"
#include "json_output.h"
#include "policy_input.h"
#include "table.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

/// What the user asked to be told.
struct Wishes {
  Browser as = Browser::specification;
  bool all_browsers = false;
  bool trace = false;
};

std::string_view word(Outcome outcome) { return outcome == Outcome::block ? "block" : "allow"; }
std::string_view word(Disposition disposition) {
  return disposition == Disposition::enforce ? "enforce" : "report";
}

struct Decided {
  Verdict verdict;
  std::vector<PolicyViolation> violations;
};

Decided decide_with_violations(const EvalCase& test, Browser as) {
  Decided out;
  const auto collect = [&](const PolicyViolation& violation) {
    out.violations.push_back(violation);
  };
  out.verdict = decide(test.policies, test.check, as, collect);
  return out;
}

json::array to_json(const std::vector<TraceStep>& steps, const json::storage_ptr& storage) {
  json::array out(storage);
  for (const TraceStep& step : steps) {
    json::object each(storage);
    if (step.policy != kNoPolicy) each.emplace("policy", step.policy);
    each.emplace("anchor", step.anchor);
    each.emplace("step", step.text);
    out.emplace_back(std::move(each));
  }
  return out;
}

/// Adds the contract's answer to `answer`.
void answer_case(const EvalCase& test, const Wishes& wishes, json::object& answer) {
  const json::storage_ptr& storage = answer.storage();
  const Decided decided = decide_with_violations(test, wishes.as);
  const Verdict& verdict = decided.verdict;
  answer.emplace("result", word(verdict.outcome));
  answer.emplace("directive",
                 verdict.blocked()
                     ? json::value(directive_name(verdict.effective_directive), storage)
                     : json::value(nullptr));
  answer.emplace("policy", verdict.blocked() ? json::value(verdict.policy) : json::value(nullptr));
  // Only an allowed case can name what allowed it, and only a trace knows the steps.
  Trace trace;
  if (!verdict.blocked() || wishes.trace) trace = trace_case(test.policies, test.check, wishes.as);
  answer.emplace("matched", verdict.blocked() || trace.matched.empty()
                                ? json::value(nullptr)
                                : json::value(trace.matched, storage));
  json::array violations(storage);
  if (!decided.violations.empty()) {
    const std::string blocked = blocked_uri(test.check, test.document_url);
    for (const PolicyViolation& violation : decided.violations) {
      json::object each(storage);
      each.emplace("policy", violation.policy);
      each.emplace("disposition", word(violation.disposition));
      each.emplace("directive", directive_name(violation.effective_directive));
      each.emplace("source_directive", directive_name(violation.source_directive));
      each.emplace("blocked_uri", blocked);
      violations.emplace_back(std::move(each));
    }
  }
  answer.emplace("violations", std::move(violations));
  if (wishes.all_browsers) {
    json::object browsers(storage);
    for (const Browser browser : kBrowsers) {
      browsers.emplace(browser_name(browser),
                       word(decide(test.policies, test.check, browser).outcome));
    }
    answer.emplace("browsers", std::move(browsers));
  }
  if (wishes.trace) answer.emplace("trace", to_json(trace.steps, storage));
}

std::string policy_excerpt(const PolicyList& list, const PolicyViolation& violation) {
  const CompiledPolicy& policy = list.policies()[violation.policy];
  const std::string_view value = policy.value_of(violation.source_directive);
  return printable(fmt::format("{}{}{}", directive_name(violation.source_directive),
                               value.empty() ? "" : " ", value));
}

void print_violation(const EvalCase& test, const PolicyViolation& violation, Context& context) {
  const Style& style = context.out_style;
  const bool enforced = violation.disposition == Disposition::enforce;
  const std::string fallback = violation.effective_directive == violation.source_directive
                                   ? ""
                                   : fmt::format(" (as {}, which is not set)",
                                                 directive_name(violation.effective_directive));
  context.out.print(
      "  policy {}, {}{}:\n    {}\n", violation.policy + 1, enforced ? "enforced" : "report-only",
      fallback,
      style.info(wrap(policy_excerpt(test.policies, violation), context.out.columns() - 4, 6)));
}

/// What else has a say, though the check does not ask it.
void print_hints(const EvalCase& test, Context& context) {
  if (test.upgraded)
    context.out.write("  upgrade-insecure-requests makes it this URL before any policy is asked\n");
  const bool string = std::holds_alternative<EvalCheck>(test.check) ||
                      std::holds_alternative<NavigationCheck>(test.check);
  if (string && should_block_sink_type_mismatch(test.policies, "script").blocked()) {
    context.out.write(
        "  Trusted Types are required: a string passes only where the page's default policy\n"
        "  lets it (--trusted-types-sink script)\n");
  }
}

void print_case(const EvalCase& test, const Wishes& wishes, Context& context) {
  const Style& style = context.out_style;
  const Decided decided = decide_with_violations(test, wishes.as);
  const Trace trace = trace_case(test.policies, test.check, wishes.as);
  const std::string what = printable(describe(test.check));
  const std::string_view reader =
      wishes.as == Browser::specification ? "" : browser_name(wishes.as);
  context.out.print("{} {}{}{}\n",
                    decided.verdict.blocked() ? style.bad("blocked") : style.good("allowed"), what,
                    reader.empty() ? "" : " as by ", reader);
  if (!trace.matched.empty() && !decided.verdict.blocked()) {
    context.out.print("  by {}\n", style.info(printable(trace.matched)));
  } else if (decided.violations.empty()) {
    context.out.write("  no policy governs it\n");
  }
  for (const PolicyViolation& violation : decided.violations)
    print_violation(test, violation, context);
  for (const Browser browser : kBrowsers) {
    const Outcome outcome = decide(test.policies, test.check, browser).outcome;
    if (outcome != decided.verdict.outcome) {
      context.out.print("  {} {} it: see docs/conformance.md\n",
                        style.warning(browser_name(browser)),
                        outcome == Outcome::block ? "blocks" : "allows");
    }
  }
  print_hints(test, context);
  if (!wishes.trace) return;
  context.out.write("\n");
  for (const TraceStep& step : trace.steps) {
    const std::string policy =
        step.policy == kNoPolicy ? "" : fmt::format("policy {}: ", step.policy + 1);
    context.out.print("  {:<36} {}{}\n", step.anchor, policy, printable(step.text));
  }
}

EvalCase case_from_flags(const Args& args) {
  try {
    PolicyInput input = read_policy_input(args);
    auto document_url = Url::parse(input.document_url);
    if (!document_url) {
      throw UsageError(fmt::format("--document-url: '{}' is no URL: {}; write an absolute URL",
                                   printable(input.document_url), document_url.error().message()));
    }
    EvalCase test(*std::move(document_url));
    for (const PolicyText& text : input.texts) {
      if (const auto added = test.policies.add_header(text.text, text.disposition, text.delivery);
          !added) {
        throw InputError(fmt::format("{}: beyond the limit {} ({} of at most {}); shorten it",
                                     text.name, added.error().limit, added.error().actual,
                                     added.error().maximum));
      }
    }
    test.check = check_from_flags(args, test.storage);
    test.upgraded = upgrade_insecure_url(test.policies, test.check);
    return test;
  } catch (const RowError& error) {
    throw UsageError(error.what());
  }
}

ExitStatus run_eval(const Args& args, Context& context) {
  Wishes wishes{.trace = args.has("trace")};
  if (const auto name = args.value("as")) {
    wishes.all_browsers = *name == "all";
    wishes.as = find_browser(*name).value_or(Browser::specification);
  }
  if (const auto batch = args.value("batch")) {
    require_no_policies(args, "--batch");
    return run_batch(*batch, context, [&](const json::object& row, json::object& answer) {
      answer_case(read_eval_case(row), wishes, answer);
    });
  }
  const EvalCase test = case_from_flags(args);
  if (args.has("json")) {
    json::object answer;
    answer_case(test, wishes, answer);
    write_json(context.out, answer);
  } else {
    print_case(test, wishes, context);
  }
  return decide(test.policies, test.check, wishes.as).blocked() ? ExitStatus::no : ExitStatus::yes;
}

}  // namespace

Command eval_command() {
  return {
      .name = "eval",
      .summary = "Decide whether a policy allows a request, an inline block or an action",
      .description =
          "Answers as the W3C text does, or with --as as a browser does, and says which policy, "
          "directive and source "
          "decided. Give the policies, and one thing to check.\n\n"
          "Exits with 0 where it is allowed, with 1 where an enforced policy blocks it. With "
          "--batch each line is a "
          "case: "
          "{\"id\":…,\"policies\":[{\"value\":…}],\"document_url\":…,\"check\":{\"kind\":…}}; the "
          "status is "
          "then 2 where a line could not be read, else 0.",
      .positional = policy_positional(),
      .flags = join_flags({policy_flags(),
                           {document_url_flag()},
                           check_flags(),
                           {{.name = "as",
                             .value = "BROWSER",
                             .help = "answer as that browser does, or for all of them",
                             .choices = {"chromium", "firefox", "webkit", "all"}},
                            {.name = "trace", .help = "show each step of the text that decided"},
                            batch_flag(),
                            json_flag()}}),
      .examples =
          {{"cspkit eval \"script-src 'self'\" --request https://cdn.test/a.js --destination "
            "script",
            "would this script load?"},
           {"cspkit eval --header-file headers.txt --inline script --source 'alert(1)' --trace",
            "an inline script, step by step"},
           {"cspkit eval --batch cases.jsonl --as all", "many cases, in every browser"}},
      .run = run_eval,
  };
}

}  // namespace cspkit::cli
