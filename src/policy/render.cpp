// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "cspkit/diagnostics.h"
#include "policy/unicode.h"

namespace cspkit {
namespace {

constexpr std::size_t kMinWidth = 40;
constexpr std::string_view kIndent = "  ";
constexpr std::string_view kBar = "| ";
constexpr std::string_view kElision = "…";

/// One character of the excerpt as it will be shown.
struct Cell {
  std::string text;
  std::size_t width = 1;
  PieceKind kind = PieceKind::excerpt;
  std::size_t begin = 0;  ///< byte offset in the whole text
};

Cell cell_for(std::string_view text, const CodePoint& at, std::size_t position) {
  if (auto written = escaped(text, at, position)) {
    const std::size_t width = written->size();
    return {*std::move(written), width, PieceKind::escape, position};
  }
  return {std::string(text.substr(position, at.length)), terminal_width(at.value),
          PieceKind::excerpt, position};
}

/// The part of a line that fits, grown from the span to both sides.
struct Window {
  std::vector<Cell> cells;
  bool cut_before = false;
  bool cut_after = false;
};

Window window_around(std::string_view text, Span line, Span span, std::size_t columns) {
  std::vector<Cell> before;
  Window window;
  std::size_t used = 0;
  std::size_t right = span.begin;
  // The marked text comes first; where it alone is too long, its beginning is shown.
  while (right < span.end) {
    auto cell = cell_for(text, code_point_at(text, right), right);
    if (used > 0 && used + cell.width > columns) break;
    used += cell.width;
    right += code_point_at(text, right).length;
    window.cells.push_back(std::move(cell));
  }
  // Then both sides in turn, so that the place stands in the middle of what is shown.
  std::size_t left = span.begin;
  bool left_open = left > line.begin;
  bool right_open = right < line.end;
  while (left_open || right_open) {
    if (left_open) {
      const CodePoint at = code_point_before(text.substr(0, left), left);
      auto cell = cell_for(text, at, left - at.length);
      if (used + cell.width > columns) break;
      used += cell.width;
      left -= at.length;
      before.push_back(std::move(cell));
      left_open = left > line.begin;
    }
    if (right_open) {
      const CodePoint at = code_point_at(text, right);
      auto cell = cell_for(text, at, right);
      if (used + cell.width > columns) break;
      used += cell.width;
      right += at.length;
      window.cells.push_back(std::move(cell));
      right_open = right < line.end;
    }
  }
  window.cut_before = left > line.begin;
  window.cut_after = right < line.end;
  window.cells.insert(window.cells.begin(), std::make_move_iterator(before.rbegin()),
                      std::make_move_iterator(before.rend()));
  return window;
}

void append(RenderedLine& line, PieceKind kind, std::string_view text) {
  if (text.empty()) return;
  if (!line.pieces.empty() && line.pieces.back().kind == kind)
    line.pieces.back().text += text;
  else
    line.pieces.push_back({kind, std::string(text)});
}

/// Appends text that may hold anything, with what cannot be shown written out.
void append_escaped(RenderedLine& line, PieceKind kind, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = code_point_at(text, i);
    const auto cell = cell_for(text, at, i);
    append(line, cell.kind == PieceKind::escape ? PieceKind::escape : kind, cell.text);
    i += at.length;
  }
}

RenderedLine gutter_line() {
  RenderedLine line;
  append(line, PieceKind::plain, kIndent);
  append(line, PieceKind::gutter, kBar);
  return line;
}

std::pair<RenderedLine, RenderedLine> excerpt_lines(const Window& window, Span span) {
  RenderedLine excerpt = gutter_line();
  RenderedLine marks = gutter_line();
  if (window.cut_before) {
    append(excerpt, PieceKind::elision, kElision);
    append(marks, PieceKind::plain, " ");
  }
  bool marked = false;
  const auto mark = [&](std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) {
      append(marks, PieceKind::underline, marked ? "~" : "^");
      marked = true;
    }
  };
  for (const auto& cell : window.cells) {
    append(excerpt, cell.kind, cell.text);
    if (cell.begin >= span.begin && cell.begin < span.end)
      mark(cell.width);
    else if (cell.begin < span.begin)
      append(marks, PieceKind::plain, std::string(cell.width, ' '));
  }
  if (window.cut_after) append(excerpt, PieceKind::elision, kElision);
  if (!marked) mark(1);  // an empty span marks the place before which something is missing
  return {std::move(excerpt), std::move(marks)};
}

