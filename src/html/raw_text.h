// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>

#include <string>
#include <string_view>

namespace cspkit::html {

/// Where raw text ends: the states of the Standard from RCDATA to script data double escape end, as one question, what
/// begins at this `<`?
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#script-data-state
class RawText {
 public:
  /// What begins at a `<`.
  enum class Mark : std::uint8_t {
    nothing,
    undecided,  ///< the text is too short to say
    end_tag,    ///< `</name` and a byte that ends the name
    change,     ///< what apply() takes in: `<!--`, `<script` or `</script` as they count in scripts
  };

  void enter(HtmlTextKind kind, std::string_view name);
  [[nodiscard]] HtmlTextKind kind() const noexcept { return kind_; }
  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  /// Whether only `<` counts, and not the dashes before a `>` too.
  [[nodiscard]] bool is_plain() const noexcept { return script_ == Script::plain; }

  /// `behind` is what follows the `<`.
  [[nodiscard]] Mark mark(std::string_view behind) const noexcept;
  /// Takes in the change that mark() found, and answers its length in bytes, `<` included.
  std::size_t apply() noexcept;
  /// Takes in a `<` at which nothing begins.
  void apply_nothing() noexcept { dashes_ = 0; }
  /// In a script's `<!--`: the next `<`, or the byte behind the `-->`, or `end`.
  const char* skip_escaped(const char* p, const char* end) noexcept;

 private:
  enum class Script : std::uint8_t { plain, escaped, double_escaped };

  HtmlTextKind kind_ = HtmlTextKind::data;
  std::string name_;
  Script script_ = Script::plain;
  unsigned dashes_ = 0;  // just before, at most 2
};

}  // namespace cspkit::html
