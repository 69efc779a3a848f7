// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>
#include <gtest/gtest.h>

#include "ask.h"

namespace cspkit::test {
namespace {

constexpr std::string_view kSource = "alert(1)";
// printf 'alert(1)' | openssl dgst -sha256 -binary | base64, and likewise.
constexpr const char* kSha256 = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
constexpr const char* kSha256Url = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF-pI='";
constexpr const char* kSha256Bare = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI'";

struct Row {
  std::string policy;
  InlineType type;
  bool allowed;
  std::optional<std::string_view> nonce = std::nullopt;
  ParserMetadata parser = ParserMetadata::parser_inserted;
};

void expect_rows(const std::vector<Row>& rows, Browser as = Browser::specification) {
  for (const Row& row : rows) {
    const InlineCheck check{
        .type = row.type, .source = kSource, .nonce = row.nonce, .parser_metadata = row.parser};
    EXPECT_EQ(!should_block_inline(page_with({row.policy}), check, as).blocked(), row.allowed)
        << row.policy << " for an inline " << inline_type_name(row.type);
  }
}

using enum InlineType;

TEST(Inline, UnsafeInlineAllowsUnlessOverridden) {
  expect_rows({
      {"script-src 'unsafe-inline'", script, true},
      {"script-src 'unsafe-inline' 'nonce-abc'", script, false},
      {std::string("script-src 'unsafe-inline' ") + kSha256, script_attribute, false},
      {"script-src 'unsafe-inline' 'strict-dynamic'", script, false},
      {"style-src 'unsafe-inline' 'strict-dynamic'", style, true},
      {"style-src 'unsafe-inline' 'nonce-abc'", style_attribute, false},
      {"script-src 'unsafe-inline' 'nonce-'", script, true},
      {"script-src 'unsafe-inline' 'sha1-AAAA'", script, true},
      {"script-src https:", script, false},
      {"img-src 'none'", script, true},
  });
}

// Every row but those of other browsers is what Chromium 156 answered.
TEST(Inline, SpeculationRulesAreScriptsWithAKeywordOfTheirOwn) {
  const auto inserted = ParserMetadata::not_parser_inserted;
  expect_rows(
      {
          {"script-src 'self'", speculation_rules, false},
          {"script-src 'unsafe-inline'", speculation_rules, true},
          {"script-src 'inline-speculation-rules'", speculation_rules, true},
          {"script-src 'inline-speculation-rules'", script, false},
          {"script-src-elem 'inline-speculation-rules'; script-src 'none'", speculation_rules,
           true},
          {"script-src-elem 'none'; script-src 'inline-speculation-rules'", speculation_rules,
           false},
          {"default-src 'inline-speculation-rules'", speculation_rules, false},
          {"script-src 'nonce-abc'", speculation_rules, true, "abc"},
          {"script-src 'nonce-abc' 'inline-speculation-rules'", speculation_rules, false},
          {std::string("script-src ") + kSha256, speculation_rules, true},
          {"script-src 'strict-dynamic'", speculation_rules, true, std::nullopt, inserted},
          {"script-src 'strict-dynamic' 'inline-speculation-rules'", speculation_rules, false},
      },
      Browser::chromium);
  expect_rows({{"default-src 'inline-speculation-rules'", speculation_rules, true}});
  expect_rows({{"script-src 'none'", speculation_rules, true}}, Browser::firefox);
  expect_rows({{"script-src 'none'", speculation_rules, true}}, Browser::webkit);
}

TEST(Inline, EachTypeHasItsDirective) {
  expect_rows({
      {"script-src-elem 'none'", script, false},
      {"script-src-elem 'none'", script_attribute, true},
      {"script-src-attr 'none'", script_attribute, false},
      {"script-src-attr 'none'", script, true},
      {"script-src-elem 'none'", navigation, false},
      {"script-src-attr 'none'", navigation, true},
      {"style-src-elem 'none'", style, false},
      {"style-src-elem 'none'", style_attribute, true},
      {"style-src-attr 'none'", style_attribute, false},
      {"default-src 'none'", style_attribute, false},
      {"default-src 'none'; style-src 'unsafe-inline'", style, true},
  });
}

TEST(Inline, NoncesAreForElementsOnly) {
  expect_rows({
      {"script-src 'nonce-abc'", script, true, "abc"},
      {"script-src 'nonce-abc'", script, false, ""},
      {"script-src 'nonce-abc'", script, false},
      {"script-src 'nonce-abc'", script_attribute, false, "abc"},
      {"style-src 'nonce-abc'", style, true, "abc"},
      {"style-src 'nonce-abc'", style_attribute, false, "abc"},
  });
}

TEST(Inline, HashesCountForElementsAndWithUnsafeHashesForTheRest) {
  const std::string list = std::string("script-src ") + kSha256;
  expect_rows({
      {list, script, true},
      {std::string("script-src ") + kSha256Url, script, true},
      {std::string("script-src ") + kSha256Bare, script, false},
      {list, script_attribute, false},
      {list + " 'unsafe-hashes'", script_attribute, true},
      {list + " 'unsafe-hashes'", navigation, true},
      {list + " 'UNSAFE-hashes'", script_attribute, true},
      {"style-src " + hash_source(kSource, HashAlgorithm::sha384), style, true},
      {"style-src " + hash_source(kSource, HashAlgorithm::sha512), style, true},
      {"style-src " + hash_source("other"), style, false},
  });
}

TEST(Inline, UnpaddedHashesAreReadByChromiumAndWebKit) {
  const std::vector<Row> allowed = {{std::string("script-src ") + kSha256Bare, script, true}};
  expect_rows(allowed, Browser::chromium);
  expect_rows(allowed, Browser::webkit);
  expect_rows({{std::string("script-src ") + kSha256Bare, script, false}}, Browser::firefox);
}

TEST(Inline, StrictDynamicAllowsWhatAScriptInserted) {
  constexpr auto kNotParser = ParserMetadata::not_parser_inserted;
  expect_rows({
      {"script-src 'strict-dynamic'", script, true, std::nullopt, kNotParser},
      {"script-src 'strict-dynamic'", script, false},
      {"script-src 'strict-dynamic'", script_attribute, false, std::nullopt, kNotParser},
      {"style-src 'strict-dynamic'", style, false, std::nullopt, kNotParser},
  });
}

struct CompileRow {
  const char* policy;
  bool strings;
  bool wasm;
};

TEST(Compilation, ReadsScriptSrcElseDefaultSrc) {
  const CompileRow rows[] = {
      {"script-src 'self'", false, false},
      {"script-src 'unsafe-eval'", true, true},
      {"script-src 'UNSAFE-EVAL'", true, true},
      {"script-src 'wasm-unsafe-eval'", false, true},
      {"default-src 'unsafe-eval'", true, true},
      {"default-src 'unsafe-eval'; script-src 'self'", false, false},
      {"script-src-elem 'none'", true, true},
      {"img-src 'none'", true, true},
      {"script-src 'trusted-types-eval'", false, false},
      {"script-src 'trusted-types-eval'; require-trusted-types-for 'script'", true, false},
  };
  for (const CompileRow& row : rows) {
    const PolicyList list = page_with({row.policy});
    EXPECT_EQ(!can_compile_strings(list).blocked(), row.strings) << row.policy;
    EXPECT_EQ(!can_compile_wasm_bytes(list).blocked(), row.wasm) << row.policy;
  }
  EXPECT_EQ(can_compile_strings(page_with({"default-src 'self'"})).effective_directive,
            DirectiveId::script_src);
  EXPECT_FALSE(can_compile_wasm_bytes(page_with({"script-src 'self'"}), Browser::webkit).blocked());
}

}  // namespace
}  // namespace cspkit::test
