// SPDX-License-Identifier: Apache-2.0
#include <cspkit/inventory_file.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace cspkit {
namespace {

TEST(InventoryFileTest, ReadsWhatItWrites) {
  Inventory inventory;
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "a # b\n.html"});
  page.feed(
      "<base href=/x/><script>1</script><style>p{}</style><p onclick=f() style=top:0>"
      "<a href='javascript:g()'><script src=a.js></script><img src='data:image/png,x'>"
      "<form action='/send'><link rel=prefetch href=p><script type=speculationrules>{}</script>");
  page.finish();
  page.add(SeenRequest{.url = "/api"});
  const auto entries = inventory_entries(inventory);
  EXPECT_EQ(entries.size(), 12u);
  const std::string text = write_inventory(entries);
  auto read = read_inventory(text);
  ASSERT_TRUE(read) << read.error().line << read.error().message;
  EXPECT_EQ(write_inventory(*read), text);
  EXPECT_TRUE(std::ranges::is_permutation(entries, *read)) << text;
}

TEST(InventoryFileTest, IsOrderedAndSaysWhatItApproves) {
  Inventory inventory;
  DocumentScan page(inventory, {.url = "https://example.com/", .name = "p.html"});
  page.feed("<script src=b.js></script>\n<script>alert(1)</script><script src=a.js></script>");
  page.finish();
  EXPECT_EQ(write_inventory(inventory_entries(inventory)),
            "cspkit-inventory 1\n"
            "script sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI= 1 # p.html:2:1\n"
            "script-url https://example.com/a.js 1 # p.html:2:26\n"
            "script-url https://example.com/b.js 1 # p.html:1:1\n");
}

TEST(InventoryFileTest, ReadsCommentsEmptyLinesAndLineEndsOfWindows) {
  const auto read = read_inventory(
      "cspkit-inventory 1\r\n\r\n# a note\r\n  connect-url   https://a.test/   7\r\n");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->front().kind(), "connect-url");
  EXPECT_EQ(read->front().value, "https://a.test/");
  EXPECT_EQ(read->front().count, 7u);
  EXPECT_EQ(read->front().place, "");
}

TEST(InventoryFileTest, RefusesByLineWhatItDoesNotKnow) {
  struct Case {
    const char* text;
    std::size_t line;
    const char* part;
  };
  const Case cases[] = {
      {"", 1, "empty"},
      {"script sha256-x 1\n", 1, "does not begin with"},
      {"cspkit-inventory 2\n", 1, "version `2`"},
      {"cspkit-inventory 1\nscipt sha256-x 1\n", 2, "`scipt` is no kind"},
      {"cspkit-inventory 1\n\nscript sha256-AAAA 1\n", 3, "`sha256-AAAA` is no hash"},
      {"cspkit-inventory 1\nscript https://a.test/ 1\n", 2, "is no hash"},
      {"cspkit-inventory 1\nscript SHA256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI= 1\n", 2,
       "is no hash"},
      {"cspkit-inventory 1\nscript-url a.js 1\n", 2, "`a.js` is no absolute URL"},
      {"cspkit-inventory 1\nscript-url https://a.test/\n", 2, "`` is no count"},
      {"cspkit-inventory 1\nscript-url https://a.test/ -1\n", 2, "`-1` is no count"},
      {"cspkit-inventory 1\nscript-url https://a.test/ 99999999999999999999\n", 2, "is no count"},
      {"cspkit-inventory 1\nscript-url https://a.test/ 1 x\n", 2, "`x` stands behind"},
  };
  for (const Case& each : cases) {
    const auto read = read_inventory(each.text);
    ASSERT_FALSE(read) << each.text;
    EXPECT_EQ(read.error().line, each.line) << each.text;
    EXPECT_NE(read.error().message.find(each.part), std::string::npos) << read.error().message;
  }
}

}  // namespace
}  // namespace cspkit
