// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "composition_output.h"
#include "scan/report.h"
#include "table.h"

namespace cspkit::cli {
namespace {

/// More of a list than a person reads; `--all` shows the rest.
constexpr std::size_t kMostRows = 40;
constexpr std::size_t kMostBlocked = 15;
constexpr std::size_t kMostInstances = 3;
constexpr std::size_t kMostSampleColumns = 60;
constexpr std::size_t kMostSourceColumns = 48;

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string times(std::uint64_t count) {
  return count == 1 ? "once" : count == 2 ? "twice" : fmt::format("{} times", count);
}

std::string size_text(std::uint64_t bytes) {
  if (bytes < 10'000) return fmt::format("{} bytes", bytes);
  if (bytes < 1'000'000) return fmt::format("{} KB", bytes / 1000);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string shortened(std::string_view text, std::size_t columns) {
  std::string shown = printable(text.substr(0, 4 * columns));
  const bool whole = text.size() <= 4 * columns && display_width(shown) <= columns;
  while (display_width(shown) > columns) {
    do {
      shown.pop_back();
    } while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0) == 0x80);
  }
  return whole ? shown : shown + "…";
}

class Printer {
 public:
  Printer(const ScanReport& report, ScanDetail detail, Context& context)
      : report_(report),
        detail_(detail),
        context_(context),
        out_(context.out),
        style_(context.out_style) {}

  void print() {
    print_summary();
    print_policies();
    print_blocked();
    print_items();
    print_vendors();
    print_obstacles();
    print_proposal(report_.proposals.front());
    print_others();
  }

 private:
  [[nodiscard]] std::size_t columns() const { return std::max<std::size_t>(out_.columns(), 60); }
  [[nodiscard]] std::size_t most(std::size_t rows) const {
    return detail_ == ScanDetail::everything ? static_cast<std::size_t>(-1) : rows;
  }

  void print_wrapped(std::string_view mark, std::string_view text) {
    const std::size_t indent = 2 + display_width(mark) + 1;
    out_.print("  {} {}\n", mark, wrap(text, columns() - indent, indent));
  }

  void print_summary() {
    const Inventory& inventory = report_.input.inventory;
    out_.print("{} as {} ({}, {})\n", plural(inventory.documents(), "page", "pages"),
               style_.bold(printable(report_.site)), plural(report_.input.files, "file", "files"),
               size_text(report_.input.bytes));
    const auto origins = inventory.origins();
    for (std::size_t i = 1; i < origins.size(); ++i) {
      print_wrapped(
          style_.info("-"),
          fmt::format("{} of {} have policies of their own: they are listed, and no "
                      "policy is proposed for them",
                      plural(origins[i].second, "page", "pages"), printable(origins[i].first)));
    }
    if (inventory.dropped() > 0) {
      print_wrapped(style_.warning("!"),
                    fmt::format("{} not kept: there are too many different ones",
                                plural(inventory.dropped(), "thing was", "things were")));
    }
  }

  void print_policies() {
    print_heading("present policies", context_);
    const auto policies = report_.input.inventory.policies();
    if (policies.empty()) {
      out_.write("  none: nothing restricts what the pages load and run\n");
      return;
    }
    for (std::size_t i = 0; i < std::min(policies.size(), most(kMostRows)); ++i) {
      const PolicyRow& row = policies[i];
      out_.print("  {}. {} of {}, first {}\n", i + 1, style_.info(field_name(row.source)),
                 plural(row.documents, "page", "pages"), place(row.places));
      out_.print("     {}\n", wrap(printable(row.text), columns() - 5, 5));
      if (!row.ignored.empty())
        out_.print("     {} {}\n", style_.warning("ignored:"), printable(row.ignored));
    }
    print_more(policies.size(), kMostRows);
  }

  static std::string_view field_name(PolicySource source) {
    switch (source) {
      case PolicySource::header: return "Content-Security-Policy";
      case PolicySource::report_only_header: return "Content-Security-Policy-Report-Only";
      case PolicySource::meta: return "<meta>";
      case PolicySource::frame_options: break;
    }
    return "X-Frame-Options";
  }

  static std::string place(const std::vector<Place>& places) {
    return places.empty() ? "?" : printable(places.front().to_string());
  }

  void print_more(std::size_t all, std::size_t shown) {
    if (all > most(shown))
      out_.print("  {}\n", style_.dim(fmt::format("… {} more; --all shows them", all - shown)));
  }

