// SPDX-License-Identifier: Apache-2.0
#include <cspkit/har.h>
#include <cspkit/limits.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cspkit {
namespace {

struct Reading {
  std::vector<HarEntry> entries;
  tl::expected<HarSummary, HarError> result;
};

Reading read(std::string_view text, std::size_t piece = std::string_view::npos,
             HarBodies bodies = HarBodies::html) {
  std::vector<HarEntry> entries;
  HarReader reader({.bodies = bodies},
                   [&](HarEntry&& entry) { entries.push_back(std::move(entry)); });
  for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at)) {
    if (!reader.write(text.substr(at, piece))) break;
  }
  auto result = reader.finish();
  return {std::move(entries), std::move(result)};
}

std::string har(std::string_view entries) {
  return R"({"log":{"version":"1.2","pages":[{"id":"p1","title":"t"}],"entries":[)" +
         std::string(entries) + "]}}";
}

const std::string kFull =
    har(R"({"_initiator":{"type":"parser","url":"https://a.test/",)"
        R"("lineNumber":4,"stack":{"callFrames":[{"url":"no"}]}},)"
        R"("_resourceType":"document","pageref":"p1","request":{)"
        R"("method":"GET","url":"https://a.test/\u0078","headers":[)"
        R"({"name":"Referer","value":"https://b.test/"}],"cookies":[)"
        R"({"name":"no","value":"no"}]},"response":{"status":200,)"
        R"("headers":[{"name":"X","value":"1"},{"name":"x","value":"2"}],)"
        R"("content":{"size":5,"mimeType":"text/html; charset=utf-8",)"
        R"("text":"<p>\u00e9"},"redirectURL":"/y"},"time":1.5},)"
        "\n"
        R"({"request":{"url":"https://a.test/2"},"response":{"status":301}})");

TEST(HarReader, RefusesABadEscapeInTheSameWordsWhereverTheFileIsCut) {
  for (const std::string escape : {R"(\udddd)", R"(\uDDDDDog)", R"(\ud83d\u0041)", R"(\u00g0)"}) {
    const std::string text = har(R"({"request":{"url":")" + escape + R"("}})");
    for (const std::size_t piece : {text.size(), std::size_t{1}, std::size_t{3}, std::size_t{7}}) {
      const Reading reading = read(text, piece);
      ASSERT_FALSE(reading.result);
      EXPECT_EQ(reading.result.error().message,
                "a \\u escape has not four hexadecimal digits, or is half of a surrogate pair; "
                "mend the JSON")
          << escape << " in pieces of " << piece;
    }
  }
}

TEST(HarReader, ReadsWhatAnEntryHolds) {
  const Reading reading = read(kFull);
  ASSERT_TRUE(reading.result) << reading.result.error().to_string();
  EXPECT_EQ(reading.result->entries, 2U);
  ASSERT_EQ(reading.entries.size(), 2U);
  const HarEntry& entry = reading.entries[0];
  EXPECT_EQ(entry.number, 1U);
  EXPECT_EQ(entry.page, "p1");
  EXPECT_EQ(entry.method, "GET");
  EXPECT_EQ(entry.url, "https://a.test/x");
  EXPECT_EQ(entry.request_field("referer"), "https://b.test/");
  EXPECT_EQ(entry.request_fields.size(), 1U);
  EXPECT_EQ(entry.status, 200);
  ASSERT_EQ(entry.response_fields.size(), 2U);
  EXPECT_EQ(entry.response_fields[1].value, "2");
  EXPECT_EQ(entry.redirect_url, "/y");
  EXPECT_EQ(entry.mime_type, "text/html; charset=utf-8");
  EXPECT_TRUE(entry.is_html());
  EXPECT_EQ(entry.body_state, HarBodyState::text);
  EXPECT_EQ(entry.body, "<p>\xC3\xA9");
  EXPECT_EQ(entry.resource_type, "document");
  EXPECT_EQ(entry.initiator, "parser");
  EXPECT_EQ(entry.initiator_url, "https://a.test/");
  EXPECT_EQ(entry.initiator_line, 4);
  EXPECT_TRUE(reading.entries[1].is_redirect());
}

TEST(HarReader, SaysWhereAnEntryStands) {
  const Reading reading = read(kFull);
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.entries[0].place.offset, kFull.find("\"type\":\"parser\""));
  EXPECT_EQ(reading.entries[0].place.line, 1U);
  EXPECT_EQ(reading.entries[1].place.line, 2U);
  EXPECT_EQ(reading.entries[1].place.offset, kFull.find("\"url\":\"https://a.test/2\""));
  EXPECT_EQ(reading.entries[1].place.column, 13U);
  EXPECT_EQ(reading.entries[0].response_fields[0].place.offset, kFull.find("\"name\":\"X\""));
}

