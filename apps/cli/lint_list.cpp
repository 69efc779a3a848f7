// SPDX-License-Identifier: Apache-2.0
#include "lint_output.h"
#include "table.h"

namespace cspkit::cli {

namespace json = boost::json;

void print_checks(Context& context) {
  Table table({"CHECK", "SEVERITY", "WHAT IT SAYS"});
  for (const LintCheckInfo& check : lint_checks()) {
    table.add(
        {std::string(check.id), std::string(to_string(check.severity)), std::string(check.title)});
  }
  context.out.write(table.render(context.out_style, context.out.columns()));
}

json::object checks_to_json() {
  json::array all;
  for (const LintCheckInfo& check : lint_checks()) {
    all.push_back({{"id", check.id},
                   {"severity", to_string(check.severity)},
                   {"title", check.title},
                   {"reference", check.reference},
                   {"page", check.page}});
  }
  return {{"checks", std::move(all)}};
}

}  // namespace cspkit::cli