  void print_blocked() {
    if (report_.blocked.empty()) return;
    print_heading(report_.anything_blocked() ? "blocked by the present policies"
                                             : "reported by the present policies",
                  context_);
    std::size_t shown = 0;
    for (const BlockedItem& blocked : report_.blocked) {
      if (shown++ >= most(kMostBlocked)) break;
      const BlockedNow& row = *blocked.row;
      const auto readers = readers_of(row);
      std::string mark = blocked.enforced ? style_.bad("!") : style_.dim("-");
      out_.print("  {} {}\n", mark, shortened(describe(*blocked.item), columns() - 4));
      std::string by =
          fmt::format("{} of policy {}", directive_name(row.source_directive), row.policy + 1);
      if (!blocked.enforced) by += ", which only reports";
      out_.print("    by {}, {}, {}, first {}\n", by, readers_text(readers), times(row.count),
                 printable(row.first.to_string()));
    }
    print_more(report_.blocked.size(), kMostBlocked);
  }

  void print_items() {
    print_heading("what the pages load and run", context_);
    if (report_.groups.empty()) {
      out_.write("  nothing that a policy decides on\n");
      return;
    }
    Table table({"DIRECTIVE", "WHAT", "DIFFERENT", "TIMES", "FIRST"});
    std::size_t of_directive = 0;
    for (std::size_t i = 0; i < report_.groups.size(); ++i) {
      const ItemGroup& group = report_.groups[i];
      const bool first = i == 0 || report_.groups[i - 1].directive != group.directive;
      const bool last =
          i + 1 == report_.groups.size() || report_.groups[i + 1].directive != group.directive;
      of_directive = first ? 1 : of_directive + 1;
      if (of_directive <= most(kMostRows)) add_group(table, group);
      if (last && of_directive > most(kMostRows))
        table.add({"", style_.dim(fmt::format("… {} more", of_directive - kMostRows)), "", "", ""});
    }
    out_.write(table.render(style_, columns()));
    print_bad_urls();
  }

  void add_group(Table& table, const ItemGroup& group) {
    table.add({style_.info(group.directive), printable(group.what),
               fmt::format("{:>9}", group.items), fmt::format("{:>5}", group.count),
               style_.dim(printable(group.first.to_string()))});
    if (detail_ != ScanDetail::everything) return;
    for (const InventoryItem* item : group.members) {
      const bool block = item->kind == ItemKind::inline_block;
      table.add({"", "  " + printable(block ? item->hash : item->url), "",
                 fmt::format("{:>5}", item->count), style_.dim(place(item->places))});
    }
  }

  void print_bad_urls() {
    const auto bad = report_.input.inventory.bad_urls();
    if (bad.empty()) return;
    print_wrapped(style_.warning("!"),
                  fmt::format("{} not parse, so that browsers load nothing: {} at {}",
                              plural(bad.size(), "URL does", "URLs do"),
                              shortened(bad.front().first, kMostSampleColumns),
                              printable(bad.front().second.to_string())));
  }

  void print_vendors() {
    if (report_.vendors.empty()) return;
    print_heading("vendors", context_);
    for (const RecognizedVendor& vendor : report_.vendors) {
      const bool likely = vendor.certainty == RecognizedVendor::Certainty::likely;
      out_.print(
          "  {} ({})\n", style_.bold(vendor.title),
          likely ? style_.good("likely") : style_.warning("possible: only a host of its is there"));
      for (const VendorEvidence& evidence : vendor.evidence) {
        const std::string_view how = evidence.kind == VendorEvidence::Kind::mention
                                         ? "an inline script names"
                                         : "requested:";
        out_.print("    {} {}  {}\n", how, shortened(evidence.url, 70),
                   style_.dim(printable(evidence.place.to_string())));
      }
      if (!vendor.problem.empty()) print_wrapped("  !", printable(vendor.problem));
      out_.print("    {} cspkit check --vendor {}\n", style_.dim("$"),
                 printable(vendor.selection_text()));
    }
  }

  void print_obstacles() {
    print_heading("in the way of a strict policy", context_);
    if (report_.obstacles.empty()) {
      out_.write("  nothing\n");
      return;
    }
    for (const Obstacle& obstacle : report_.obstacles) {
      const std::string head = fmt::format("{}: {} different, {}. {}", style_.bold(obstacle.title),
                                           obstacle.items, times(obstacle.count), obstacle.remedy);
      print_wrapped(style_.warning("!"), head);
      const std::size_t shown = std::min(obstacle.instances.size(), most(kMostInstances));
      for (std::size_t i = 0; i < shown; ++i) {
        const Obstacle::Instance& instance = obstacle.instances[i];
        std::string where = place(instance.places);
        if (instance.count > 1) where += fmt::format(" and {} more", instance.count - 1);
        out_.print("      {}  {}\n", shortened(instance.what, kMostSampleColumns),
                   style_.dim(where));
      }
      if (obstacle.items > shown)
        out_.print("      {}\n", style_.dim(fmt::format("… {} more", obstacle.items - shown)));
    }
  }

