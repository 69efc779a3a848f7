// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>
#include <cspkit/scan.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace cspkit {
namespace {

Inventory scan(std::string_view html, std::vector<SeenPolicy> headers = {},
               std::string_view url = "https://example.com/a/page.html") {
  Inventory inventory;
  DocumentScan page(inventory, {.url = url, .name = "page.html", .policies = headers});
  page.feed(html);
  page.finish();
  return inventory;
}

TEST(InventoryTest, PutsEachThingUnderItsEffectiveDirective) {
  struct Case {
    const char* html;
    DirectiveId directive;
    const char* url;
  };
  const Case cases[] = {
      {"<script src=x.js></script>", DirectiveId::script_src_elem, "https://example.com/a/x.js"},
      {"<link rel=stylesheet href=/x.css>", DirectiveId::style_src_elem,
       "https://example.com/x.css"},
      {"<img src='https://i.test/a b.png#f'>", DirectiveId::img_src, "https://i.test/a%20b.png"},
      {"<img src='data:image/png;base64,AAAA'>", DirectiveId::img_src, "data:image/png"},
      {"<iframe src=//f.test/></iframe>", DirectiveId::frame_src, "https://f.test/"},
      {"<form action=https://g.test/x>", DirectiveId::form_action, "https://g.test/x"},
      {"<form>", DirectiveId::form_action, "https://example.com/a/page.html"},
      {"<base href=/b/>", DirectiveId::base_uri, "https://example.com/b/"},
      {"<object data=o.swf>", DirectiveId::object_src, "https://example.com/a/o.swf"},
      {"<link rel=prefetch href=p.js>", DirectiveId::default_src, "https://example.com/a/p.js"},
      {"<link rel=manifest href=m>", DirectiveId::manifest_src, "https://example.com/a/m"},
      {"<video src=v.mp4>", DirectiveId::media_src, "https://example.com/a/v.mp4"},
      {"<script>1</script>", DirectiveId::script_src_elem, ""},
      {"<p onclick=f()>", DirectiveId::script_src_attr, ""},
      {"<p style='color:red'>", DirectiveId::style_src_attr, ""},
      {"<a href='javascript:f()'>", DirectiveId::script_src_elem, ""},
  };
  for (const Case& each : cases) {
    const Inventory inventory = scan(each.html);
    ASSERT_EQ(inventory.items().size(), 1u) << each.html;
    EXPECT_EQ(inventory.items()[0]->directive, each.directive) << each.html;
    EXPECT_EQ(inventory.items()[0]->url, each.url) << each.html;
    EXPECT_EQ(inventory.items()[0]->places[0].to_string(), "page.html:1:1") << each.html;
  }
}

TEST(InventoryTest, ResolvesAgainstTheFirstBase) {
  const Inventory inventory =
      scan("<base href=https://cdn.test/x/><base href=/no/><img src=a.png>");
  EXPECT_TRUE(std::ranges::any_of(inventory.items(), [](const InventoryItem* item) {
    return item->url == "https://cdn.test/x/a.png";
  }));
}

TEST(InventoryTest, KeepsTheSameThingOnceAndCountsIt) {
  Inventory inventory;
  for (const char* const name : {"b", "a", "c", "d"}) {
    DocumentScan page(inventory, {.url = "https://example.com/", .name = name});
    page.feed("<img src=x.png>\n<img src=x.png>");
    page.finish();
  }
  ASSERT_EQ(inventory.items().size(), 1u);
  const InventoryItem& item = *inventory.items()[0];
  EXPECT_EQ(item.count, 8u);
  EXPECT_EQ(item.documents, 4u);
  ASSERT_EQ(item.places.size(), limits::kMaxInventoryPlaces);
  EXPECT_EQ(item.places[0].to_string(), "a:1:1");
  EXPECT_EQ(item.places[1].to_string(), "a:2:1");
  EXPECT_EQ(item.places[2].to_string(), "b:1:1");
}

TEST(InventoryTest, IsTheSameWhateverTheOrder) {
  const auto pour = [](std::initializer_list<const char*> names) {
    Inventory all;
    for (const char* const name : names) {
      Inventory one;
      DocumentScan page(one, {.url = "https://example.com/", .name = name});
      page.add(SeenPolicy{.text = "img-src 'none'"});
      page.add(SeenRequest{.url = "a.png", .destination = Destination::image, .line = 3});
      page.add(SeenInline{.type = InlineType::script, .source = "alert(1)", .line = 4});
      all.merge(std::move(one));
    }
    return all;
  };
  const Inventory forward = pour({"a", "b", "c", "d"});
  const Inventory backward = pour({"d", "c", "b", "a"});
  ASSERT_EQ(forward.items().size(), 2u);
  ASSERT_EQ(backward.items().size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(forward.items()[i]->places, backward.items()[i]->places);
    EXPECT_EQ(forward.items()[i]->count, 4u);
    EXPECT_EQ(forward.items()[i]->documents, 4u);
    EXPECT_EQ(backward.items()[i]->blocked.size(), forward.items()[i]->blocked.size());
  }
  EXPECT_EQ(forward.items()[1]->blocked[0].count, 4u);
  EXPECT_EQ(forward.items()[1]->blocked[0].first, backward.items()[1]->blocked[0].first);
  EXPECT_EQ(forward.policies()[0].documents, 4u);
}

TEST(InventoryTest, JudgesByThePoliciesThatTheDocumentHasByThen) {
  // The image before the <meta> is loaded, the one after it is not.
  const Inventory inventory = scan(
      "<head><link rel=icon href=before.png>"
      "<meta http-equiv=Content-Security-Policy content=\"img-src 'none'\"><link rel=icon "
      "href=after.png>");
  for (const InventoryItem* item : inventory.items())
    EXPECT_EQ(item->blocked.empty(), item->url.find("before") != std::string::npos) << item->url;
  EXPECT_TRUE(inventory.blocks_anything());
}

TEST(InventoryTest, HeedsNoPolicyOutsideTheHead) {
  const Inventory inventory =
      scan("<body><meta http-equiv=Content-Security-Policy content=\"img-src 'none'\"><img src=a>");
  EXPECT_FALSE(inventory.blocks_anything());
  ASSERT_EQ(inventory.policies().size(), 1u);
  EXPECT_NE(inventory.policies()[0].ignored, "");
}

TEST(InventoryTest, ReportOnlyPoliciesBlockNothing) {
  const std::vector<SeenPolicy> headers = {
      {.text = "img-src 'none'", .source = PolicySource::report_only_header}};
  const Inventory inventory = scan("<img src=a>", headers);
  ASSERT_EQ(inventory.items()[0]->blocked.size(), 1u);
  EXPECT_FALSE(inventory.blocks_anything());
}

TEST(InventoryTest, ComparesRealNoncesAndKeepsNone) {
  Inventory inventory;
  for (const char* const nonce : {"abc", "xyz"}) {
    const std::string policy = std::string("script-src 'nonce-") + nonce + "'";
    const std::vector<SeenPolicy> headers = {{.text = policy}};
    DocumentScan page(inventory,
                      {.url = "https://example.com/", .name = nonce, .policies = headers});
    page.feed(std::string("<script nonce=") + nonce + ">1</script><script nonce=no>2</script>");
    page.finish();
  }
  ASSERT_EQ(inventory.policies().size(), 1u);
  EXPECT_EQ(inventory.policies()[0].text, "script-src 'nonce-{nonce}'");
  EXPECT_EQ(inventory.policies()[0].documents, 2u);
  for (const InventoryItem* item : inventory.items())
    EXPECT_EQ(item->blocked.empty(), item->sample == "1") << item->sample;
}

TEST(InventoryTest, NamesTheBrowsersThatBlock) {
  // Only the browsers compare the scheme of a WebSocket as it is written.
  Inventory inventory;
  const std::vector<SeenPolicy> headers = {{.text = "connect-src https://socket.test"}};
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p", .policies = headers});
  page.add(SeenRequest{.url = "wss://socket.test/"});
  ASSERT_EQ(inventory.items()[0]->blocked.size(), 1u);
  const BlockedNow& row = inventory.items()[0]->blocked[0];
  EXPECT_FALSE(row.by(Browser::specification));
  EXPECT_EQ(row.count, 1u);
}

TEST(InventoryTest, SrcdocDocumentsLiveUnderThePagesPolicies) {
  const std::vector<SeenPolicy> headers = {{.text = "script-src 'none'"}};
  const Inventory inventory = scan("<iframe srcdoc=\"<script>1</script>\"></iframe>", headers);
  EXPECT_TRUE(inventory.blocks_anything());
}

TEST(InventoryTest, UrlsThatDoNotParseAreNamed) {
  const Inventory inventory = scan("\n<img src='https://exa mple.com/'>");
  EXPECT_TRUE(inventory.items().empty());
  ASSERT_EQ(inventory.bad_urls().size(), 1u);
  EXPECT_EQ(inventory.bad_urls()[0].second.line, 2u);
}

TEST(InventoryTest, FoldsUrlsIntoTheirOriginsBeyondTheLimit) {
  Inventory inventory;
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p"});
  const std::size_t count = limits::kMaxInventoryItems + 1000;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string url = "https://a.test/" + std::to_string(i);
    page.add(SeenRequest{.url = url, .destination = Destination::image});
  }
  EXPECT_EQ(inventory.items().size(), limits::kMaxInventoryItems + 1);
  const InventoryItem& first = *inventory.items()[0];
  EXPECT_TRUE(first.folded);
  EXPECT_EQ(first.url, "https://a.test/");
  EXPECT_EQ(first.count, 1000u);
  EXPECT_EQ(inventory.dropped(), 0u);
}

TEST(InventoryTest, StyleSheetsHaveUrlsOfTheirOwn) {
  Inventory inventory;
  DocumentScan sheet(
      inventory,
      {.url = "https://example.com/css/a.css", .name = "a.css", .role = DocumentRole::resource});
  sheet.add_style_sheet(
      "@import 'b.css';\n@font-face { src: url(f.woff) }\np { background: url(//i.test/x) }");
  ASSERT_EQ(inventory.items().size(), 3u);
  EXPECT_EQ(inventory.documents(), 0u);
  EXPECT_EQ(inventory.items()[0]->url, "https://example.com/css/b.css");
  EXPECT_EQ(inventory.items()[1]->url, "https://i.test/x");
  EXPECT_EQ(inventory.items()[1]->places[0].line, 3u);
  EXPECT_EQ(inventory.items()[2]->url, "https://example.com/css/f.woff");
}

}  // namespace
}  // namespace cspkit
