// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cctype>
#include <thread>

#include "ask.h"
#include "support/count_allocations.h"

namespace cspkit::test {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self' 'nonce-abc' *.a.test https://b.test:8443/x/ "
    "'sha256-AAAA'; "
    "img-src * data:; custom-src x";

TEST(Compile, TakesOneAllocation) {
  const std::size_t before = allocation_count();
  const auto policy = CompiledPolicy::compile(kPolicy);
  EXPECT_TRUE(policy);
  EXPECT_EQ(allocation_count() - before, 1u);
}

TEST(Decide, TakesNoAllocation) {
  const PolicyList list = page_with({kPolicy, "connect-src https:"});
  const auto url = Url::parse("https://sub.a.test/path/%61");
  const Request request{.url = url->view(),
                        .destination = Destination::script,
                        .nonce = "no",
                        .integrity = "sha256-BBBB sha384-CCCC"};
  const InlineCheck inline_check{.type = InlineType::script, .source = "alert(1)"};
  std::size_t violations = 0;
  const auto count = [&](const PolicyViolation&) { ++violations; };
  const std::size_t before = allocation_count();
  for (const Browser as :
       {Browser::specification, Browser::chromium, Browser::firefox, Browser::webkit}) {
    EXPECT_FALSE(should_block_request(list, request, as, count).blocked());
    EXPECT_TRUE(should_block_inline(list, inline_check, as, count).blocked());
    EXPECT_TRUE(can_compile_strings(list, as, count).blocked());
  }
  EXPECT_EQ(allocation_count() - before, 0u);
  EXPECT_EQ(violations, 8u);
}

TEST(Compile, KeepsTheFirstOfItsNameAndSkipsWhatIsNotAscii) {
  const auto policy =
      CompiledPolicy::compile("IMG-SRC a.test; img-src b.test; font-src \xC3\xA9; ; style-src");
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->value_of(DirectiveId::img_src), "a.test");
  EXPECT_FALSE(policy->has(DirectiveId::font_src));
  EXPECT_TRUE(policy->has(DirectiveId::style_src));
  EXPECT_EQ(policy->value_of(DirectiveId::style_src), "");
  EXPECT_EQ(policy->governing_directive(DirectiveId::style_src_attr), DirectiveId::style_src);
  EXPECT_EQ(policy->governing_directive(DirectiveId::media_src), std::nullopt);
}

TEST(Compile, KnowsAnEmptyPolicy) {
  EXPECT_TRUE(CompiledPolicy::compile("")->empty());
  EXPECT_TRUE(CompiledPolicy::compile(" ; ;; ")->empty());
  EXPECT_FALSE(CompiledPolicy::compile("unknown")->empty());
}

TEST(Compile, RefusesBeyondItsLimitsByName) {
  const auto name = [](const std::string& text) {
    const auto policy = CompiledPolicy::compile(text);
    return policy ? std::string_view("accepted") : policy.error().limit;
  };
  EXPECT_EQ(name(std::string(limits::kMaxPolicyBytes, 'x')), "accepted");
  EXPECT_EQ(name(std::string(limits::kMaxPolicyBytes + 1, 'x')), "kMaxPolicyBytes");
  std::string directives, sources = "img-src";
  for (std::size_t i = 0; i <= limits::kMaxDirectives; ++i) directives += "a;";
  for (std::size_t i = 0; i <= limits::kMaxSources; ++i) sources += " a";
  EXPECT_EQ(name(directives), "kMaxDirectives");
  EXPECT_EQ(name(sources), "kMaxSources");
  // What is blank counts for nothing, and takes no memory either.
  EXPECT_EQ(name(std::string(limits::kMaxPolicyBytes, ';')), "accepted");
  EXPECT_EQ(name("img-src" + std::string(limits::kMaxPolicyBytes - 8, ' ') + "a"), "accepted");
}

TEST(Compile, HandlesManySourcesAndDirectives) {
  std::string sources = "img-src";
  for (int i = 0; i < 100'000; ++i) sources += " h" + std::to_string(i) + ".test";
  EXPECT_FALSE(ask(page_with({sources}), "https://h99999.test/").blocked());
  std::string same = "img-src";
  for (int i = 0; i < 100'000; ++i) same += " a.test/" + std::to_string(i);
  EXPECT_FALSE(ask(page_with({same}), "https://a.test/0").blocked());
  std::string directives;
  for (int i = 0; i < 10'000; ++i) directives += "x-" + std::to_string(i) + " y;";
  EXPECT_TRUE(ask(page_with({directives + "img-src 'none'"}), "https://a.test/").blocked());
}

TEST(Compile, IsSharedBetweenThreads) {
  const PolicyList list = page_with({kPolicy});
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 2'000; ++n) {
        wrong += ask(list, "https://x.a.test/", {.destination = Destination::script}).blocked();
        wrong += !ask(list, "https://c.test/", {.destination = Destination::script}).blocked();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(PolicyList, KeepsTheIndexOfEachPart) {
  const PolicyList list = page_with({", img-src 'none',, font-src x"});
  ASSERT_EQ(list.policies().size(), 4u);
  EXPECT_TRUE(list.policies()[0].empty());
  EXPECT_TRUE(list.policies()[3].has(DirectiveId::font_src));
  EXPECT_EQ(ask(list, "https://a.test/").policy, 1u);
}

TEST(PolicyList, TakesMetaWhole) {
  PolicyList list(origin_of(Url::parse(kPage)->view()));
  ASSERT_TRUE(list.add_header("img-src 'none', font-src x", Disposition::enforce, Delivery::meta));
  ASSERT_TRUE(list.add_header("img-src 'none'", Disposition::report, Delivery::meta));
  ASSERT_EQ(list.policies().size(), 2u);
  EXPECT_TRUE(list.policies()[1].empty());
}

TEST(Table, FindsEveryDirectiveByNameInAnyCase) {
  for (const DirectiveInfo& info : directive_table()) {
    std::string upper(info.name);
    for (char& c : upper) c = static_cast<char>(std::toupper(c));
    EXPECT_EQ(find_directive(info.name), info.id) << info.name;
    EXPECT_EQ(find_directive(upper), info.id) << upper;
    EXPECT_EQ(find_directive(upper + "x"), std::nullopt);
  }
  EXPECT_EQ(find_directive(""), std::nullopt);
}

}  // namespace
}  // namespace cspkit::test
