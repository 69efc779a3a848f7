// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "catalog/compose_page.h"

/// What people should know about a composition, in words.
namespace cspkit::catalog {
namespace {

using Kind = ComposeNote::Kind;
using enum DirectiveId;

constexpr std::string_view kInlineReference =
    "https://w3c.github.io/webappsec-csp/#allow-all-inline";

std::string joined(const std::vector<std::string>& items, std::string_view last = " and ") {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? last : std::string_view(", ");
    out += items[i];
  }
  return out;
}

void add_once(std::vector<std::string>& items, std::string item) {
  if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
}

/// `the policy`, or `policy 2` where there are several.
/// Notes are for people, who count from 1.
std::string name_of_policy(const ComposedPage& page, std::size_t index) {
  if (page.parts.size() == 1) return "the policy";
  return "policy " + std::to_string(index + 1);
}

bool is_inline(ProbeKind kind) {
  return kind == ProbeKind::inline_script || kind == ProbeKind::script_attribute ||
         kind == ProbeKind::inline_style || kind == ProbeKind::style_attribute;
}

/// Why nothing that is added helps.
enum class Reason {
  sandbox,
  trusted_types_sink,
  nonce_or_hash,
  strict_dynamic,
  needs_nonce,
  unknown
};

Reason reason_of(const PreparedProbe& probe, const Block& block, const Policy& policy) {
  if (block.effective == sandbox) return Reason::sandbox;
  if (probe.probe().kind == ProbeKind::trusted_types_sink) return Reason::trusted_types_sink;
  const auto list = list_of(policy, block.source);
  if (is_inline(probe.probe().kind)) {
    if (has_nonce_or_hash(list)) return Reason::nonce_or_hash;
    if (has_strict_dynamic(list)) return Reason::strict_dynamic;
  }
  if (probe.probe().kind == ProbeKind::request && has_strict_dynamic(list))
    return Reason::needs_nonce;
  return Reason::unknown;
}

/// The vendor's option that takes a nonce in the place of 'unsafe-inline' under this directive.
std::string nonce_option(const ResolvedVendor& vendor, DirectiveId effective) {
  const auto chain = chain_of(effective);
  for (const ResolvedRequirement& row : vendor.requirements) {
    const auto directive = find_directive(row.directive);
    if (!row.nonce_option.empty() && directive &&
        std::ranges::find(chain, *directive) != chain.end()) {
      return row.nonce_option;
    }
  }
  return {};
}

/// What is said once about everything that fails for one reason.
struct Impossible {
  std::vector<std::string> features;
  std::vector<std::string> effects;
  Block block;
  const PreparedProbe* probe = nullptr;
};

std::string explain(const ComposedPage& page, std::size_t policy, Reason reason,
                    const Impossible& what) {
  const ResolvedVendor& vendor = what.probe->vendor();
  const std::string directive(directive_name(what.block.source));
  const std::string place = directive + " of " + name_of_policy(page, policy);
  std::string text = joined(what.features) + " cannot work fully: ";
  switch (reason) {
    case Reason::sandbox:
      return text + name_of_policy(page, policy) +
             " sandboxes the page without allow-scripts, so no script runs";
    case Reason::trusted_types_sink:
      return text + name_of_policy(page, policy) + " has require-trusted-types-for 'script'. " +
             joined(what.effects, " ");
    case Reason::nonce_or_hash: {
      text += place + " has a nonce or a hash, which switches 'unsafe-inline' off. ";
      const std::string option = nonce_option(vendor, what.block.effective);
      if (!option.empty()) {
        return text + vendor.title + " can be given the page's nonce: set the option " + option +
               " (such as " + vendor.name + ":" + option + "={nonce}).";
      }
      const bool style = directive_name(what.block.effective).starts_with("style-");
      return text + vendor.title + " has no option that takes a nonce. " +
             (style
                  ? "A style-src-elem and style-src-attr with 'unsafe-inline' and no nonce would "
                    "let it "
                    "work, and let every other inline style in too; that is for you to decide."
                  : "Only a list without nonces and hashes would let it work, and that lets every "
                    "injected script in; leave the feature out instead.");
    }
    case Reason::strict_dynamic:
      return text + place +
             " has 'strict-dynamic', which switches 'unsafe-inline' off; to drop it lets "
             "every injected script in. " +
             joined(what.effects, " ");
    case Reason::needs_nonce:
      return text + place +
             " has 'strict-dynamic', under which hosts do not count. Give the element the "
             "page's nonce, or let a trusted script insert it.";
    case Reason::unknown: break;
  }
  return text + place + " blocks it, and no source that the catalogue knows would allow it. " +
         joined(what.effects, " ");
}

void add_impossible(const ComposedPage& page, std::vector<ComposeNote>& notes) {
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    const Extension& extension = page.parts[i].extension;
    std::map<std::tuple<std::string, Reason, DirectiveId>, Impossible> groups;
    for (const BlockedProbe& blocked : extension.unfixable) {
      const PreparedProbe& probe = page.probes[blocked.probe];
      for (const Block& block : blocked.blocks) {
        const Reason reason = reason_of(probe, block, extension.policy);
        Impossible& group = groups[{probe.vendor().name, reason, block.source}];
        if (group.probe == nullptr) group = {{}, {}, block, &probe};
        for (const std::string& feature : probe.probe().features) add_once(group.features, feature);
        if (!probe.probe().effect.empty()) add_once(group.effects, probe.probe().effect);
      }
    }
    for (const auto& [key, group] : groups) {
      const auto& [vendor, reason, directive] = key;
      const bool about_inline = reason == Reason::nonce_or_hash || reason == Reason::strict_dynamic;
      notes.push_back({Kind::impossible, vendor, explain(page, i, reason, group),
                       std::string(about_inline ? kInlineReference : std::string_view())});
    }
  }
}

