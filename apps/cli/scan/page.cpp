// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>
#include <cspkit/version.h>
#include <fmt/format.h>

#include <algorithm>

#include "scan/page_style.h"
#include "scan/report.h"
#include "utf8.h"

namespace cspkit::cli {
namespace {

/// Lists beyond that are in the JSON.
constexpr std::size_t kMostMembers = 500;
constexpr std::size_t kMostSources = 500;

/// Text of the outside, as HTML text or an attribute's value. Control characters become U+FFFD.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : replace_ill_formed(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
          out += kReplacementCharacter;
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::string code(std::string_view text) { return fmt::format("<code>{}</code>", escaped(text)); }

std::string place(const Place& place) {
  return place.name.empty()
             ? ""
             : fmt::format("<span class=place>{}</span>", escaped(place.to_string()));
}

std::string first_place(const std::vector<Place>& places) {
  return places.empty() ? "" : place(places.front());
}

std::string times(std::uint64_t count) {
  return count == 1 ? "once" : fmt::format("{} times", count);
}

class PageWriter {
 public:
  explicit PageWriter(const ScanReport& report) : report_(report) {}

  std::string write() {
    begin();
    summary();
    policies();
    blocked();
    proposals();
    obstacles();
    vendors();
    items();
    put("</main></body></html>\n");
    return std::move(out_);
  }

 private:
  void put(std::string_view html) { out_ += html; }

  void begin() {
    const std::string_view style = kScanPageStyle;
    put("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    put(
        fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src {}; base-uri 'none'; form-action 'none'\">\n",
                    hash_source(style)));
    put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n");
    put(fmt::format("<title>Scan of {}</title>\n<style>{}</style></head><body><main>\n",
                    escaped(report_.site), style));
  }

  void summary() {
    const Inventory& inventory = report_.input.inventory;
    put(fmt::format("<header><h1>Scan of {}</h1><p>by cspkit {}</p></header>\n",
                    escaped(report_.site), kVersion));
    put("<ul class=figures>");
    figure(inventory.documents(), inventory.documents() == 1 ? "page" : "pages", "");
    figure(report_.items.size(), "things that a policy decides on", "");
    figure(enforced(), "blocked today", enforced() > 0 ? "bad" : "good");
    figure(report_.obstacles.size(),
           report_.obstacles.size() == 1 ? "obstacle to a strict policy"
                                         : "obstacles to a strict policy",
           report_.obstacles.empty() ? "good" : "warn");
    figure(report_.vendors.size(), report_.vendors.size() == 1 ? "vendor" : "vendors", "");
    put("</ul>\n");
    if (!report_.input.problems.empty()) {
      put("<section><h2>Not read</h2><ul>");
      for (const std::string& problem : report_.input.problems)
        put(fmt::format("<li class=bad>{}</li>", escaped(problem)));
      put("</ul></section>\n");
    }
  }

  [[nodiscard]] std::uint64_t enforced() const {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(report_.blocked, &BlockedItem::enforced));
  }

  void figure(std::uint64_t number, std::string_view what, std::string_view state) {
    put(fmt::format("<li class=\"{}\"><b>{}</b> {}</li>", state, number, what));
  }

  void policies() {
    put("<section><h2>Present policies</h2>\n");
    const auto rows = report_.input.inventory.policies();
    if (rows.empty()) put("<p>None: nothing restricts what the pages load and run.</p>");
    std::size_t number = 0;
    for (const PolicyRow& row : rows) {
      put(fmt::format(
          "<div class=card><p><b>{}.</b> {} on {} {}, first {}</p><pre>{}</pre>{}</div>\n",
          ++number, to_string(row.source), row.documents, row.documents == 1 ? "page" : "pages",
          first_place(row.places), escaped(row.text),
          row.ignored.empty()
              ? ""
              : fmt::format("<p class=warn>Ignored: {}</p>", escaped(row.ignored))));
    }
    put("</section>\n");
  }

  void blocked() {
    if (report_.blocked.empty()) return;
    put("<section><h2>What they block</h2><table><thead><tr><th>What<th>By<th>Where<th>Times"
        "<th>First</thead><tbody>\n");
    for (std::size_t i = 0; i < std::min(report_.blocked.size(), kMostMembers); ++i) {
      const BlockedItem& each = report_.blocked[i];
      put(fmt::format(
          "<tr class=\"{}\"><td>{}<td>{} of policy {}{}<td>{}<td class=number>{}<td>{}\n",
          each.enforced ? "bad" : "", code(describe(*each.item)),
          directive_name(each.row->source_directive), each.row->policy + 1,
          each.enforced ? "" : " (reports only)", readers_text(readers_of(*each.row)),
          each.row->count, place(each.row->first)));
    }
    put("</tbody></table>");
    more(report_.blocked.size(), kMostMembers);
    put("</section>\n");
  }

  void more(std::size_t all, std::size_t shown) {
    if (all > shown)
      put(fmt::format("<p class=dim>… and {} more: --json has them</p>", all - shown));
  }

  void proposals() {
    put("<section><h2>Proposed policies</h2>\n");
    bool first = true;
    for (const Proposal& proposal : report_.proposals) {
      put(fmt::format(
          "<details class=card{}><summary>{} <span class=dim>{} bytes, {}</span>"
          "</summary>\n",
          first ? " open" : "", title_of(proposal.kind), proposal.header_bytes,
          proposal.blocked.empty()
              ? "<span class=good>nothing is blocked</span>"
              : fmt::format("<span class=bad>{} blocked</span>", proposal.blocked.size())));
      proposal_body(proposal);
      put("</details>\n");
      first = false;
    }
    put("</section>\n");
  }

