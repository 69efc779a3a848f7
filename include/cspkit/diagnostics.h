// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/policy.h"

namespace cspkit {

/// One row of the table of diagnostics: what a code means, in one sentence without a final period.
struct DiagnosticCode {
  std::string_view code;
  Severity severity;
  std::string_view summary;
};

/// Every code that `parse_policies` can yield.
[[nodiscard]] std::span<const DiagnosticCode> diagnostic_codes() noexcept;

/// What a piece of rendered text is, so that a front end can colour it.
enum class PieceKind : std::uint8_t {
  plain,       ///< layout and ordinary text
  severity,    ///< `error`, `warning`, `info`: colour by Diagnostic::severity
  code,        ///< the stable code
  message,     ///< what is wrong and what to do
  location,    ///< name, line and column
  gutter,      ///< the bar beside the excerpt
  excerpt,     ///< policy text as written
  escape,      ///< a character that cannot be shown, written out: `\t`, `<U+00A0>`, `\xE9`
  elision,     ///< `…`, where a long policy is cut
  underline,   ///< `^~~~`
  suggestion,  ///< the text to put in place of the span
};

struct Piece {
  PieceKind kind = PieceKind::plain;
  std::string text;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// One line of output, without a line break. The pieces hold valid UTF-8 and no control characters.
struct RenderedLine {
  std::vector<Piece> pieces;
  friend bool operator==(const RenderedLine&, const RenderedLine&) = default;
};

struct RenderOptions {
  std::string_view name = "policy";  ///< what stands before `:line:column`
  std::size_t width = 100;           ///< columns of the terminal; at least 40 are used
};

/// Renders diagnostics about one text. Finds the line breaks once, so that many diagnostics about a
/// long text stay linear. Keeps a view of `text`, which must outlive it.
class DiagnosticRenderer {
 public:
  explicit DiagnosticRenderer(std::string_view text, RenderOptions options = {});

  /// The lines for one diagnostic: heading, place, excerpt with the span underlined, suggestion.
  [[nodiscard]] std::vector<RenderedLine> render(const Diagnostic& diagnostic) const;

 private:
  std::string_view text_;
  RenderOptions options_;
  std::vector<std::size_t> line_begins_;
  std::vector<std::size_t> characters_before_;  ///< how many, before each block of the text

  [[nodiscard]] std::size_t characters_before(std::size_t position) const;
};

/// The lines that show one diagnostic about `text`, the text that was parsed:
///
///     warning[duplicate-directive]: script-src stands here a second time; only the first counts. …
///       at policy:1:20
///       | script-src 'self'; script-src a.test
///       |                    ^~~~~~~~~~
///
/// A long line is cut around the place. Columns count characters as a terminal shows them.
[[nodiscard]] std::vector<RenderedLine> render_diagnostic(std::string_view text,
                                                          const Diagnostic& diagnostic,
                                                          RenderOptions options = {});

/// The lines as plain text, each ended by a line feed.
[[nodiscard]] std::string to_text(const std::vector<RenderedLine>& lines);

/// `error`, `warning` or `info`.
[[nodiscard]] std::string_view to_string(Severity severity) noexcept;

}  // namespace cspkit
