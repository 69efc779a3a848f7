// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "analysis/lint/alike.h"
#include "cspkit/lint.h"

namespace cspkit {
namespace {

/// A fix may make room for another; more rounds than this, none has needed.
constexpr int kRounds = 8;

bool is_safe(const Finding& finding, std::size_t index) {
  return finding.text == index && finding.fix && finding.fix->safety == FixSafety::safe &&
         !finding.fix->edits.empty();
}

/// The safe fixes of which no two touch the same place.
std::vector<const Finding*> fitting(std::span<const Finding> findings, std::size_t index) {
  std::vector<const Finding*> fit;
  std::vector<const Edit*> edits;
  const auto clashes = [&](const Edit& edit) {
    return std::ranges::any_of(edits, [&](const Edit* other) {
      return (edit.span.begin < other->span.end && other->span.begin < edit.span.end) ||
             edit.span == other->span;
    });
  };
  for (const Finding& finding : findings) {
    if (!is_safe(finding, index)) continue;
    if (std::ranges::any_of(finding.fix->edits, clashes)) continue;
    for (const Edit& edit : finding.fix->edits) edits.push_back(&edit);
    fit.push_back(&finding);
  }
  return fit;
}

std::string edited(std::string_view text, std::span<const Finding* const> findings) {
  std::vector<const Edit*> edits;
  for (const Finding* finding : findings) {
    for (const Edit& edit : finding->fix->edits) edits.push_back(&edit);
  }
  std::ranges::stable_sort(edits, {}, [](const Edit* edit) { return edit->span.begin; });
  std::string fixed;
  std::size_t at = 0;
  for (const Edit* edit : edits) {
    fixed += text.substr(at, edit->span.begin - at);
    fixed += edit->replacement;
    at = edit->span.end;
  }
  fixed += text.substr(at);
  return fixed;
}

}  // namespace

std::string apply_safe_fixes(std::string_view text, std::span<const Finding> findings,
                             std::size_t index) {
  return edited(text, fitting(findings, index));
}

FixedText fix_text(const LintInput& input, std::size_t index, LintProfile profile) {
  const auto document = Url::parse(input.document_url);
  const Origin self = document ? origin_of(document->view()) : Origin{};
  std::vector<LintText> texts(input.texts.begin(), input.texts.end());
  LintInput now = input;
  now.texts = texts;
  FixedText result{.text = std::string(texts[index].text), .applied = {}};
  const Delivery delivery = texts[index].delivery;
  const auto proven = [&](std::string_view fixed) {
    return linting::decide_alike(input.texts[index].text, fixed, delivery, self);
  };
  Linter linter(profile);
  for (int round = 0; round < kRounds; ++round) {
    texts[index].text = result.text;
    const LintReport report = linter.judge(now);
    std::vector<const Finding*> fit = fitting(report.findings, index);
    std::string fixed = edited(result.text, fit);
    if (fit.empty() || fixed == result.text) break;
    if (!proven(fixed)) {
      // One of them is not what it claims to be: only those that hold by themselves are applied, one after the other.
      std::vector<const Finding*> holding;
      for (const Finding* finding : fit) {
        holding.push_back(finding);
        if (!proven(edited(result.text, holding))) holding.pop_back();
      }
      fit = std::move(holding);
      fixed = edited(result.text, fit);
      if (fit.empty() || fixed == result.text) break;
    }
    for (const Finding* finding : fit) result.applied.push_back(*finding);
    result.text = std::move(fixed);
  }
  return result;
}

}  // namespace cspkit