  void proposal_body(const Proposal& proposal) {
    put("<pre class=policy>Content-Security-Policy:");
    for (std::size_t i = 0; i < proposal.policy.directives.size(); ++i) {
      const Directive& directive = proposal.policy.directives[i];
      put(fmt::format("{}\n  <b>{}</b>", i == 0 ? "" : ";", escaped(directive.name)));
      for (const std::string& source : directive.value) put(" " + escaped(source));
    }
    put("</pre>\n");
    if (!proposal.warnings.empty()) {
      put("<ul>");
      for (const std::string& warning : proposal.warnings)
        put(fmt::format("<li class=warn>{}</li>", escaped(warning)));
      put("</ul>\n");
    }
    put("<table><thead><tr><th>Directive<th>Source<th>Why<th>Seen<th>First</thead><tbody>\n");
    for (std::size_t i = 0; i < std::min(proposal.sources.size(), kMostSources); ++i) {
      const ProposedSource& source = proposal.sources[i];
      std::string why = escaped(source.reason);
      if (source.reference.starts_with("https://")) {
        why += fmt::format(" <a href=\"{}\" rel=\"noreferrer\">reference</a>",
                           escaped(source.reference));
      }
      if (!source.example.empty()) why += "<br>" + code(source.example);
      put(fmt::format("<tr><td>{}<td>{}<td>{}<td class=number>{}<td>{}\n", source.directive,
                      code(source.source), why,
                      source.count > 0 ? std::to_string(source.count) : "",
                      first_place(source.places)));
    }
    put("</tbody></table>");
    more(proposal.sources.size(), kMostSources);
    verdict(proposal);
  }

  void verdict(const Proposal& proposal) {
    if (!proposal.checked) return;
    put(
        fmt::format("<p class={}>{} things were asked of the engine, by the standard’s text and as "
                    "Chromium, Firefox and WebKit answer: {}.</p>\n",
                    proposal.blocked.empty() ? "good" : "bad", proposal.asked,
                    proposal.blocked.empty() ? "nothing is blocked"
                                             : fmt::format("{} blocked", proposal.blocked.size())));
    if (proposal.blocked.empty()) return;
    put("<ul>");
    for (std::size_t i = 0; i < std::min(proposal.blocked.size(), kMostMembers); ++i) {
      const ProposalFailure& failure = proposal.blocked[i];
      put(fmt::format("<li>{} ({}, {})</li>", code(describe(*failure.item)),
                      directive_name(failure.directive), readers_text(failure.readers)));
    }
    put("</ul>\n");
  }

  void obstacles() {
    put("<section><h2>In the way of a strict policy</h2>\n");
    if (report_.obstacles.empty()) put("<p class=good>Nothing.</p>");
    for (const Obstacle& obstacle : report_.obstacles) {
      put(fmt::format(
          "<details class=card open><summary>{} <span class=dim>{} different, {}</span></summary>"
          "<p>{}</p><table><tbody>\n",
          obstacle.title, obstacle.items, times(obstacle.count), escaped(obstacle.remedy)));
      for (const Obstacle::Instance& instance : obstacle.instances) {
        put(fmt::format("<tr><td>{}<td class=number>{}<td>{}\n", code(instance.what),
                        instance.count, first_place(instance.places)));
      }
      put("</tbody></table>");
      more(obstacle.items, obstacle.instances.size());
      put("</details>\n");
    }
    put("</section>\n");
  }

  void vendors() {
    if (report_.vendors.empty()) return;
    put("<section><h2>Vendors</h2>\n");
    for (const RecognizedVendor& vendor : report_.vendors) {
      put(fmt::format("<div class=card><h3>{} <span class=dim>{}</span></h3><ul>\n",
                      escaped(vendor.title), to_string(vendor.certainty)));
      for (const VendorEvidence& evidence : vendor.evidence) {
        put(fmt::format("<li>{} {} <span class=dim>matches {} of {}</span> {}</li>",
                        evidence.kind == VendorEvidence::Kind::mention ? "an inline script names"
                                                                       : "requested:",
                        code(evidence.url), escaped(evidence.matched), escaped(evidence.directive),
                        place(evidence.place)));
      }
      put("</ul>");
      if (!vendor.problem.empty())
        put(fmt::format("<p class=warn>{}</p>", escaped(vendor.problem)));
      put(fmt::format("<pre>cspkit check --vendor {}</pre></div>\n",
                      escaped(vendor.selection_text())));
    }
    put("</section>\n");
  }

  void items() {
    put("<section><h2>What the pages load and run</h2>\n");
    std::string directive;
    for (const ItemGroup& group : report_.groups) {
      if (group.directive != directive) {
        directive = group.directive;
        put(fmt::format("<h3>{}</h3>\n", escaped(directive)));
      }
      put(
          fmt::format("<details><summary>{} <span class=dim>{} different, {}, first</span> {}"
                      "</summary><table><tbody>\n",
                      escaped(group.what), group.items, times(group.count), place(group.first)));
      for (std::size_t i = 0; i < std::min(group.members.size(), kMostMembers); ++i) {
        const InventoryItem& item = *group.members[i];
        const bool block = item.kind == ItemKind::inline_block;
        put(fmt::format("<tr><td>{}{}<td class=number>{}<td>{}\n",
                        code(block ? item.hash : describe(item)),
                        block && !item.sample.empty() ? "<br>" + code(item.sample) : "", item.count,
                        first_place(item.places)));
      }
      put("</tbody></table>");
      more(group.members.size(), kMostMembers);
      put("</details>\n");
    }
    put("</section>\n");
  }

  const ScanReport& report_;
  std::string out_;
};

}  // namespace

std::string scan_report_page(const ScanReport& report) { return PageWriter(report).write(); }

}  // namespace cspkit::cli
