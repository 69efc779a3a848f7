// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>
#include <cspkit/page.h>

#include <optional>
#include <string>
#include <string_view>

#include "page/text_decoder.h"

namespace cspkit::page {

/// A start tag as the element that it makes. Views into the token; not to be kept.
class Element {
 public:
  Element(const HtmlToken& token, TextDecoder& decoder);

  [[nodiscard]] const HtmlToken& token() const noexcept { return token_; }
  [[nodiscard]] HtmlTag tag() const noexcept { return tag_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }  ///< lower case
  [[nodiscard]] HtmlNamespace name_space() const noexcept { return token_.name_space; }
  [[nodiscard]] bool is_html(HtmlTag tag) const noexcept {
    return tag_ == tag && token_.name_space == HtmlNamespace::html;
  }
  [[nodiscard]] bool is_svg(HtmlTag tag) const noexcept {
    return tag_ == tag && token_.name_space == HtmlNamespace::svg;
  }

  /// The attribute of that lower-case name that counts, or null.
  [[nodiscard]] const HtmlAttribute* find(std::string_view name) const noexcept {
    return token_.find(name);
  }
  [[nodiscard]] bool has(std::string_view name) const noexcept { return find(name) != nullptr; }
  /// A value as in the DOM.
  [[nodiscard]] std::string decode(const HtmlAttribute& attribute) const;
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::string value_or_empty(std::string_view name) const;
  /// Whether a value is that text without regard to ASCII case.
  [[nodiscard]] bool is(std::string_view name, std::string_view lower) const;

  /// The nonce, where the element may have one.
  /// Source: https://w3c.github.io/webappsec-csp/#is-element-nonceable
  [[nodiscard]] std::optional<std::string> nonce() const;

 private:
  const HtmlToken& token_;
  TextDecoder& decoder_;
  HtmlTag tag_;
  std::string name_;
};

/// What a `<script>` is; none where no browser runs it.
/// Source: https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element
[[nodiscard]] PageScriptType script_type(const Element& element);
/// Whether a classic script with `for` and `event` is one that runs. Policies are asked first.
[[nodiscard]] bool is_for_load_of_window(const Element& element);
/// Whether a `<style>` holds CSS.
/// Source: https://html.spec.whatwg.org/multipage/semantics.html#update-a-style-block
[[nodiscard]] bool is_css(const Element& element);

}  // namespace cspkit::page
