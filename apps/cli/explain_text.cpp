// SPDX-License-Identifier: Apache-2.0
#include <cspkit/directives.h>
#include <fmt/format.h>

#include <algorithm>

#include "composition_output.h"
#include "explain_output.h"
#include "table.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kIndent = 11;  ///< where the text behind a label begins
constexpr std::size_t kMostUnknown = 5;

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& items, std::string_view separator = ", ") {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += separator;
    text += item;
  }
  return text;
}

std::string lines_text(const std::vector<std::size_t>& lines, std::size_t count) {
  std::vector<std::string> numbers;
  for (const std::size_t line : lines) numbers.push_back(std::to_string(line));
  std::string text = (numbers.size() == 1 ? "line " : "lines ") + joined(numbers);
  if (lines.size() == kMostLines && count > kMostLines) text += ", …";
  return text;
}

/// `a script`, `an image`: what a directive is about, for people who do not know its name.
std::string_view noun_of(const Incident& finding) {
  struct Row {
    std::string_view directive, url, block;
  };
  static constexpr Row kRows[] = {
      {"script-src-elem", "a script", "an inline script"},
      {"script-src-attr", "a handler", "an inline event handler"},
      {"script-src", "a script", "an inline script"},
      {"style-src-elem", "a style sheet", "an inline style"},
      {"style-src-attr", "a style", "a style attribute"},
      {"style-src", "a style sheet", "an inline style"},
      {"img-src", "an image", "an image"},
      {"font-src", "a font", "a font"},
      {"connect-src", "a connection", "a connection"},
      {"media-src", "audio or video", "audio or video"},
      {"object-src", "a plugin or embedded file", "a plugin"},
      {"frame-src", "a frame", "a frame"},
      {"child-src", "a frame or worker", "a frame or worker"},
      {"worker-src", "a worker", "a worker"},
      {"manifest-src", "the app manifest", "the app manifest"},
      {"form-action", "a form's target", "a form's target"},
      {"base-uri", "a base address", "a base address"},
      {"frame-ancestors", "being framed", "being framed"},
      {"default-src", "a prefetch", "a prefetch"},
  };
  switch (finding.kind) {
    case BlockedKind::eval: return "code made of text (eval)";
    case BlockedKind::wasm_eval: return "WebAssembly";
    case BlockedKind::javascript_url: return "a javascript: URL";
    case BlockedKind::trusted_types_policy: return "a Trusted Types policy";
    case BlockedKind::trusted_types_sink: return "plain text where markup or code is made of it";
    default: break;
  }
  for (const Row& row : kRows) {
    if (row.directive != finding.directive) continue;
    return finding.kind == BlockedKind::inline_block ? row.block : row.url;
  }
  return "something";
}

class Printer {
 public:
  Printer(const Explanation& explanation, Context& context)
      : explanation_(explanation),
        out_(context.out),
        style_(context.out_style),
        columns_(std::max<std::size_t>(context.out.columns(), 60)) {}

  void print() {
    out_.print("{}\n", style_.bold(summary()));
    std::size_t number = 0;
    for (const Incident& finding : explanation_.findings) print(finding, ++number);
    print_complaints();
    print_unknown();
  }

 private:
  std::string summary() const {
    std::size_t blocked = 0, watched = 0, impossible = 0, harmless = 0;
    for (const Incident& finding : explanation_.findings) {
      switch (finding.bearing) {
        case Bearing::blocked: ++blocked; break;
        case Bearing::watched: ++watched; break;
        case Bearing::impossible: ++impossible; break;
        case Bearing::harmless: ++harmless; break;
      }
    }
    std::vector<std::string> parts;
    parts.push_back(blocked == 0
                        ? "nothing of the page is blocked"
                        : counted(blocked, "thing") + (blocked == 1 ? " is" : " are") + " blocked");
    if (watched > 0) parts.push_back(fmt::format("{} would be (report-only)", watched));
    if (impossible > 0)
      parts.push_back(fmt::format("{} {} contradicted by the policy", impossible,
                                  impossible == 1 ? "is" : "are"));
    if (harmless > 0) parts.push_back(fmt::format("{} harmless", harmless));
    if (!explanation_.complaints.empty()) {
      parts.push_back(counted(explanation_.complaints.size(), "complaint") + " about the policy");
    }
    return joined(parts, "; ");
  }

  void label(std::string_view name, std::string_view text) {
    out_.print("   {}{}{}\n", style_.dim(name), std::string(kIndent - 3 - name.size(), ' '),
               wrap(text, columns_ - kIndent, kIndent));
  }
  void more(std::string_view text) {
    out_.print("{}{}\n", std::string(kIndent, ' '), wrap(text, columns_ - kIndent, kIndent));
  }

