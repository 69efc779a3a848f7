// SPDX-License-Identifier: Apache-2.0
#include "suggest.h"

#include <gtest/gtest.h>

#include <array>

namespace cspkit::cli {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"parse", "fmt", "hash", "--policy",
                                                    "--policy-file"};

TEST(Suggest, ATypingErrorFindsItsName) {
  const struct {
    std::string_view typed;
    std::optional<std::string_view> expected;
  } cases[] = {
      {"prase", "parse"},  // swapped neighbours are one edit
      {"parses", "parse"},
      {"pars", "parse"},
      {"fnt", "fmt"},
      {"--plicy", "--policy"},
      {"--policyfile", "--policy-file"},
      {"", std::nullopt},
      {"x", std::nullopt},
      {"lint", std::nullopt},
      {"serve", std::nullopt},
  };
  for (const auto& [typed, expected] : cases) EXPECT_EQ(nearest(typed, kNames), expected) << typed;
}

TEST(Suggest, ALongWordIsNotCompared) {
  EXPECT_EQ(nearest(std::string(100'000, 'a'), kNames), std::nullopt);
}

TEST(Suggest, TheSentenceIsEmptyWhereNothingIsNear) {
  EXPECT_EQ(did_you_mean("hahs", kNames), "; did you mean hash?");
  EXPECT_EQ(did_you_mean("quite-else", kNames), "");
}

}  // namespace
}  // namespace cspkit::cli
