// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ask.h"

namespace cspkit::test {
namespace {

using enum DirectiveId;

struct FallbackRow {
  const char* policy;
  Destination destination;
  std::optional<DirectiveId> blocked_by;  ///< the directive that decided, where blocked
  DirectiveId effective = default_src;
};

TEST(Fallback, TheFirstPresentDirectiveDecidesAlone) {
  const FallbackRow rows[] = {
      {"default-src 'none'", Destination::script, default_src, script_src_elem},
      {"default-src 'none'; script-src *", Destination::script, std::nullopt},
      {"default-src *; script-src 'none'", Destination::script, script_src, script_src_elem},
      {"script-src 'none'; script-src-elem *", Destination::script, std::nullopt},
      {"script-src *; script-src-elem 'none'", Destination::script, script_src_elem,
       script_src_elem},
      {"script-src 'none'; script-src-attr *", Destination::script, script_src, script_src_elem},
      {"default-src 'none'", Destination::image, default_src, img_src},
      {"default-src 'none'; worker-src *", Destination::worker, std::nullopt},
      {"child-src 'none'; worker-src *", Destination::worker, std::nullopt},
      {"child-src 'none'", Destination::worker, child_src, worker_src},
      {"script-src 'none'", Destination::serviceworker, script_src, worker_src},
      {"child-src *; script-src 'none'", Destination::sharedworker, std::nullopt},
      {"script-src-elem 'none'", Destination::worker, std::nullopt},
      {"child-src 'none'", Destination::iframe, child_src, frame_src},
      {"child-src 'none'; frame-src *", Destination::frame, std::nullopt},
      {"default-src 'none'; child-src *", Destination::iframe, std::nullopt},
      {"object-src 'none'", Destination::embed, object_src, object_src},
      {"frame-src 'none'", Destination::object, std::nullopt},
      {"media-src 'none'", Destination::track, media_src, media_src},
      {"connect-src 'none'", Destination::none, connect_src, connect_src},
      {"connect-src 'none'", Destination::json, connect_src, connect_src},
      {"connect-src 'none'", Destination::webidentity, connect_src, connect_src},
      {"script-src 'none'", Destination::audioworklet, script_src, script_src_elem},
      {"manifest-src 'none'", Destination::manifest, manifest_src, manifest_src},
      {"default-src 'none'", Destination::report, std::nullopt},
      {"prefetch-src 'none'; base-uri 'none'", Destination::script, std::nullopt},
      {"", Destination::script, std::nullopt},
  };
  for (const FallbackRow& row : rows) {
    const Verdict verdict =
        ask(page_with({row.policy}), "https://a.test/x", {.destination = row.destination});
    EXPECT_EQ(verdict.blocked(), row.blocked_by.has_value()) << row.policy;
    if (!verdict.blocked() || !row.blocked_by) continue;
    EXPECT_EQ(verdict.source_directive, *row.blocked_by) << row.policy;
    EXPECT_EQ(verdict.effective_directive, row.effective) << row.policy;
  }
}

struct ScriptRow {
  const char* policy;
  Asked asked;
  bool allowed;
};

constexpr auto kParser = ParserMetadata::parser_inserted;
constexpr auto kNotParser = ParserMetadata::not_parser_inserted;
constexpr Destination kScript = Destination::script;

TEST(Script, NonceAllowsWhateverTheUrl) {
  const ScriptRow rows[] = {
      {"script-src 'nonce-abc'", {.destination = kScript, .nonce = "abc"}, true},
      {"script-src 'NONCE-abc'", {.destination = kScript, .nonce = "abc"}, true},
      {"script-src 'nonce-abc'", {.destination = kScript, .nonce = "ABC"}, false},
      {"script-src 'nonce-abc'", {.destination = kScript}, false},
      {"script-src 'nonce-'", {.destination = kScript, .nonce = ""}, false},
      {"script-src 'nonce-a!b'", {.destination = kScript, .nonce = "a!b"}, false},
      {"script-src 'nonce-{nonce}'", {.destination = kScript, .nonce = "{nonce}"}, true},
      {"default-src 'nonce-abc'", {.destination = kScript, .nonce = "abc"}, true},
      {"style-src 'nonce-abc'", {.destination = Destination::style, .nonce = "abc"}, true},
      {"img-src 'nonce-abc'", {.destination = Destination::image, .nonce = "abc"}, false},
  };
  for (const ScriptRow& row : rows) {
    EXPECT_EQ(!ask(page_with({row.policy}), "https://a.test/x", row.asked).blocked(), row.allowed)
        << row.policy;
  }
}

TEST(Script, StrictDynamicLooksAtWhoInsertedIt) {
  const ScriptRow rows[] = {
      {"script-src 'strict-dynamic' https:", {.destination = kScript, .parser = kParser}, false},
      {"script-src 'strict-dynamic'", {.destination = kScript, .parser = kNotParser}, true},
      {"script-src 'STRICT-dynamic'", {.destination = kScript, .parser = kNotParser}, true},
      {"script-src 'strict-dynamic' 'nonce-a'",
       {.destination = kScript, .nonce = "a", .parser = kParser},
       true},
      {"script-src 'strict-dynamic'", {.destination = Destination::worker}, true},
      {"worker-src 'strict-dynamic'", {.destination = Destination::worker}, false},
      {"child-src 'strict-dynamic' https:", {.destination = Destination::worker}, true},
      {"style-src 'strict-dynamic' https:", {.destination = Destination::style}, true},
  };
  for (const ScriptRow& row : rows) {
    EXPECT_EQ(!ask(page_with({row.policy}), "https://a.test/x", row.asked).blocked(), row.allowed)
        << row.policy;
  }
}

TEST(Script, IntegrityMustBeListedWhole) {
  constexpr const char* kListed = "script-src 'sha256-AAAA' 'sha384-BBBB'";
  const ScriptRow rows[] = {
      {kListed, {.destination = kScript, .integrity = "sha256-AAAA"}, true},
      {kListed, {.destination = kScript, .integrity = "sha256-AAAA sha384-BBBB"}, true},
      {kListed, {.destination = kScript, .integrity = "sha256-AAAA?opt"}, true},
      {kListed, {.destination = kScript, .integrity = "sha256-AAAA sha1-CCCC"}, true},
      {kListed, {.destination = kScript, .integrity = "SHA256-AAAA"}, true},
      {kListed, {.destination = kScript, .integrity = "sha256-AAAA sha512-CCCC"}, false},
      {kListed, {.destination = kScript, .integrity = "sha384-AAAA"}, false},
      {kListed, {.destination = kScript, .integrity = "sha1-CCCC"}, false},
      {kListed, {.destination = kScript, .integrity = ""}, false},
      {"script-src 'sha256-A-_A'", {.destination = kScript, .integrity = "sha256-A+/A"}, false},
      {"style-src 'sha256-AAAA'",
       {.destination = Destination::style, .integrity = "sha256-AAAA"},
       false},
  };
  for (const ScriptRow& row : rows) {
    EXPECT_EQ(!ask(page_with({row.policy}), "https://a.test/x", row.asked).blocked(), row.allowed)
        << row.policy << " with " << row.asked.integrity;
  }
}

TEST(Prefetch, NeedsOneDirectiveThatWouldAllowIt) {
  const Asked prefetch{.destination = kScript, .initiator = Initiator::prefetch};
  EXPECT_FALSE(ask(page_with({"script-src 'none'"}), "https://a.test/", prefetch).blocked());
  EXPECT_TRUE(ask(page_with({"default-src 'none'"}), "https://a.test/", prefetch).blocked());
  EXPECT_FALSE(ask(page_with({"default-src 'none'; img-src https:"}), "https://a.test/", prefetch)
                   .blocked());
  EXPECT_FALSE(ask(page_with({"default-src https:"}), "https://a.test/", prefetch).blocked());
  EXPECT_EQ(ask(page_with({"default-src 'none'"}), "https://a.test/", prefetch).effective_directive,
            default_src);
}

TEST(Prefetch, OfAPageIsNotAskedAboutInChromium) {
  const PolicyList list = page_with({"default-src 'none'"});
  Asked page{.destination = Destination::document, .initiator = Initiator::prefetch};
  EXPECT_TRUE(ask(list, "https://a.test/", page).blocked());
  page.as = Browser::chromium;
  EXPECT_FALSE(ask(list, "https://a.test/", page).blocked());
}

TEST(SeveralPolicies, AllMustAllow) {
  const PolicyList list = page_with({"img-src https:, img-src b.test", "img-src a.test b.test"});
  EXPECT_FALSE(ask(list, "https://b.test/").blocked());
  const Verdict verdict = ask(list, "https://a.test/");
  EXPECT_TRUE(verdict.blocked());
  EXPECT_EQ(verdict.policy, 1u);
}

TEST(SeveralPolicies, ReportOnlyReportsAndLetsPass) {
  PolicyList list(origin_of(Url::parse(kPage)->view()));
  ASSERT_TRUE(list.add_header("img-src 'none'", Disposition::report));
  ASSERT_TRUE(list.add_header("img-src a.test"));
  std::vector<PolicyViolation> seen;
  const auto collect = [&](const PolicyViolation& violation) { seen.push_back(violation); };
  const auto url = Url::parse("https://a.test/");
  const Request request{.url = url->view(), .destination = Destination::image};
  EXPECT_FALSE(should_block_request(list, request, Browser::specification, collect).blocked());
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].policy, 0u);
  EXPECT_EQ(seen[0].disposition, Disposition::report);
}