  void print_proposal(const Proposal& proposal) {
    print_heading(fmt::format("proposed policy: {}", title_of(proposal.kind)), context_);
    std::string text;
    for (const Directive& directive : proposal.policy.directives) {
      if (!text.empty()) text += "; ";
      text += style_.info(printable(directive.name));
      const std::size_t shown = std::min(directive.value.size(), most(kMostRows));
      for (std::size_t i = 0; i < shown; ++i) text += " " + printable(directive.value[i]);
      if (shown < directive.value.size()) {
        text += style_.warning(fmt::format(" [… {} more: --all and --json have them]",
                                           directive.value.size() - shown));
      }
    }
    out_.print("Content-Security-Policy: {}\n\n", text);
    print_reasons(proposal);
    for (const std::string& warning : proposal.warnings)
      print_wrapped(style_.warning("!"), printable(warning));
    print_verdict(proposal);
  }

  void print_reasons(const Proposal& proposal) {
    std::size_t width = 0, of_directive = 0;
    for (const ProposedSource& source : proposal.sources)
      width = std::max(width, std::min(kMostSourceColumns, display_width(shown_source(source))));
    for (std::size_t i = 0; i < proposal.sources.size(); ++i) {
      const ProposedSource& source = proposal.sources[i];
      const bool first = i == 0 || proposal.sources[i - 1].directive != source.directive;
      const bool last =
          i + 1 == proposal.sources.size() || proposal.sources[i + 1].directive != source.directive;
      if (first) out_.print("  {}\n", style_.info(source.directive));
      of_directive = first ? 1 : of_directive + 1;
      if (of_directive <= most(kMostRows)) print_reason(source, width);
      if (last && of_directive > most(kMostRows))
        out_.print("    {}\n", style_.dim(fmt::format("… {} more", of_directive - kMostRows)));
    }
    out_.write("\n");
  }

  /// A hash by its beginning: the policy above has it whole.
  static std::string shown_source(const ProposedSource& source) {
    if (source.source.starts_with("'sha")) return source.source.substr(0, 18) + "…'";
    return printable(source.source);
  }

  void print_reason(const ProposedSource& source, std::size_t width) {
    std::string why = printable(source.reason);
    if (source.items > 1) {
      why += fmt::format(": {} of them, {}", source.items, times(source.count));
    } else if (source.items == 1) {
      why += fmt::format(", {}", times(source.count));
    }
    if (source.items > 0 && !source.places.empty())
      why +=
          style_.dim(fmt::format(", {}{}", source.count > 1 ? "first " : "", place(source.places)));
    if (source.ground == ProposedSource::Ground::vendor) why += style_.dim(" [catalogue]");
    const std::string shown = shown_source(source);
    const bool weak = shown.starts_with("'unsafe") || shown == "*" || shown == "data:";
    const std::string padding(width - std::min(width, display_width(shown)), ' ');
    out_.print("    {}{}  {}\n", weak ? style_.warning(shown) : style_.good(shown), padding,
               wrap(why, columns() - std::min(columns() / 2, width + 6), width + 6));
  }

  void print_verdict(const Proposal& proposal) {
    if (!proposal.checked) return;
    const std::string asked = fmt::format(
        "{} asked of the engine, by the standard's text and as Chromium, Firefox and "
        "WebKit answer",
        plural(proposal.asked, "thing", "things"));
    if (proposal.blocked.empty()) {
      print_wrapped(style_.good("✓"), asked + ": nothing is blocked");
      return;
    }
    print_wrapped(style_.bad("✗"), fmt::format("{}: {} blocked", asked,
                                               plural(proposal.blocked.size(), "is", "are")));
    std::size_t shown = 0;
    for (const ProposalFailure& failure : proposal.blocked) {
      if (shown++ >= most(kMostBlocked)) break;
      out_.print("      {}  {}, {}\n", shortened(describe(*failure.item), kMostSampleColumns),
                 directive_name(failure.directive), readers_text(failure.readers));
    }
  }

  void print_others() {
    print_heading("other proposals", context_);
    for (std::size_t i = 1; i < report_.proposals.size(); ++i) {
      const Proposal& proposal = report_.proposals[i];
      out_.print(
          "  --propose {:<9}  {}: {}, {}{}\n", to_string(proposal.kind), title_of(proposal.kind),
          size_text(proposal.header_bytes), plural(proposal.warnings.size(), "warning", "warnings"),
          proposal.blocked.empty() ? "" : fmt::format(", {} blocked", proposal.blocked.size()));
    }
  }

  const ScanReport& report_;
  ScanDetail detail_;
  Context& context_;
  Output& out_;
  const Style& style_;
};

}  // namespace

void print_scan_report(const ScanReport& report, ScanDetail detail, Context& context) {
  Printer(report, detail, context).print();
}

}  // namespace cspkit::cli
