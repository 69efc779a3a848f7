// SPDX-License-Identifier: Apache-2.0
#include <cspkit/base64.h>
#include <gtest/gtest.h>

namespace cspkit {
namespace {

struct Row {
  const char* text;
  std::optional<std::string> bytes;
};

TEST(Base64Decode, TakesWhatFilesAndProtocolsHold) {
  const Row rows[] = {
      {"", ""},
      {"YQ==", "a"},
      {"YQ", "a"},
      {"YWI=", "ab"},
      {"YWJj", "abc"},
      {" YW\r\nJj\t", "abc"},
      {"__-_", "\xFF\xFF\xBF"},
      {"//+/", "\xFF\xFF\xBF"},
      {"Y", std::nullopt},
      {"YWJjY", std::nullopt},
      {"YQ=a", std::nullopt},
      {"Y~==", std::nullopt},
      {"YQ===", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(base64_decode(row.text), row.bytes) << row.text;
}

}  // namespace
}  // namespace cspkit