TEST(Response, IsCheckedByTheUrlThatAnswered) {
  const PolicyList list = page_with({"img-src a.test"});
  const auto asked = Url::parse("https://a.test/");
  const auto answered = Url::parse("https://b.test/");
  const Request request{.url = asked->view(), .destination = Destination::image};
  EXPECT_FALSE(should_block_request(list, request).blocked());
  EXPECT_TRUE(should_block_response(list, request, answered->view()).blocked());
  EXPECT_FALSE(should_block_response(list, request, asked->view()).blocked());
}

TEST(WebTransport, WithHashesNeedsItsKeyword) {
  const auto url = Url::parse("https://a.test/");
  const Request request{.url = url->view(), .webtransport = WebTransport::with_hashes};
  EXPECT_TRUE(should_block_request(page_with({"connect-src https:"}), request).blocked());
  EXPECT_FALSE(
      should_block_request(page_with({"connect-src 'unsafe-webtransport-hashes'"}), request)
          .blocked());
}

TEST(Opaque, OriginHasNoSelf) {
  PolicyList list{Origin{}};
  ASSERT_TRUE(list.add_header("img-src 'self' a.test https://b.test"));
  EXPECT_TRUE(ask(list, "https://a.test/").blocked());
  EXPECT_FALSE(ask(list, "https://b.test/").blocked());
}

}  // namespace
}  // namespace cspkit::test