  void print(const Incident& finding, std::size_t number) {
    std::string what(noun_of(finding));
    const bool names_thing =
        finding.kind == BlockedKind::url || finding.kind == BlockedKind::trusted_types_policy;
    if (names_thing && !finding.blocked.empty()) what += ": " + printable(finding.blocked);
    out_.print("\n{}. {}  {}\n", number, style_.bold(what), painted(finding.bearing));
    label("told", told(finding));
    print_examples(finding);
    if (finding.bearing == Bearing::harmless) {
      label("is", finding.noise->what + ". " + finding.noise->explanation);
      more("see " + finding.noise->reference);
      return;
    }
    print_policy(finding);
    if (finding.bearing == Bearing::impossible) {
      label("but", finding.contradiction);
      return;
    }
    print_features(finding);
    print_change(finding);
    print_advice(finding);
  }

  std::string painted(Bearing bearing) const {
    switch (bearing) {
      case Bearing::blocked: return style_.bad("blocked");
      case Bearing::watched: return style_.warning("would be blocked");
      case Bearing::impossible: return style_.warning("contradicted by the policy");
      case Bearing::harmless: return style_.good("harmless");
    }
    return "";
  }

  static std::string told(const Incident& finding) {
    std::string text = finding.count == 1 ? "once" : fmt::format("{} times", finding.count);
    std::vector<std::string> names;
    for (const Browser browser : finding.browsers) names.emplace_back(browser_name(browser));
    if (!names.empty()) text += " by " + joined(names);
    return text + ", " + lines_text(finding.lines, finding.count);
  }

  void print_examples(const Incident& finding) {
    // An origin alone says no more than the heading.
    std::vector<std::string> urls;
    for (const std::string& url : finding.examples) {
      if (url != finding.blocked && url != finding.blocked + "/") urls.push_back(printable(url));
    }
    for (std::size_t i = 0; i < urls.size(); ++i) {
      if (i == 0) {
        label("such as", urls[i]);
      } else {
        more(urls[i]);
      }
    }
    if (finding.kind != BlockedKind::trusted_types_policy) {
      for (const std::string& sample : finding.samples) label("text", printable(sample));
    }
    if (!finding.sources.empty()) {
      std::vector<std::string> places;
      for (const std::string& place : finding.sources) places.push_back(printable(place));
      label("from", joined(places));
    }
  }

  void print_policy(const Incident& finding) {
    if (finding.directive.empty()) return;
    std::string text =
        style_.info(finding.governing.empty() ? finding.directive : finding.governing);
    if (!finding.governing.empty() && finding.governing != finding.directive) {
      text += fmt::format(", which decides for {} here", finding.directive);
    }
    std::vector<std::string> which;
    std::size_t given = 0;
    for (const KnownPolicy& policy : explanation_.policies) given += policy.given ? 1 : 0;
    for (const std::size_t index : finding.policies) {
      const KnownPolicy& policy = explanation_.policies[index];
      if (policy.given) {
        which.push_back(given == 1 ? "of the policy" : fmt::format("of policy {}", index + 1));
      } else {
        which.push_back(policy.whole ? "of the policy that the report names"
                                     : "as the message quotes it");
      }
    }
    if (which.size() > 1 &&
        std::ranges::adjacent_find(which, std::ranges::not_equal_to()) == which.end()) {
      text += fmt::format(", {} ({} different ones)", which.front(), which.size());
    } else if (!which.empty()) {
      text += ", " + joined(which, " and ");
    }
    label("by", text);
    std::vector<std::string> shown;
    for (const std::size_t index : finding.policies) {
      std::string quoted = directive_of(explanation_.policies[index].text, finding.governing);
      if (quoted.empty() || std::ranges::find(shown, quoted) != shown.end()) continue;
      more(printable(quoted));
      shown.push_back(std::move(quoted));
    }
  }

  static std::string directive_of(const std::string& policy, const std::string& name) {
    for (const Policy& each : parse_policies(policy).policies) {
      const Directive* const directive = each.find(name);
      if (directive == nullptr) continue;
      return name + " " + joined(directive->value, " ");
    }
    return "";
  }

  void print_features(const Incident& finding) {
    using Certainty = AffectedFeature::Certainty;
    bool first = true;
    for (const AffectedFeature& feature : finding.features) {
      std::string text = style_.bold(feature.vendor_title);
      if (feature.certainty == Certainty::host_only) {
        text += fmt::format("'s host; the vendor does not ask for it in {}", finding.directive);
      } else {
        text += " " + feature.feature;
        if (feature.certainty == Certainty::possible) text += " (perhaps)";
        text += ": " + feature.symptom;
        if (!feature.effect.empty() && feature.effect != feature.symptom) {
          text += " " + feature.effect;
        }
      }
      const auto one = [&] { return finding.bearing == Bearing::watched ? "concerns" : "breaks"; };
      if (first) {
        label(feature.certainty == Certainty::host_only ? "is" : one(), text);
      } else {
        more(text);
      }
      first = false;
    }
  }

