// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/lint/check.h"
#include "cspkit/bypass.h"

namespace cspkit::linting {
namespace {

bool is_live(const Bypass& row) { return row.dead.empty(); }

/// What one source lets in, the worst first: what runs today, and of that what needs no eval.
class Found {
 public:
  Found(const Source& source, PathRule paths, bool eval) {
    builtin_bypasses().let_in_by(source.text, paths, rows_);
    std::erase_if(rows_, [&](const Bypass* row) {
      return row->kind == BypassKind::flash || (row->needs_eval && !eval);
    });
    std::ranges::stable_sort(rows_, {}, [](const Bypass* row) {
      return std::pair(!is_live(*row), row->kind == BypassKind::open_redirect);
    });
  }
  [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] const Bypass& worst() const noexcept { return *rows_.front(); }
  [[nodiscard]] bool redirects() const {
    return std::ranges::any_of(rows_, [](const Bypass* row) {
      return row->kind == BypassKind::open_redirect && is_live(*row);
    });
  }

 private:
  std::vector<const Bypass*> rows_;
};

void tell(const PolicyFacts& policy, const DirectiveFacts& directive, const Source& source,
          const Found& found, const Source* redirect, Reporter& report) {
  const Bypass& row = found.worst();
  Remark remark;
  remark.directive = directive.written_name();
  remark.value = source.text;
  remark.span = source.span;
  const std::string more = found.size() > 1 ? fmt::format(" and {} more", found.size() - 1) : "";
  remark.message = fmt::format("{} lets in {}{}. {}.", source.text, row.url, more, row.title);
  if (redirect != nullptr) {
    remark.message += fmt::format(
        " Its path does not help: {} redirects to anywhere, and behind a redirect paths do "
        "not count.",
        redirect->text);
  }
  if (!is_live(row)) {
    remark.message += " " + row.dead;
    remark.severity = FindingSeverity::info;
    remark.weakness = Weakness::none;
  } else if (row.kind == BypassKind::open_redirect) {
    remark.message += " The paths of the other sources then do not count.";
    remark.severity = FindingSeverity::low;
    remark.weakness = Weakness::none;
  }
  // Through a redirect the source alone does not let the row in; what it stands for is the redirect.
  if (redirect != nullptr) remark.weakness = Weakness::none;
  remark.witness = row.probe.href();
  remark.reference = row.reference;
  remark.fix =
      Fix{.description =
              "Host the file yourself, or allow scripts by a nonce or hash with 'strict-dynamic'."};
  report.add(policy, std::move(remark));
}

void run(const Page&, const PolicyFacts& policy, Reporter& report) {
  const DirectiveFacts* governing = policy.governing(DirectiveId::script_src_elem);
  if (governing == nullptr || !governing->places_count_for_scripts()) return;
  if (!governing->has_host()) return;
  const DirectiveFacts* strings = policy.own(DirectiveId::script_src);
  if (strings == nullptr) strings = policy.own(DirectiveId::default_src);
  const bool eval = strings != nullptr && strings->has(Keyword::unsafe_eval);
  const Source* redirect = nullptr;
  std::vector<const Source*> with_path;
  for (const Source& source : governing->sources) {
    if (source.expression.kind != SourceKind::host || source.matches_every_host()) continue;
    const Found found(source, PathRule::compare, eval);
    if (found.redirects() && redirect == nullptr) redirect = &source;
    if (!found.empty()) {
      tell(policy, *governing, source, found, nullptr, report);
    } else if (!source.expression.path.empty()) {
      with_path.push_back(&source);
    }
  }
  if (redirect == nullptr) return;
  for (const Source* source : with_path) {
    const Found found(*source, PathRule::ignore, eval);
    if (!found.empty()) tell(policy, *governing, *source, found, redirect, report);
  }
}

}  // namespace

extern const Check kScriptAllowlistBypass{
    .id = "script-allowlist-bypass",
    .title = "A host that scripts may come from is known to serve what an attacker chooses",
    .severity = {FindingSeverity::high, FindingSeverity::high},
    .weakness = Weakness::script_url,
    .reference = "https://doi.org/10.1145/2976749.2978363",
    .trigger = "script-src 'self' https://cdn.jsdelivr.net",
    .counterexample =
        "script-src 'self' https://cdn.jsdelivr.net/npm/jquery@3.7.1/dist/jquery.min.js",
    .on_policy = run,
};

}  // namespace cspkit::linting
