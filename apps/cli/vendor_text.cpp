// SPDX-License-Identifier: Apache-2.0
#include "vendor_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "table.h"

namespace cspkit::cli {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

std::string terms_text(const std::vector<ConditionTerm>& terms) {
  std::vector<std::string> out;
  for (const ConditionTerm& term : terms) {
    switch (term.test) {
      case ConditionTerm::Test::one_of:
        out.push_back(term.subject + "=" + joined(term.values, "|"));
        break;
      case ConditionTerm::Test::given: out.push_back(term.subject + " given"); break;
      case ConditionTerm::Test::absent: out.push_back(term.subject + " not given"); break;
      case ConditionTerm::Test::below:
        out.push_back(term.subject + " below " + joined(term.values, " "));
        break;
    }
  }
  return joined(out, ", ");
}

std::string values_of(const OptionSpec& option) {
  switch (option.kind) {
    case OptionKind::enumeration: return joined(option.values, " | ");
    case OptionKind::list: return "any of " + joined(option.values, ", ") + ", joined by +";
    case OptionKind::boolean: return "true | false";
    case OptionKind::text: return "an ID";
    case OptionKind::host: return "a host";
    case OptionKind::url: return "an https: URL";
    case OptionKind::nonce: return "a nonce value, or {nonce}";
    case OptionKind::version: return "a version, X.Y.Z";
  }
  return "";
}

void print_heading(std::string_view text, Context& context) {
  context.out.print("\n{}\n", context.out_style.bold(text));
}

/// A name in colour, and under it what is said about it.
void print_entry(const std::string& head, std::string_view body, Context& context) {
  constexpr std::size_t kIndent = 6;
  context.out.print("  {}\n      {}\n", head, wrap(body, context.out.columns() - kIndent, kIndent));
}

void print_options(const Vendor& vendor, Context& context) {
  const Style& style = context.out_style;
  const bool choosable = std::ranges::any_of(vendor.features, [](const FeatureSpec& feature) {
    return feature.name != kCoreFeature && !feature.implied_by;
  });
  if (vendor.options.empty() && !choosable) return;
  print_heading("Options", context);
  const auto print = [&](const std::string& name, std::string_view values, const std::string& usual,
                         std::string_view doc) {
    constexpr std::size_t kIndent = 6;
    const std::size_t columns = context.out.columns() - kIndent - name.size();
    print_entry(style.info(name) + "  " + wrap(values, columns, kIndent) +
                    (usual.empty() ? "" : style.dim("  default " + usual)),
                doc, context);
  };
  for (const OptionSpec& option : vendor.options) {
    print(option.name, values_of(option), option.default_value.value_or(""), option.doc);
  }
  if (!choosable) return;
  print("features", "none, or some of those below, joined by +",
        vendor.usual_features.empty() ? "none" : joined(vendor.usual_features, "+"),
        "what the product is used for; core is always in");
}

void print_features(const Vendor& vendor, Context& context) {
  const Style& style = context.out_style;
  print_heading("Features, and what people see when they are blocked", context);
  for (const FeatureSpec& feature : vendor.features) {
    std::string when;
    if (feature.name == kCoreFeature) when = "always";
    if (feature.implied_by) when = "where " + to_text(*feature.implied_by);
    if (vendor.is_usual_feature(feature.name)) when = "by default";
    print_entry(style.info(feature.name) + "  " + feature.title +
                    (when.empty() ? "" : style.dim("  (" + when + ")")),
                feature.symptom, context);
  }
}

void print_references(const Vendor& vendor, Context& context) {
  // Each reference, with the number of rows that rest on it by confidence.
  std::map<std::string, std::map<Confidence, int>> references;
  for (const Requirement& row : vendor.requirements) ++references[row.reference][row.confidence];
  print_heading("Where the rows come from", context);
  for (const auto& [reference, counts] : references) {
    std::vector<std::string> parts;
    for (const auto& [confidence, count] : counts) {
      parts.push_back(fmt::format("{} {}", count, to_string(confidence)));
    }
    print_entry(reference, joined(parts, ", "), context);
  }
}

}  // namespace

std::string to_text(const Condition& condition) {
  std::string out = terms_text(condition.when);
  for (const auto& group : condition.unless) {
    out += (out.empty() ? "unless " : "; unless ") + terms_text(group);
  }
  return out;
}

void print_vendor(const Vendor& vendor, Context& context) {
  const Style& style = context.out_style;
  context.out.print("{}  {}\n{}\n", style.bold(vendor.title), style.dim(vendor.name),
                    wrap(vendor.summary, context.out.columns(), 0));
  context.out.print("\nDocumentation  {}\nCompared       {}\n", vendor.documentation, vendor.date);
  print_options(vendor, context);
  print_features(vendor, context);
  print_references(vendor, context);
}

void print_vendor_rows(const Vendor& vendor, Context& context) {
  print_heading("Rows", context);
  Table table({"DIRECTIVE", "SOURCE", "CONFIDENCE", "EVIDENCE", "FEATURES", "WHEN"});
  for (const Requirement& row : vendor.requirements) {
    table.add({row.directive, row.source, std::string(to_string(row.confidence)),
               std::string(to_string(row.evidence)) +
                   (row.scope == EvidenceScope::documented_only ? " only" : ""),
               joined(row.features, "+"), to_text(row.condition)});
  }
  context.out.write(table.render(context.out_style, context.out.columns()));
  if (vendor.variables.empty()) return;
  print_heading("Names in braces", context);
  Table names({"NAME", "VALUE", "WHEN"});
  for (const Variable& variable : vendor.variables) {
    for (const Variable::Case& one : variable.cases) {
      names.add({"{" + variable.name + "}", one.value, to_text(one.condition)});
    }
  }
  context.out.write(names.render(context.out_style, context.out.columns()));
}

}  // namespace cspkit::cli
