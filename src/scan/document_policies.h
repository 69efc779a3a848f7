// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cspkit/engine.h"
#include "cspkit/scan.h"

namespace cspkit::scan_detail {

/// The policies that a document has by now, and its base URL. A srcdoc document begins with those of the document
/// around it.
class DocumentPolicies {
 public:
  DocumentPolicies(const Origin& origin, Url base) : list_(origin), base_(std::move(base)) {}

  /// As it is now, for a document within this one.
  [[nodiscard]] DocumentPolicies inherited() const;

  /// `row` is its index in the inventory. The error is the reason why nothing was added.
  [[nodiscard]] tl::expected<void, PolicyError> add(std::string text, PolicySource source,
                                                    std::size_t row);

  [[nodiscard]] bool empty() const noexcept { return list_.policies().empty(); }
  [[nodiscard]] const PolicyList& list() const noexcept { return list_; }
  /// The inventory's row of a policy of the list.
  [[nodiscard]] std::size_t row_of(std::size_t policy) const noexcept { return rows_[policy]; }

  [[nodiscard]] const Url& base() const noexcept { return base_; }
  void set_base(Url base) { base_ = std::move(base); }

 private:
  struct Text {
    std::string text;
    PolicySource source;
    std::size_t row;
  };
  PolicyList list_;
  Url base_;
  std::vector<Text> texts_;
  std::vector<std::size_t> rows_;  ///< for each policy of the list
};

/// The text with every nonce written `{nonce}`, so that it is the same for every response.
[[nodiscard]] std::string without_nonces(std::string_view policy);

}  // namespace cspkit::scan_detail
