// SPDX-License-Identifier: Apache-2.0
// cspkit_report_answers < report_cases.jsonl: one line a case with what the engine would report,
// {"id":…,"violations":[{"endpoints":[{"name":…,"kind":…,"chosen":…}],"report-uri":{…},"report-to":{…}}]}.
#include <boost/json.hpp>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

#include "oracle/report_case.h"

namespace json = boost::json;

namespace {

json::object answer(const json::object& one) {
  const auto violations = cspkit::oracle::reported_violations(one);
  if (!violations) throw std::runtime_error(violations.error());
  json::array rows;
  for (const auto& violation : *violations) {
    json::array endpoints;
    for (const auto& [name, is_group, chosen] : violation.endpoints) {
      endpoints.push_back(json::object{
          {"name", name}, {"kind", is_group ? "report-to" : "report-uri"}, {"chosen", chosen}});
    }
    rows.push_back(json::object{{"endpoints", std::move(endpoints)},
                                {"report-uri", cspkit::oracle::fields_of(violation.report_uri)},
                                {"report-to", cspkit::oracle::fields_of(violation.report_to)}});
  }
  return {{"id", one.at("id")}, {"violations", std::move(rows)}};
}

}  // namespace

int main() {
  try {
    for (std::string line; std::getline(std::cin, line);) {
      if (!line.empty())
        std::cout << json::serialize(answer(json::parse(line).as_object())) << '\n';
    }
  } catch (const std::exception& error) {
    std::cerr << "cspkit_report_answers: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
