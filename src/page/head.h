// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/html.h>

#include <cstdint>
#include <string_view>

namespace cspkit::page {

/// Whether what comes next stands in `<head>`, as a tree builder decides it: the insertion modes from "initial" to "after head".
/// Tokens within a `<template>` are not to be shown to it.
/// Source: https://html.spec.whatwg.org/multipage/parsing.html#the-before-head-insertion-mode and the modes behind it
class HeadTracker {
 public:
  void start_tag(const HtmlToken& token, HtmlScripting scripting) noexcept;
  void end_tag(std::string_view name) noexcept;
  /// Source bytes of text of kind data.
  void text(std::string_view source);

  /// Whether a `<meta>` whose start tag was just taken in is a child of `<head>`.
  [[nodiscard]] bool in_head() const noexcept { return mode_ != Mode::body && !in_noscript_; }
  [[nodiscard]] bool is_over() const noexcept { return mode_ == Mode::body; }

 private:
  enum class Mode : std::uint8_t { head, after_head, body };
  Mode mode_ = Mode::head;
  bool in_noscript_ = false;
};

}  // namespace cspkit::page
