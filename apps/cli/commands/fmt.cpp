// SPDX-License-Identifier: Apache-2.0
#include <cspkit/format.h>
#include <cspkit/minimize.h>
#include <cspkit/policy.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "command.h"
#include "json_output.h"
#include "policy_input.h"
#include "policy_json.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

enum class Length { canonical, shortest };

/// How the policies are to be written.
struct Writing {
  PolicyLayout layout = PolicyLayout::one_line;
  Length length = Length::canonical;

  [[nodiscard]] std::string one(const Policy& policy) const {
    return length == Length::shortest ? minimize_policy(policy, layout)
                                      : format_policy(policy, {layout, Removal::duplicates});
  }
  [[nodiscard]] std::string all(const ParsedPolicies& parsed) const {
    return length == Length::shortest ? minimize_policies(parsed, layout)
                                      : format_policies(parsed, {layout, Removal::duplicates});
  }
};

Writing writing_of(const Args& args) {
  return {args.has("multiline") ? PolicyLayout::multiline : PolicyLayout::one_line,
          args.has("minify") ? Length::shortest : Length::canonical};
}

// Every policy of one disposition, as one text.
std::string format_all(const std::vector<Policy>& policies, Disposition disposition,
                       const Writing& writing) {
  ParsedPolicies chosen;
  std::ranges::copy_if(policies, std::back_inserter(chosen.policies),
                       [&](const Policy& policy) { return policy.disposition == disposition; });
  return writing.all(chosen);
}

// What `fmt` printed is canonical, whether or not its last line feed is kept.
bool is_canonical(const PolicyText& input, const Writing& writing) {
  std::string_view text = input.text;
  if (text.ends_with('\n')) text.remove_suffix(1);
  return writing.all(parse_policies(text, input.disposition, input.delivery)) == text;
}

ExitStatus check(const std::vector<PolicyText>& inputs, const Writing& writing, Context& context) {
  ExitStatus status = ExitStatus::yes;
  for (const PolicyText& input : inputs) {
    if (is_canonical(input, writing)) continue;
    status = ExitStatus::no;
    context.out.print("{}: not in canonical form\n", printable(input.name));
  }
  return status;
}

void write_document(const std::vector<Policy>& policies, const Writing& writing, Context& context) {
  json::array list;
  for (const Policy& policy : policies) {
    list.push_back(
        {{"disposition", disposition_name(policy.disposition)}, {"policy", writing.one(policy)}});
  }
  write_json(context.out, {{"policies", std::move(list)}});
}

void write_header(std::string_view name, const std::string& value, Context& context) {
  if (!value.empty()) context.out.print("{}: {}\n", name, value);
}

// Where a report-only policy or a header file is given, the answer is headers too, so that it can be read back.
bool answers_in_headers(const Args& args, const std::vector<Policy>& policies) {
  return args.has("header-file") ||
         std::ranges::find(policies, Disposition::report, &Policy::disposition) != policies.end();
}

ExitStatus run_fmt(const Args& args, Context& context) {
  const Writing writing = writing_of(args);
  const std::vector<PolicyText> inputs = read_policy_texts(args);
  const std::vector<Policy> policies = parse_policy_texts(inputs);
  if (args.has("check")) return check(inputs, writing, context);
  if (args.has("json")) {
    write_document(policies, writing, context);
    return ExitStatus::yes;
  }
  if (!answers_in_headers(args, policies)) {
    context.out.print("{}\n", format_all(policies, Disposition::enforce, writing));
    return ExitStatus::yes;
  }
  if (writing.layout == PolicyLayout::multiline) {
    throw UsageError("--multiline writes no headers; leave it out, or give the policies as text");
  }
  write_header("Content-Security-Policy", format_all(policies, Disposition::enforce, writing),
               context);
  write_header("Content-Security-Policy-Report-Only",
               format_all(policies, Disposition::report, writing), context);
  return ExitStatus::yes;
}

}  // namespace

Command fmt_command() {
  return {
      .name = "fmt",
      .summary = "Write a policy in its canonical form, with the same meaning",
      .description =
          "The directives stand in a fixed order; names, keywords, schemes and hosts are in lower "
          "case; "
          "what parsing ignores is gone. Formatting a formatted policy changes nothing.\n\n"
          "Several policies are joined by commas. With --header-file or --report-only the answer "
          "is "
          "header lines.",
      .positional = policy_positional(),
      .flags = join_flags(
          {policy_flags(),
           {{.name = "minify", .help = "drop what can never matter"},
            {.name = "multiline", .help = "a directive a line, for files and not for headers"},
            {.name = "check",
             .help = "write nothing but the names of inputs that are not canonical; exit with 1 "
                     "where there is one"},
            json_flag()}}),
      .examples = {{"cspkit fmt \"IMG-SRC *;;  default-src 'Self'\"",
                    "one spelling for every policy"},
                   {"cspkit fmt --minify --policy-file csp.txt",
                    "the shortest text with the same effect"},
                   {"cspkit fmt --check @csp.txt", "in CI: is the file in canonical form?"}},
      .run = run_fmt,
  };
}

}  // namespace cspkit::cli
