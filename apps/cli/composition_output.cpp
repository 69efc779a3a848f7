// SPDX-License-Identifier: Apache-2.0
#include "composition_output.h"

#include <cspkit/policy.h>
#include <fmt/format.h>

#include <algorithm>

#include "policy_json.h"
#include "table.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

json::object directives_to_json(const Policy& policy) {
  json::object directives;
  for (const Directive& directive : policy.directives) {
    directives[directive.name] = json::array(directive.value.begin(), directive.value.end());
  }
  return directives;
}

/// The policy that `text()` shows, or shows first.
const Policy* shown_policy(const Composition& composition) {
  const auto find = [&](Disposition disposition) {
    return std::ranges::find_if(composition.policies, [&](const Policy& policy) {
      return policy.disposition == disposition && !policy.directives.empty();
    });
  };
  auto found = find(Disposition::enforce);
  if (found == composition.policies.end()) found = find(Disposition::report);
  return found == composition.policies.end() ? nullptr : &*found;
}

bool several(const Composition& composition) { return composition.policies.size() > 1; }

std::string sentence(const ComposeNote& note) {
  return note.vendor.empty() ? note.text : note.vendor + ": " + note.text;
}

/// The text of an attribute in double quotes.
std::string escape_attribute(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string painted_policy(const Composition& composition, std::size_t index, const Style& style) {
  std::string text;
  for (const Directive& directive : composition.policies[index].directives) {
    if (!text.empty()) text += "; ";
    text += style.info(printable(directive.name));
    for (const std::string& source : directive.value) {
      const bool added = std::ranges::any_of(composition.additions, [&](const Addition& addition) {
        return addition.policy == index && addition.directive == directive.name &&
               addition.source == source;
      });
      text += " " + (added ? style.good(printable(source)) : printable(source));
    }
  }
  return text;
}

}  // namespace

json::object to_json(const Composition& composition) {
  const Policy* shown = shown_policy(composition);
  json::array policies;
  for (const Policy& policy : composition.policies) {
    policies.push_back({{"value", serialize(policy)},
                        {"disposition", disposition_name(policy.disposition)},
                        {"delivery", policy.delivery == Delivery::meta ? "meta" : "header"},
                        {"directives", directives_to_json(policy)}});
  }
  return {{"policy", composition.text()},
          {"directives", shown == nullptr ? json::object() : directives_to_json(*shown)},
          {"policies", std::move(policies)}};
}

json::array notes_to_json(const Composition& composition) {
  json::array notes;
  for (const ComposeNote& note : composition.notes) notes.emplace_back(sentence(note));
  return notes;
}

json::object to_json(const Addition& addition) {
  json::object object{
      {"directive", addition.directive}, {"source", addition.source}, {"policy", addition.policy}};
  if (!addition.copied_from.empty()) object["copied_from"] = addition.copied_from;
  return object;
}

void print_heading(std::string_view text, Context& context) {
  context.out.print("\n{}\n", context.out_style.bold(text));
}

void print_policies(const Composition& composition, Context& context) {
  const Style& style = context.out_style;
  for (std::size_t i = 0; i < composition.policies.size(); ++i) {
    const Policy& policy = composition.policies[i];
    if (policy.directives.empty()) continue;
    const std::string text = painted_policy(composition, i, style);
    if (policy.delivery == Delivery::meta) {
      context.out.print("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
                        escape_attribute(text));
    } else {
      context.out.print("{}: {}\n",
                        policy.disposition == Disposition::enforce
                            ? "Content-Security-Policy"
                            : "Content-Security-Policy-Report-Only",
                        text);
    }
  }
}

void print_additions(const Composition& composition, Context& context) {
  const Style& style = context.out_style;
  std::size_t width = 0;
  for (const Addition& addition : composition.additions) {
    width = std::max(width, addition.directive.size());
  }
  const auto label = [&](const Addition& addition) {
    return several(composition) ? fmt::format("policy {} ", addition.policy + 1) : std::string();
  };
  for (auto it = composition.additions.begin(); it != composition.additions.end();) {
    const Addition& first = *it;
    std::string sources;
    for (; it != composition.additions.end() && it->policy == first.policy &&
           it->directive == first.directive;
         ++it) {
      sources += " " + style.good(printable(it->source));
    }
    if (!first.copied_from.empty()) {
      sources += style.dim(fmt::format(" (new; starts from {})", first.copied_from));
    }
    const std::string name = label(first) + first.directive;
    const std::size_t indent = 2 + label(first).size() + width + 3;
    context.out.print("  {}{} {}", style.info(name),
                      std::string(width - first.directive.size() + 1, ' '), style.good("+"));
    const std::size_t columns = std::max(context.out.columns(), indent + 40);
    context.out.print(" {}\n", wrap(sources, columns - indent, indent + 1));
  }
}

void print_notes(std::span<const ComposeNote> notes, Context& context) {
  const Style& style = context.out_style;
  const std::size_t columns = std::max<std::size_t>(context.out.columns(), 44);
  for (const ComposeNote& note : notes) {
    const bool bad = note.kind == ComposeNote::Kind::impossible;
    context.out.print("  {} {}\n", bad ? style.bad("!") : style.info("-"),
                      wrap(printable(sentence(note)), columns - 4, 4));
    if (!note.reference.empty()) {
      context.out.print("    {}\n", style.dim("see " + printable(note.reference)));
    }
  }
}

}  // namespace cspkit::cli
