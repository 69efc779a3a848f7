// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/propose.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace cspkit {
namespace {

constexpr const char* kPages[] = {
    "",
    "<script>1</script><script src=a.js></script><style>p{}</style><link rel=stylesheet "
    "href=a.css>",
    "<script src=https://cdn.test/a.js></script><script src=//cdn.test:8443/b.js></script>",
    "<p onclick=f()><p onclick=g()><p style=color:red><a href='javascript:h()'>",
    "<img src=a.png><img src=https://i.test/a.png><img src='data:image/png,x'><img "
    "src=https://i.test/b.png>",
    "<iframe src=https://f.test/></iframe><iframe src=/own></iframe>",
    "<object data=https://o.test/x.swf></object><embed src=/y.swf>",
    "<base href=https://b.test/><img src=a.png>",
    "<base href=/sub/><script src=a.js></script>",
    "<form action=https://g.test/></form><form action=/own></form>",
    "<form action=https://g.test/></form>",
    "<link rel=prefetch href=https://p.test/x><link rel=preload as=font href=https://p.test/f>",
    "<link rel=modulepreload href=m.js><link rel=preload as=script href=https://p.test/s.js>",
    "<video src=https://v.test/v poster=https://i.test/p></video><audio src=blob:x></audio>",
    "<svg><use href=https://s.test/i.svg#a /><image href=https://s.test/b.png /></svg>",
    "<link rel=manifest href=https://m.test/x>",
    "<script type=module>import 'x'</script><script type=importmap>{}</script><script "
    "type=speculationrules>{}</script>",
    "<script src=https://cdn.test/a.js "
    "integrity=sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=></script><script>f('https://"
    "x.test/')</script>",
    "<style>@import 'https://c.test/a.css'; @font-face{src:url(https://f.test/x)} "
    "p{background:url(https://i.test/y)}</style>",
    "<img src=http://old.test/a.png><script src='data:text/javascript,1'></script>",
};

std::string with_nonces(std::string html) {
  for (const char* const tag : {"<script", "<style"}) {
    const std::string name(tag);
    for (std::size_t at = 0; (at = html.find(name, at)) != std::string::npos; at += name.size())
      html.insert(at + name.size(), " nonce=abc");
  }
  return html;
}

std::string with_nonce_value(std::string policy) {
  constexpr std::string_view kPlaceholder = "{nonce}";
  for (std::size_t at; (at = policy.find(kPlaceholder)) != std::string::npos;)
    policy.replace(at, kPlaceholder.size(), "abc");
  return policy;
}

void pour(Inventory& inventory, std::string_view html, std::span<const SeenPolicy> policies) {
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p", .policies = policies});
  page.feed(html);
  page.finish();
  page.add(SeenRequest{.url = "wss://socket.test/"});
  page.add(SeenRequest{.url = "wss://example.com/socket"});
  page.add(SeenRequest{.url = "https://dynamic.test/d.js", .destination = Destination::script});
  page.add(SeenRequest{.url = "https://worker.test/w.js", .destination = Destination::worker});
  page.add(SeenUse{.kind = UseKind::wasm});
}

/// Whether a page with this policy in its header has something blocked: by its real sources and nonces, and not by
/// what the proposal was made from.
bool blocks(std::string_view html, std::string_view policy, ProposalKind kind) {
  const bool nonces = kind == ProposalKind::strict_nonce;
  const std::string value = with_nonce_value(std::string(policy));
  const std::vector<SeenPolicy> headers = {{.text = value}};
  Inventory inventory;
  pour(inventory, nonces ? with_nonces(std::string(html)) : std::string(html), headers);
  return inventory.blocks_anything();
}

std::string without(const Policy& policy, const ProposedSource& source) {
  Policy less = policy;
  for (Directive& directive : less.directives) {
    if (directive.name == source.directive) std::erase(directive.value, source.source);
  }
  return serialize(less);
}

TEST(ProposalTest, LetsEverythingPassAndHoldsNothingMore) {
  std::size_t removed = 0;
  for (const char* const html : kPages) {
    Inventory inventory;
    pour(inventory, html, {});
    for (const ProposalKind kind : kProposalKinds) {
      const Proposal proposal = propose(inventory, {}, kind);
      const std::string text = serialize(proposal.policy);
      EXPECT_TRUE(proposal.blocked.empty()) << html << "\n" << text;
      EXPECT_GT(proposal.asked, 4u);
      EXPECT_FALSE(blocks(html, text, kind)) << html << "\n" << text;
      for (const ProposedSource& source : proposal.sources) {
        if (source.ground != ProposedSource::Ground::seen) continue;
        ++removed;
        EXPECT_TRUE(blocks(html, without(proposal.policy, source), kind))
            << html << "\n"
            << text << "\n"
            << source.directive << " " << source.source;
      }
    }
  }
  EXPECT_GT(removed, 300u);
}

TEST(ProposalTest, IsComplete) {
  for (const ProposalKind kind : kProposalKinds) {
    const Proposal proposal = propose(Inventory(), {}, kind);
    for (const char* const name : {"default-src", "script-src", "object-src", "base-uri",
                                   "form-action", "frame-ancestors"}) {
      EXPECT_NE(proposal.policy.find(name), nullptr) << name << " " << to_string(kind);
    }
    EXPECT_TRUE(std::ranges::all_of(
        proposal.sources, [](const ProposedSource& source) { return !source.reason.empty(); }));
  }
}

const Directive* directive_of(const Proposal& proposal, const char* name) {
  return proposal.policy.find(name);
}

TEST(ProposalTest, KeepsWhatIsSaidAboutFraming) {
  struct Case {
    SeenPolicy policy;
    std::vector<std::string> ancestors;
  };
  const Case cases[] = {
      {{.text = "DENY", .source = PolicySource::frame_options}, {"'none'"}},
      {{.text = "SAMEORIGIN", .source = PolicySource::frame_options}, {"'self'"}},
      {{.text = "frame-ancestors https://partner.test; img-src *"}, {"https://partner.test"}},
      {{.text = "img-src *"}, {"'self'"}},
  };
  for (const Case& each : cases) {
    Inventory inventory;
    DocumentScan page(inventory,
                      {.url = "https://example.com/", .name = "p", .policies = {&each.policy, 1}});
    const Proposal proposal = propose(inventory, {}, ProposalKind::strict_nonce);
    EXPECT_EQ(directive_of(proposal, "frame-ancestors")->value, each.ancestors) << each.policy.text;
  }
}

Proposal propose_for(std::string_view html, ProposalKind kind) {
  Inventory inventory;
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p"});
  page.feed(html);
  page.finish();
  return propose(inventory, {}, kind);
}

TEST(ProposalTest, TakesStrictDynamicOnlyWhereHashesCoverEveryScript) {
  const auto script_sources = [](std::string_view html) {
    return directive_of(propose_for(html, ProposalKind::strict_hash), "script-src")->value;
  };
  const auto holds = [](const std::vector<std::string>& values, std::string_view value) {
    return std::ranges::find(values, value) != values.end();
  };
  EXPECT_TRUE(holds(script_sources("<script>l('https://a.test/x')</script>"), "'strict-dynamic'"));
  const auto external = script_sources("<script>l('https://a.test/x')</script><script src=a.js>");
  EXPECT_FALSE(holds(external, "'strict-dynamic'"));
  EXPECT_TRUE(holds(external, "'self'"));
}

TEST(ProposalTest, LeavesOutWhatOtherOriginsHold) {
  Inventory inventory;
  for (const char* const url : {"https://a.test/1", "https://a.test/2", "https://b.test/"}) {
    DocumentScan page(inventory, {.url = url, .name = url});
    page.feed(std::string("<img src=https://i.test") +
              (std::string_view(url).find("b.test") != std::string_view::npos ? ":81" : "") + "/>");
    page.finish();
  }
  const Proposal proposal = propose(inventory, {}, ProposalKind::allowlist);
  EXPECT_EQ(directive_of(proposal, "img-src")->value,
            (std::vector<std::string>{"'self'", "https://i.test"}));
  EXPECT_EQ(proposal.asked, 1u);
}

TEST(ProposalTest, NothingOfAPageSlipsIntoThePolicy) {
  const char* const pages[] = {
      ("<script>l('https://a.test/')</script><script src=a.js "
       "integrity=\"sha256-x';img-src\"></script>"),
      "<script>l('https://a.test/')</script><script src=a.js integrity=sha257-AAAA></script>",
      "<img src='https://a;b.test/'><img src='https://a,script-src.test/'>",
      "<img src='x;y:z'>",
      "<form action='https://a;b.test/'></form><base href='https://a;b.test/'>",
  };
  for (const char* const html : pages) {
    for (const ProposalKind kind : kProposalKinds) {
      const Proposal proposal = propose_for(html, kind);
      for (const Directive& directive : proposal.policy.directives) {
        EXPECT_TRUE(find_directive(directive.name)) << directive.name << " of " << html;
        for (const std::string& source : directive.value) {
          EXPECT_EQ(source.find_first_of(",;"), std::string::npos) << html;
          EXPECT_EQ(source.find("257"), std::string::npos) << html;
        }
      }
      EXPECT_NE(proposal.policy.find("frame-ancestors"), nullptr) << html;
    }
  }
  // What no source can name is told.
  EXPECT_EQ(propose_for(pages[2], ProposalKind::allowlist).blocked.size(), 2u);
}

TEST(ProposalTest, WarnsOfALongHeader) {
  std::string html;
  for (int i = 0; i < 200; ++i) html += "<script>f(" + std::to_string(i) + ")</script>";
  const Proposal proposal = propose_for(html, ProposalKind::strict_hash);
  EXPECT_TRUE(std::ranges::any_of(proposal.warnings, [](const std::string& warning) {
    return warning.find("bytes long") != std::string::npos;
  }));
  EXPECT_TRUE(propose_for(html, ProposalKind::strict_nonce).header_bytes < 300);
}

TEST(ObstacleTest, TellsNoncesThatAreKnownBeforehand) {
  struct Page {
    const char* html;
    DocumentForm form = DocumentForm::response;
  };
  struct Case {
    const char* claim;
    std::vector<Page> pages;
    std::vector<std::string> nonces;  ///< the fixed ones
  };
  constexpr DocumentForm kFile = DocumentForm::file;
  const Case cases[] = {
      {"in a file", {{"<script nonce=a1>x</script>", kFile}}, {"nonce=\"a1\""}},
      {"of a style, and of an external script",
       {{"<style nonce=a1></style><script nonce=b2 src=x.js></script>", kFile}},
       {"nonce=\"a1\"", "nonce=\"b2\""}},
      {"a template's mark is none yet", {{"<script nonce='{{ nonce }}'>x</script>", kFile}}, {}},
      {"nor is an empty one", {{"<script nonce=''>x</script>", kFile}}, {}},
      {"in one response it may be new",
       {{"<script nonce=a1>x</script><style nonce=a1>p{}</style>"}},
       {}},
      {"in two it is not",
       {{"<script nonce=a1>x</script>"}, {"<script nonce=a1>y</script>"}},
       {"nonce=\"a1\""}},
      {"each response has its own",
       {{"<script nonce=a1>x</script>"}, {"<script nonce=b2>x</script>"}},
       {}},
  };
  for (const Case& each : cases) {
    for (const bool merged : {false, true}) {
      Inventory inventory;
      for (const Page& page : each.pages) {
        Inventory other;
        Inventory& target = merged ? other : inventory;
        DocumentScan scan(target, {.url = "https://example.com/", .name = "p", .form = page.form});
        scan.feed(page.html);
        scan.finish();
        if (merged) inventory.merge(std::move(other));
      }
      std::vector<std::string> found;
      for (const Obstacle& obstacle : find_obstacles(inventory)) {
        if (obstacle.kind != Obstacle::Kind::fixed_nonce) continue;
        EXPECT_EQ(obstacle.concerns, std::vector{ProposalKind::strict_nonce});
        for (const auto& instance : obstacle.instances) found.push_back(instance.what);
      }
      EXPECT_EQ(found, each.nonces) << each.claim << (merged ? ", merged" : "");
    }
  }
}

TEST(ObstacleTest, KeepsTheSameNoncesInWhateverOrderTheyCome) {
  constexpr std::size_t kNonces = limits::kMaxInventoryNonces + 100;
  const auto name_of = [](std::size_t i) { return std::to_string(100'000 + i); };
  Inventory up, down;
  for (std::size_t i = 0; i < kNonces; ++i) {
    for (Inventory* inventory : {&up, &down}) {
      DocumentScan page(*inventory, {.url = "https://example.com/", .name = "p"});
      const std::string nonce = name_of(inventory == &up ? i : kNonces - 1 - i);
      page.add(SeenInline{.source = "x", .nonce = nonce});
    }
  }
  ASSERT_EQ(up.nonces().size(), limits::kMaxInventoryNonces);
  ASSERT_EQ(down.nonces().size(), limits::kMaxInventoryNonces);
  EXPECT_EQ(up.nonces().back()->value, name_of(limits::kMaxInventoryNonces - 1));
  EXPECT_EQ(down.nonces().back()->value, name_of(limits::kMaxInventoryNonces - 1));
}

TEST(ObstacleTest, TellsEachKind) {
  struct Case {
    const char* html;
    Obstacle::Kind kind;
  };
  const Case cases[] = {
      {"<p onclick=f()>", Obstacle::Kind::handler},
      {"<a href='javascript:f()'>", Obstacle::Kind::javascript_url},
      {"<p style=top:0>", Obstacle::Kind::style_attribute},
      {"<script>eval(x)</script>", Obstacle::Kind::possible_eval},
      {"<script src=a.js></script>", Obstacle::Kind::script_by_hash},
      {"<script src='data:,1'></script>", Obstacle::Kind::embedded_script},
      {"<img src=http://a.test/>", Obstacle::Kind::insecure},
  };
  for (const Case& each : cases) {
    Inventory inventory;
    DocumentScan page(inventory, {.url = "https://example.com/", .name = "p"});
    page.feed(each.html);
    page.finish();
    const auto obstacles = find_obstacles(inventory);
    ASSERT_EQ(obstacles.size(), 1u) << each.html;
    EXPECT_EQ(obstacles[0].kind, each.kind) << each.html;
    EXPECT_EQ(obstacles[0].instances.size(), 1u);
    EXPECT_FALSE(obstacles[0].remedy.empty());
  }
  EXPECT_TRUE(find_obstacles(Inventory()).empty());
}

}  // namespace
}  // namespace cspkit
