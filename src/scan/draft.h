// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cspkit/engine.h"
#include "cspkit/propose.h"

namespace cspkit::scan_detail {

/// A policy that is being put together, each source with its ground and the items that need it.
class Draft {
 public:
  struct Source {
    ProposedSource row;
    std::vector<const InventoryItem*> items;
  };
  struct List {
    DirectiveId directive;
    std::vector<Source> sources;
  };

  [[nodiscard]] List* find(DirectiveId directive) noexcept;
  [[nodiscard]] const std::vector<List>& lists() const noexcept { return lists_; }

  /// Puts a source there that stands for itself.
  Source& put(DirectiveId directive, std::string_view source, ProposedSource::Ground ground,
              std::string reason);
  /// Puts a source there because of the item.
  void need(DirectiveId directive, std::string_view source, std::string_view reason,
            const InventoryItem& item);
  void remove(DirectiveId directive, std::string_view source);

  /// The text, in the order of the directive table.
  [[nodiscard]] std::string text() const { return text_without(nullptr); }
  /// As if that source did not stand there.
  [[nodiscard]] std::string text_without(const Source* left_out) const;
  [[nodiscard]] std::vector<ProposedSource> rows() const;

 private:
  List& list(DirectiveId directive);
  std::vector<List> lists_;  ///< ordered by directive
};

/// The item as a question, under a policy of that kind: elements of a page for nonces bear the policy's nonce.
class ItemCheck {
 public:
  ItemCheck(const InventoryItem& item, ProposalKind kind);
  /// False: the URL is none any more.
  [[nodiscard]] bool usable() const noexcept { return url_.has_value() || item_.url.empty(); }
  [[nodiscard]] Verdict ask(const PolicyList& list, Browser as) const;

 private:
  const InventoryItem& item_;
  std::optional<Url> url_;
  bool nonce_;
};

/// Whether the element is one that a nonce is put on.
[[nodiscard]] bool takes_nonce(const InventoryItem& item) noexcept;

/// The list of that one policy, on the site.
[[nodiscard]] std::optional<PolicyList> policy_list(std::string_view text, const Origin& site);

}  // namespace cspkit::scan_detail
