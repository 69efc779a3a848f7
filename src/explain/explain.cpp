// SPDX-License-Identifier: Apache-2.0
#include "cspkit/explain.h"

#include <algorithm>
#include <optional>

#include "cspkit/url.h"
#include "explain/advice.h"
#include "explain/attribution.h"
#include "explain/change.h"
#include "explain/group.h"
#include "explain/question.h"

namespace cspkit {
namespace {

using namespace explain_detail;

void add_example(std::vector<std::string>& examples, const std::string& text) {
  if (text.empty() || examples.size() == kMostExamples) return;
  if (std::ranges::find(examples, text) == examples.end()) examples.push_back(text);
}

/// What the entries of a group tell.
void gather(const Group& group, Incident& finding) {
  const ReportedViolation& best = group.best();
  finding.count = group.entries.size();
  finding.disposition = group.is_report_only ? Disposition::report : best.disposition;
  finding.directive = best.effective_directive;
  finding.kind = best.blocked;
  finding.blocked = blocked_thing(best);
  finding.governing = best.governing_directive();
  for (const ReportEntry* entry : group.entries) {
    const ReportedViolation& violation = entry->violation;
    const auto known = [&](Browser browser) {
      return std::ranges::find(finding.browsers, browser) != finding.browsers.end();
    };
    if (violation.browser && !known(*violation.browser)) {
      finding.browsers.push_back(*violation.browser);
    }
    if (finding.lines.size() < kMostLines &&
        (finding.lines.empty() || finding.lines.back() != entry->line)) {
      finding.lines.push_back(entry->line);
    }
    if (violation.blocked == BlockedKind::url) {
      add_example(finding.examples, violation.blocked_url.substr(0, 300));
    }
    if (!violation.source_file.empty()) {
      std::string place = violation.source_file;
      if (violation.line_number > 0) place += ":" + std::to_string(violation.line_number);
      add_example(finding.sources, place);
    }
    add_example(finding.hashes, violation.hash);
    add_example(finding.samples, violation.sample);
  }
}

std::string contradiction_of(const Group& group, const ReportedViolation& violation) {
  if (group.named.empty()) {
    return "The policies that were given allow it. The page was sent with another policy: look at "
           "its headers and <meta> elements as that visitor's browser got them.";
  }
  const bool has_host = violation.blocked_url.find("://") != std::string::npos;
  if (has_host && violation.shape != ReportShape::console) {
    return "The policy that the report names allows this address. Either the address sent the "
           "browser on to one that is not allowed (a report names the first), or something on the "
           "way changed the page or the report: an extension, a proxy, or somebody who makes "
           "reports "
           "up.";
  }
  return "The policy that is named allows it. Something on the way changed the page or the report: "
         "an extension, a proxy, or somebody who makes reports up.";
}

std::string document_url_of(const ReportedViolation& violation, const std::string& otherwise) {
  const auto url = Url::parse(violation.document_url);
  const bool is_page = url && (url->view().scheme == "https" || url->view().scheme == "http");
  return is_page ? violation.document_url : otherwise;
}

class Explainer {
 public:
  Explainer(const ExplainOptions& options, Policies& policies)
      : options_(options), policies_(policies) {}

  Incident explain(const Group& group) {
    Incident finding;
    gather(group, finding);
    finding.noise = group.noise;
    finding.bearing = group.is_report_only ? Bearing::watched : Bearing::blocked;
    const ReportedViolation& violation = group.best();
    if (group.noise != nullptr && group.noise->verdict != NoiseVerdict::depends) {
      finding.bearing = Bearing::harmless;
      finding.policies = group.named;
      finding.proof = ChangeProof::none;
      return finding;
    }
    const auto attributed = attribution().ask(violation);
    finding.features = attributed.features;
    AdviceContext advice;
    propose(group, violation, attributed, finding, advice);
    if (finding.bearing != Bearing::impossible) {
      finding.advice = advice_on(finding, violation, advice);
    }
    return finding;
  }

 private:
  const Attribution& attribution() {
    // The whole catalogue is resolved for it, once, and where something asks.
    if (!attribution_) {
      const auto url = Url::parse(options_.document_url);
      attribution_.emplace(options_.vendors,
                           url ? origin_of(url->view()).serialize() : "https://example.com");
    }
    return *attribution_;
  }

  void propose(const Group& group, const ReportedViolation& violation,
               const Attribution::Answer& attributed, Incident& finding, AdviceContext& advice) {
    const auto bases = policies_.bases_for(group);
    const std::string document_url = document_url_of(violation, options_.document_url);
    finding.policies = group.named;
    std::size_t allowed = 0, blocked = 0;
    for (const std::vector<std::size_t>& base : bases) {
      std::vector<PagePolicy> policies;
      for (const std::size_t index : base) {
        // As if it were enforced: that is what the question is about.
        policies.push_back({policies_.known()[index].text, Disposition::enforce,
                            policies_.known()[index].delivery});
      }
      const Change change = find_change(violation, policies, document_url, attributed.source);
      if (change.before == Change::Before::allowed) ++allowed;
      if (change.before != Change::Before::blocked) continue;
      if (++blocked == 1) {
        finding.governing = change.governing;
        finding.policies.clear();
        finding.proof = change.proof;
        advice.by_nonce = change.by_nonce && violation.blocked == BlockedKind::url;
      }
      add_change(base, change, finding);
    }
    if (blocked == 0 && allowed > 0) {
      finding.bearing = Bearing::impossible;
      finding.contradiction = contradiction_of(group, violation);
      return;
    }
    if (blocked == 0) {
      propose_without_policy(violation, attributed, document_url, finding, advice);
      if (!bases.empty() && finding.proof == ChangeProof::policy_unknown) {
        finding.additions.clear();
        finding.proof = ChangeProof::none;
      }
      return;
    }
    if (!finding.additions.empty()) advice.source = finding.additions.front().source;
    if (advice.source == attributed.source) advice.vendor_reference = attributed.reference;
    if (finding.proof == ChangeProof::none && has_page_advice(violation)) {
      finding.proof = ChangeProof::in_the_page;
    }
  }

