// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>
#include <array>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cspkit::html {

/// The open elements from the outermost `<svg>` or `<math>` on: as much of a tree builder as it takes to know whether a tag
/// makes an HTML element. At most limits::kMaxHtmlForeignDepth are told apart; deeper ones are only counted.
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
class ForeignStack {
 public:
  [[nodiscard]] bool empty() const noexcept { return open_.empty(); }
  /// Whether the current node is an SVG or MathML element, in which CDATA sections exist.
  [[nodiscard]] bool is_foreign() const noexcept {
    return !open_.empty() && open_.back().kind != Kind::html;
  }
  [[nodiscard]] HtmlNamespace name_space() const noexcept;

  /// Opens the element of a start tag and answers its namespace. To be called where the stack is not empty or the tag is
  /// `<svg>` or `<math>`.
  HtmlNamespace start(std::string_view name, std::span<const HtmlAttribute> attributes,
                      bool self_closing);
  void end(std::string_view name);

 private:
  using Name = std::array<char, 16>;
  enum class Kind : std::uint8_t {
    html,
    svg,
    svg_html_point,
    mathml,
    mathml_text_point,
    mathml_annotation,
    mathml_html_point
  };
  struct Element {
    Name name;
    Kind kind;
  };

  static Name key(std::string_view name) noexcept;
  static bool is_point(Kind kind) noexcept;
  void push(const Name& name, Kind kind);
  /// Pops elements until `size` are left.
  void shrink(std::size_t size);
  void start_html(std::string_view name, const Name& lower);
  void end_html(const Name& lower);
  void leave_foreign();
  [[nodiscard]] std::size_t html_begin() const noexcept;

  std::vector<Element> open_;
  std::uint64_t uncounted_ = 0;  // elements beyond the limit
};

}  // namespace cspkit::html
