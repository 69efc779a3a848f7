// SPDX-License-Identifier: Apache-2.0
#include "oracle/case.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "cspkit/url.h"

namespace cspkit::oracle {

namespace json = boost::json;

namespace {

std::string text_or(const json::object& object, std::string_view key, std::string otherwise = {}) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return otherwise;
  return std::string(value->as_string());
}

bool flag_or(const json::object& object, std::string_view key, bool otherwise) {
  const json::value* value = object.if_contains(key);
  return value == nullptr || value->is_null() ? otherwise : value->as_bool();
}

std::vector<std::string> texts(const json::object& object, std::string_view key) {
  std::vector<std::string> result;
  const json::value* value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return result;
  for (const json::value& one : value->as_array()) result.emplace_back(one.as_string());
  return result;
}

Check read_check(const json::object& object) {
  Check check;
  check.kind = text_or(object, "kind");
  check.url = text_or(object, "url");
  check.response_url = text_or(object, "response_url");
  check.destination = text_or(object, "destination");
  const json::value* nonce = object.if_contains("nonce");
  if (nonce != nullptr && !nonce->is_null()) check.nonce = std::string(nonce->as_string());
  check.integrity = text_or(object, "integrity");
  check.parser_inserted =
      flag_or(object, "parser_inserted", default_parser_inserted(check.kind, check.destination));
  const json::value* redirects = object.if_contains("redirect_count");
  if (redirects != nullptr && !redirects->is_null()) {
    check.redirect_count = redirects->to_number<unsigned>();
  }
  check.initiator = text_or(object, "initiator");
  check.webtransport_hashes = flag_or(object, "webtransport_hashes", false);
  check.type = text_or(object, "type");
  check.source = text_or(object, "source");
  // What is hashed is the URL as it is serialized: #should-block-navigation-request.
  if (check.type == "navigation") {
    if (const auto url = cspkit::Url::parse(check.source)) check.source = url->href();
  }
  check.ancestors = texts(object, "ancestors");
  check.name = text_or(object, "name");
  check.existing = texts(object, "existing");
  check.group = text_or(object, "group");
  check.effect = text_or(object, "effect");
  return check;
}

}  // namespace

bool default_parser_inserted(const std::string& kind, const std::string& destination) {
  if (kind == "inline") return true;
  return destination == "script";
}

tl::expected<Case, std::string> read_case(std::string_view text) {
  try {
    const json::value parsed = json::parse(text);
    const json::object& object = parsed.as_object();
    Case result;
    result.id = text_or(object, "id");
    result.document_url = text_or(object, "document_url", result.document_url);
    for (const json::value& one : object.at("policies").as_array()) {
      const json::object& policy = one.as_object();
      result.policies.push_back({text_or(policy, "value"),
                                 text_or(policy, "disposition", "enforce"),
                                 text_or(policy, "delivery", "header")});
    }
    result.check = read_check(object.at("check").as_object());
    return result;
  } catch (const std::exception& error) {
    return tl::unexpected(std::string("not a case: ") + error.what());
  }
}

std::string write_case(const Case& one) {
  json::array policies;
  for (const CasePolicy& policy : one.policies) {
    policies.push_back(json::object{{"value", policy.value},
                                    {"disposition", policy.disposition},
                                    {"delivery", policy.delivery}});
  }
  const Check& check = one.check;
  const std::string& kind = check.kind;
  json::object object{{"kind", kind}};
  const bool request = kind == "request" || kind == "response";
  if (request || kind == "form-action" || kind == "base-uri") object["url"] = check.url;
  if (kind == "response") object["response_url"] = check.response_url;
  if (request) {
    object["destination"] = check.destination;
    if (!check.integrity.empty()) object["integrity"] = check.integrity;
    if (!check.initiator.empty()) object["initiator"] = check.initiator;
    if (check.webtransport_hashes) object["webtransport_hashes"] = true;
  }
  if (kind == "inline") {
    object["type"] = check.type;
    object["source"] = check.source;
  }
  if (request || kind == "inline") {
    if (check.nonce) object["nonce"] = *check.nonce;
    object["parser_inserted"] = check.parser_inserted;
  }
  if ((request || kind == "form-action") && check.redirect_count != 0) {
    object["redirect_count"] = check.redirect_count;
  }
  if (kind == "frame-ancestors") object["ancestors"] = json::value_from(check.ancestors);
  if (kind == "trusted-types-policy") {
    object["name"] = check.name;
    if (!check.existing.empty()) object["existing"] = json::value_from(check.existing);
  }
  if (kind == "trusted-types-sink") object["group"] = check.group;
  if (kind == "sandbox") object["effect"] = check.effect;
  return json::serialize(json::object{{"id", one.id},
                                      {"policies", policies},
                                      {"document_url", one.document_url},
                                      {"check", object}});
}

}  // namespace cspkit::oracle