TEST(HarReader, ReadsTheSameWhereverTheFileIsCut) {
  const Reading whole = read(kFull);
  for (std::size_t piece = 1; piece < 40; ++piece) {
    const Reading cut = read(kFull, piece);
    ASSERT_TRUE(cut.result);
    ASSERT_EQ(cut.entries.size(), whole.entries.size());
    for (std::size_t i = 0; i < whole.entries.size(); ++i) {
      EXPECT_EQ(cut.entries[i].url, whole.entries[i].url) << piece;
      EXPECT_EQ(cut.entries[i].body, whole.entries[i].body) << piece;
      EXPECT_EQ(cut.entries[i].place.line, whole.entries[i].place.line) << piece;
    }
  }
}

struct BodyRow {
  const char* claim;
  const char* content;
  HarBodyState state;
  std::string body;
};

TEST(HarReader, KeepsTheBodiesOfPages) {
  const BodyRow rows[] = {
      {"base 64", R"("mimeType":"text/html","text":"PHA+/w==","encoding":"base64")",
       HarBodyState::bytes, "<p>\xFF"},
      {"base 64 without its padding, in lines",
       R"("mimeType":"text/html","text":"PHA\r\n+/w","encoding":"base64")", HarBodyState::bytes,
       "<p>\xFF"},
      {"base 64 that is none", R"("mimeType":"text/html","text":"P~A+","encoding":"base64")",
       HarBodyState::malformed, ""},
      {"one digit too many", R"("mimeType":"text/html","text":"PHA+/","encoding":"base64")",
       HarBodyState::malformed, ""},
      {"the encoding in front", R"("encoding":"base64","text":"PHA+","mimeType":"text/html")",
       HarBodyState::bytes, "<p>"},
      {"the type behind", R"("text":"<p>","mimeType":"application/xhtml+xml")", HarBodyState::text,
       "<p>"},
      {"a script's, type in front", R"("mimeType":"text/javascript","text":"f")",
       HarBodyState::not_wanted, ""},
      {"a script's, type behind", R"("text":"f","mimeType":"text/javascript")",
       HarBodyState::not_wanted, ""},
      {"an empty one", R"("mimeType":"text/html","text":"")", HarBodyState::absent, ""},
      {"none", R"("mimeType":"text/html")", HarBodyState::absent, ""},
  };
  for (const BodyRow& row : rows) {
    const Reading reading =
        read(har(R"({"request":{"url":"https://a.test/"},"response":{"content":{)" +
                 std::string(row.content) + "}}}"));
    ASSERT_EQ(reading.entries.size(), 1U) << row.claim;
    EXPECT_EQ(reading.entries[0].body_state, row.state) << row.claim;
    EXPECT_EQ(reading.entries[0].body, row.body) << row.claim;
  }
}

TEST(HarReader, LeavesBodiesAloneThatNobodyWants) {
  const Reading reading = read(kFull, std::string_view::npos, HarBodies::none);
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.entries[0].body_state, HarBodyState::not_wanted);
  EXPECT_EQ(reading.entries[0].body, "");
}

