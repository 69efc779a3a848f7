// SPDX-License-Identifier: Apache-2.0
#include <cspkit/trace.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "ask.h"

namespace cspkit::test {
namespace {

bool has_step(const Trace& trace, std::string_view anchor, std::string_view text) {
  return std::ranges::any_of(trace.steps, [&](const TraceStep& step) {
    return step.anchor == anchor && step.text.find(text) != std::string::npos;
  });
}

Trace trace(std::string_view policy, std::string_view url, const Asked& asked = {}) {
  return trace_request(page_with({policy}), request_for(*Url::parse(url), asked), asked.as);
}

TEST(Trace, NamesThePartThatDiffers) {
  EXPECT_TRUE(
      has_step(trace("img-src http://b.test", "https://a.test/"), "#match-hosts", "a.test"));
  EXPECT_TRUE(
      has_step(trace("img-src https://a.test", "http://a.test/"), "#match-schemes", "http"));
  EXPECT_TRUE(has_step(trace("img-src a.test:8443", "https://a.test/"), "#match-ports", "443"));
  EXPECT_TRUE(has_step(trace("img-src a.test/x", "https://a.test/y"), "#match-paths", "/y"));
  EXPECT_TRUE(has_step(trace("img-src a.*.test", "https://a.test/"),
                       "#match-url-to-source-expression", "grammar"));
  EXPECT_TRUE(has_step(trace("default-src 'none'", "https://a.test/"), "#directive-fallback-list",
                       "default-src governs"));
  EXPECT_TRUE(has_step(trace("font-src x", "https://a.test/"), "#directive-fallback-list",
                       "none of img-src"));
}

TEST(Trace, SaysThatChromiumAsksNothingAboutAPrefetchedPage) {
  EXPECT_TRUE(has_step(trace("default-src 'none'", "https://a.test/",
                             {.destination = Destination::document,
                              .initiator = Initiator::prefetch,
                              .as = Browser::chromium}),
                       "#does-resource-hint-violate-policy", "asks no policy"));
}

TEST(Trace, NamesTheSourceThatAllowed) {
  EXPECT_EQ(trace("img-src b.test https: a.test", "https://a.test/").matched, "https:");
  EXPECT_EQ(trace("img-src 'self' *.test", "https://a.test/").matched, "*.test");
  EXPECT_EQ(trace("script-src 'nonce-x'", "https://a.test/",
                  {.destination = Destination::script, .nonce = "x"})
                .matched,
            "'nonce-x'");
  EXPECT_EQ(
      trace("script-src 'strict-dynamic'", "https://a.test/", {.destination = Destination::script})
          .matched,
      "'strict-dynamic'");
  EXPECT_EQ(trace("font-src x", "https://a.test/").matched, "");
  EXPECT_EQ(trace("img-src x", "https://a.test/").matched, "");
}

TEST(Trace, EndsEachPolicyWithTheVerdictOfTheEngine) {
  EXPECT_TRUE(has_step(trace("img-src x", "https://a.test/"), "#should-block-request", "blocks"));
  EXPECT_TRUE(
      has_step(trace("img-src a.test", "https://a.test/"), "#should-block-request", "allows"));
}

TEST(Trace, OfAnInlineBlockGivesItsHash) {
  const PolicyList list = page_with({"script-src 'self'"});
  const Trace answer = trace_inline(list, {.type = InlineType::script, .source = "alert(1)"});
  EXPECT_TRUE(has_step(answer, "#match-element-to-source-list",
                       "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"));
  EXPECT_EQ(trace_inline(page_with({"script-src 'unsafe-inline'"}), {.source = "x"}).matched,
            "'unsafe-inline'");
}

TEST(Trace, CoversTheOtherChecks) {
  const auto url = Url::parse("https://a.test/");
  const UrlView ancestors[] = {url->view()};
  EXPECT_EQ(trace_form_submission(page_with({"form-action https:"}), url->view()).matched,
            "https:");
  EXPECT_EQ(trace_base(page_with({"base-uri a.test"}), url->view()).matched, "a.test");
  EXPECT_EQ(trace_navigation_response(page_with({"frame-ancestors a.test"}), ancestors).matched,
            "a.test");
  EXPECT_EQ(trace_compile_strings(page_with({"script-src 'unsafe-eval'"})).matched,
            "'unsafe-eval'");
  EXPECT_EQ(trace_compile_wasm(page_with({"script-src 'wasm-unsafe-eval'"})).matched,
            "'wasm-unsafe-eval'");
  EXPECT_EQ(trace_rtc(page_with({"webrtc 'allow'"})).matched, "'allow'");
  EXPECT_EQ(trace_create_policy(page_with({"trusted-types x"}), "x").matched, "x");
  EXPECT_TRUE(has_step(trace_sink(page_with({"require-trusted-types-for 'script'"}), "script"),
                       "#should-block-sink-type-mismatch", "blocks"));
}

}  // namespace
}  // namespace cspkit::test
