// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace cspkit::cli {

enum class ColorMode { automatic, always, never };

/// The palette. Without colour every function returns its text as it is.
class Style {
 public:
  explicit Style(bool enabled = false) : enabled_(enabled) {}

  [[nodiscard]] bool enabled() const { return enabled_; }
  [[nodiscard]] std::string bold(std::string_view text) const { return paint("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return paint("2", text); }
  [[nodiscard]] std::string good(std::string_view text) const { return paint("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return paint("1;31", text); }
  [[nodiscard]] std::string warning(std::string_view text) const { return paint("33", text); }
  [[nodiscard]] std::string info(std::string_view text) const { return paint("36", text); }

 private:
  [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const;

  bool enabled_;
};

/// Whether to colour: `always` and `never` are obeyed; `automatic` asks for a terminal, a TERM that is not `dumb`
/// and a NO_COLOR that is unset or empty (https://no-color.org).
[[nodiscard]] bool color_enabled(ColorMode mode, bool is_terminal);

/// Columns that the text takes on a terminal: escape sequences none, wide characters two.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Text from the outside, made safe to show on a terminal: control characters become `\xNN`, ill-formed UTF-8
/// becomes U+FFFD. Newlines and tabs too: the result is one line.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace cspkit::cli