  void print_change(const Incident& finding) {
    switch (finding.proof) {
      case ChangeProof::engine: {
        std::vector<std::string> shown;
        for (const Addition& addition : finding.additions) {
          std::string text =
              fmt::format("{} + {}", style_.info(addition.directive), printable(addition.source));
          if (!addition.copied_from.empty()) {
            text += fmt::format(" (new; starts from {})", addition.copied_from);
          }
          if (std::ranges::find(shown, text) != shown.end()) continue;
          label(shown.empty() ? "change" : "", text);
          shown.push_back(std::move(text));
        }
        for (const std::string& policy : finding.fixed) {
          out_.print("{}{}\n", std::string(kIndent, ' '), printable(policy));
        }
        break;
      }
      case ChangeProof::policy_unknown:
        if (finding.additions.empty()) {
          label("change", "none is known: the report does not tell enough");
        } else {
          const Addition& addition = finding.additions.front();
          label("change", fmt::format("{} to {}, and where the policy has none, to a new one that "
                                      "starts from what decides now; give the policy for a change "
                                      "that is proven",
                                      printable(addition.source), addition.directive));
        }
        break;
      case ChangeProof::in_the_page: label("change", "in the page, not in the policy"); break;
      case ChangeProof::none:
        label("change", finding.directive == "frame-ancestors"
                            ? "frame-ancestors has to name the site that frames the page"
                            : "no source that is added to the policy allows it");
        break;
    }
  }

  void print_advice(const Incident& finding) {
    for (const Advice& advice : finding.advice) {
      std::string mark;
      switch (advice.wisdom) {
        case Wisdom::good: mark = style_.good("+"); break;
        case Wisdom::careful: mark = style_.warning("!"); break;
        case Wisdom::unwise: mark = style_.bad("x"); break;
      }
      const bool first = &advice == &finding.advice.front();
      std::string text = advice.text;
      if (!advice.reference.empty()) text += " See " + advice.reference;
      out_.print("   {}{}{} {}\n", style_.dim(first ? "advice" : ""),
                 std::string(kIndent - 3 - (first ? 6 : 0), ' '), mark,
                 wrap(text, columns_ - kIndent - 2, kIndent + 2));
    }
    if (finding.noise != nullptr) {
      label("note", finding.noise->explanation + " See " + finding.noise->reference);
    }
  }

  void print_complaints() {
    if (explanation_.complaints.empty()) return;
    out_.print("\n{}\n", style_.bold("about the policy's text"));
    for (const ComplaintFinding& finding : explanation_.complaints) {
      std::string text(finding.complaint.code);
      if (!finding.complaint.directive.empty()) text += " " + finding.complaint.directive;
      if (!finding.complaint.value.empty()) text += " `" + finding.complaint.value + "`";
      out_.print("  - {}\n",
                 wrap(fmt::format("{}: {} ({})", style_.info(printable(text)), finding.meaning,
                                  lines_text(finding.lines, finding.count)),
                      columns_ - 4, 4));
    }
    out_.print("  cspkit parse shows the places in the policy.\n");
  }

  void print_unknown() {
    if (explanation_.unknown.empty() && explanation_.others == 0) return;
    out_.print("\n");
    if (explanation_.others > 0) {
      out_.print("{}\n",
                 style_.dim(counted(explanation_.others, "report") + " about something else"));
    }
    if (explanation_.unknown.empty()) return;
    out_.print("{}\n", style_.dim(counted(explanation_.unknown.size(), "line") +
                                  (explanation_.unknown.size() == 1 ? " is" : " are") +
                                  " no report and no message that is known"));
    for (std::size_t i = 0; i < explanation_.unknown.size() && i < kMostUnknown; ++i) {
      const UnknownLine& line = explanation_.unknown[i];
      std::string text = printable(line.text);
      if (text.size() > 90) text = printable(line.text.substr(0, 87)) + "…";
      out_.print("  {}: {}\n", line.line, style_.dim(text));
    }
    if (explanation_.unknown.size() > kMostUnknown) out_.print("  …\n");
  }

  const Explanation& explanation_;
  Output& out_;
  const Style& style_;
  std::size_t columns_;
};

}  // namespace

void print_explanation(const Explanation& explanation, Context& context) {
  Printer(explanation, context).print();
}

}  // namespace cspkit::cli
