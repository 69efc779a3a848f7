// SPDX-License-Identifier: Apache-2.0
//
// The input's first byte chooses profile, disposition and delivery, and whether the rest, cut at its first line feed, is one
// policy or two.
//
//     ./dev fuzz lint
#include "cspkit/lint.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/lint/check.h"
#include "cspkit/engine.h"
#include "policy/scan.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

bool lies_in(Span span, std::string_view text) {
  return span.begin <= span.end && span.end <= text.size();
}

void check_fix(const Fix& fix, std::string_view text) {
  require(!fix.description.empty(), "a fix says what to do", text);
  std::size_t last = 0;
  for (const Edit& edit : fix.edits) {
    require(lies_in(edit.span, text), "an edit lies inside the text", text);
    require(edit.span.begin >= last, "edits are in order and do not overlap", text);
    last = edit.span.end;
  }
}

void check_findings(const LintReport& report, const std::vector<LintText>& texts,
                    std::string_view input) {
  FindingSeverity last = FindingSeverity::high;
  for (const Finding& finding : report.findings) {
    require(finding.text < texts.size(), "a finding is about a text", input);
    const std::string_view text = texts[finding.text].text;
    require(lies_in(finding.span, text), "a span lies inside the text", input);
    require(finding.severity >= last, "the worst comes first", input);
    last = finding.severity;
    require(!finding.message.empty() && !finding.id.empty() && !finding.page.empty(),
            "a finding speaks", input);
    require(!finding.closed_by || finding.severity == FindingSeverity::info,
            "what is closed is a note", input);
    if (finding.fix) check_fix(*finding.fix, text);
  }
  require(!report.grade.empty(), "there is a grade", input);
}

/// What the peers' profiles say of one text.
void check_peer(const LintText& text, LintProfile profile) {
  const LintReport report = lint({.texts = {&text, 1}}, profile);
  require(!report.grade.empty(), "there is a grade", text.text);
  require(report.score.has_value() == (profile == LintProfile::observatory),
          "the Observatory scores", text.text);
  const auto checks = lint_checks(profile);
  for (const Finding& finding : report.findings) {
    require(std::ranges::find(checks, finding.id, &LintCheckInfo::id) != checks.end(),
            "a finding names its check", text.text);
    require(lies_in(finding.span, text.text), "a span lies inside the text", text.text);
    if (finding.fix) check_fix(*finding.fix, text.text);
  }
}

/// A weakness is one: the engine allows its witness under the policy alone.
void check_witnesses(const LintInput& input, LintProfile profile, std::string_view whole) {
  std::vector<Scan> scans;
  for (const LintText& text : input.texts) {
    scans.push_back(scan_policies(text.text, text.delivery));
    parse_expressions(text.text, scans.back());
  }
  linting::PageBuilder builder;
  const linting::Page& page = builder.build(input, scans);
  linting::Reporter reporter(page, profile);
  reporter.run(linting::all_checks());
  const Origin self = origin_of(Url::parse(input.document_url)->view());
  std::size_t asked = 0;
  for (std::size_t i = 0; i < reporter.findings().size() && asked < 50; ++i) {
    const linting::Witness witness = reporter.witness_of(i);
    if (witness.weakness == linting::Weakness::none) continue;
    const Finding& finding = reporter.findings()[i];
    for (const linting::PolicyFacts& policy : page.policies) {
      if (policy.text != finding.text || policy.index != finding.policy) continue;
      PolicyList list(self);
      auto compiled = CompiledPolicy::compile(text_at(page.text_of(policy), policy.span),
                                              Disposition::enforce, policy.delivery);
      require(compiled.has_value(), "what is scanned can be compiled", whole);
      list.add(*std::move(compiled));
      require(!linting::blocks(list, witness), finding.id.data(), whole);
      ++asked;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 4096) return 0;
  const auto profile = (data[0] & 1) != 0 ? LintProfile::strict : LintProfile::balanced;
  const Delivery delivery = (data[0] & 2) != 0 ? Delivery::meta : Delivery::header;
  const Disposition disposition = (data[0] & 4) != 0 ? Disposition::report : Disposition::enforce;
  const std::string_view all(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = (data[0] & 8) != 0 ? all.find('\n') : all.npos;
  std::vector<LintText> texts = {{all.substr(0, cut), Disposition::enforce, delivery}};
  if (cut != all.npos) texts.push_back({all.substr(cut + 1), disposition, Delivery::header});
  const LintInput input{.texts = texts};

  check_peer(texts.front(),
             profile == LintProfile::strict ? LintProfile::evaluator : LintProfile::observatory);
  const LintReport report = lint(input, profile);
  check_findings(report, texts, all);
  check_witnesses(input, profile, all);
  if ((data[0] & 16) == 0) return 0;  // asking the engine about each fix is slow
  const FixedText fixed = fix_text(input, 0, profile);
  const LintText again{fixed.text, Disposition::enforce, delivery};
  const FixedText twice = fix_text({.texts = {&again, 1}}, 0, profile);
  require(twice.text == fixed.text || texts.size() > 1, "fixing twice changes nothing", all);
  return 0;
}
