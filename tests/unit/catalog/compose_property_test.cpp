// SPDX-License-Identifier: Apache-2.0
// What holds for every composition, whatever the vendors, their options and the base.
#include <array>
#include <functional>
#include <random>

#include "catalog/compose_place.h"
#include "unit/catalog/compose_support.h"

namespace cspkit::compose_test {
namespace {

using catalog::kReaders;
using catalog::PreparedProbe;

const std::vector<std::vector<std::string>> kSelections = {
    {"customerio"},
    {"customerio:region=eu,features=in_app+inbox+microsurveys,script_nonce=abc123"},
    {"customerio:install=package,features=device_mode_destinations+metrics"},
    {"customerio:install=legacy_snippet,features=in_app+connected_forms"},
    {"customerio:proxy_host=cio.example.com,proxy_api_host=api.example.com"},
    {"pendo:sub_id=42"},
    {"pendo:sub_id=42,region=eu,delivery=jsonp,features=none"},
    {"pendo:sub_id=42,region=us1,delivery=xhr,features=guides+designer+session_replay"},
    {"pendo:sub_id=42,features=guides+designer+code_blocks+rc_integrations+session_replay"},
    {"pendo:sub_id=42,style_nonce={nonce},features=guides+designer"},
    {"pendo:sub_id=42,style_nonce=abc123,script_nonce=abc123,features=guides+designer+code_blocks"},
    {"pendo:sub_id=42,features=guides+designer+classic_guides+classic_designer+classic_badges"},
    {"pendo:sub_id=42,install=package,content_proxy=true,features=guides+listen_portal+default_"
     "badges"},
    {"pendo:sub_id=42,cname=complete,content_host=c.example.com,data_host=d.example.com"},
    {"pendo:sub_id=42,cname=setup,content_host=c.example.com,data_host=d.example.com,delivery="
     "jsonp"},
    {"pendo:sub_id=42,video=loom+vimeo+youtube,features=guides+staging+debugger+guide_preview"},
    {"pendo:sub_id=42,trusted_types=true"},
    {"customerio", "pendo:sub_id=42,features=guides+designer+session_replay+code_blocks"},
    {"customerio", "pendo:sub_id=42,style_nonce={nonce}"},
};

const std::vector<std::vector<PagePolicy>> kBases = {
    {{"default-src 'self'"}},
    {{"default-src 'none'"}},
    {{"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'"}},
    {{"script-src 'nonce-r4nd0m' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'; "
      "base-uri 'none'"}},
    {{"default-src 'self'; script-src 'self' 'nonce-x1'; style-src 'self' 'nonce-x1'"}},
    {{"default-src https: 'unsafe-inline' 'unsafe-eval'"}},
    {{"default-src 'self'; child-src 'none'; script-src-elem 'self'; style-src-attr "
      "'unsafe-inline'"}},
    {{"default-src 'self', script-src 'self' https:; frame-ancestors 'none', connect-src *"}},
    {{"default-src 'self'; trusted-types app; require-trusted-types-for 'script'"}},
    {{"img-src 'self' data:; frame-ancestors 'self'; form-action 'self'"}},
    {{"default-src 'self'"}, {"default-src 'none'", Disposition::report}},
    {{"default-src 'self'; frame-ancestors 'none'", Disposition::enforce, Delivery::meta}},
    {{std::string(kStrictPolicy)}},
    {{""}},
};

/// The nonce that the page's elements bear: the one in the lists that decide about them. (An `abc123` is the
/// vendor's option.)
catalog::PageNonces nonces_of(const std::vector<Policy>& policies) {
  const auto find = [&](std::initializer_list<std::string_view> names) -> std::string {
    for (const Policy& policy : policies) {
      for (const std::string_view name : names) {
        const Directive* directive = policy.find(name);
        if (directive == nullptr) continue;
        for (const std::string& token : directive->value) {
          if (const auto nonce = catalog::nonce_of(token); nonce && *nonce != "abc123")
            return std::string(*nonce);
        }
        break;
      }
    }
    return {};
  };
  const std::string script = find({"script-src-elem", "script-src", "default-src"});
  const std::string style = find({"style-src-elem", "style-src", "default-src"});
  const std::string none(kNoncePlaceholder);
  return {!script.empty()  ? script
          : !style.empty() ? style
                           : none,
          !style.empty()    ? style
          : !script.empty() ? script
                            : none};
}

/// Which probes pass under the policies, in each reader: one flag after the other.
std::vector<bool> passing(const std::vector<PreparedProbe>& probes, const PolicyList& list) {
  std::vector<bool> out;
  for (const PreparedProbe& probe : probes) {
    for (const Browser reader : kReaders) out.push_back(!probe.run(list, reader).blocked());
  }
  return out;
}

bool is_declared_impossible(const Composition& composition, const PreparedProbe& probe,
                            Browser reader) {
  return std::ranges::any_of(composition.unfixable, [&](const Unfixable& unfixable) {
    return unfixable.vendor == probe.vendor().name && unfixable.probe == probe.probe().id &&
           std::ranges::find(unfixable.readers, reader) != unfixable.readers.end() &&
           std::ranges::any_of(composition.notes, [&](const ComposeNote& note) {
             return note.kind == ComposeNote::Kind::impossible && note.vendor == unfixable.vendor;
           });
  });
}

std::string describe(const std::vector<std::string>& selections,
                     const std::vector<PagePolicy>& base) {
  std::string text;
  for (const std::string& selection : selections) text += selection + " ";
  for (const PagePolicy& policy : base) text += "| " + policy.text + " ";
  return text;
}

void expect_sufficient(const Composition& composition, const std::vector<ResolvedVendor>& needs,
                       const std::string& what) {
  const auto probes =
      catalog::prepare_probes(needs, Evidence::observed, nonces_of(composition.policies));
  const PolicyList list = list_of(composition.policies);
  for (const PreparedProbe& probe : probes) {
    for (const Browser reader : kReaders) {
      EXPECT_TRUE(!probe.run(list, reader).blocked() ||
                  is_declared_impossible(composition, probe, reader))
          << what << "\n  " << probe.probe().id << " in " << browser_name(reader) << "\n  "
          << composition.text();
    }
  }
}

/// Report-only policies count as enforced here, so that what is added to them has to be needed too.
PolicyList enforced(std::vector<Policy> policies) {
  for (Policy& policy : policies) policy.disposition = Disposition::enforce;
  return list_of(policies);
}

void expect_minimal(const Composition& composition, const std::vector<ResolvedVendor>& needs,
                    const std::string& what) {
  const auto probes =
      catalog::prepare_probes(needs, Evidence::observed, nonces_of(composition.policies));
  for (const Addition& addition : composition.additions) {
    std::vector<Policy> with = {composition.policies[addition.policy]};
    std::vector<Policy> without = with;
    auto& directives = without[0].directives;
    const auto at = std::ranges::find(directives, addition.directive, &Directive::name);
    ASSERT_NE(at, directives.end());
    ASSERT_EQ(std::erase(at->value, addition.source), 1u) << what << addition.source;
    EXPECT_NE(passing(probes, enforced(with)), passing(probes, enforced(without)))
        << what << "\n  not needed: " << addition.directive << " " << addition.source << "\n  "
        << composition.text();
  }
}

TEST(ComposeProperty, EveryProbePassesInEveryReader) {
  for (const auto& selections : kSelections) {
    const auto needs = vendors(selections);
    expect_sufficient(*compose(needs), needs, describe(selections, {}));
    for (const auto& base : kBases) {
      expect_sufficient(onto(base, needs), needs, describe(selections, base));
    }
  }
}

TEST(ComposeProperty, EverySourceIsNeededByAProbe) {
  for (const auto& selections : kSelections) {
    const auto needs = vendors(selections);
    expect_minimal(*compose(needs), needs, describe(selections, {}));
    for (const auto& base : kBases)
      expect_minimal(onto(base, needs), needs, describe(selections, base));
  }
}

TEST(ComposeProperty, NothingIsImpossibleUnderPoliciesWithoutNonces) {
  for (const auto& selections : kSelections) {
    const auto needs = vendors(selections);
    EXPECT_TRUE(compose(needs)->unfixable.empty()) << describe(selections, {});
    for (const std::string base :
         {"default-src 'self'", "default-src 'none'", "default-src https:"}) {
      EXPECT_TRUE(onto(std::vector<PagePolicy>{{base}}, needs).unfixable.empty())
          << describe(selections, {{base}});
    }
  }
}

TEST(ComposeProperty, ComposingAgainAddsNothing) {
  for (const auto& selections : kSelections) {
    const auto needs = vendors(selections);
    for (const auto& base : kBases) {
      const Composition once = onto(base, needs);
      std::vector<PagePolicy> result;
      for (const Policy& policy : once.policies) {
        result.push_back({serialize(policy), policy.disposition, policy.delivery});
      }
      const Composition twice = onto(result, needs);
      EXPECT_EQ(twice.text(), once.text()) << describe(selections, base);
      EXPECT_TRUE(twice.additions.empty()) << describe(selections, base);
    }
  }
}

TEST(ComposeProperty, DocumentedSourcesAreAllThere) {
  ComposeOptions options;
  options.evidence = Evidence::documented;
  for (const auto& selections : kSelections) {
    const auto needs = vendors(selections);
    const auto composition = compose(needs, options);
    for (const ResolvedVendor& vendor : needs) {
      for (const ResolvedRequirement& row : requirements_in(vendor, Evidence::documented)) {
        if (row.contribution != Contribution::always) continue;
        const Directive* directive = composition->policies[0].find(row.directive);
        ASSERT_NE(directive, nullptr) << describe(selections, {}) << row.directive;
        EXPECT_NE(std::ranges::find(directive->value, row.source), directive->value.end())
            << describe(selections, {}) << row.directive << " " << row.source;
      }
    }
  }
}

// ---------------------------------------------------------------------------------------------
// Random bases: nothing that was allowed is blocked, and what is opened has a source to answer for it.

/// One thing that a page may do.
struct Act {
  std::string what;
  DirectiveId effective;
  std::function<Verdict(const PolicyList&, Browser)> run;
};

std::vector<Act> all_acts() {
  static const std::vector<Url> urls = [] {
    std::vector<Url> out;
    for (const std::string_view text :
         {"https://example.com/app.js", "http://example.com/x", "https://a.test/x",
          "http://a.test/x", "https://sub.a.test:8443/p/q", "https://evil.test/x",
          "data:text/plain,x", "blob:https://example.com/1", "wss://example.com/ws",
          "wss://a.test/ws", "https://cdp.customer.io/v1/x", "https://x.cloud.gist.build/q",
          "https://renderer.gist.build/3.0/i", "https://cdn.pendo.io/agent/x.js",
          "https://app.pendo.io/", "https://data.pendo.io/data/x",
          "https://pendo-static-42.storage.googleapis.com/x"}) {
      out.push_back(*Url::parse(text));
    }
    return out;
  }();
  std::vector<Act> acts;
  for (const Url& url : urls) {
    for (const Destination destination :
         {Destination::script, Destination::style, Destination::image, Destination::font,
          Destination::none, Destination::iframe, Destination::worker, Destination::object,
          Destination::video, Destination::manifest}) {
      for (const bool parsed : {true, false}) {
        for (const std::string_view nonce : {"", "r4nd0m"}) {
          const bool marks =
              destination == Destination::script || destination == Destination::style;
          if ((!marks && !nonce.empty()) || (destination != Destination::script && parsed))
            continue;
          const Request request{.url = url.view(),
                                .destination = destination,
                                .nonce = nonce,
                                .parser_metadata = parsed ? ParserMetadata::parser_inserted
                                                          : ParserMetadata::not_parser_inserted};
          acts.push_back({url.href() + " as " + std::string(destination_name(destination)),
                          *effective_directive_for_a_request(destination),
                          [request](const PolicyList& list, Browser reader) {
                            return should_block_request(list, request, reader);
                          }});
        }
      }
    }
  }
  for (const InlineType type : {InlineType::script, InlineType::script_attribute, InlineType::style,
                                InlineType::style_attribute, InlineType::navigation}) {
    for (const std::string_view nonce : {"", "r4nd0m"}) {
      InlineCheck check{.type = type, .source = "alert(1)"};
      if (!nonce.empty()) check.nonce = nonce;
      acts.push_back({"inline " + std::string(inline_type_name(type)) + " " + std::string(nonce),
                      effective_directive_for_inline_check(type),
                      [check](const PolicyList& list, Browser reader) {
                        return should_block_inline(list, check, reader);
                      }});
    }
  }
  acts.push_back({"eval", DirectiveId::script_src, [](const PolicyList& list, Browser reader) {
                    return can_compile_strings(list, reader);
                  }});
  acts.push_back({"wasm", DirectiveId::script_src, [](const PolicyList& list, Browser reader) {
                    return can_compile_wasm_bytes(list, reader);
                  }});
  acts.push_back(
      {"trusted-types app", DirectiveId::trusted_types, [](const PolicyList& list, Browser reader) {
         return should_block_create_policy(list, "app", {}, reader);
       }});
  for (const Url& url : urls) {
    if (url.view().scheme != "https") continue;
    acts.push_back({"framed by " + url.href(), DirectiveId::frame_ancestors,
                    [&url](const PolicyList& list, Browser reader) {
                      const UrlView ancestor = url.view();
                      return should_block_navigation_response(list, std::span(&ancestor, 1),
                                                              reader);
                    }});
    acts.push_back({"form to " + url.href(), DirectiveId::form_action,
                    [&url](const PolicyList& list, Browser reader) {
                      return should_block_form_submission(list, url.view(), 0, reader);
                    }});
  }
  return acts;
}

class RandomPolicies {
 public:
  explicit RandomPolicies(unsigned seed) : random_(seed) {}

