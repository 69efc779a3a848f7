// SPDX-License-Identifier: Apache-2.0
// cspkit_case_answers [BROWSER] < cases.jsonl: one line a case with what the engine answers as that browser, or as the text,
// {"id":…,"result":"allow"|"block","directive":…}. It knows the questions that `cspkit eval` has no kind for.
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

#include <boost/json.hpp>

#include "cspkit/browser.h"
#include "oracle/case.h"
#include "oracle/engine_answer.h"

namespace json = boost::json;

namespace {

json::object answer(const std::string& line, cspkit::Browser as) {
  const auto one = cspkit::oracle::read_case(line);
  if (!one) throw std::runtime_error(one.error());
  const auto found = cspkit::oracle::engine_answer(*one, as);
  if (!found) throw std::runtime_error(one->id + ": " + found.error());
  json::object out{{"id", one->id}, {"result", found->blocked ? "block" : "allow"}};
  if (found->blocked) out["directive"] = found->first_enforced()->effective_directive;
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto as = cspkit::find_browser(argc > 1 ? argv[1] : "specification");
    if (!as) throw std::runtime_error(std::string("unknown browser ") + argv[1]);
    for (std::string line; std::getline(std::cin, line);) {
      if (!line.empty()) std::cout << json::serialize(answer(line, *as)) << '\n';
    }
  } catch (const std::exception& error) {
    std::cerr << "cspkit_case_answers: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
