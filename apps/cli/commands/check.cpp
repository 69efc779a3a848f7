// SPDX-License-Identifier: Apache-2.0
#include <cspkit/check.h>
#include <fmt/format.h>

#include <algorithm>

#include "command.h"
#include "composition_output.h"
#include "json_output.h"
#include "table.h"
#include "vendor_input.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

json::object to_json(const CheckFailure& failure) {
  json::array browsers, fix;
  for (const Browser browser : failure.browsers) browsers.emplace_back(browser_name(browser));
  for (const Addition& addition : failure.fix) fix.push_back(cli::to_json(addition));
  return {{"probe", failure.probe},
          {"url", failure.url},
          {"directive", directive_name(failure.directive)},
          {"source_directive", directive_name(failure.source_directive)},
          {"policy", failure.policy},
          {"browsers", std::move(browsers)},
          {"severity", failure.severity == ProbeSeverity::broken ? "broken" : "degraded"},
          {"effect", failure.effect},
          {"fix", std::move(fix)}};
}

json::object to_document(const CheckReport& report) {
  json::array vendors;
  for (const VendorReport& vendor : report.vendors) {
    json::array features;
    for (const FeatureReport& feature : vendor.features) {
      json::array failures;
      for (const CheckFailure& failure : feature.failures) failures.push_back(to_json(failure));
      features.push_back({{"feature", feature.feature},
                          {"status", to_string(feature.status)},
                          {"symptom", feature.symptom},
                          {"failures", std::move(failures)}});
    }
    vendors.push_back({{"vendor", vendor.vendor}, {"features", std::move(features)}});
  }
  return {{"ok", report.ok()},
          {"vendors", std::move(vendors)},
          {"fixed_policy", report.fixed.text()},
          {"notes", notes_to_json(report.fixed)}};
}

std::string painted(FeatureStatus status, const Style& style) {
  const std::string_view text = to_string(status);
  switch (status) {
    case FeatureStatus::works: return style.good(text);
    case FeatureStatus::degraded: return style.warning(text);
    case FeatureStatus::broken: return style.bad(text);
  }
  return std::string(text);
}

