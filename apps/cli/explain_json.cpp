// SPDX-License-Identifier: Apache-2.0
#include "composition_output.h"
#include "explain_output.h"
#include "policy_json.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

json::value or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

template <class T>
json::array list_of(const std::vector<T>& items) {
  json::array list;
  for (const T& item : items) list.emplace_back(item);
  return list;
}

json::array browsers_of(const std::vector<Browser>& browsers) {
  json::array list;
  for (const Browser browser : browsers) list.emplace_back(browser_name(browser));
  return list;
}

json::value to_json(const NoiseRow* row) {
  if (row == nullptr) return nullptr;
  return {{"id", row->id},
          {"what", row->what},
          {"explanation", row->explanation},
          {"verdict", to_string(row->verdict)},
          {"reference", row->reference},
          {"date", row->date},
          {"confidence", to_string(row->confidence)}};
}

json::object to_json(const Incident& finding) {
  json::array features, fix, advice;
  for (const AffectedFeature& feature : finding.features) {
    features.push_back({{"vendor", feature.vendor},
                        {"feature", or_null(feature.feature)},
                        {"symptom", or_null(feature.symptom)},
                        {"effect", or_null(feature.effect)},
                        {"certainty", to_string(feature.certainty)}});
  }
  for (const Addition& addition : finding.additions) {
    fix.push_back(cli::to_json(addition));
    if (finding.proof == ChangeProof::policy_unknown) fix.back().as_object().erase("policy");
  }
  for (const Advice& each : finding.advice) {
    advice.push_back({{"wisdom", to_string(each.wisdom)},
                      {"text", each.text},
                      {"reference", or_null(each.reference)}});
  }
  return {{"bearing", to_string(finding.bearing)},
          {"count", finding.count},
          {"lines", list_of(finding.lines)},
          {"browsers", browsers_of(finding.browsers)},
          {"disposition", finding.disposition ? json::value(disposition_name(*finding.disposition))
                                              : json::value(nullptr)},
          {"directive", or_null(finding.directive)},
          {"source_directive", or_null(finding.governing)},
          {"kind", to_string(finding.kind)},
          {"blocked", or_null(finding.blocked)},
          {"examples", list_of(finding.examples)},
          {"source_files", list_of(finding.sources)},
          {"hashes", list_of(finding.hashes)},
          {"samples", list_of(finding.samples)},
          {"policies", list_of(finding.policies)},
          {"features", std::move(features)},
          {"noise", to_json(finding.noise)},
          {"contradiction", or_null(finding.contradiction)},
          {"proof", to_string(finding.proof)},
          {"fix", std::move(fix)},
          {"fixed_policies", list_of(finding.fixed)},
          {"advice", std::move(advice)}};
}

}  // namespace

boost::json::object to_json(const Explanation& explanation) {
  json::array findings, complaints, policies, unknown;
  for (const Incident& finding : explanation.findings) findings.push_back(to_json(finding));
  for (const ComplaintFinding& finding : explanation.complaints) {
    complaints.push_back({{"code", finding.complaint.code},
                          {"directive", or_null(finding.complaint.directive)},
                          {"value", or_null(finding.complaint.value)},
                          {"meaning", finding.meaning},
                          {"count", finding.count},
                          {"lines", list_of(finding.lines)}});
  }
  for (const KnownPolicy& policy : explanation.policies) {
    policies.push_back({{"value", policy.text},
                        {"disposition", disposition_name(policy.disposition)},
                        {"given", policy.given},
                        {"whole", policy.whole}});
  }
  for (const UnknownLine& line : explanation.unknown) {
    unknown.push_back({{"line", line.line}, {"text", line.text}});
  }
  return {{"findings", std::move(findings)},
          {"complaints", std::move(complaints)},
          {"policies", std::move(policies)},
          {"unknown", std::move(unknown)},
          {"others", explanation.others}};
}

}  // namespace cspkit::cli