/// Bytes between two checkpoints of the character count.
constexpr std::size_t kStride = 4096;

/// Characters that begin in `text`: in UTF-8, every byte that continues none.
std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

DiagnosticRenderer::DiagnosticRenderer(std::string_view text, RenderOptions options)
    : text_(text), options_(options), line_begins_{0} {
  for (std::size_t i = text.find('\n'); i != text.npos; i = text.find('\n', i + 1))
    line_begins_.push_back(i + 1);
  characters_before_.push_back(0);
  for (std::size_t i = 0; i + kStride <= text.size(); i += kStride)
    characters_before_.push_back(characters_before_.back() +
                                 count_characters(text.substr(i, kStride)));
}

std::size_t DiagnosticRenderer::characters_before(std::size_t position) const {
  const std::size_t block = position / kStride;
  return characters_before_[block] +
         count_characters(text_.substr(block * kStride, position % kStride));
}

std::vector<RenderedLine> DiagnosticRenderer::render(const Diagnostic& diagnostic) const {
  const std::size_t begin = std::min(diagnostic.span.begin, text_.size());
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), begin);
  const auto line_number = static_cast<std::size_t>(next - line_begins_.begin());
  Span line{*std::prev(next), next == line_begins_.end() ? text_.size() : *next - 1};
  if (line.end > line.begin && text_[line.end - 1] == '\r' && begin < line.end) --line.end;
  // A span over several lines is marked to the end of its first one.
  const Span span{begin, std::clamp(diagnostic.span.end, begin, std::max(begin, line.end))};

  std::vector<RenderedLine> lines(2);
  append(lines[0], PieceKind::severity, to_string(diagnostic.severity));
  append(lines[0], PieceKind::code, "[" + diagnostic.code + "]");
  append(lines[0], PieceKind::plain, ": ");
  append_escaped(lines[0], PieceKind::message, diagnostic.message);

  const std::size_t column = characters_before(begin) - characters_before(line.begin) + 1;
  append(lines[1], PieceKind::plain, kIndent);
  append(lines[1], PieceKind::plain, "at ");
  append_escaped(lines[1], PieceKind::location, options_.name);
  append(lines[1], PieceKind::location,
         ":" + std::to_string(line_number) + ":" + std::to_string(column));

  const std::size_t width = std::max(options_.width, kMinWidth);
  const std::size_t columns = width - kIndent.size() - kBar.size() - 2;  // 2: both elisions
  auto [excerpt, marks] = excerpt_lines(window_around(text_, line, span, columns), span);
  lines.push_back(std::move(excerpt));
  lines.push_back(std::move(marks));

  // Most messages end with what to write; it is said once.
  const bool said = diagnostic.message.find(diagnostic.suggestion) != std::string::npos;
  if (!diagnostic.suggestion.empty() && !said) {
    RenderedLine help;
    append(help, PieceKind::plain, kIndent);
    append(help, PieceKind::plain, "write: ");
    append_escaped(help, PieceKind::suggestion, diagnostic.suggestion);
    lines.push_back(std::move(help));
  }
  return lines;
}

std::vector<RenderedLine> render_diagnostic(std::string_view text, const Diagnostic& diagnostic,
                                            RenderOptions options) {
  return DiagnosticRenderer(text, options).render(diagnostic);
}

std::string to_text(const std::vector<RenderedLine>& lines) {
  std::string text;
  for (const auto& line : lines) {
    for (const auto& piece : line.pieces) text += piece.text;
    text += '\n';
  }
  return text;
}

std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "info";
  }
  return "info";
}

}  // namespace cspkit
