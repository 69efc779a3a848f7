// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/browser.h"
#include "cspkit/catalog.h"
#include "cspkit/compose.h"
#include "cspkit/noise.h"
#include "cspkit/report.h"

/// What reports and console messages mean, and what to do.
///
///     auto entries = cspkit::read_reports(text);
///     auto explanation = cspkit::explain(*entries, {});
///     explanation.findings[0].features[0].symptom;  // "Guides do not load at all, or load without …"
///     explanation.findings[0].additions[0].source;  // "cdn.pendo.io"
///
/// Changes are found by the engine, as `check` finds them, and what is called allowed was allowed by it.
namespace cspkit {

/// What a finding means for the page.
enum class Bearing : std::uint8_t {
  blocked,     ///< something of the page was stopped
  watched,     ///< a report-only policy objected; nothing was stopped
  harmless,    ///< known to say nothing about the page: `noise` says what it is
  impossible,  ///< the policy that it names allows it: `contradiction` says what that may mean
};

/// How a change was found to allow what was blocked.
enum class ChangeProof : std::uint8_t {
  engine,          ///< under the changed policies every browser's reading allows it
  policy_unknown,  ///< the policy was not told: the source is right, and where it has to stand is not known
  in_the_page,  ///< no source of a policy is to be added: the page has to change, as the advice says
  none,         ///< nothing that is added allows it
};

/// Whether a change, or leaving it, is wise.
enum class Wisdom : std::uint8_t { good, careful, unwise };

struct Advice {
  Wisdom wisdom = Wisdom::good;
  std::string text;
  std::string reference;  ///< may be empty
};

/// A vendor's feature that what was blocked belongs to.
struct AffectedFeature {
  enum class Certainty : std::uint8_t {
    likely,     ///< the vendor needs this host in this directive
    possible,   ///< the vendor needs what is blocked, and so may others
    host_only,  ///< the host is the vendor's, and the vendor does not ask for it in this directive
  };
  std::string vendor, vendor_title;
  std::string feature, feature_title;
  std::string symptom;  ///< what people see
  std::string effect;   ///< what this very request is for; may be empty
  Certainty certainty = Certainty::likely;
};

/// One thing that was told of, however often.
struct Incident {
  Bearing bearing = Bearing::blocked;
  std::size_t count = 0;
  std::vector<std::size_t> lines;  ///< of the input, at most kMostLines
  std::vector<Browser> browsers;   ///< as far as they are known
  std::optional<Disposition> disposition;
  std::string directive;  ///< the effective directive; empty where it was not told
  std::string governing;  ///< the directive that decided; empty where that is not known
  BlockedKind kind = BlockedKind::unknown;
  std::string blocked;                ///< an origin, a scheme with its colon, or a keyword
  std::vector<std::string> examples;  ///< URLs, at most kMostExamples
  std::vector<std::string> sources;   ///< source files with their lines, at most kMostExamples
  std::vector<std::string> hashes;    ///< that browsers offered, at most kMostExamples
  std::vector<std::string> samples;   ///< at most kMostExamples
  std::vector<std::size_t> policies;  ///< indices into Explanation::policies, of those that block
  const NoiseRow* noise = nullptr;    ///< of the built-in rows
  std::string contradiction;
  std::vector<AffectedFeature> features;
  ChangeProof proof = ChangeProof::policy_unknown;
  std::vector<Addition> additions;  ///< `policy` counts in Explanation::policies
  std::vector<std::string> fixed;   ///< the policies that change, as they would be, in their order
  std::vector<Advice> advice;
};
inline constexpr std::size_t kMostLines = 20;
inline constexpr std::size_t kMostExamples = 3;

/// What a browser said about the text of a policy, however often.
struct ComplaintFinding {
  std::size_t count = 0;
  std::vector<std::size_t> lines;  ///< at most kMostLines
  PolicyComplaint complaint;
  std::string_view meaning;
};

/// A line that is not understood.
struct UnknownLine {
  std::size_t line = 0;
  std::string text;
};

/// A policy that findings are about.
struct KnownPolicy {
  std::string text;
  Disposition disposition = Disposition::enforce;
  Delivery delivery = Delivery::header;
  bool given = false;  ///< by the caller; otherwise by a report or message
  bool whole = true;   ///< otherwise no more than the directive that a message quoted
};

struct Explanation {
  std::vector<Incident>
      findings;  ///< blocked first, then watched, impossible, harmless; the most frequent first
  std::vector<ComplaintFinding> complaints;
  std::vector<KnownPolicy> policies;
  std::vector<UnknownLine> unknown;
  std::size_t others = 0;  ///< reports and messages about something else

  [[nodiscard]] bool anything_blocked() const noexcept;
  [[nodiscard]] bool anything_understood() const noexcept;
};

struct ExplainOptions {
  std::vector<PagePolicy> policies;  ///< the page's, where they are known
  std::span<const ResolvedVendor> vendors =
      {};  ///< the site's; none: every vendor of the catalogue may be meant
  std::string document_url = "https://example.com/";  ///< where a report does not tell
};

/// Groups the entries by directive and blocked origin or keyword, and explains each group. Never fails.
[[nodiscard]] Explanation explain(std::span<const ReportEntry> entries,
                                  const ExplainOptions& options);

/// `blocked`, `watched`, `harmless`, `impossible`.
[[nodiscard]] std::string_view to_string(Bearing bearing) noexcept;
/// `engine`, `policy-unknown`, `in-the-page`, `none`.
[[nodiscard]] std::string_view to_string(ChangeProof proof) noexcept;
/// `good`, `careful`, `unwise`.
[[nodiscard]] std::string_view to_string(Wisdom wisdom) noexcept;
/// `likely`, `possible`, `host-only`.
[[nodiscard]] std::string_view to_string(AffectedFeature::Certainty certainty) noexcept;

}  // namespace cspkit
