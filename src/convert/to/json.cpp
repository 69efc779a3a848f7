// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "convert/writer.h"

namespace cspkit::convert {
namespace {

namespace json = boost::json;

json::object to_json(const Policy& policy) {
  json::array directives;
  for (const Directive& directive : policy.directives) {
    json::array tokens;
    for (const std::string& token : directive.value) tokens.emplace_back(token);
    directives.push_back({{"name", directive.name}, {"value", std::move(tokens)}});
  }
  return {{"disposition", policy.disposition == Disposition::enforce ? "enforce" : "report"},
          {"directives", std::move(directives)}};
}

}  // namespace

std::string write_json(const Job& job) {
  json::object headers;
  json::array policies;
  for (const Field& field : job.fields) {
    headers[field.name()] = field.value.plain();
    for (const Policy& policy : field.policies) policies.push_back(to_json(policy));
  }
  const json::object document{{"headers", std::move(headers)}, {"policies", std::move(policies)}};
  if (job.draws_nonce()) {
    job.note(
        "put a fresh value of at least 128 random bits in the place of {nonce} for each response");
  }
  return json::serialize(document) + '\n';
}

}  // namespace cspkit::convert
