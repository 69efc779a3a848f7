// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>
#include <gtest/gtest.h>

#include "base/base64.h"

namespace cspkit {
namespace {

std::string encode(std::string_view text) {
  return base64_encode({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

bool decodes_to(std::string_view base64, std::string_view text) {
  return base64_decodes_to(base64,
                           {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

// RFC 4648, section 10.
TEST(Base64, EncodesTheVectorsOfTheRfc) {
  EXPECT_EQ(encode(""), "");
  EXPECT_EQ(encode("f"), "Zg==");
  EXPECT_EQ(encode("fo"), "Zm8=");
  EXPECT_EQ(encode("foo"), "Zm9v");
  EXPECT_EQ(encode("foob"), "Zm9vYg==");
  EXPECT_EQ(encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encode("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encode("\xFB\xFF\xFE"), "+//+");
}

TEST(Base64, ComparesBytesInEitherAlphabetWithOrWithoutPadding) {
  EXPECT_TRUE(decodes_to("Zm8=", "fo"));
  EXPECT_TRUE(decodes_to("Zm8", "fo"));
  EXPECT_TRUE(decodes_to("Zg==", "f"));
  EXPECT_TRUE(decodes_to("-__-", "\xFB\xFF\xFE"));
  EXPECT_TRUE(decodes_to("+//+", "\xFB\xFF\xFE"));
  EXPECT_FALSE(decodes_to("Zm9v", "fo"));
  EXPECT_FALSE(decodes_to("Zm8=", "foo"));
  EXPECT_FALSE(decodes_to("Z", ""));
  EXPECT_FALSE(decodes_to("Zm9!", "foo"));
}

// NIST's examples for the message "abc".
TEST(Hash, HasTheValuesOfTheStandard) {
  EXPECT_EQ(hash_source("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
  EXPECT_EQ(hash_source("abc", HashAlgorithm::sha384),
            "'sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn'");
  EXPECT_EQ(hash_source("abc", HashAlgorithm::sha512),
            "'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/"
            "uu9RU1EI2Q86A4qmslPpUyknw=='");
}

TEST(Hash, FindsAlgorithmsByNameInAnyCase) {
  EXPECT_EQ(find_hash_algorithm("sha256"), HashAlgorithm::sha256);
  EXPECT_EQ(find_hash_algorithm("SHA512"), HashAlgorithm::sha512);
  EXPECT_EQ(find_hash_algorithm("sha1"), std::nullopt);
  EXPECT_EQ(find_hash_algorithm("sha-256"), std::nullopt);
  for (const auto algorithm :
       {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
    EXPECT_EQ(find_hash_algorithm(hash_algorithm_name(algorithm)), algorithm);
    EXPECT_EQ(digest(algorithm, "x").size, digest_size(algorithm));
  }
}

}  // namespace
}  // namespace cspkit