/// `script-src ('self' cdn.example)`
std::string name_with_list(const Policy& base, DirectiveId directive) {
  const Directive* found = base.find(directive_name(directive));
  std::string list;
  for (const std::string& token : found->value) list += (list.empty() ? "" : " ") + token;
  return found->name + (list.empty() || list.size() > 60 ? "" : " (" + list + ")");
}

void add_placement(const ComposedPage& page, std::vector<ComposeNote>& notes) {
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    const PagePart& part = page.parts[i];
    std::map<DirectiveId, std::vector<std::string>> fresh;  // what governed → what is new
    std::map<DirectiveId, std::vector<std::string>> dropped;
    for (const Placed& placed : part.extension.added) {
      const auto from = copied_from(part.base, placed.directive);
      if (!from) continue;
      add_once(fresh[*from], std::string(directive_name(placed.directive)));
      for (std::string& token : left_out(part.base, placed.directive)) {
        add_once(dropped[*from], std::move(token));
      }
    }
    for (const auto& [from, names] : fresh) {
      const bool one = names.size() == 1;
      std::string text = joined(names) + (one ? " is" : " are") + " new in " +
                         name_of_policy(page, i) + (one ? " and starts" : " and start") + " from " +
                         name_with_list(part.base, from) + ", which governed " +
                         (one ? "it" : "them") +
                         " before, so that what it allowed goes on working.";
      if (!dropped[from].empty()) {
        text += " Left out, since it means nothing there: " + joined(dropped[from], ", ") + ".";
      }
      notes.push_back({Kind::placement, "", std::move(text),
                       "https://w3c.github.io/webappsec-csp/#directive-fallback-list"});
    }
  }
}

/// The snippet and other marked elements need the nonce in the page too.
void add_nonce_advice(const ComposedPage& page, std::vector<ComposeNote>& notes) {
  std::vector<std::string> advised;
  for (const PreparedProbe& probe : page.probes) {
    if (probe.nonce().empty() || probe.probe().loader != ProbeLoader::parser) continue;
    const bool leans_on_nonce = std::ranges::any_of(page.parts, [&](const PagePart& part) {
      const auto list = list_of(part.extension.policy, script_src_elem);
      return std::ranges::any_of(
          list, [&](const std::string& token) { return nonce_of(token) == probe.nonce(); });
    });
    if (!leans_on_nonce || std::ranges::find(advised, probe.vendor().name) != advised.end())
      continue;
    advised.push_back(probe.vendor().name);
    notes.push_back(
        {Kind::placement, probe.vendor().name,
         "give the install snippet's script element the page's nonce: <script nonce=\"" +
             probe.nonce() + "\">",
         ""});
  }
}

/// `customerio (core, in_app)`, for each vendor that the policy would stop.
std::vector<std::string> blocked_features(const ComposedPage& page, const PagePart& part) {
  std::vector<std::string> out;
  for (const ResolvedVendor& vendor : page.vendors) {
    std::vector<std::string> features;
    for (const BlockedProbe& blocked : part.extension.blocked) {
      const PreparedProbe& probe = page.probes[blocked.probe];
      if (&probe.vendor() != &vendor) continue;
      for (const std::string& feature : probe.probe().features) add_once(features, feature);
    }
    if (!features.empty()) out.push_back(vendor.name + " (" + joined(features, ", ") + ")");
  }
  return out;
}

