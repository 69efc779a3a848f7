// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "externalize/markup.h"

/// Changes to the source, made at the end in one pass, so that every other byte stays.
namespace cspkit::externalize_detail {

class Edits {
 public:
  void replace(ByteRange range, std::string text) {
    edits_.push_back({range, std::move(text), edits_.size()});
  }
  void insert(std::uint64_t at, std::string text) { replace({at, at}, std::move(text)); }
  [[nodiscard]] bool empty() const noexcept { return edits_.empty(); }

  /// The source with all changes made; those at one place in the order in which they came. They must not overlap.
  [[nodiscard]] std::string apply(std::string_view source);

 private:
  struct Edit {
    ByteRange range;
    std::string text;
    std::size_t order;
  };
  std::vector<Edit> edits_;
};

/// Takes out every attribute of that name, so that none which did not count begins to.
void remove_attribute(Edits& edits, std::string_view source, const MarkupTag& tag,
                      std::string_view name);
/// Appends a class to the tag's.
void add_class(Edits& edits, std::string_view source, const MarkupTag& tag, std::string_view name);
/// Puts ` name="value"` behind the tag's name. The value is ASCII without quotes or `&`.
void add_attribute(Edits& edits, const MarkupTag& tag, std::string_view name,
                   std::string_view value);

/// The text as an attribute's value that can stand between double quotes; without `&`, `"` and, where the page is not in
/// UTF-8, characters outside of ASCII.
enum class PageCharacters : std::uint8_t { utf8, ascii_only };
[[nodiscard]] std::string escape_attribute(std::string_view text, PageCharacters characters);

}  // namespace cspkit::externalize_detail