void add_once(std::vector<std::string>& items, std::string_view item) {
  if (std::ranges::find(items, item) == items.end()) items.emplace_back(item);
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

std::string browsers_of(std::span<const Browser> browsers) {
  if (browsers.size() == kBrowsers.size()) return "all";
  std::vector<std::string> names;
  for (const Browser browser : browsers) names.emplace_back(browser_name(browser));
  return joined(names);
}

/// The browsers in which some probe of the feature fails.
std::string browsers_of(const FeatureReport& feature) {
  std::vector<Browser> browsers;
  for (const Browser browser : kBrowsers) {
    if (std::ranges::any_of(feature.failures, [&](const CheckFailure& failure) {
          return std::ranges::find(failure.browsers, browser) != failure.browsers.end();
        })) {
      browsers.push_back(browser);
    }
  }
  return browsers_of(browsers);
}

/// The directives that people write: script-src for script-src-elem, and so on.
std::string directives_of(const FeatureReport& feature) {
  std::vector<std::string> names;
  for (const CheckFailure& failure : feature.failures) {
    std::string_view name = directive_name(failure.directive);
    for (const std::string_view suffix : {"-elem", "-attr"}) {
      if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
    }
    add_once(names, name);
  }
  return joined(names);
}

void print_table(const CheckReport& report, Context& context) {
  Table table({"VENDOR", "FEATURE", "STATUS", "BROWSERS", "DIRECTIVES", "WHAT PEOPLE SEE"});
  for (const VendorReport& vendor : report.vendors) {
    for (const FeatureReport& feature : vendor.features) {
      const bool works = feature.status == FeatureStatus::works;
      table.add({vendor.vendor, feature.feature, painted(feature.status, context.out_style),
                 browsers_of(feature), directives_of(feature), works ? "" : feature.symptom});
    }
  }
  context.out.write(table.render(context.out_style, context.out.columns()));
}

bool is_mended(const FeatureReport& feature) {
  return std::ranges::none_of(feature.failures,
                              [](const CheckFailure& failure) { return failure.fix.empty(); });
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

bool any_enforced(const CheckReport& report) {
  return std::ranges::any_of(report.fixed.policies, [](const Policy& policy) {
    return policy.disposition == Disposition::enforce && !policy.directives.empty();
  });
}

/// What the additions are for. Browsers may allow what the standard's text does not.
std::string_view heading_of_additions(const CheckReport& report) {
  if (!report.ok()) return "smallest fix";
  return any_enforced(report) ? "to hold in the text of the standard too"
                              : "to keep the report-only policy silent";
}

/// The whole answer in one line.
std::string verdict(const CheckReport& report) {
  std::size_t features = 0, failing = 0, mended = 0;
  for (const VendorReport& vendor : report.vendors) {
    for (const FeatureReport& feature : vendor.features) {
      ++features;
      if (feature.status == FeatureStatus::works) continue;
      ++failing;
      if (is_mended(feature)) ++mended;
    }
  }
  if (failing == 0) {
    return any_enforced(report) ? "every feature works in every browser"
                                : "no policy is enforced, so every feature works";
  }
  std::string text = fmt::format("{} of {} not work", failing,
                                 counted(features, "feature") + (failing == 1 ? " does" : " do"));
  if (mended > 0) {
    const std::size_t sources = report.fixed.additions.size();
    text += fmt::format(
        "; {} mend{} {}", counted(sources, "source"), sources == 1 ? "s" : "",
        mended == failing ? (failing == 1 ? "it" : "them all") : fmt::format("{} of them", mended));
  }
  if (mended < failing) text += "; the notes tell what cannot be mended";
  return text;
}

/// Each request and block that is stopped, once, with the features that need it.
void print_failures(const CheckReport& report, Context& context) {
  const Style& style = context.out_style;
  const std::size_t columns = std::max<std::size_t>(context.out.columns(), 44);
  std::vector<std::string> seen;
  for (const VendorReport& vendor : report.vendors) {
    for (const FeatureReport& feature : vendor.features) {
      for (const CheckFailure& failure : feature.failures) {
        const std::string_view directive = directive_name(failure.directive);
        std::string key =
            fmt::format("{} {} {} {}", vendor.vendor, failure.probe, failure.policy, directive);
        if (std::ranges::find(seen, key) != seen.end()) continue;
        seen.push_back(std::move(key));
        const std::string_view source = directive_name(failure.source_directive);
        std::string where(directive);
        if (source != directive) where += fmt::format(" (decided by {})", source);
        if (report.fixed.policies.size() > 1)
          where += fmt::format(" of policy {}", failure.policy + 1);
        context.out.print("  {} {}\n", style.bad("x"), printable(failure.url));
        context.out.print("    {} {}, {}: {}\n", vendor.vendor, feature.feature, failure.probe,
                          style.info(where));
        const std::string browsers = browsers_of(failure.browsers);
        if (browsers != "all") context.out.print("    only in {}\n", browsers);
        context.out.print("    {}\n", wrap(failure.effect, columns - 4, 4));
      }
    }
  }
}

/// What concerns this check; the vendors' general advice belongs to `compose`.
std::vector<ComposeNote> notes_for_check(const Composition& composition) {
  std::vector<ComposeNote> notes;
  for (const ComposeNote& note : composition.notes) {
    if (note.kind == ComposeNote::Kind::impossible || note.kind == ComposeNote::Kind::placement ||
        note.kind == ComposeNote::Kind::delivery) {
      notes.push_back(note);
    }
  }
  return notes;
}

void print_text(const CheckReport& report, bool details, Context& context) {
  print_table(report, context);
  context.out.print("\n{}\n", verdict(report));
  if (details && !report.ok()) {
    print_heading("what is blocked", context);
    print_failures(report, context);
  }
  if (!report.fixed.additions.empty()) {
    print_heading(heading_of_additions(report), context);
    print_additions(report.fixed, context);
    print_heading("fixed policy", context);
    print_policies(report.fixed, context);
  }
  const auto notes = notes_for_check(report.fixed);
  if (!notes.empty()) {
    print_heading("notes", context);
    print_notes(notes, context);
  }
}

ExitStatus run_check(const Args& args, Context& context) {
  const VendorInput input = read_vendor_input(args, PolicyPositionals::allowed);
  if (!input.policy_given) {
    throw UsageError(
        "no policy; give one after the vendors as text, as @FILE, as - (standard input), or with "
        "--policy-file, --header-file or --site");
  }
  const auto report = check(input.vendors, input.policies, input.options);
  if (!report) throw InputError(report.error().message);
  if (args.has("json")) {
    write_json(context.out, to_document(*report));
  } else {
    print_text(*report, args.has("details"), context);
  }
  return report->ok() ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Command check_command() {
  return {
      .name = "check",
      .summary = "Tell which features of vendors a policy breaks, and the smallest fix",
      .description =
          "Runs what each feature does in the page (requests, inline blocks, workers, evaluations) "
          "against the "
          "page's policies, as Chromium, Firefox and WebKit would. A feature works when it works "
          "in all "
          "three.\n\n"
          "A vendor is NAME[:key=value[,key=value]...], with lists joined by +, such as "
          "pendo:sub_id=4815162342,region=eu,features=guides+designer. Policies stand after the "
          "vendors, or come "
          "with the options below.\n\n"
          "Exits with 1 where a feature breaks or degrades.",
      .positional = {.name = "VENDOR|POLICY",
                     .help = "a vendor and its options; or a policy in header syntax, @FILE, or -",
                     .min = 0,
                     .max = kAnyNumber},
      .flags =
          join_flags({{vendor_flag(),
                       {.name = "details", .help = "list each request and block that is stopped"}},
                      policy_flags(),
                      {document_url_flag(), json_flag()}}),
      .examples =
          {{"cspkit check customerio \"default-src 'self'\"", "one vendor, one policy"},
           {"cspkit check --site examples/site.yaml", "a site, as its manifest describes it"},
           {"curl -sI https://example.com | cspkit check customerio --header-file - --details",
            "the policies of a site, with every blocked request"}},
      .run = run_check,
  };
}

}  // namespace cspkit::cli
