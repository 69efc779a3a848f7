// SPDX-License-Identifier: Apache-2.0
#include "lint_batch.h"

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "finding_writer.h"
#include "lint_output.h"
#include "policy_input.h"

namespace cspkit::cli {
namespace {

template <class Value>
Value named(const Fields& row, std::string_view key, std::string_view first, Value if_first,
            std::string_view second, Value if_second) {
  const std::optional<std::string_view> given = row.string(key);
  if (!given || given == first) return if_first;
  if (given == second) return if_second;
  throw RowError(fmt::format("\"{}\" is unknown; write \"{}\" or \"{}\"", key, first, second));
}

/// What decides a row's answer, besides the profile.
struct Asked {
  LintText text;
  std::string_view document_url;

  explicit Asked(const Fields& row)
      : text{require_string(row, "policy"),
             named(row, "disposition", "enforce", Disposition::enforce, "report",
                   Disposition::report),
             named(row, "delivery", "header", Delivery::header, "meta", Delivery::meta)},
        document_url(string_or(row, "document_url", kDefaultDocumentUrl)) {}

  /// What there is beside the policy, as one text, another for each other answer.
  void spell_beside(std::string& out) const {
    out = text.disposition == Disposition::enforce ? 'e' : 'r';
    out += text.delivery == Delivery::header ? 'h' : 'm';
    out += document_url;
  }
};

class RowAnswerer {
 public:
  RowAnswerer(LintProfile profile, AnswerMemo::Limits memory) : linter_(profile), memo_(memory) {}

  void operator()(const Fields& row, JsonWriter& answer) {
    const Asked asked(row);
    asked.spell_beside(beside_);
    const AnswerMemo::Question question(asked.text.text, beside_);
    if (const AnswerMemo::Answer* known = memo_.find(question)) {
      answer.repeat(known->text, known->ascii);
      return;
    }
    const std::size_t before = answer.text().size();
    judge(asked, answer);
    memo_.keep(question, answer.members_since(before), answer.is_ascii());
  }

 private:
  /// Writes the answer's members.
  void judge(const Asked& asked, JsonWriter& answer) {
    linter_.judge({.texts = {&asked.text, 1}, .document_url = asked.document_url}, report_);
    answer.key("findings");
    answer.begin_array();
    for (const Finding& finding : report_.findings) {
      if (finding.id == "limit-exceeded") throw RowError(finding.message);
      answer.begin_object();
      writer_.write(finding, asked.text.disposition, answer);
      answer.end_object();
    }
    answer.end_array();
    write_verdict(report_, answer);
  }

  Linter linter_;
  LintReport report_;
  FindingWriter writer_;
  AnswerMemo memo_;
  std::string beside_;  ///< its memory
};

}  // namespace

RowWriter lint_row_writer(LintProfile profile, AnswerMemo::Limits memory) {
  const auto answerer = std::make_shared<RowAnswerer>(profile, memory);
  return [answerer](const Fields& row, JsonWriter& answer) { (*answerer)(row, answer); };
}

}  // namespace cspkit::cli
