// SPDX-License-Identifier: Apache-2.0
#include "policy/checks/check.h"

#include <algorithm>
#include <utility>

#include "policy/unicode.h"

namespace cspkit::checks {
namespace {

constexpr std::size_t kLongestShown = 60;

}  // namespace

void Reporter::add(Code code, Span span, std::string message, std::string suggestion) {
  const DiagnosticCode& row = info(code);
  diagnostics_.push_back(
      {std::string(row.code), row.severity, std::move(message), span, std::move(suggestion)});
}

std::vector<Diagnostic> Reporter::take() && {
  std::stable_sort(
      diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
      });
  return std::move(diagnostics_);
}

std::string shown(std::string_view text) {
  std::string out = "`";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = code_point_at(text, i);
    if (i + at.length > kLongestShown) {
      out += "…";
      break;
    }
    if (const auto written = escaped(text, at, i))
      out += *written;
    else
      out += text.substr(i, at.length);
    i += at.length;
  }
  return out + "`";
}

}  // namespace cspkit::checks
