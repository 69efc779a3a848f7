// SPDX-License-Identifier: Apache-2.0
#include "lint_output.h"
#include "policy_json.h"

namespace cspkit::cli {
namespace {

template <std::size_t N>
void write_text_or_null(const char (&name)[N], std::string_view text, JsonWriter& document) {
  text.empty() ? document.member(name, nullptr) : document.member(name, text);
}

void write_span(Span span, JsonWriter& document) {
  document.key("span");
  document.begin_array();
  document.value(span.begin);
  document.value(span.end);
  document.end_array();
}

void write_edits(const std::vector<Edit>& edits, JsonWriter& document) {
  document.key("edits");
  document.begin_array();
  for (const Edit& edit : edits) {
    document.begin_object();
    write_span(edit.span, document);
    document.member("replacement", edit.replacement);
    document.end_object();
  }
  document.end_array();
}

}  // namespace

void write_finding(const Finding& finding, Disposition disposition, JsonWriter& document) {
  document.member("id", Plain{finding.id});
  document.member("severity", Plain{to_string(finding.severity)});
  write_text_or_null("directive", finding.directive, document);
  write_text_or_null("value", finding.value, document);
  if (!finding.peer_severity.empty()) {
    document.member("peer_severity", Plain{finding.peer_severity});
  }
  document.member("message", finding.message);
  if (finding.fix) {
    document.member("fix", finding.fix->description);
    write_edits(finding.fix->edits, document);
    document.member("safe", finding.fix->safety == FixSafety::safe);
  } else {
    document.member("fix", nullptr);
  }
  document.member("reference", finding.reference);
  document.member("page", Plain{finding.page});
  write_span(finding.span, document);
  document.member("policy", finding.policy);
  document.member("disposition", Plain{disposition_name(disposition)});
}

void write_verdict(const LintReport& report, JsonWriter& document) {
  document.member("grade", report.grade);
  if (!report.result.empty()) document.member("result", report.result);
  if (!report.score) return;
  document.member("score", *report.score);
  document.member("score_modifier", report.score_modifier.value_or(0));
  document.key("flags");
  document.begin_array();
  for (const std::string_view flag : report.flags) document.value(flag);
  document.end_array();
}

void write_judged(const Judged& judged, JsonWriter& document) {
  const std::vector<PolicyText>& texts = judged.input.texts;
  document.key("findings");
  document.begin_array();
  for (const Finding& finding : judged.report.findings) {
    const Disposition disposition =
        texts.empty() ? Disposition::enforce : texts[finding.text].disposition;
    document.begin_object();
    write_finding(finding, disposition, document);
    if (texts.size() > 1) document.member("input", texts[finding.text].name);
    if (finding.closed_by) {
      document.key("closed_by");
      document.begin_object();
      document.member("policy", finding.closed_by->policy);
      if (texts.size() > 1) document.member("input", texts[finding.closed_by->text].name);
      document.end_object();
    }
    document.end_object();
  }
  document.end_array();
  write_verdict(judged.report, document);
}

}  // namespace cspkit::cli