  static void add_change(const std::vector<std::size_t>& base, const Change& change,
                         Incident& finding) {
    for (const std::size_t index : change.policies) finding.policies.push_back(base[index]);
    for (Addition addition : change.additions) {
      addition.policy = base[addition.policy];
      finding.additions.push_back(std::move(addition));
    }
    for (std::size_t i = 0; i < change.fixed.size(); ++i) {
      const bool is_changed = std::ranges::any_of(
          change.additions, [&](const Addition& addition) { return addition.policy == i; });
      if (is_changed) finding.fixed.push_back(change.fixed[i]);
    }
  }

  /// Without a policy: the directive is known, and the source.
  static void propose_without_policy(const ReportedViolation& violation,
                                     const Attribution::Answer& attributed,
                                     const std::string& document_url, Incident& finding,
                                     AdviceContext& advice) {
    finding.proof =
        has_page_advice(violation) ? ChangeProof::in_the_page : ChangeProof::policy_unknown;
    std::string source = keyword_source(violation);
    if (violation.blocked == BlockedKind::url) {
      source =
          attributed.source.empty() ? exact_source(violation, document_url) : attributed.source;
      if (violation.effective_directive == "frame-ancestors" &&
          violation.browser != Browser::firefox) {
        source.clear();
      }
    }
    advice.source = source;
    if (source == attributed.source) advice.vendor_reference = attributed.reference;
    if (source.empty() || violation.effective_directive.empty()) return;
    finding.additions.push_back(
        {0, std::string(family_of(violation.effective_directive)), source, ""});
  }

  /// What a policy should not allow, whatever it is.
  static bool has_page_advice(const ReportedViolation& violation) noexcept {
    return violation.blocked == BlockedKind::javascript_url ||
           violation.blocked == BlockedKind::trusted_types_sink ||
           (violation.blocked == BlockedKind::inline_block &&
            violation.effective_directive.ends_with("-attr"));
  }

  const ExplainOptions& options_;
  Policies& policies_;
  std::optional<Attribution> attribution_;
};

void add_complaint(const ReportEntry& entry, std::vector<ComplaintFinding>& complaints) {
  const PolicyComplaint& complaint = entry.complaint;
  auto same = std::ranges::find_if(complaints, [&](const ComplaintFinding& other) {
    return other.complaint.code == complaint.code &&
           other.complaint.directive == complaint.directive &&
           other.complaint.value == complaint.value;
  });
  if (same == complaints.end()) {
    const auto codes = complaint_codes();
    const auto code = std::ranges::find(codes, complaint.code, &ComplaintCode::code);
    complaints.push_back({0, {}, complaint, code == codes.end() ? "" : code->meaning});
    same = complaints.end() - 1;
  }
  ++same->count;
  if (same->lines.size() < kMostLines) same->lines.push_back(entry.line);
}

int rank(Bearing bearing) noexcept {
  switch (bearing) {
    case Bearing::blocked: return 0;
    case Bearing::watched: return 1;
    case Bearing::impossible: return 2;
    case Bearing::harmless: return 3;
  }
  return 4;
}

}  // namespace

bool Explanation::anything_blocked() const noexcept {
  return std::ranges::any_of(
      findings, [](const Incident& finding) { return finding.bearing == Bearing::blocked; });
}

bool Explanation::anything_understood() const noexcept {
  return !findings.empty() || !complaints.empty() || others > 0;
}

Explanation explain(std::span<const ReportEntry> entries, const ExplainOptions& options) {
  Explanation explanation;
  Policies policies(options.policies);
  const std::vector<Group> groups = grouped(entries, policies);
  Explainer explainer(options, policies);
  for (const Group& group : groups) explanation.findings.push_back(explainer.explain(group));
  std::ranges::stable_sort(explanation.findings, [](const Incident& a, const Incident& b) {
    if (a.bearing != b.bearing) return rank(a.bearing) < rank(b.bearing);
    return a.count > b.count;
  });
  for (const ReportEntry& entry : entries) {
    switch (entry.kind) {
      case ReportEntry::Kind::violation: break;
      case ReportEntry::Kind::complaint: add_complaint(entry, explanation.complaints); break;
      case ReportEntry::Kind::other: ++explanation.others; break;
      case ReportEntry::Kind::unknown:
        explanation.unknown.push_back({entry.line, entry.text});
        break;
    }
  }
  explanation.policies = policies.known();
  return explanation;
}

}  // namespace cspkit
