// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
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
  /// A directive's sources. They may be many: each is found by its text.
  struct List {
    DirectiveId directive;
    std::vector<std::unique_ptr<Source>> sources;  ///< in the order in which they came
    std::unordered_map<std::string, Source*> index;

    [[nodiscard]] Source* find(const std::string& source) const;
    /// As they stand in the policy: what matters most first.
    [[nodiscard]] std::vector<const Source*> ordered() const;
  };

  [[nodiscard]] List* find(DirectiveId directive) noexcept;
  [[nodiscard]] const std::vector<List>& lists() const noexcept { return lists_; }

  /// Puts a source there that stands for itself.
  Source& put(DirectiveId directive, const std::string& source, ProposedSource::Ground ground,
              std::string reason);
  /// Puts a source there because of the item.
  void need(DirectiveId directive, const std::string& source, std::string_view reason,
            const InventoryItem& item);
  void remove(DirectiveId directive, const std::string& source);

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
