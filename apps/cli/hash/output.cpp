// SPDX-License-Identifier: Apache-2.0
#include "hash/output.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <vector>

#include "input.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

std::string place(std::string_view file, PagePosition position) {
  return fmt::format("{}:{}:{}", printable(input_name(file)), position.line, position.column);
}

std::string remedy(const MissingHash& missing) {
  const std::string_view unsafe = missing.lacks_unsafe_hashes ? " and 'unsafe-hashes'" : "";
  if (missing.directive != "default-src") return fmt::format("add the hash{} to it", unsafe);
  return fmt::format("give the policy a {} with the hash{}", directive_of(missing.type), unsafe);
}

}  // namespace

std::string counted(std::size_t count, std::string_view noun) {
  const bool takes_es = noun.ends_with("sh");
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : takes_es ? "es" : "s");
}

void HashListing::add(const HashedPage& page) {
  ++pages_;
  for (const InlineBlock& block : page.blocks) {
    ++blocks_;
    Rows& rows = directives_[directive_of(block.type)];
    for (std::size_t i = 0; i < block.expressions.size(); ++i) {
      const std::string& expression = block.expressions[i];
      Row& row = rows.by_expression[expression];
      if (row.places++ == 0) {
        row.order = rows.by_expression.size();
        row.first = fmt::format("{}  {}", place(page.file, block.position), block.what);
        if (block.state == PageItemState::in_template) row.first += ", in a <template>";
        if (i > 0) row.first += ", percent-decoded, as Chromium hashes it";
      }
      if (needs_unsafe_hashes(block.type)) row.needs_unsafe_hashes = true;
    }
    if (needs_unsafe_hashes(block.type)) ++rows.needing_unsafe_hashes;
  }
}

void HashListing::print(Context& context) const {
  const Style& style = context.out_style;
  for (const auto& [directive, rows] : directives_) {
    context.out.print("{}\n", style.bold(directive));
    std::vector<const std::pair<const std::string, Row>*> ordered;
    for (const auto& row : rows.by_expression) ordered.push_back(&row);
    std::ranges::sort(ordered, {}, [](const auto* row) { return row->second.order; });
    if (rows.needing_unsafe_hashes > 0) {
      context.out.print("  'unsafe-hashes'  {}\n",
                        style.dim(fmt::format("for {}, marked *",
                                              counted(rows.needing_unsafe_hashes, "attribute"))));
    }
    for (const auto* row : ordered) {
      const std::string more =
          row->second.places == 1
              ? ""
              : fmt::format(", and {}", counted(row->second.places - 1, "more place"));
      context.out.print("  {}{} {}\n", row->first, row->second.needs_unsafe_hashes ? '*' : ' ',
                        style.dim(row->second.first + more));
    }
    context.out.print("\n");
  }
  std::size_t hashes = 0;
  for (const auto& [directive, rows] : directives_) hashes += rows.by_expression.size();
  context.out.print("{}: {}, {}\n", counted(pages_, "page"), counted(blocks_, "inline block"),
                    counted(hashes, "hash"));
}

void append_rows(json::array& rows, const HashedPage& page, HashAlgorithm algorithm) {
  for (const InlineBlock& block : page.blocks) {
    for (std::size_t i = 0; i < block.expressions.size(); ++i) {
      rows.push_back(
          {{"file", page.file},
           {"line", block.position.line},
           {"column", block.position.column},
           {"type", inline_type_name(block.type)},
           {"what", block.what},
           {"directive", directive_name(effective_directive_for_inline_check(block.type))},
           {"algorithm", hash_algorithm_name(algorithm)},
           {"source", block.expressions[i]},
           {"percent_decoded", i > 0},
           {"unsafe_hashes", needs_unsafe_hashes(block.type)},
           {"in_template", block.state == PageItemState::in_template}});
    }
  }
}

void print(const PageDrift& drift, Context& context) {
  const Style& style = context.out_style;
  for (const MissingHash& missing : drift.missing) {
    const std::string_view blocks =
        missing.disposition == Disposition::enforce ? "blocks" : "reports";
    context.out.print("{}: {} {}\n", place(missing.file, missing.position), style.bad("missing"),
                      missing.expression);
    context.out.print("  {} of {} {} this {}; {}\n", missing.directive, printable(missing.policy),
                      blocks, missing.what, remedy(missing));
  }
  for (const StaleHash& stale : drift.stale) print(stale, context);
}

void print(const StaleHash& stale, Context& context) {
  context.out.print("{}: {} {}\n", printable(stale.policy), context.out_style.warning("stale"),
                    printable(stale.expression));
  context.out.print("  no block has this hash of {} any more; {}\n", stale.directive,
                    stale.holds_off_unsafe_inline
                        ? "take 'unsafe-inline' out first, which it puts out of effect"
                        : "take it out");
}

void append_rows(json::array& missing, json::array& stale, const PageDrift& drift) {
  for (const MissingHash& one : drift.missing) {
    missing.push_back(
        {{"file", one.file},
         {"line", one.position.line},
         {"column", one.position.column},
         {"type", inline_type_name(one.type)},
         {"what", one.what},
         {"policy", one.policy},
         {"disposition", one.disposition == Disposition::enforce ? "enforce" : "report"},
         {"directive", one.directive},
         {"source", one.expression},
         {"unsafe_hashes", one.lacks_unsafe_hashes}});
  }
  for (const StaleHash& one : drift.stale) stale.push_back(to_json(one));
}

json::object to_json(const StaleHash& stale) {
  return {{"policy", stale.policy}, {"directive", stale.directive}, {"source", stale.expression}};
}

}  // namespace cspkit::cli
