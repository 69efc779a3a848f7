// SPDX-License-Identifier: Apache-2.0
#include <cspkit/catalog.h>

#include <boost/json/array.hpp>

#include "command.h"
#include "json_output.h"
#include "suggest.h"
#include "table.h"
#include "vendor_text.h"

namespace cspkit::cli {
namespace {

const Vendor& vendor_named(std::string_view name) {
  if (const Vendor* vendor = builtin_catalog().find(name)) return *vendor;
  std::vector<std::string_view> known;
  for (const Vendor& vendor : builtin_catalog().vendors()) known.push_back(vendor.name);
  const std::string meant = did_you_mean(name, known);
  throw UsageError(
      fmt::format("unknown vendor '{}'{}", printable(name),
                  meant.empty() ? fmt::format("; known: {}", fmt::join(known, ", ")) : meant));
}

std::string features_of(const Vendor& vendor) {
  std::vector<std::string_view> names;
  for (const FeatureSpec& feature : vendor.features) {
    if (feature.name != kCoreFeature && !feature.implied_by) names.push_back(feature.name);
  }
  return names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "));
}

void print_list(Context& context) {
  Table table({"NAME", "PRODUCT", "COMPARED", "FEATURES"});
  for (const Vendor& vendor : builtin_catalog().vendors()) {
    table.add(
        {context.out_style.info(vendor.name), vendor.title, vendor.date, features_of(vendor)});
  }
  context.out.write(table.render(context.out_style, context.out.columns()));
  context.out.write("\ncspkit vendors NAME shows a vendor's options, features and references.\n");
}

ExitStatus run_vendors(const Args& args, Context& context) {
  const auto names = args.positionals();
  if (args.has("json")) {
    boost::json::array vendors;
    if (!names.empty()) {
      vendors.push_back(to_json(vendor_named(names.front())));
    } else {
      for (const Vendor& vendor : builtin_catalog().vendors()) vendors.push_back(to_json(vendor));
    }
    write_json(context.out, {{"vendors", std::move(vendors)}});
    return ExitStatus::yes;
  }
  if (names.empty()) {
    if (args.has("rows")) throw UsageError("--rows: which vendor's? name one");
    print_list(context);
    return ExitStatus::yes;
  }
  const Vendor& vendor = vendor_named(names.front());
  print_vendor(vendor, context);
  if (args.has("rows")) print_vendor_rows(vendor, context);
  return ExitStatus::yes;
}

}  // namespace

Command vendors_command() {
  return {
      .name = "vendors",
      .summary = "Show the vendors that the catalogue knows",
      .description =
          "Lists the vendors of the built-in catalogue. With a name, shows the options that say "
          "how the "
          "vendor's product is installed, its features with what people see when a policy blocks "
          "them, "
          "and the references that its rows rest on, with how sure they are.\n\n"
          "The same options and features choose a vendor in compose and check.",
      .positional = {.name = "NAME", .help = "a vendor, such as pendo", .min = 0, .max = 1},
      .flags = {{.name = "rows",
                 .help = "show each row too: the source, its directive, when it is needed"},
                json_flag()},
      .examples = {{"cspkit vendors", "every vendor, on a line"},
                   {"cspkit vendors customerio", "its options and features"},
                   {"cspkit vendors pendo --json", "everything about one vendor, for programs"}},
      .run = run_vendors,
  };
}

}  // namespace cspkit::cli