  std::vector<PagePolicy> page() {
    std::vector<PagePolicy> policies(1 + below(8) / 7);
    for (PagePolicy& policy : policies) policy.text = text();
    return policies;
  }

 private:
  std::string text() {
    static constexpr std::array kDirectives = {
        "default-src",    "script-src",     "script-src-elem", "script-src-attr", "style-src",
        "style-src-elem", "style-src-attr", "img-src",         "font-src",        "connect-src",
        "frame-src",      "child-src",      "worker-src",      "object-src",      "frame-ancestors",
        "form-action",    "trusted-types"};
    std::string policy;
    for (const std::string_view name : kDirectives) {
      if (below(name == "default-src" ? 3 : 5) > 1) continue;
      policy += (policy.empty() ? "" : "; ") + std::string(name) + value(name);
    }
    return policy;
  }

  std::string value(std::string_view name) {
    if (name == "trusted-types") return below(2) == 0 ? " app" : " 'none'";
    static constexpr std::array kSources = {"'self'",
                                            "*",
                                            "https:",
                                            "data:",
                                            "blob:",
                                            "wss:",
                                            "a.test",
                                            "*.a.test",
                                            "https://a.test:*",
                                            "*.pendo.io",
                                            "https://cdn.pendo.io/agent/",
                                            "*.gist.build",
                                            "'unsafe-inline'",
                                            "'unsafe-eval'",
                                            "'nonce-r4nd0m'",
                                            "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
                                            "'unsafe-hashes'",
                                            "'report-sample'"};
    if (below(5) == 0) return " 'none'";
    std::string text;
    for (std::size_t i = 1 + below(4); i > 0; --i)
      text += " " + std::string(kSources[below(kSources.size())]);
    // Under default-src browsers stretch 'strict-dynamic' to other types, each in its own way; see the test below.
    if (name.starts_with("script-src") && below(5) == 0) text += " 'strict-dynamic'";
    return text;
  }

