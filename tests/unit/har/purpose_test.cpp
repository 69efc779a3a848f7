// SPDX-License-Identifier: Apache-2.0
#include <cspkit/har.h>
#include <gtest/gtest.h>

namespace cspkit {
namespace {

struct Row {
  const char* claim;
  const char* resource_type;
  const char* sec_fetch_dest;
  const char* mime_type;
  HarUse use;
  const char* destination;
};

constexpr Row kRows[] = {
    {"Chromium's script", "script", "script", "text/javascript", HarUse::request, "script"},
    {"Chromium calls frames documents, their field does not", "document", "iframe", "text/html",
     HarUse::request, "iframe"},
    {"a tab's document", "document", "document", "text/html", HarUse::page, "document"},
    {"a worker's script is of a worker", "script", "worker", "text/javascript", HarUse::request,
     "worker"},
    {"fetch()", "fetch", "empty", "application/json", HarUse::request, ""},
    {"a media element by its type alone", "media", "", "audio/mpeg", HarUse::request, "audio"},
    {"a style sheet over HTTP, without metadata", "stylesheet", "", "text/css", HarUse::request,
     "style"},
    {"a WebSocket", "websocket", "", "x-unknown", HarUse::request, ""},
    {"Firefox's frame", "subdocument", "", "text/html", HarUse::request, "iframe"},
    {"a report is the browser's own", "cspviolationreport", "report", "", HarUse::none, ""},
    {"so is a preflight", "preflight", "empty", "", HarUse::none, ""},
    {"a proxy's record by its metadata", "", "font", "application/octet-stream", HarUse::request,
     "font"},
    {"a record without any by its type", "", "", "Application/JavaScript; charset=utf-8",
     HarUse::request, "script"},
    {"one without a type is no document's", "", "", "", HarUse::request, ""},
    {"HTML is a page where nothing else is known", "", "", "text/html", HarUse::page, "document"},
    {"an unknown destination says nothing", "image", "hologram", "", HarUse::request, "image"},
    {"an unknown type says nothing", "other", "", "image/x-icon", HarUse::request, "image"},
};

TEST(HarPurpose, IsWhatTheBrowserAskedFor) {
  for (const Row& row : kRows) {
    HarEntry entry;
    entry.resource_type = row.resource_type;
    entry.mime_type = row.mime_type;
    if (*row.sec_fetch_dest != '\0')
      entry.request_fields.push_back({"sec-fetch-dest", row.sec_fetch_dest, {}});
    const HarPurpose purpose = har_purpose(entry);
    EXPECT_EQ(purpose.use, row.use) << row.claim;
    EXPECT_EQ(purpose.destination, row.destination) << row.claim;
    EXPECT_FALSE(purpose.prefetch) << row.claim;
  }
}

TEST(HarPurpose, KnowsPrefetchesByTheirFieldAndType) {
  HarEntry by_field;
  by_field.request_fields.push_back({"Sec-Purpose", "prefetch;prerender", {}});
  by_field.resource_type = "script";
  EXPECT_TRUE(har_purpose(by_field).prefetch);
  HarEntry by_type;
  by_type.resource_type = "prefetch";
  EXPECT_TRUE(har_purpose(by_type).prefetch);
}

}  // namespace
}  // namespace cspkit
