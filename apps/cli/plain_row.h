// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <string_view>

namespace cspkit::cli {

/// A row as nearly all rows are: one JSON object of a few members, no name twice, whose values are strings or whole numbers,
/// all of it ASCII and without escapes. Such a row is read where it stands, at a tenth of what a parser's document takes.
///
///     PlainRow row;
///     if (row.read(R"({"id":7,"policy":"img-src *"})")) row.find("policy")->text;  // img-src *
class PlainRow {
 public:
  struct Member {
    std::string_view name;
    std::string_view text;     ///< without its quotes
    std::string_view written;  ///< as it stands in the row, which is how it is written again
    [[nodiscard]] bool is_string() const { return text.size() != written.size(); }
  };

  /// False where the line is anything else, a mistake included: a JSON parser has then to look at it, and there is no
  /// member. The members point into `line`.
  [[nodiscard]] bool read(std::string_view line);

  [[nodiscard]] const Member* find(std::string_view name) const {
    for (const Member& member : members_) {
      if (member.name == name) return &member;
    }
    return nullptr;
  }

  [[nodiscard]] std::size_t size() const { return members_.size(); }

 private:
  static constexpr std::size_t kMostMembers = 8;
  [[nodiscard]] bool read_members(std::string_view rest);
  boost::container::static_vector<Member, kMostMembers> members_;
};

}  // namespace cspkit::cli
