// SPDX-License-Identifier: Apache-2.0
#include <cspkit/scan.h>
#include <gtest/gtest.h>

namespace cspkit {
namespace {

TEST(InventoryTest, IsTheSameWhateverTheOrder) {
  const auto pour = [](std::initializer_list<const char*> names) {
    Inventory all;
    for (const char* const name : names) {
      Inventory one;
      DocumentScan page(one, {.url = "https://example.com/", .name = name});
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
    EXPECT_EQ(forward.items()[i]->places[0].to_string(), i == 0 ? "a:4:0" : "a:3:0");
  }
}

}  // namespace
}  // namespace cspkit
