// SPDX-License-Identifier: Apache-2.0
#include <cspkit/compare.h>
#include <fmt/format.h>

#include "batch.h"
#include "command.h"
#include "comparison_output.h"
#include "eval_case.h"
#include "json_output.h"
#include "policy_input.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

std::string limit_message(const PolicyError& error) {
  return fmt::format("beyond the limit {} ({} of at most {}); shorten it", error.limit,
                     error.actual, error.maximum);
}

Browser reader(const Args& args) {
  const auto name = args.value("as");
  return name ? find_browser(*name).value_or(Browser::specification) : Browser::specification;
}

/// The policies of one side of a row: texts, or objects as `cspkit eval` reads them.
void add_side(const json::object& row, std::string_view key, PolicyList& list) {
  const json::value* const side = row.if_contains(key);
  if (side == nullptr || !side->is_array()) {
    throw RowError(fmt::format("\"{}\" is {}; write a list of policies", key,
                               side == nullptr ? "missing" : "no array"));
  }
  for (const json::value& each : side->get_array()) {
    std::string_view text;
    Disposition disposition = Disposition::enforce;
    Delivery delivery = Delivery::header;
    if (each.is_string()) {
      text = each.get_string();
    } else if (each.is_object()) {
      const json::object& policy = each.get_object();
      text = require_string(policy, "value");
      disposition = read_disposition(policy);
      delivery = read_delivery(policy);
    } else {
      throw RowError(fmt::format("\"{}\" holds something that is no policy; write its text", key));
    }
    if (const auto added = list.add_header(text, disposition, delivery); !added)
      throw RowError(fmt::format("\"{}\" holds a policy {}", key, limit_message(added.error())));
  }
}

Origin row_origin(const json::object& row) {
  const std::string_view text = string_or(row, "self_origin", kDefaultDocumentUrl);
  const auto url = Url::parse(text);
  if (!url) {
    throw RowError(
        fmt::format("\"self_origin\" is no origin: {}; write one such as \"https://example.com\"",
                    url.error().message()));
  }
  return origin_of(url->view());
}

void answer_row(const json::object& row, Browser as, json::object& answer) {
  const Origin self = row_origin(row);
  PolicyList a(self), b(self);
  add_side(row, "a", a);
  add_side(row, "b", b);
  add_comparison(compare_policies(a, b, as), answer);
}

PolicyList read_side(std::string_view argument, std::string_view name, const Origin& self,
                     Context& context) {
  const PolicyText text = read_policy_argument(std::string(argument), name);
  tell_mistakes(text, context);
  PolicyList list(self);
  if (const auto added = list.add_header(text.text); !added)
    throw InputError(fmt::format("{}: {}", text.name, limit_message(added.error())));
  return list;
}

ExitStatus run_diff(const Args& args, Context& context) {
  const auto sides = args.positionals();
  const Browser as = reader(args);
  if (const auto batch = args.value("batch")) {
    if (!sides.empty())
      throw UsageError("policies beside --batch; the rows bring their own policies");
    if (args.has("document-url")) {
      throw UsageError("--document-url beside --batch; write \"self_origin\" in the rows");
    }
    return run_batch(*batch, context, [&](const json::object& row, json::object& answer) {
      answer_row(row, as, answer);
    });
  }
  if (sides.size() != 2) {
    throw UsageError(
        fmt::format("{} where two are compared; give A and B, each as text, as @FILE "
                    "or as - (standard input)",
                    sides.empty() ? "no policies" : "one policy"));
  }
  const Origin self = origin_of(read_document_url(args).view());
  const PolicyList a = read_side(sides[0], "A", self, context);
  const PolicyList b = read_side(sides[1], "B", self, context);
  const Comparison comparison = compare_policies(a, b, as);
  if (args.has("json")) {
    json::object answer;
    add_comparison(comparison, answer);
    write_json(context.out, answer);
  } else {
    print_comparison(comparison, context);
  }
  return comparison.a_subsumes_b ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Command diff_command() {
  return {
      .name = "diff",
      .summary = "Tell what one policy allows that another blocks, with proof",
      .description =
          "Compares by meaning: is B equal to A, stricter, looser, or neither? Each difference "
          "comes with a case that the engine has decided under both, so that it can be tried with "
          "cspkit eval. A comma separates several policies of one side, all of which count.\n\n"
          "Exits with 0 where B allows nothing that A blocks, with 1 where it does, or where that "
          "could not be proven. With --batch each line is "
          "{\"id\":…,\"a\":[…],\"b\":[…]}, with \"self_origin\" for the page's origin where it is "
          "not "
          "https://example.com; the status is then 2 where a line could not be read, else 0.",
      .positional = {.name = "POLICY",
                     .help = "A, then B: a policy in header syntax, @FILE, or - for standard input",
                     .min = 0,
                     .max = 2},
      .flags = {document_url_flag(),
                {.name = "as",
                 .value = "BROWSER",
                 .help = "compare as that browser reads them",
                 .choices = {"chromium", "firefox", "webkit"}},
                batch_flag(),
                json_flag()},
      .examples =
          {{"cspkit diff \"script-src 'self'\" \"script-src 'self' https://cdn.example.com\"",
            "what does the CDN add?"},
           {"cspkit diff @old.csp @new.csp", "in CI: does the new policy loosen the old one?"},
           {"cspkit diff --batch pairs.jsonl", "many pairs"}},
      .run = run_diff,
  };
}

}  // namespace cspkit::cli
