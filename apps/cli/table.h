// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "style.h"

namespace cspkit::cli {

/// A small text table: left-aligned columns, two spaces between them, no trailing blanks. Cells may carry colours.
///
///     Table table({"VENDOR", "STATUS"});
///     table.add({"pendo", style.bad("broken")});
///     context.out.write(table.render(context.out_style, context.out.columns()));
class Table {
 public:
  explicit Table(std::vector<std::string> header);

  void add(std::vector<std::string> row);
  /// Cells of the last column that would pass `columns` are wrapped at spaces under themselves.
  [[nodiscard]] std::string render(const Style& style, std::size_t columns) const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

/// Wraps text at spaces to `columns`, each line after the first with `indent` spaces before it. A word longer than a line
/// keeps its line to itself.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t columns, std::size_t indent);

}  // namespace cspkit::cli
