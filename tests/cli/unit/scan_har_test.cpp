// SPDX-License-Identifier: Apache-2.0
#include "scan/har.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "error.h"

namespace cspkit::cli {
namespace {

/// A file that lasts as long as the test.
class HarFile {
 public:
  explicit HarFile(const std::string& entries)
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("cspkit_scan_har_{}.har", ::getpid())) {
    std::ofstream(path_) << R"({"log":{"entries":[)" << entries << "]}}";
  }
  ~HarFile() { std::filesystem::remove(path_); }
  HarFile(const HarFile&) = delete;
  HarFile& operator=(const HarFile&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Scanned {
  Inventory inventory;
  std::vector<std::string> notes;
  HarScan scan;
};

Scanned scan(const std::string& entries) {
  const HarFile file(entries);
  Output out(STDOUT_FILENO, "standard output"), err(STDERR_FILENO, "standard error");
  Context context{out, err, Style(false), Style(false)};
  Scanned scanned;
  scanned.scan = scan_har(file.path(), scanned.inventory, scanned.notes, context);
  return scanned;
}

std::string entry(std::string_view url, std::string_view more_request = "",
                  std::string_view response = "", std::string_view more = "") {
  return fmt::format(
      R"({{"pageref":"p","request":{{"method":"GET","url":"{}"{}}},"response":{{{}}}{}}})", url,
      more_request, response, more);
}

std::string headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text += fmt::format(R"({}{{"name":"{}","value":"{}"}})", text.empty() ? "" : ",", name, value);
  }
  return fmt::format(R"("headers":[{}])", text);
}

std::string wants(std::string_view destination, std::string_view referer = "https://a.test/") {
  return "," + headers({{"Sec-Fetch-Dest", destination}, {"Referer", referer}});
}

std::string page(std::string_view url, std::string_view policy, std::string_view html,
                 std::string_view destination = "document") {
  return entry(url, wants(destination),
               fmt::format(R"("status":200,{},"content":{{"mimeType":"text/html","text":"{}"}})",
                           headers({{"Content-Security-Policy", policy}}), html));
}

const InventoryItem* find(const Inventory& inventory, std::string_view url) {
  for (const InventoryItem* item : inventory.items()) {
    if (item->url == url) return item;
  }
  return nullptr;
}

TEST(ScanHar, GivesRequestsToTheDocumentThatMadeThem) {
  const Scanned scanned =
      scan(page("https://a.test/", "script-src 'self'", "<script>f</script>") + "," +
           page("https://a.test/frame", "img-src 'none'", "x", "iframe") + "," +
           page("https://other.test/", "img-src 'none'", "x", "iframe") + "," +
           entry("https://cdn.test/c.png", wants("image", "https://other.test/")) + "," +
           entry("https://cdn.test/a.js", wants("script")) + "," +
           entry("https://cdn.test/b.png", wants("image", "https://a.test/frame")) + "," +
           entry("https://fonts.test/f.woff2", wants("font", "https://fonts.test/f.css")));
  const Inventory& inventory = scanned.inventory;
  EXPECT_EQ(inventory.documents(), 2U);
  const InventoryItem* const script = find(inventory, "https://cdn.test/a.js");
  ASSERT_NE(script, nullptr);
  EXPECT_EQ(script->origin, "https://a.test");
  EXPECT_EQ(script->destination, Destination::script);
  EXPECT_EQ(script->blocked.size(), 1U);
  const InventoryItem* const image = find(inventory, "https://cdn.test/b.png");
  ASSERT_NE(image, nullptr);
  EXPECT_EQ(image->blocked.size(), 1U);
  // The Referer of a font is the style sheet; it belongs to the page.
  const InventoryItem* const font = find(inventory, "https://fonts.test/f.woff2");
  ASSERT_NE(font, nullptr);
  EXPECT_EQ(font->origin, "https://a.test");
  // The frame is a request of the page, and the page's inline script was read.
  EXPECT_NE(find(inventory, "https://a.test/frame"), nullptr);
  // Of another site's frame, that it is there is all that matters.
  EXPECT_NE(find(inventory, "https://other.test/"), nullptr);
  EXPECT_EQ(find(inventory, "https://cdn.test/c.png"), nullptr);
  const auto items = inventory.items();
  EXPECT_TRUE(std::ranges::any_of(items, [](const InventoryItem* item) {
    return item->kind == ItemKind::inline_block && item->sample == "f";
  }));
  EXPECT_EQ(scanned.notes, std::vector<std::string>{});
  EXPECT_EQ(scanned.scan.entries, 7U);
}

TEST(ScanHar, CountsRedirects) {
  const Scanned scanned =
      scan(page("https://a.test/", "img-src *", "x") + "," +
           entry("https://a.test/1", wants("image"), R"("status":302,"redirectURL":"/2")") + "," +
           entry("https://a.test/2", wants("image"),
                 R"("status":302,)" + headers({{"location", "https://b.test/3#x"}})) +
           "," + entry("https://b.test/3", wants("image"), R"("status":200)"));
  const InventoryItem* const last = find(scanned.inventory, "https://b.test/3");
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->redirect_count, 2U);
}

