// SPDX-License-Identifier: Apache-2.0
#include <unordered_set>

#include "analysis/compare/questions.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

void ask_kind(Findings& findings, CaseKind kind) {
  PolicyCase asked;
  asked.kind = kind;
  findings.begin_group();
  findings.ask(asked);
}

/// Names that tell the lists of Trusted Types policies apart: each that is listed, and of those that
/// are not an ordinary one, the one that browsers treat apart, one out of grammar, and the empty one.
void compare_trusted_types_policies(const ComparedPair& pair, Findings& findings) {
  if (pair.same_lists({DirectiveId::trusted_types})) return;
  std::vector<std::string> names = {pair.unmentioned.word, "default", pair.unmentioned.word + " !",
                                    ""};
  std::unordered_set<std::string> seen(names.begin(), names.end());
  for (const AskedList& asked : pair.governing({DirectiveId::trusted_types})) {
    split_on_ascii_whitespace(asked.data->value(*asked.list),
                              [&](std::string_view token, std::size_t) {
                                if (seen.emplace(token).second) names.emplace_back(token);
                              });
  }
  findings.begin_group();
  for (const std::string& name : names) {
    for (const bool exists : {false, true}) {
      PolicyCase asked;
      asked.kind = CaseKind::trusted_types_policy;
      asked.name = name;
      asked.exists = exists;
      findings.ask(asked);
    }
  }
}

}  // namespace

void compare_capabilities(const ComparedPair& pair, Findings& findings) {
  ask_kind(findings, CaseKind::eval);
  ask_kind(findings, CaseKind::wasm);
  ask_kind(findings, CaseKind::webrtc);
  ask_kind(findings, CaseKind::trusted_types_sink);
  compare_trusted_types_policies(pair, findings);
  findings.begin_group();
  for (unsigned i = 0; i < kSandboxFlagCount; ++i) {
    PolicyCase asked;
    asked.kind = CaseKind::sandbox;
    asked.flag = static_cast<SandboxFlag>(SandboxFlags{1} << i);
    findings.ask(asked);
  }
}

}  // namespace cspkit
