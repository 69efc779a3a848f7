// SPDX-License-Identifier: Apache-2.0
#include "policy/text_masks.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/ascii.h"

namespace cspkit {
namespace {

using Block = TextMasks::Block;

/// What the masks say of one byte, by their definitions.
struct Bits {
  bool token, semicolon, label, dot, slash, underscore, of_address;
  friend bool operator==(const Bits&, const Bits&) = default;
};

Bits by_definition(char before, char c) {
  const bool behind_separator = before == '.' || before == '/';
  return {c != ';' && !is_ascii_whitespace(c),
          c == ';',
          is_ascii_alphanumeric(c) || c == '-' || c == '.',
          c == '.',
          c == '/',
          c == '_',
          c == '[' || c == '%' || c == '@' || (is_ascii_digit(c) && behind_separator)};
}

Bits of(const Block& block, std::size_t i) {
  const auto bit = [i](std::uint64_t bits) { return (bits >> i & 1) != 0; };
  return {bit(block.tokens),  bit(block.semicolons),  bit(block.labels),      bit(block.dots),
          bit(block.slashes), bit(block.underscores), bit(block.of_addresses)};
}

/// Half of it what policies consist of, half any byte.
std::string random_text(std::mt19937_64& random, std::size_t size) {
  constexpr std::string_view kOften = "az09AZ-._/:;, \t\n\f\r\v'*[]%@?#+~\x80\xff\x2c";
  std::string text(size, '\0');
  for (char& c : text) {
    c = random() % 2 == 0 ? kOften[random() % kOften.size()] : static_cast<char>(random());
  }
  return text;
}

TEST(TextMasks, AreWhatTheirDefinitionsSayByEveryWayToReadThem) {
  std::mt19937_64 random(7);
  for (const BlockReader read : ways_to_read_blocks()) {
    for (int round = 0; round < 300; ++round) {
      const std::string text = random_text(random, 3 * TextMasks::kBlockBytes);
      Block blocks[3];
      BlocksSoFar so_far;
      read(text.data(), 1, blocks, so_far);  // in two goes, as whole texts are
      read(text.data() + TextMasks::kBlockBytes, 2, blocks + 1, so_far);
      EXPECT_EQ(so_far.ascii, is_ascii(text));
      char before = ' ';
      for (std::size_t i = 0; i < text.size(); ++i) {
        ASSERT_EQ(of(blocks[i / TextMasks::kBlockBytes], i % TextMasks::kBlockBytes),
                  by_definition(before, text[i]))
            << "byte " << i << " of " << testing::PrintToString(text);
        before = text[i];
      }
    }
  }
}

TEST(TextMasks, TellEveryPlaceOfTextsOfEverySize) {
  std::mt19937_64 random(8);
  TextMasks masks;
  for (std::size_t size = 1; size < 300; ++size) {
    const std::string text = random_text(random, size);
    masks.read(text);
    EXPECT_EQ(masks.ascii(), is_ascii(text));
    for (std::size_t at = 0; at < size; ++at) {
      std::uint64_t dots = 0, tokens = 0;
      for (std::size_t i = 0; i < TextMasks::kBlockBytes && at + i < size; ++i) {
        const Bits bits = by_definition(' ', text[at + i]);
        dots |= std::uint64_t{bits.dot} << i;
        tokens |= std::uint64_t{bits.token} << i;
      }
      ASSERT_EQ(masks.from(at, &Block::dots), dots) << at << " of " << size;
      ASSERT_EQ(masks.from(at, &Block::tokens), tokens) << at << " of " << size;
    }
  }
}

}  // namespace
}  // namespace cspkit