TEST(ScanHar, TellsScriptsOfTheParserFromOthers) {
  const std::string by_script = R"(,"_initiator":{"type":"script"})";
  const std::string by_parser =
      R"(,"_initiator":{"type":"parser","url":"https://a.test/","lineNumber":6})";
  const Scanned scanned = scan(page("https://a.test/", "img-src *", "x") + "," +
                               entry("https://a.test/s.js", wants("script"), "", by_script) + "," +
                               entry("https://a.test/p.js", wants("script"), "", by_parser));
  const InventoryItem* const script = find(scanned.inventory, "https://a.test/s.js");
  const InventoryItem* const parser = find(scanned.inventory, "https://a.test/p.js");
  ASSERT_TRUE(script != nullptr && parser != nullptr);
  EXPECT_EQ(script->parser_metadata, ParserMetadata::not_parser_inserted);
  EXPECT_EQ(parser->parser_metadata, ParserMetadata::parser_inserted);
  EXPECT_EQ(parser->places.front().to_string(), "https://a.test/:7");
}

TEST(ScanHar, TakesAPartOfARecordingByItsReferers) {
  const Scanned scanned =
      scan(entry("https://cdn.test/a.js", wants("script")) + "," + entry("https://cdn.test/b.js"));
  const InventoryItem* const script = find(scanned.inventory, "https://cdn.test/a.js");
  ASSERT_NE(script, nullptr);
  EXPECT_EQ(script->origin, "https://a.test");
}

TEST(ScanHar, TellsWhatItHadToLeaveOut) {
  const Scanned scanned =
      scan(entry("https://x.test/orphan") + ",{}," + entry("chrome-extension://x/y.js") + "," +
           entry("https://a.test/", wants("document"),
                 R"("status":200,"content":{"mimeType":"text/html"})"));
  ASSERT_EQ(scanned.notes.size(), 3U);
  EXPECT_TRUE(
      scanned.notes[0].ends_with("entry 4 (https://a.test/): the body is not in the file (export "
                                 "with content), so that its inline "
                                 "blocks are not known"));
  EXPECT_TRUE(scanned.notes[1].ends_with(": entries left out, since they have no URL: 1"));
  EXPECT_TRUE(scanned.notes[2].ends_with(
      ": entries left out, since no document is known that made them: 1"));
}

TEST(ScanHar, NamesTheEntryAndPlaceOfAMistake) {
  try {
    scan(entry("https://a.test/") + R"(,{"request" 1})");
    FAIL();
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find(".har:1:"), std::string::npos) << message;
    EXPECT_TRUE(message.ends_with(": entry 2: syntax error; mend the JSON")) << message;
  }
}

}  // namespace
}  // namespace cspkit::cli
