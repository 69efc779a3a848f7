// SPDX-License-Identifier: Apache-2.0
#include "lint_output.h"
#include "policy_json.h"

namespace cspkit::cli {

namespace json = boost::json;

namespace {

json::value text_or_null(const std::string& text, const json::storage_ptr& storage) {
  return text.empty() ? json::value(nullptr, storage) : json::value(text, storage);
}

json::array to_json(Span span, const json::storage_ptr& storage) {
  return json::array({span.begin, span.end}, storage);
}

json::array to_json(const std::vector<Edit>& edits, const json::storage_ptr& storage) {
  json::array all(storage);
  all.reserve(edits.size());
  for (const Edit& edit : edits) {
    json::object entry(storage);
    entry.emplace("span", to_json(edit.span, storage));
    entry.emplace("replacement", edit.replacement);
    all.emplace_back(std::move(entry));
  }
  return all;
}

}  // namespace

json::object to_json(const Finding& finding, Disposition disposition,
                     const json::storage_ptr& storage) {
  json::object entry(storage);
  entry.reserve(14);
  entry.emplace("id", finding.id);
  entry.emplace("severity", to_string(finding.severity));
  entry.emplace("directive", text_or_null(finding.directive, storage));
  entry.emplace("value", text_or_null(finding.value, storage));
  if (!finding.peer_severity.empty()) entry.emplace("peer_severity", finding.peer_severity);
  entry.emplace("message", finding.message);
  if (finding.fix) {
    entry.emplace("fix", finding.fix->description);
    entry.emplace("edits", to_json(finding.fix->edits, storage));
    entry.emplace("safe", finding.fix->safety == FixSafety::safe);
  } else {
    entry.emplace("fix", nullptr);
  }
  entry.emplace("reference", finding.reference);
  entry.emplace("page", finding.page);
  entry.emplace("span", to_json(finding.span, storage));
  entry.emplace("policy", finding.policy);
  entry.emplace("disposition", disposition_name(disposition));
  return entry;
}

void add_verdict(const LintReport& report, json::object& document) {
  document.emplace("grade", report.grade);
  if (!report.result.empty()) document.emplace("result", report.result);
  if (!report.score) return;
  document.emplace("score", *report.score);
  document.emplace("score_modifier", report.score_modifier.value_or(0));
  json::array flags(document.storage());
  for (const std::string_view flag : report.flags) flags.emplace_back(flag);
  document.emplace("flags", std::move(flags));
}

json::object to_json(const Judged& judged) {
  const std::vector<PolicyText>& texts = judged.input.texts;
  json::array findings;
  for (const Finding& finding : judged.report.findings) {
    const Disposition disposition =
        texts.empty() ? Disposition::enforce : texts[finding.text].disposition;
    json::object entry = to_json(finding, disposition);
    if (texts.size() > 1) entry.emplace("input", texts[finding.text].name);
    if (finding.closed_by) {
      json::object closed_by{{"policy", finding.closed_by->policy}};
      if (texts.size() > 1) closed_by.emplace("input", texts[finding.closed_by->text].name);
      entry.emplace("closed_by", std::move(closed_by));
    }
    findings.push_back(std::move(entry));
  }
  json::object document{{"findings", std::move(findings)}};
  add_verdict(judged.report, document);
  return document;
}

}  // namespace cspkit::cli
