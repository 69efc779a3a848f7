// SPDX-License-Identifier: Apache-2.0
#include "oracle/report_case.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

#include "cspkit/violation.h"
#include "oracle/case.h"
#include "oracle/engine_answer.h"

namespace cspkit::oracle {

namespace {

namespace json = boost::json;
using Error = tl::unexpected<std::string>;

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

CompiledPolicy compiled(const CasePolicy& policy, bool as_header) {
  return *CompiledPolicy::compile(
      policy.value,
      policy.disposition == "report" ? cspkit::Disposition::report : cspkit::Disposition::enforce,
      policy.delivery == "meta" && !as_header ? Delivery::meta : Delivery::header);
}

std::string last_part(const Url& url) {
  const std::string path(url.view().path);
  return path.substr(path.rfind('/') + 1);
}

/// Every endpoint that the policy names, wherever it stands; and whether the text sends there,
/// which it does where the group is one of `groups`.
std::vector<NamedEndpoint> endpoints_of(const CasePolicy& policy, const Url& document,
                                        const json::array& groups) {
  std::vector<NamedEndpoint> endpoints;
  const ReportEndpoints chosen = report_endpoints(compiled(policy, false), document);
  const CompiledPolicy named = compiled(policy, true);
  const std::string without_group =
      "report-uri " + std::string(named.value_of(DirectiveId::report_uri));
  for (const Url& url :
       report_endpoints(*CompiledPolicy::compile(without_group, cspkit::Disposition::enforce),
                        document)
           .urls) {
    const bool is_chosen = std::any_of(chosen.urls.begin(), chosen.urls.end(),
                                       [&](const Url& each) { return each.href() == url.href(); });
    endpoints.push_back({last_part(url), false, is_chosen});
  }
  if (const auto group = report_endpoints(named, document).group) {
    const bool exists =
        std::find(groups.begin(), groups.end(), json::value(*group)) != groups.end();
    endpoints.push_back({*group, true, chosen.group.has_value() && exists});
  }
  return endpoints;
}

/// What the check was about. `url` and `document` own what the subject views.
ViolationSubject subject_of(const json::object& check, const Url& document,
                            const std::optional<Url>& url, const std::string& source,
                            const std::string& sink) {
  const std::string kind = text_of(check, "kind");
  if (kind == "request" || kind == "form-action") return ViolationSubject::request(url->view());
  if (kind == "frame-ancestors") return ViolationSubject::navigation(document.view());
  if (kind == "base-uri") return ViolationSubject::base_uri();
  if (kind == "eval") return ViolationSubject::eval(source);
  if (kind == "wasm") return ViolationSubject::wasm();
  if (kind == "trusted-types-policy") return ViolationSubject::trusted_types_policy(source);
  if (kind == "trusted-types-sink") return ViolationSubject::trusted_types_sink(sink, source);
  if (text_of(check, "type") == "navigation") return ViolationSubject::javascript_navigation();
  return ViolationSubject::inline_block(source);
}

/// The page as the case tells of it, and where its script stood when it made this check.
ViolationContext context_of(const json::object& one, const json::object& check,
                            const Url& document) {
  ViolationContext context{.url = document};
  context.status = static_cast<std::uint16_t>(one.at("status").to_number<int>());
  // A page that must not be framed has no window yet whose referrer could be told.
  if (auto referrer = Url::parse(text_of(one, "referrer"));
      referrer && text_of(check, "kind") != "frame-ancestors") {
    context.referrer = *std::move(referrer);
  }
  if (const json::value* position = check.if_contains("position")) {
    context.source_file = *Url::parse(text_of(position->as_object(), "url"));
    context.line_number = position->at("line").to_number<std::uint32_t>();
    context.column_number = position->at("column").to_number<std::uint32_t>();
  }
  return context;
}

/// The hash of a script, as each policy that asks for it has it reported.
void add_hash_reports(const json::object& one, const json::object& check,
                      std::vector<ReportedViolation>& out) {
  const Url document = *Url::parse(text_of(one, "document_url"));
  const Url url = *Url::parse(text_of(check, "url"));
  const std::string body = text_of(check, "source");
  const json::array& policies = one.at("policies").as_array();
  for (std::size_t i = 0; i < policies.size(); ++i) {
    const CasePolicy policy{.value = text_of(policies[i].as_object(), "value")};
    const auto report =
        potentially_report_hash(compiled(policy, false), DirectiveId::script_src, document.view(),
                                url.view(), Destination::script, body);
    if (!report) continue;
    const json::value sent = json::parse(hash_report_json(*report, 0, ""));
    out.push_back({i,
                   endpoints_of(policy, document, one.at("groups").as_array()),
                   {},
                   sent.as_array().front().as_object()});
  }
}

/// The violations of one check of the case.
tl::expected<void, std::string> add_violations(const json::object& one, const json::object& check,
                                               std::vector<ReportedViolation>& out) {
  if (text_of(check, "kind") == "hash") {
    add_hash_reports(one, check, out);
    return {};
  }
  const auto asked =
      read_case(json::serialize(json::object{{"policies", one.at("policies")},
                                             {"document_url", one.at("document_url")},
                                             {"check", check}}));
  if (!asked) return Error(asked.error());
  const auto answer = engine_answer(*asked);
  if (!answer) return Error(answer.error());
  const auto document = Url::parse(asked->document_url);

  // Where a redirect led is in the check's URL; the page asked for another.
  const std::string start = text_of(check, "redirect_from");
  std::optional<Url> url;
  if (auto parsed = Url::parse(start.empty() ? asked->check.url : start)) url = *std::move(parsed);
  const std::string source =
      asked->check.kind == "trusted-types-policy" ? asked->check.name : text_of(check, "source");
  const std::string sink = text_of(check, "sink");

  for (const auto& found : answer->violations) {
    const CasePolicy& policy = asked->policies[found.policy];
    const PolicyViolation violated{
        static_cast<std::uint32_t>(found.policy),
        found.disposition == "report" ? cspkit::Disposition::report : cspkit::Disposition::enforce,
        *find_directive(found.effective_directive), *find_directive(found.source_directive)};
    const auto violation =
        create_violation(compiled(policy, false), violated, context_of(one, check, *document),
                         subject_of(check, *document, url, source, sink));
    const std::array<QueuedViolation, 1> queue = {QueuedViolation{violation}};
    out.push_back({found.policy, endpoints_of(policy, *document, one.at("groups").as_array()),
                   json::parse(report_uri_json(violation)).as_object(),
                   json::parse(reporting_api_json(queue, "")).as_array().front().as_object()});
  }
  return {};
}

}  // namespace

tl::expected<std::vector<ReportedViolation>, std::string> reported_violations(
    const json::object& one) {
  std::vector<ReportedViolation> violations;
  for (const json::value& check : one.at("checks").as_array()) {
    if (auto added = add_violations(one, check.as_object(), violations); !added) {
      return Error(text_of(one, "id") + ": " + added.error());
    }
  }
  return violations;
}

json::object fields_of(const json::object& report) {
  json::object fields;
  for (const auto& [name, value] : report) {
    if ((name != "csp-report" && name != "body") || !value.is_object()) {
      fields[name] = value;
      continue;
    }
    const std::string prefix = name == "body" ? "body." : "";
    for (const auto& [inner, text] : value.as_object()) fields[prefix + std::string(inner)] = text;
  }
  return fields;
}

}  // namespace cspkit::oracle