void add_delivery(const ComposedPage& page, std::vector<ComposeNote>& notes) {
  for (std::size_t i = 0; i < page.parts.size(); ++i) {
    const PagePart& part = page.parts[i];
    if (part.role == PagePart::Role::observed && !part.extension.blocked.empty()) {
      const std::vector<std::string> vendors = blocked_features(page, part);
      notes.push_back({Kind::delivery, "",
                       name_of_policy(page, i) +
                           " is report-only: it blocks nothing, so it is left as it is. "
                           "It would report what " +
                           joined(vendors) + (vendors.size() == 1 ? " does." : " do.") +
                           " To have it extended, compose onto it alone.",
                       ""});
    }
    if (part.base.delivery != Delivery::meta) continue;
    const bool framed = std::ranges::any_of(page.candidates, [](const Candidate& candidate) {
      return candidate.directive == frame_ancestors;
    });
    if (framed) {
      notes.push_back(
          {Kind::delivery, "",
           name_of_policy(page, i) +
               " stands in a <meta>, which cannot carry frame-ancestors: "
               "where framing is restricted, put the source into the policy of a header.",
           "https://w3c.github.io/webappsec-csp/#meta-element"});
    }
  }
}

/// Whether another row has the same source for the same directive, in both scopes or in the other one.
bool stands_elsewhere(const ResolvedVendor& vendor, const ResolvedRequirement& row) {
  return std::ranges::any_of(vendor.requirements, [&](const ResolvedRequirement& other) {
    return other.directive == row.directive && other.source == row.source &&
           other.scope != row.scope;
  });
}

void add_row_note(const ResolvedVendor& vendor, const ResolvedRequirement& row, Evidence mode,
                  std::vector<ComposeNote>& notes) {
  const bool differs = row.scope != EvidenceScope::both && !stands_elsewhere(vendor, row);
  if (!differs && row.note.empty()) return;
  std::string text = row.directive + " " + row.source;
  if (differs) {
    const bool documented = row.scope == EvidenceScope::documented_only;
    text += documented ? " is documented, but the real SDK does without it"
                       : " is needed by the real SDK, but not documented";
    if (!applies(row.scope, mode)) {
      text += std::string(", so it is left out; --evidence ") +
              (documented ? "documented" : "observed") + " has it";
    }
  } else if (!applies(row.scope, mode)) {
    return;
  }
  text += row.note.empty() ? "." : ". " + row.note;
  notes.push_back(
      {differs ? Kind::difference : Kind::advice, vendor.name, std::move(text), row.reference});
}

}  // namespace

void add_vendor_notes(std::span<const ResolvedVendor> vendors, Evidence mode,
                      const std::function<bool(const ResolvedRequirement&)>& concerns,
                      std::vector<ComposeNote>& notes) {
  for (const ResolvedVendor& vendor : vendors) {
    for (const ResolvedNote& note : vendor.notes) {
      if (applies(note.scope, mode)) {
        notes.push_back({Kind::advice, vendor.name, note.text, note.reference});
      }
    }
    for (const ResolvedRequirement& row : vendor.requirements) {
      if (concerns(row)) add_row_note(vendor, row, mode, notes);
    }
  }
}

std::vector<ComposeNote> notes_of(const ComposedPage& page) {
  std::vector<ComposeNote> notes;
  add_impossible(page, notes);
  add_placement(page, notes);
  add_delivery(page, notes);
  add_nonce_advice(page, notes);
  // Onto a base, only what was added there is worth a word.
  const auto concerns = [&](const ResolvedRequirement& row) {
    if (page.alone) return true;
    return std::ranges::any_of(page.candidates, [&](const Candidate& candidate) {
      return candidate.requirement == &row &&
             std::ranges::any_of(page.parts, [&](const PagePart& part) {
               return std::ranges::any_of(part.extension.added, [&](const Placed& placed) {
                 return placed.source == candidate.source &&
                        answers_for(candidate.directive, placed.directive);
               });
             });
    });
  };
  add_vendor_notes(page.vendors, page.options.evidence, concerns, notes);
  return notes;
}

}  // namespace cspkit::catalog
