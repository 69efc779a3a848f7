// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/array.hpp>
#include <map>
#include <string>
#include <string_view>

#include "context.h"
#include "hash/blocks.h"
#include "hash/drift.h"

namespace cspkit::cli {

/// The hashes of pages by directive, each once, for people.
class HashListing {
 public:
  void add(const HashedPage& page);
  void print(Context& context) const;
  [[nodiscard]] bool empty() const { return directives_.empty(); }

 private:
  struct Row {
    std::string first;  // place and element
    std::size_t places = 0;
    std::size_t order = 0;
    bool needs_unsafe_hashes = false;
  };
  struct Rows {
    std::map<std::string, Row, std::less<>> by_expression;
    std::size_t needing_unsafe_hashes = 0;
  };
  std::map<std::string_view, Rows> directives_;
  std::size_t pages_ = 0, blocks_ = 0;
};

/// A row of `hashes` for each hash.
void append_rows(boost::json::array& rows, const HashedPage& page, HashAlgorithm algorithm);

/// What a page's own policies and its blocks disagree on.
void print(const PageDrift& drift, Context& context);
void print(const StaleHash& stale, Context& context);
void append_rows(boost::json::array& missing, boost::json::array& stale, const PageDrift& drift);
[[nodiscard]] boost::json::object to_json(const StaleHash& stale);

/// `1 page`, `2 pages`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace cspkit::cli
