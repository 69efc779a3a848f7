// SPDX-License-Identifier: Apache-2.0
#include <cspkit/compose.h>
#include <fmt/format.h>

#include <algorithm>

#include "command.h"
#include "composition_output.h"
#include "json_output.h"
#include "table.h"
#include "vendor_input.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

json::object to_document(const Composition& composition) {
  json::object document = to_json(composition);
  json::array rows;
  for (const Provenance& row : composition.provenance) {
    rows.push_back({{"directive", row.directive},
                    {"source", row.source},
                    {"vendor", row.vendor},
                    {"feature", row.feature},
                    {"purpose", row.purpose},
                    {"reference", row.reference},
                    {"confidence", to_string(row.confidence)},
                    {"evidence", to_string(row.evidence)},
                    {"policy", row.policy}});
  }
  document["provenance"] = std::move(rows);
  document["notes"] = notes_to_json(composition);
  return document;
}

/// One row for each source and vendor: for which features, and why.
void print_reasons(const Composition& composition, Context& context) {
  const Style& style = context.out_style;
  Table table({"DIRECTIVE", "SOURCE", "NEEDED BY", "PURPOSE"});
  const auto& rows = composition.provenance;
  for (std::size_t i = 0; i < rows.size();) {
    const Provenance& first = rows[i];
    std::string features;
    for (; i < rows.size() && rows[i].policy == first.policy &&
           rows[i].directive == first.directive && rows[i].source == first.source &&
           rows[i].vendor == first.vendor;
         ++i) {
      features += (features.empty() ? "" : "+") + rows[i].feature;
    }
    std::string directive = style.info(first.directive);
    if (composition.policies.size() > 1) directive += fmt::format(" (policy {})", first.policy + 1);
    const bool sure =
        first.confidence == Confidence::certain || first.confidence == Confidence::high;
    std::string purpose = first.purpose;
    if (!sure)
      purpose += style.warning(fmt::format(" [confidence: {}]", to_string(first.confidence)));
    table.add({std::move(directive), style.good(printable(first.source)),
               fmt::format("{} {}", first.vendor, features), std::move(purpose)});
  }
  context.out.write(table.render(context.out_style, context.out.columns()));
}

void print_text(const Composition& composition, bool with_base, Context& context) {
  if (composition.text().empty()) {
    context.out.write("nothing has to be allowed: no policy governs what the vendors do\n");
  } else {
    print_policies(composition, context);
  }
  if (composition.additions.empty()) {
    if (with_base) context.out.write("\nnothing has to be added\n");
  } else {
    print_heading(with_base ? "added" : "why", context);
    print_reasons(composition, context);
  }
  if (!composition.notes.empty()) {
    print_heading("notes", context);
    print_notes(composition.notes, context);
  }
}

ExitStatus run_compose(const Args& args, Context& context) {
  VendorInput input = read_vendor_input(args, PolicyPositionals::refused);
  if (args.value("evidence") == "documented") input.options.evidence = Evidence::documented;
  if (args.has("strict")) {
    if (input.policy_given)
      throw UsageError("--strict is a base of its own; leave out --base and the other policies");
    input.policies.push_back({std::string(kStrictPolicy)});
    input.policy_given = true;
  }
  const auto composition = input.policy_given
                               ? compose_onto(input.policies, input.vendors, input.options)
                               : compose(input.vendors, input.options);
  if (!composition) throw InputError(composition.error().message);
  if (args.has("json")) {
    write_json(context.out, to_document(*composition));
  } else {
    print_text(*composition, input.policy_given, context);
  }
  return ExitStatus::yes;
}

}  // namespace

Command compose_command() {
  return {
      .name = "compose",
      .summary = "Make the smallest policy under which vendors' features work",
      .description =
          "Without a base: exactly what the vendors need. With a base: the base, extended so that "
          "nothing which "
          "it allowed stops working, and nothing is opened that no chosen feature needs. Every "
          "source is there "
          "because something fails without it, in the text of the standard or in a browser; what "
          "cannot be made to "
          "work is told in a note.\n\n"
          "A vendor is NAME[:key=value[,key=value]...], with lists joined by +, such as "
          "pendo:sub_id=4815162342,region=eu,features=guides+designer. features=none is the "
          "vendor's core alone. "
          "`cspkit vendors NAME` lists the options and features.",
      .positional = {.name = "VENDOR",
                     .help = "a vendor and its options",
                     .min = 0,
                     .max = kAnyNumber},
      .flags = join_flags(
          {{vendor_flag(),
            {.name = "base",
             .value = "POLICY",
             .help = "the policy to extend (@FILE reads a file, - standard input)",
             .repeat = Repeat::many},
            {.name = "strict", .help = "extend a strict policy: nonces and 'strict-dynamic'"},
            {.name = "evidence",
             .value = "WHICH",
             .help = "observed (the default): what the real SDK needs; documented: the vendor's "
                     "page, to the letter",
             .choices = {"observed", "documented"}}},
           policy_flags(),
           {document_url_flag(), json_flag()}}),
      .examples = {{"cspkit compose customerio:region=eu", "what Customer.io needs"},
                   {"cspkit compose customerio --base \"default-src 'self'\"",
                    "a policy, extended"},
                   {"cspkit compose customerio pendo:sub_id=4815162342 --strict",
                    "a strict policy for two vendors"}},
      .run = run_compose,
  };
}

}  // namespace cspkit::cli
