// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare/classes.h"
#include "analysis/compare/questions.h"

namespace cspkit {
namespace {

/// The text of a block of which no hash is listed, or nothing where its hashes are given.
std::string source_of(const ComparedPair& pair, InlineType type, const std::string& hashes) {
  if (!hashes.empty()) return {};
  const std::string& content = pair.unmentioned.source;
  return type == InlineType::navigation ? "javascript:" + content : content;
}

void compare_type(const ComparedPair& pair, Findings& findings, InlineType type) {
  const DirectiveId effective = effective_directive_for_inline_check(type);
  if (pair.same_lists({effective})) return;
  findings.begin_group();
  const std::vector<AskedList> lists = pair.governing({effective});
  const bool element = type == InlineType::script || type == InlineType::style ||
                       type == InlineType::speculation_rules;
  const ValueClasses nonces = element ? nonce_classes(lists) : ValueClasses{{""}, {""}};
  const auto contents = content_classes(lists, findings.left());
  if (!contents) return findings.give_up();
  const auto ask = [&](const std::string& nonce, const std::string& hashes, ParserMetadata parser) {
    PolicyCase asked;
    asked.kind = CaseKind::inline_block;
    asked.inline_type = type;
    asked.nonce = nonce;
    asked.hashes = hashes;
    asked.source = source_of(pair, type, hashes);
    asked.parser_metadata = parser;
    findings.ask(asked);
  };
  for (const std::string& nonce : nonces.all) ask(nonce, "", ParserMetadata::parser_inserted);
  for (const std::string& hashes : contents->all) ask("", hashes, ParserMetadata::parser_inserted);
  const bool parser_counts = element && pair.any_has(Keyword::strict_dynamic);
  for (const std::string& nonce : nonces.one_of_each) {
    for (const std::string& hashes : contents->one_of_each) {
      ask(nonce, hashes, ParserMetadata::parser_inserted);
      if (parser_counts) ask(nonce, hashes, ParserMetadata::not_parser_inserted);
      if (findings.left() == 0) return;
    }
  }
}

}  // namespace

void compare_inline(const ComparedPair& pair, Findings& findings) {
  for (const InlineType type :
       {InlineType::script, InlineType::script_attribute, InlineType::navigation, InlineType::style,
        InlineType::style_attribute, InlineType::speculation_rules}) {
    compare_type(pair, findings, type);
  }
}

}  // namespace cspkit
