// SPDX-License-Identifier: Apache-2.0
#include <cspkit/diagnostics.h>
#include <cspkit/limits.h>
#include <cspkit/policy.h>

#include <algorithm>
#include <array>

#include "batch.h"
#include "command.h"
#include "diagnostic_text.h"
#include "json_output.h"
#include "policy_input.h"
#include "policy_json.h"
#include "table.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

/// One input and what parsing it gave.
struct Parsed {
  PolicyText input;
  ParsedPolicies result;
};

bool is_complaint(const Diagnostic& diagnostic) { return diagnostic.severity != Severity::info; }

ExitStatus status_of(const std::vector<Parsed>& all) {
  const bool refused = std::ranges::any_of(all, [](const Parsed& parsed) {
    return std::ranges::any_of(parsed.result.diagnostics, is_refusal);
  });
  if (refused) return ExitStatus::error;
  const bool complaints = std::ranges::any_of(all, [](const Parsed& parsed) {
    return std::ranges::any_of(parsed.result.diagnostics, is_complaint);
  });
  return complaints ? ExitStatus::no : ExitStatus::yes;
}

// Spans count bytes of their own input, so where there are several inputs each entry names its own.
json::object to_document(const std::vector<Parsed>& all) {
  json::array policies, diagnostics;
  for (const Parsed& parsed : all) {
    const auto add = [&](json::array& list, json::object entry) {
      if (all.size() > 1) entry["input"] = parsed.input.name;
      list.push_back(std::move(entry));
    };
    for (const Policy& policy : parsed.result.policies) add(policies, to_json(policy));
    for (const Diagnostic& diagnostic : parsed.result.diagnostics) {
      add(diagnostics, to_json(diagnostic));
    }
  }
  return {{"policies", std::move(policies)}, {"diagnostics", std::move(diagnostics)}};
}

void print_policy(const Policy& policy, std::string_view title, Context& context) {
  const Style& style = context.out_style;
  context.out.print("{}\n", style.bold(title));
  std::size_t width = 0;
  for (const Directive& directive : policy.directives) {
    width = std::max(width, display_width(printable(directive.name)));
  }
  for (const Directive& directive : policy.directives) {
    const std::string name = printable(directive.name);
    std::string value;
    for (const std::string& token : directive.value) value += printable(token) + " ";
    context.out.print("  {}", style.info(name));
    if (!value.empty()) {
      const std::size_t indent = width + 4;
      const std::size_t columns = std::max<std::size_t>(context.out.columns(), indent + 40);
      context.out.write(std::string(width - display_width(name) + 2, ' '));
      context.out.write(wrap(value, columns - indent, indent));
    }
    context.out.write("\n");
  }
  context.out.write("\n");
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count == 0 ? "no" : std::to_string(count),
                     count == 1 ? singular : plural);
}

std::string summary(std::size_t policies, const std::array<std::size_t, 3>& severities) {
  return fmt::format(
      "{}: {}, {}, {}\n", counted(policies, "policy", "policies"),
      counted(severities[static_cast<std::size_t>(Severity::error)], "error", "errors"),
      counted(severities[static_cast<std::size_t>(Severity::warning)], "warning", "warnings"),
      counted(severities[static_cast<std::size_t>(Severity::info)], "note", "notes"));
}

void print_text(const std::vector<Parsed>& all, Context& context) {
  std::size_t policies = 0;
  std::array<std::size_t, 3> severities{};
  for (const Parsed& parsed : all) {
    for (const Policy& policy : parsed.result.policies) {
      const std::string_view disposition =
          policy.disposition == Disposition::enforce ? "enforced" : "report-only";
      const std::string from =
          parsed.input.name == "policy" ? "" : fmt::format(", {}", printable(parsed.input.name));
      print_policy(policy, fmt::format("policy {} ({}{})", ++policies, disposition, from), context);
    }
  }
  for (const Parsed& parsed : all) {
    const DiagnosticRenderer renderer(parsed.input.text,
                                      {.name = parsed.input.name, .width = context.out.columns()});
    for (const Diagnostic& diagnostic : parsed.result.diagnostics) {
      ++severities[static_cast<std::size_t>(diagnostic.severity)];
      print_diagnostic(renderer, diagnostic, context.out, context.out_style);
      context.out.write("\n");
    }
  }
  context.out.write(summary(policies, severities));
}

Delivery delivery_named(std::string_view name) {
  return name == "meta" ? Delivery::meta : Delivery::header;
}

void answer_row(const json::object& row, json::object& answer) {
  const std::string_view header = require_string(row, "header");
  if (header.size() > limits::kMaxPolicyBytes) {
    throw RowError(fmt::format("\"header\" has {} bytes, the limit is {}; shorten it",
                               header.size(), limits::kMaxPolicyBytes));
  }
  const std::string_view delivery = string_or(row, "delivery", "header");
  if (delivery != "header" && delivery != "meta") {
    throw RowError("\"delivery\" is unknown; write \"header\" or \"meta\"");
  }
  const std::string_view disposition = string_or(row, "disposition", "enforce");
  if (disposition != "enforce" && disposition != "report") {
    throw RowError("\"disposition\" is unknown; write \"enforce\" or \"report\"");
  }
  const ParsedPolicies parsed =
      parse_policies(header, disposition == "report" ? Disposition::report : Disposition::enforce,
                     delivery_named(delivery));
  json::array policies(answer.storage()), diagnostics(answer.storage());
  for (const Policy& policy : parsed.policies) {
    policies.emplace_back(to_json(policy, answer.storage()));
  }
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    diagnostics.emplace_back(to_json(diagnostic, answer.storage()));
  }
  answer.emplace("policies", std::move(policies));
  answer.emplace("diagnostics", std::move(diagnostics));
}

ExitStatus run_parse(const Args& args, Context& context) {
  if (const auto batch = args.value("batch")) {
    require_no_policies(args, "--batch");
    return run_batch(*batch, context, answer_row);
  }
  const auto delivery = args.value("delivery");
  std::vector<Parsed> all;
  for (PolicyText& input : read_policy_texts(args)) {
    if (delivery) input.delivery = delivery_named(*delivery);
    ParsedPolicies result = parse_policies(input.text, input.disposition, input.delivery);
    all.push_back({std::move(input), std::move(result)});
  }
  if (args.has("json")) {
    write_json(context.out, to_document(all));
  } else {
    print_text(all, context);
  }
  return status_of(all);
}

}  // namespace

Command parse_command() {
  return {
      .name = "parse",
      .summary = "Show a policy as browsers read it, and what is wrong with it",
      .description =
          "Lists the directives of each policy and shows each mistake with its place underlined. "
          "Parsing "
          "never fails: what browsers skip is skipped here too, and reported.\n\n"
          "Exits with 1 where there is an error or a warning, with 0 where there are notes at "
          "most. With "
          "--batch each line is {\"id\":…,\"header\":…} and, optionally, \"delivery\":\"meta\"; "
          "the "
          "status is then 2 where a line could not be read, else 0.",
      .positional = policy_positional(),
      .flags =
          join_flags({policy_flags(),
                      {{.name = "delivery",
                        .value = "HOW",
                        .help = "header (the default), or meta: read as the content of a <meta>",
                        .choices = {"header", "meta"}},
                       batch_flag(),
                       json_flag()}}),
      .examples = {{"cspkit parse \"script-src self; img-src *\"", "a policy with a mistake"},
                   {"curl -sI https://example.com | cspkit parse --header-file -",
                    "the policies of a site"}},
      .run = run_parse,
  };
}

}  // namespace cspkit::cli
