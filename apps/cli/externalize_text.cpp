// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <vector>

#include "externalize_output.h"
#include "table.h"

namespace cspkit::cli {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// `2 scripts`, `1 style attribute`.
std::string counted(std::size_t count, InlineCode code) {
  switch (code) {
    case InlineCode::script: return counted(count, "script", "scripts");
    case InlineCode::style: return counted(count, "style sheet", "style sheets");
    case InlineCode::handler: return counted(count, "handler", "handlers");
    case InlineCode::style_attribute: return counted(count, "style attribute", "style attributes");
    case InlineCode::javascript_url: break;
  }
  return counted(count, "javascript: URL", "javascript: URLs");
}

/// `2 handlers (lines 4, 9)`.
std::string summary(const std::map<InlineCode, std::vector<std::uint32_t>>& codes) {
  constexpr std::size_t kMostLines = 6;
  std::string out;
  for (const auto& [code, lines] : codes) {
    if (!out.empty()) out += ", ";
    out += counted(lines.size(), code);
    out += lines.size() == 1 ? " (line " : " (lines ";
    for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i) {
      out += fmt::format("{}{}", i == 0 ? "" : ", ", lines[i]);
    }
    out += lines.size() > kMostLines ? ", …)" : ")";
  }
  return out;
}

void print_files(Context& context, const ExternalizeReport& report) {
  std::map<std::string_view, std::map<InlineCode, std::vector<std::uint32_t>>> held;
  for (const MovedCode& one : report.moved) {
    held[one.file][one.place.code].push_back(one.place.position.line);
  }
  Table table({"FILE", "WHAT WENT THERE"});
  table.add({printable(report.page), report.policy == nullptr ? "the HTML" : "the page"});
  for (const ExternalFile& file : report.files) {
    table.add({printable(file.name), summary(held[file.name])});
  }
  context.out.print("{}", table.render(context.out_style, context.out.columns()));
}

std::string what_is(const InlinePlace& place) {
  if (place.attribute.empty()) return fmt::format("<{}>", printable(place.element));
  return fmt::format("{} of <{}>", printable(place.attribute), printable(place.element));
}

void print_staying(Context& context, const ExternalizeReport& report) {
  if (report.staying.empty()) return;
  context.out.print("\nstays as it is\n");
  for (const StayingCode& one : report.staying) {
    const StayReasonInfo& info = stay_reason_info(one.reason);
    context.out.print(
        "  {}  {}\n",
        context.out_style.bold(fmt::format("{}:{}:{}", printable(report.input),
                                           one.place.position.line, one.place.position.column)),
        what_is(one.place));
    context.out.print("    {}\n", wrap(fmt::format("{} {}", info.why, info.remedy),
                                       context.out.columns() - 4, 4));
  }
}

void print_hints(Context& context, const ExternalizeReport& report) {
  if (report.hints.empty()) return;
  context.out.print("\nlook at\n");
  for (const HintedCode& one : report.hints) {
    context.out.print(
        "  {}  {}\n",
        context.out_style.bold(fmt::format("{}:{}", printable(report.input), one.line)),
        what_is(one.place));
    context.out.print("    {}\n",
                      wrap(externalize_hint_info(one.hint).message, context.out.columns() - 4, 4));
  }
}

void print_policy(Context& context, const ExternalizeReport& report) {
  if (report.policy == nullptr) return;
  const auto& blocked = report.policy->blocked;
  context.out.print("\n{}\n{}\n",
                    blocked.empty() ? "a policy that allows the page's scripts and styles, checked"
                                    : "a policy for the page",
                    fmt::format("Content-Security-Policy: {}", report.policy->text));
  for (const BlockedPiece& item : blocked) {
    context.out.print("  {} {} at {}:{}:{}, by {}\n", context.out_style.bad("blocks"),
                      printable(item.what), printable(report.page), item.position.line,
                      item.position.column, item.directive);
  }
  for (const BlockedPiece& item : report.policy->blocked_by_meta) {
    context.out.print("  {} {} at {}:{}:{} is blocked by {} of the page's own <meta>: change it\n",
                      context.out_style.bad("but"), printable(item.what), printable(report.page),
                      item.position.line, item.position.column, item.directive);
  }
}

}  // namespace

void print_externalized(Context& context, const ExternalizeReport& report) {
  std::string sum =
      fmt::format("{} in {}: {} moved", printable(report.page), printable(report.folder),
                  counted(report.moved.size(), "piece", "pieces"));
  if (!report.staying.empty()) sum += fmt::format(", {} not", report.staying.size());
  context.out.print("{}\n\n", context.out_style.bold(sum));
  print_files(context, report);
  print_staying(context, report);
  print_hints(context, report);
  print_policy(context, report);
}

}  // namespace cspkit::cli
