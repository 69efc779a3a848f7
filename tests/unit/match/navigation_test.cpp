// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ask.h"

namespace cspkit::test {
namespace {

bool form_allowed(std::string_view policy, std::string_view url, std::uint32_t redirects = 0,
                  Browser as = Browser::specification) {
  return !should_block_form_submission(page_with({policy}), Url::parse(url)->view(), redirects, as)
              .blocked();
}

TEST(FormAction, HasNoFallback) {
  EXPECT_TRUE(form_allowed("default-src 'none'", "https://a.test/"));
  EXPECT_FALSE(form_allowed("form-action 'self'", "https://a.test/"));
  EXPECT_TRUE(form_allowed("form-action 'self'", "https://example.com/submit"));
}

TEST(FormAction, IsCheckedAfterRedirectsByTheTextAndChromium) {
  EXPECT_FALSE(form_allowed("form-action 'self'", "https://a.test/", 1));
  EXPECT_FALSE(form_allowed("form-action 'self'", "https://a.test/", 1, Browser::chromium));
  EXPECT_TRUE(form_allowed("form-action 'self'", "https://a.test/", 1, Browser::firefox));
  EXPECT_TRUE(form_allowed("form-action 'self'", "https://a.test/", 1, Browser::webkit));
}

bool framing_allowed(std::string_view policy, std::vector<std::string_view> ancestors) {
  std::vector<Url> urls;
  for (const std::string_view ancestor : ancestors) urls.push_back(*Url::parse(ancestor));
  std::vector<UrlView> views;
  for (const Url& url : urls) views.push_back(url.view());
  return !should_block_navigation_response(page_with({policy}), views).blocked();
}

TEST(FrameAncestors, EveryAncestorMustMatch) {
  EXPECT_TRUE(framing_allowed("frame-ancestors 'none'", {}));
  EXPECT_FALSE(framing_allowed("frame-ancestors 'none'", {"https://example.com/"}));
  EXPECT_TRUE(framing_allowed("frame-ancestors 'self'", {"https://example.com/"}));
  EXPECT_FALSE(
      framing_allowed("frame-ancestors 'self'", {"https://example.com/", "https://a.test/"}));
  EXPECT_TRUE(framing_allowed("frame-ancestors 'self' *.a.test",
                              {"https://example.com/", "https://b.a.test/"}));
  EXPECT_TRUE(framing_allowed("default-src 'none'", {"https://a.test/"}));
}

TEST(FrameAncestors, AreIgnoredInMeta) {
  PolicyList list(origin_of(Url::parse(kPage)->view()));
  ASSERT_TRUE(list.add_header("frame-ancestors 'none'; img-src 'none'", Disposition::enforce,
                              Delivery::meta));
  const auto ancestor = Url::parse(kPage);
  const UrlView ancestors[] = {ancestor->view()};
  EXPECT_FALSE(should_block_navigation_response(list, ancestors).blocked());
  EXPECT_TRUE(ask(list, "https://a.test/").blocked());
}

TEST(BaseUri, HasNoFallback) {
  const auto allowed = [](std::string_view policy, std::string_view url) {
    return !allow_base_for_document(page_with({policy}), Url::parse(url)->view()).blocked();
  };
  EXPECT_TRUE(allowed("default-src 'none'", "https://a.test/"));
  EXPECT_FALSE(allowed("base-uri 'self'", "https://a.test/"));
  EXPECT_TRUE(allowed("base-uri 'self'", "https://example.com/deep/"));
}

TEST(WebRtc, OnlyALoneAllowAllows) {
  const auto allowed = [](std::string_view policy) {
    return !should_block_rtc_connection(page_with({policy})).blocked();
  };
  EXPECT_TRUE(allowed("default-src 'none'"));
  EXPECT_TRUE(allowed("webrtc 'allow'"));
  EXPECT_TRUE(allowed("webrtc 'ALLOW'"));
  EXPECT_FALSE(allowed("webrtc 'block'"));
  EXPECT_FALSE(allowed("webrtc 'allow' 'allow'"));
  EXPECT_FALSE(allowed("webrtc"));
}

TEST(Sandbox, TokensClearTheirFlags) {
  const auto has = [](std::string_view value, SandboxFlag flag) {
    return (parse_a_sandboxing_directive(value) & static_cast<SandboxFlags>(flag)) != 0;
  };
  EXPECT_TRUE(has("", SandboxFlag::scripts));
  EXPECT_FALSE(has("allow-scripts", SandboxFlag::scripts));
  EXPECT_FALSE(has("ALLOW-Scripts", SandboxFlag::automatic_features));
  EXPECT_FALSE(has("allow-same-origin", SandboxFlag::origin));
  EXPECT_TRUE(has("allow-top-navigation-by-user-activation",
                  SandboxFlag::top_level_navigation_without_user_activation));
  EXPECT_FALSE(has("allow-top-navigation", SandboxFlag::top_level_navigation_with_user_activation));
  EXPECT_TRUE(has("allow-everything", SandboxFlag::forms));
}

TEST(Sandbox, IsTheUnionOfTheEnforcedHeaders) {
  PolicyList list(origin_of(Url::parse(kPage)->view()));
  ASSERT_TRUE(list.add_header("sandbox allow-scripts allow-same-origin"));
  EXPECT_EQ(sandbox_init_for_worker(list), Outcome::allow);
  ASSERT_TRUE(list.add_header("sandbox", Disposition::report));
  ASSERT_TRUE(list.add_header("sandbox", Disposition::enforce, Delivery::meta));
  EXPECT_EQ(sandbox_init_for_worker(list), Outcome::allow);
  ASSERT_TRUE(list.add_header("sandbox allow-scripts"));
  EXPECT_EQ(sandbox_init_for_worker(list), Outcome::block);
  EXPECT_EQ(csp_derived_sandboxing_flags(page_with({"img-src 'none'"})), 0u);
}

TEST(Sandbox, IsHeededByBrowsersButForWorkersAndInWebKitForSiblings) {
  struct Row {
    const char* policy;
    SandboxFlag flag;
    Browser as;
    bool set;
  };
  using enum SandboxFlag;
  using enum Browser;
  const Row rows[] = {
      {"sandbox allow-scripts allow-same-origin", navigation, specification, true},
      {"sandbox allow-scripts allow-same-origin", navigation, firefox, true},
      {"sandbox allow-scripts allow-same-origin", navigation, webkit, false},
      {"sandbox allow-scripts", navigation, webkit, true},
      {"sandbox allow-same-origin", scripts, webkit, true},
      {"sandbox \xC3\xA9; sandbox allow-scripts", scripts, specification, false},
      {"sandbox \xC3\xA9; sandbox", scripts, chromium, false},
      {"sandbox \xC3\xA9; sandbox", scripts, firefox, true},
  };
  for (const Row& row : rows) {
    const auto flags = csp_derived_sandboxing_flags(page_with({row.policy}), row.as);
    EXPECT_EQ((flags & static_cast<SandboxFlags>(row.flag)) != 0, row.set)
        << row.policy << " as " << browser_name(row.as);
  }
  const PolicyList worker = page_with({"sandbox allow-scripts"});
  EXPECT_EQ(sandbox_init_for_worker(worker), Outcome::block);
  for (const Browser browser : kBrowsers) {
    EXPECT_EQ(sandbox_init_for_worker(worker, browser), Outcome::allow) << browser_name(browser);
  }
}

struct NameRow {
  const char* policy;
  const char* name;
  bool allowed;
  std::vector<std::string_view> existing = {};
};

TEST(TrustedTypes, PolicyNamesMustBeListed) {
  const NameRow rows[] = {
      {"trusted-types foo bar", "foo", true},
      {"trusted-types foo bar", "FOO", false},
      {"trusted-types", "foo", false},
      {"trusted-types 'none'", "foo", false},
      {"trusted-types 'none' foo", "foo", true},
      {"trusted-types *", "foo", true},
      {"trusted-types foo", "foo", false, {"foo"}},
      {"trusted-types foo 'allow-duplicates'", "foo", true, {"foo"}},
      {"trusted-types b!d", "b!d", false},
      {"require-trusted-types-for 'script'", "foo", true},
  };
  for (const NameRow& row : rows) {
    EXPECT_EQ(
        !should_block_create_policy(page_with({row.policy}), row.name, row.existing).blocked(),
        row.allowed)
        << row.policy << " for " << row.name;
  }
}

TEST(TrustedTypes, SinksAreGuardedWhereAskedFor) {
  const auto allowed = [](std::string_view policy) {
    return !should_block_sink_type_mismatch(page_with({policy}), "script").blocked();
  };
  EXPECT_FALSE(allowed("require-trusted-types-for 'script'"));
  EXPECT_TRUE(allowed("require-trusted-types-for script"));
  EXPECT_TRUE(allowed("require-trusted-types-for"));
  EXPECT_TRUE(allowed("trusted-types foo"));
}

}  // namespace
}  // namespace cspkit::test
