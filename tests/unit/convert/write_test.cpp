// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "cspkit/convert.h"
#include "cspkit/engine.h"
#include "cspkit/url.h"

namespace cspkit {
namespace {

Conversion convert(std::string_view header, Target target, std::string_view form = {}) {
  return convert_policies(parse_policies(header).policies, target, {.form = form}).value();
}

bool notes(const Conversion& conversion, std::string_view what) {
  return std::ranges::any_of(conversion.notes, [&](const ConvertNote& note) {
    return note.message.find(what) != std::string::npos;
  });
}

TEST(Targets, StandInTheTableInTheOrderOfTheirIds) {
  for (std::size_t i = 0; i < kTargetCount; ++i) {
    const TargetInfo& row = target_table()[i];
    EXPECT_EQ(static_cast<std::size_t>(row.id), i) << row.name;
    EXPECT_EQ(find_target(row.name), row.id);
    EXPECT_FALSE(row.forms.empty()) << row.name;
  }
  for (std::size_t i = 0; i < kConfigFormatCount; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(config_format_table()[i].id), i)
        << config_format_table()[i].name;
  }
  EXPECT_EQ(find_target("ngnix"), std::nullopt);
}

TEST(Convert, RefusesWhatNoHeaderCanCarry) {
  EXPECT_EQ(convert_policies({}, Target::nginx).error().message,
            "there is no policy to write; give one with a directive");
  const auto parsed = parse_policies("img-src a\x01");
  EXPECT_EQ(convert_policies(parsed.policies, Target::nginx).error().message,
            "the policy holds the control character 0x01, which no header can carry; remove it");
  const auto good = parse_policies("img-src *");
  EXPECT_EQ(convert_policies(good.policies, Target::netlify, {.form = "yaml"}).error().message,
            "netlify has no form 'yaml'; known: toml, _headers, edge");
}

TEST(Convert, TakesAFormThatDrawsNoncesWhereOneIsNeeded) {
  struct Row {
    Target target;
    std::string_view without;
    std::string_view with;
  };
  constexpr Row kRows[] = {{Target::nextjs, "config", "proxy"},
                           {Target::netlify, "toml", "edge"},
                           {Target::cloudflare, "_headers", "worker"},
                           {Target::vercel, "json", "middleware"},
                           {Target::iis, "web.config", "web.config"}};
  for (const Row& row : kRows) {
    EXPECT_EQ(convert("img-src *", row.target).form->name, row.without);
    EXPECT_EQ(convert("script-src 'nonce-{nonce}'", row.target).form->name, row.with);
  }
}

TEST(Convert, NeverWritesThePlaceholderIntoAStaticFile) {
  for (const TargetInfo& target : target_table()) {
    for (const TargetForm& form : target.forms) {
      if (form.draws_nonce) continue;
      const Conversion written =
          convert("script-src 'nonce-{nonce}' https://a.test; style-src 'nonce-{nonce}'", target.id,
                  form.name);
      EXPECT_EQ(written.text.find("nonce-"), std::string::npos) << target.name << " " << form.name;
      EXPECT_TRUE(notes(written, "cannot draw a nonce")) << target.name << " " << form.name;
    }
  }
}

TEST(Convert, ANonceThatIsLeftOutOpensNothing) {
  struct Row {
    std::string_view policy;
    std::string_view written;
  };
  constexpr Row kRows[] = {
      {"script-src 'nonce-{nonce}' 'unsafe-inline'", "script-src 'none'"},
      {"script-src 'nonce-{nonce}' 'unsafe-inline' https:", "script-src https:"},
      {"script-src 'nonce-{nonce}' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' "
       "'unsafe-inline'",
       "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'unsafe-inline'"},
      {"style-src 'unsafe-inline' 'self'; script-src 'nonce-{nonce}'",
       "style-src 'unsafe-inline' 'self'; script-src 'none'"},
  };
  const auto page = Url::parse("https://example.com/");
  for (const Row& row : kRows) {
    const Conversion written = convert(row.policy, Target::netlify, "_headers");
    EXPECT_EQ(written.text, "/*\n  Content-Security-Policy: " + std::string(row.written) + "\n");
    PolicyList before(origin_of(page->view()));
    PolicyList after(origin_of(page->view()));
    ASSERT_TRUE(before.add_header(row.policy));
    ASSERT_TRUE(after.add_header(row.written));
    for (const InlineType type :
         {InlineType::script, InlineType::script_attribute, InlineType::style}) {
      const InlineCheck check{.type = type, .source = "injected()"};
      if (should_block_inline(before, check).blocked()) {
        EXPECT_TRUE(should_block_inline(after, check).blocked()) << row.policy;
      }
    }
  }
}

TEST(Convert, TellsOfLimitsFixedNoncesAndWhatMetaIgnores) {
  const std::string long_policy = "img-src https://" + std::string(2000, 'a') + ".test";
  EXPECT_TRUE(notes(convert(long_policy, Target::cloudflare), "the limit is 2000"));
  EXPECT_FALSE(notes(convert("img-src *", Target::cloudflare), "the limit is"));
  EXPECT_TRUE(notes(convert("script-src 'nonce-abc123abc123abc123abc1'", Target::nginx),
                    "the same in every response"));
  EXPECT_FALSE(
      notes(convert("script-src 'nonce-{nonce}'", Target::nginx), "the same in every response"));
  EXPECT_TRUE(notes(convert("frame-ancestors 'none'; img-src *", Target::meta),
                    "frame-ancestors is ignored"));
  EXPECT_EQ(convert("frame-ancestors 'none'", Target::meta).text, "");
}

TEST(Convert, NginxGetsNoParameterThatIsTooLong) {
  std::string policy = "img-src";
  for (int i = 0; i < 400; ++i) policy += " https://host-" + std::to_string(i) + ".example.com";
  const Conversion written = convert(policy, Target::nginx);
  for (std::size_t begin = 0; begin < written.text.size();) {
    const std::size_t end = written.text.find('\n', begin);
    EXPECT_LT(end - begin, 4096U);
    begin = end + 1;
  }
}

}  // namespace
}  // namespace cspkit