  std::size_t below(std::size_t n) { return random_() % n; }

  std::mt19937 random_;
};

/// Whether one of the sources added to the policies is enough to allow the act, alone in its directive.
bool answered_for(const Composition& composition, const Act& act, Browser reader) {
  return std::ranges::any_of(composition.additions, [&](const Addition& addition) {
    Policy alone;
    alone.directives.emplace_back().name = addition.directive;
    alone.directives.back().value = {addition.source};
    const auto id = *find_directive(addition.directive);
    const auto chain = catalog::chain_of(act.effective);
    const bool concerns =
        id == act.effective || std::ranges::find(chain, id) != chain.end() ||
        (act.effective == DirectiveId::object_src && id == DirectiveId::frame_src);
    return concerns && !act.run(list_of(std::vector{alone}), reader).blocked();
  });
}

/// WebKit alone lets 'self' match the page's own blob: frames, and in frame-src only. Whoever has to write down what
/// default-src said about frames opens them there.
bool is_webkits_blob_frame(const Act& act, Browser reader) {
  return reader == Browser::webkit && act.effective == DirectiveId::frame_src &&
         act.what.starts_with("blob:");
}

TEST(ComposeProperty, NothingThatTheBaseAllowedIsBlockedAndNothingElseIsOpened) {
  const auto acts = all_acts();
  std::vector<std::vector<ResolvedVendor>> chosen;
  for (const std::size_t i : {0u, 3u, 7u, 8u, 9u, 11u, 17u})
    chosen.push_back(vendors(kSelections[i]));
  RandomPolicies random(20261121);
  std::size_t opened = 0, compared = 0;
  for (int round = 0; round < 400; ++round) {
    const auto base = random.page();
    const auto& needs = chosen[static_cast<std::size_t>(round) % chosen.size()];
    const Composition composition = onto(base, needs);
    const PolicyList before = list_of(base);
    const PolicyList after = list_of(composition.policies);
    for (const Act& act : acts) {
      for (const Browser reader : kReaders) {
        const bool blocked_before = act.run(before, reader).blocked();
        const bool blocked_after = act.run(after, reader).blocked();
        ++compared;
        ASSERT_FALSE(!blocked_before && blocked_after)
            << "newly blocked: " << act.what << " in " << browser_name(reader) << "\n  "
            << describe({}, base) << "\n  " << composition.text();
        if (!blocked_before || blocked_after || is_webkits_blob_frame(act, reader)) continue;
        ++opened;
        ASSERT_TRUE(answered_for(composition, act, reader))
            << "opened for nothing: " << act.what << " in " << browser_name(reader) << "\n  "
            << describe({}, base) << "\n  " << composition.text();
      }
    }
  }
  EXPECT_GT(opened, 1000u) << "the generator asks too little";
  EXPECT_GT(compared, 100000u);
}

TEST(ComposeProperty, RandomBasesAreExtendedSufficientlyAndMinimally) {
  RandomPolicies random(7);
  for (int round = 0; round < 150; ++round) {
    const auto base = random.page();
    const auto& selections = kSelections[static_cast<std::size_t>(round) % kSelections.size()];
    const auto needs = vendors(selections);
    const Composition composition = onto(base, needs);
    expect_sufficient(composition, needs, describe(selections, base));
    expect_minimal(composition, needs, describe(selections, base));
  }
}

TEST(ComposeProperty, StrictDynamicUnderDefaultSrcKeepsWhatTheTextAllows) {
  const auto acts = all_acts();
  const auto needs = vendors(kSelections[17]);
  const std::vector<PagePolicy> base = {
      {"default-src 'self' a.test 'nonce-r4nd0m' 'strict-dynamic'"}};
  const PolicyList before = list_of(base);
  const PolicyList after = list_of(onto(base, needs).policies);
  for (const Act& act : acts) {
    for (const Browser reader : kReaders) {
      EXPECT_FALSE(!act.run(before, reader).blocked() && act.run(after, reader).blocked())
          << act.what << " in " << browser_name(reader);
    }
  }
}

}  // namespace
}  // namespace cspkit::compose_test
