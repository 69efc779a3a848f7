// SPDX-License-Identifier: Apache-2.0
#include "diagnostic_text.h"

#include "table.h"

namespace cspkit::cli {
namespace {

std::string by_severity(Severity severity, std::string_view text, const Style& style) {
  switch (severity) {
    case Severity::error: return style.bad(text);
    case Severity::warning: return style.warning(text);
    case Severity::info: return style.info(text);
  }
  return std::string(text);
}

std::string painted(const Piece& piece, Severity severity, const Style& style) {
  switch (piece.kind) {
    case PieceKind::severity:
    case PieceKind::underline: return by_severity(severity, piece.text, style);
    case PieceKind::message: return style.bold(piece.text);
    case PieceKind::suggestion: return style.good(piece.text);
    case PieceKind::code:
    case PieceKind::location:
    case PieceKind::gutter:
    case PieceKind::escape:
    case PieceKind::elision: return style.dim(piece.text);
    case PieceKind::plain:
    case PieceKind::excerpt: break;
  }
  return piece.text;
}

}  // namespace

void print_diagnostic(const DiagnosticRenderer& renderer, const Diagnostic& diagnostic, Output& out,
                      const Style& style) {
  bool heading = true;  // the message: prose, and the only line that may be wrapped
  for (const RenderedLine& line : renderer.render(diagnostic)) {
    std::string text;
    for (const Piece& piece : line.pieces) text += painted(piece, diagnostic.severity, style);
    out.print("{}\n", heading ? wrap(text, out.columns() - 2, 2) : text);
    heading = false;
  }
}

}  // namespace cspkit::cli
