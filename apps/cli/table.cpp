// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include <algorithm>

namespace cspkit::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowestLastColumn = 24;

std::string trim_right(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {}

void Table::add(std::vector<std::string> row) {
  row.resize(header_.size());
  rows_.push_back(std::move(row));
}

std::string Table::render(const Style& style, std::size_t columns) const {
  std::vector<std::size_t> widths;
  for (const std::string& cell : header_) widths.push_back(display_width(cell));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  std::size_t indent = 0;  // where the last column begins
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) indent += widths[i] + kGap;
  const std::size_t last_edge = std::max(columns, indent + kNarrowestLastColumn);

  std::string text;
  const auto add_row = [&](const std::vector<std::string>& row, bool is_header) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      const std::string cell = last ? wrap(row[i], last_edge - indent, indent) : row[i];
      line += is_header ? style.bold(cell) : cell;
      if (!last) line.append(widths[i] - display_width(row[i]) + kGap, ' ');
    }
    text += trim_right(std::move(line)) + '\n';
  };
  add_row(header_, true);
  for (const auto& row : rows_) add_row(row, false);
  return text;
}

std::string wrap(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string result;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.empty()) continue;
    const std::size_t width = display_width(word);
    if (used > 0 && used + 1 + width > columns) {
      result += '\n';
      result.append(indent, ' ');
      used = 0;
    } else if (used > 0) {
      result += ' ';
      ++used;
    }
    result += word;
    used += width;
  }
  return result;
}

}  // namespace cspkit::cli
