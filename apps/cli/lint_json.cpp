// SPDX-License-Identifier: Apache-2.0
#include "finding_writer.h"
#include "lint_output.h"

namespace cspkit::cli {

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
  FindingWriter writer;
  document.key("findings");
  document.begin_array();
  for (const Finding& finding : judged.report.findings) {
    const Disposition disposition =
        texts.empty() ? Disposition::enforce : texts[finding.text].disposition;
    document.begin_object();
    writer.write(finding, disposition, document);
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