TEST(HarReader, DropsABodyOverTheLimitAndGoesOn) {
  const std::string text(limits::kMaxHarBodyBytes + 1, 'x');
  const std::string entry = R"({"request":{"url":"https://a.test/"},"response":{"content":{)"
                            R"("mimeType":"text/html","text":")" +
                            text + R"("}}})";
  const Reading reading =
      read(har(entry + R"(,{"request":{"url":"https://a.test/2"}})"), 64u << 10);
  ASSERT_TRUE(reading.result);
  ASSERT_EQ(reading.entries.size(), 2U);
  EXPECT_EQ(reading.entries[0].body_state, HarBodyState::too_long);
  EXPECT_EQ(reading.entries[0].body, "");
  EXPECT_EQ(reading.entries[1].url, "https://a.test/2");
}

TEST(HarReader, CutsDataUrlsAndSaysSo) {
  const std::string url = "data:image/png;base64," + std::string(limits::kMaxUrlBytes, 'A');
  const Reading reading = read(har(R"({"request":{"url":")" + url + R"("}})"), 1000);
  ASSERT_EQ(reading.entries.size(), 1U);
  EXPECT_FALSE(reading.entries[0].url_complete);
  EXPECT_EQ(reading.entries[0].url.size(), limits::kMaxUrlBytes);
}

TEST(HarReader, CountsEntriesWithoutUrl) {
  const Reading reading = read(har(R"({},{"request":{}},{"request":{"url":"https://a.test/"}})"));
  ASSERT_TRUE(reading.result);
  EXPECT_EQ(reading.result->entries, 3U);
  EXPECT_EQ(reading.result->without_url, 2U);
  ASSERT_EQ(reading.entries.size(), 1U);
  EXPECT_EQ(reading.entries[0].number, 3U);
}

struct ErrorRow {
  std::string text;
  std::string message;
  std::uint64_t offset;
};

TEST(HarReader, SaysWhichEntryCannotBeRead) {
  std::string many;
  for (std::size_t i = 0; i <= limits::kMaxHarFields; ++i) {
    many += std::string(i == 0 ? "" : ",") + R"({"name":"n","value":"v"})";
  }
  const std::string first = R"({"request":{"url":"https://a.test/"}},)";
  const std::string broken = har(first + R"({"request":{"url":"https://a.test/" x)");
  const std::string none =
      "no log.entries in it, so that it is no HAR file; export one from the "
      "browser's network panel";
  const ErrorRow rows[] = {
      {"", "incomplete JSON; mend the JSON", 0},
      {"{}", none, 0},
      {"[]", none, 0},
      {R"({"log":{"entries":{}}})", none, 0},
      {R"({"log":{"entries":[]}} x)",
       "something stands behind the end of the document; mend the JSON", 23},
      {broken, "entry 2: syntax error; mend the JSON", broken.find('x', broken.rfind("a.test/"))},
      {broken.substr(0, broken.size() - 10), "entry 2: incomplete JSON; mend the JSON",
       broken.size() - 10},
      {har(first + R"({"request":{"url":"u","headers":[)" + many + "]}}"),
       "entry 2: more than 4096 header fields; leave some out", 0},
      {har(R"({"response":{"headers":[{"name":"X","value":")" +
           std::string(limits::kMaxPolicyBytes + 1, 'x') + R"("}]}})"),
       "entry 1: a header field is longer than the limit of 4194304 bytes; shorten it", 0},
  };
  for (const ErrorRow& row : rows) {
    const Reading reading = read(row.text, 5000);
    ASSERT_FALSE(reading.result) << row.message;
    EXPECT_EQ(reading.result.error().to_string(), row.message);
    if (row.offset == 0) continue;
    EXPECT_EQ(reading.result.error().place.offset, row.offset) << row.message;
  }
}

TEST(HarReader, SkipsAByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBF" + kFull, 1 << 20).entries.size(), 2U);
}

}  // namespace
}  // namespace cspkit
