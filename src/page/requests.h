// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/page.h>

#include <functional>
#include <optional>
#include <string>

#include "page/element.h"

namespace cspkit::page {

/// What an attribute of an element says to fetch, or where to go.
struct Reference {
  PageItemKind kind = PageItemKind::request;
  Destination destination = Destination::none;
  Initiator initiator = Initiator::other;
  std::string url;
  bool is_css = false;
};

/// What is open around an element, as far as it decides on what the element fetches: the tags themselves are followed, no tree.
class Surroundings {
 public:
  void start_tag(const Element& element) noexcept;
  void end_tag(HtmlTag tag, std::string_view name) noexcept;
  /// The destination of a `<source src>`, or nullopt where it is not in a media element.
  [[nodiscard]] std::optional<Destination> media() const noexcept { return media_; }
  [[nodiscard]] bool in_picture() const noexcept { return in_picture_; }

 private:
  std::optional<Destination> media_;
  bool in_picture_ = false;
};

/// Answers what that attribute of the element refers to, one by one. `name` is its lower-case name.
void find_references(const Element& element, const HtmlAttribute& attribute, std::string_view name,
                     const Surroundings& around, const std::function<void(Reference&&)>& sink);

/// The serialization of a `javascript:` URL, or nullopt for every other URL.
[[nodiscard]] std::optional<std::string> javascript_url(std::string_view url);

}  // namespace cspkit::page
