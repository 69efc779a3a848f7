// SPDX-License-Identifier: Apache-2.0
#include "catalog/compose_place.h"

#include <gtest/gtest.h>

namespace cspkit::catalog {
namespace {

using enum DirectiveId;

Policy policy_of(std::string_view text) {
  auto parsed = parse_policies(text);
  return parsed.policies.empty() ? Policy{} : std::move(parsed.policies.front());
}

TEST(Place, PutsASourceWhereItWorksAndLoosensLeast) {
  const struct {
    std::string_view policy;
    DirectiveId effective, wanted;
    std::optional<DirectiveId> expected;
  } cases[] = {
      {"img-src 'self'", script_src_elem, script_src, std::nullopt},
      {"default-src 'self'", script_src_elem, script_src, script_src},
      {"script-src 'self'", script_src_elem, script_src, script_src},
      {"script-src 'self'; script-src-elem 'self'", script_src_elem, script_src, script_src_elem},
      {"script-src 'self'; script-src-elem 'self'", script_src_attr, script_src, script_src},
      {"script-src 'self'", script_src_elem, script_src_elem, script_src_elem},
      {"default-src 'self'; script-src-elem 'self'", script_src, script_src, script_src},
      {"default-src 'self'", style_src_attr, style_src, style_src},
      {"default-src 'self'", worker_src, worker_src, worker_src},
      {"script-src 'self'", worker_src, worker_src, worker_src},
      {"script-src 'self'", worker_src, script_src, worker_src},
      {"child-src 'self'", worker_src, child_src, child_src},
      {"child-src 'self'", worker_src, worker_src, worker_src},
      {"default-src 'self'", worker_src, child_src, worker_src},
      {"default-src 'self'", frame_src, child_src, frame_src},
      {"default-src 'self'", connect_src, default_src, connect_src},
      {"default-src 'self'", script_src_elem, default_src, script_src},
      {"connect-src 'self'", connect_src, default_src, connect_src},
      {"default-src 'self'", connect_src, img_src, std::nullopt},
      {"frame-ancestors 'self'", frame_ancestors, frame_ancestors, frame_ancestors},
      {"default-src 'self'", frame_ancestors, frame_ancestors, std::nullopt},
      {"trusted-types a", trusted_types, script_src, std::nullopt},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(place(policy_of(c.policy), c.effective, c.wanted), c.expected)
        << c.policy << ", " << directive_name(c.effective) << ", " << directive_name(c.wanted);
  }
}

TEST(Place, StartsANewDirectiveFromWhatGoverned) {
  const struct {
    std::string_view policy;
    DirectiveId directive;
    std::vector<std::string> expected;
  } cases[] = {
      {"default-src 'self' 'unsafe-inline' 'nonce-a' 'strict-dynamic'",
       script_src,
       {"'self'", "'unsafe-inline'", "'nonce-a'", "'strict-dynamic'"}},
      {"default-src 'self' 'unsafe-inline' 'nonce-a' 'strict-dynamic'",
       style_src,
       {"'self'", "'unsafe-inline'", "'nonce-a'"}},
      {"default-src 'self' 'unsafe-inline' 'nonce-a' 'strict-dynamic'", img_src, {"'self'"}},
      {"default-src 'self' 'unsafe-inline' 'nonce-a' 'strict-dynamic'",
       worker_src,
       {"'self'", "'strict-dynamic'"}},
      {"default-src 'none'; script-src data: 'wasm-unsafe-eval' a.test",
       worker_src,
       {"data:", "a.test"}},
      {"default-src a.test; child-src b.test", frame_src, {"b.test"}},
      {"img-src a.test", connect_src, {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(list_of(policy_of(c.policy), c.directive), c.expected)
        << c.policy << ", " << directive_name(c.directive);
  }
}

TEST(Place, KnowsWhenANonceWouldSwitchUnsafeInlineOff) {
  const struct {
    std::string_view policy;
    DirectiveId directive;
    std::string_view source;
    bool expected;
  } cases[] = {
      {"script-src 'unsafe-inline'", script_src, "'nonce-a'", true},
      {"script-src 'unsafe-inline'", script_src, "a.test", false},
      {"script-src 'unsafe-inline' 'nonce-b'", script_src, "'nonce-a'", false},
      {"script-src 'unsafe-inline' 'strict-dynamic'", script_src, "'nonce-a'", false},
      {"style-src 'unsafe-inline' 'strict-dynamic'", style_src, "'nonce-a'", true},
      {"default-src 'unsafe-inline'", style_src, "'nonce-a'", true},
      {"style-src 'self'", style_src, "'nonce-a'", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(would_restrict(policy_of(c.policy), {c.directive, std::string(c.source)}), c.expected)
        << c.policy;
  }
}

}  // namespace
}  // namespace cspkit::catalog
