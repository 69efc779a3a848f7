// SPDX-License-Identifier: Apache-2.0
#include <cspkit/diagnostics.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lint_output.h"
#include "table.h"

namespace cspkit::cli {
namespace {

std::string by_severity(FindingSeverity severity, std::string_view text, const Style& style) {
  switch (severity) {
    case FindingSeverity::high: return style.bad(text);
    case FindingSeverity::medium: return style.warning(text);
    case FindingSeverity::low: return style.info(text);
    case FindingSeverity::info: break;
  }
  return style.dim(text);
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

/// Whether the finding is about something that stands there, and not about something that is missing.
bool has_place(const Finding& finding, std::string_view text) {
  if (finding.span.begin == finding.span.end) return false;
  return finding.directive.empty() || !finding.value.empty() ||
         same_word(text.substr(finding.span.begin, finding.directive.size()), finding.directive);
}

class Printer {
 public:
  Printer(const Judged& judged, Context& context)
      : judged_(judged), out_(context.out), style_(context.out_style) {
    for (const PolicyText& text : judged.input.texts) {
      renderers_.emplace_back(text.text,
                              RenderOptions{.name = text.name, .width = context.out.columns()});
    }
  }

  void print(const Finding& finding) {
    const bool of_a_text = !judged_.input.texts.empty();
    std::string note;
    if (of_a_text && judged_.input.texts[finding.text].disposition == Disposition::report) {
      note += " (report-only)";
    }
    const std::string heading =
        fmt::format("{}{}: {}", by_severity(finding.severity, to_string(finding.severity), style_),
                    style_.dim(fmt::format("[{}]{}", finding.id, note)),
                    style_.bold(printable(finding.message)));
    out_.print("{}\n", wrap(heading, out_.columns() - 2, 2));
    if (of_a_text) print_place(finding);
    if (finding.fix) {
      const std::string fix = fmt::format("{} {}", style_.dim("fix:"),
                                          style_.good(printable(finding.fix->description)));
      out_.print("  {}\n", wrap(fix, out_.columns() - 4, 7));
    }
    if (finding.closed_by && judged_.input.texts.size() > 1) {
      out_.print("  {} {}\n", style_.dim("closed by:"),
                 printable(judged_.input.texts[finding.closed_by->text].name));
    }
    out_.print("  {} {}\n\n", style_.dim("see:"), style_.dim(finding.page));
  }

 private:
  void print_place(const Finding& finding) {
    const PolicyText& text = judged_.input.texts[finding.text];
    Diagnostic place;
    place.span = finding.span;
    const auto lines = renderers_[finding.text].render(place);
    const bool shown = has_place(finding, text.text);
    for (std::size_t i = 1; i < (shown ? lines.size() : 2); ++i) {
      if (!shown && judged_.input.texts.size() == 1) break;
      std::string line;
      for (const Piece& piece : lines[i].pieces) line += painted(piece, finding.severity);
      out_.print("{}\n", line);
    }
  }

  [[nodiscard]] std::string painted(const Piece& piece, FindingSeverity severity) const {
    switch (piece.kind) {
      case PieceKind::underline: return by_severity(severity, piece.text, style_);
      case PieceKind::location:
      case PieceKind::gutter:
      case PieceKind::escape:
      case PieceKind::elision: return style_.dim(piece.text);
      default: return piece.text;
    }
  }

  const Judged& judged_;
  Output& out_;
  const Style& style_;
  std::vector<DiagnosticRenderer> renderers_;
};

}  // namespace

std::string summary_line(const LintReport& report) {
  std::array<std::size_t, 4> counts{};
  for (const Finding& finding : report.findings)
    ++counts[static_cast<std::size_t>(finding.severity)];
  std::string line;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    line += fmt::format("{}{} {}", line.empty() ? "" : ", ", counts[i],
                        to_string(static_cast<FindingSeverity>(i)));
  }
  if (line.empty()) line = "no findings";
  line += fmt::format("; grade {}", report.grade);
  if (report.score) line += fmt::format(", score {}", *report.score);
  if (!report.result.empty()) line += fmt::format(" ({})", report.result);
  return line;
}

void print_findings(const Judged& judged, Context& context) {
  Printer printer(judged, context);
  for (const Finding& finding : judged.report.findings) printer.print(finding);
  context.out.print("{}\n", context.out_style.bold(summary_line(judged.report)));
}

}  // namespace cspkit::cli
