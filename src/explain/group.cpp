// SPDX-License-Identifier: Apache-2.0
#include "explain/group.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "explain/question.h"

namespace cspkit::explain_detail {
namespace {

/// The policy with the placeholder for each nonce: its value is another one with each response.
Policy without_nonces(Policy policy) {
  for (Directive& directive : policy.directives) {
    for (std::string& source : directive.value) {
      if (source.starts_with("'nonce-") && source.ends_with('\'')) {
        source = std::string("'nonce-").append(kNoncePlaceholder).append("'");
      }
    }
  }
  return policy;
}

std::string spelled(std::string_view text) {
  std::string joined;
  for (Policy& policy : parse_policies(text).policies) {
    if (!joined.empty()) joined += ", ";
    joined += serialize(without_nonces(std::move(policy)));
  }
  return joined;
}

/// What two texts of the same policy have in common: where reports go may differ from page to page.
std::string without_endpoints(std::string_view text) {
  std::string joined;
  for (Policy& policy : parse_policies(text).policies) {
    std::erase_if(policy.directives, [](const Directive& directive) {
      return directive.name == "report-uri" || directive.name == "report-to";
    });
    if (!joined.empty()) joined += ", ";
    joined += serialize(without_nonces(std::move(policy)));
  }
  return joined;
}

/// The text of a policy's directive, as messages quote it; empty where it has none of that name.
std::string quoted(std::string_view policy, std::string_view name) {
  for (const Policy& parsed : parse_policies(policy).policies) {
    const Policy each = without_nonces(parsed);
    const Directive* const directive = each.find(name);
    if (directive == nullptr) continue;
    std::string text = directive->name;
    for (const std::string& source : directive->value) text += " " + source;
    return text;
  }
  return "";
}

}  // namespace

const ReportedViolation& Group::best() const {
  const auto worth = [](const ReportEntry* entry) {
    const ReportedViolation& violation = entry->violation;
    return std::tuple(!violation.aftermath, !violation.original_policy.empty(),
                      !violation.violated_directive.empty(), !violation.sample.empty(),
                      !violation.source_file.empty());
  };
  return (*std::ranges::max_element(entries, {}, worth))->violation;
}

Policies::Policies(const std::vector<PagePolicy>& given) {
  for (const PagePolicy& policy : given) {
    for (const Policy& each :
         parse_policies(policy.text, policy.disposition, policy.delivery).policies) {
      std::string text = serialize(each);
      std::string key = without_endpoints(text);
      (void)add({std::move(text), policy.disposition, policy.delivery, true, true}, std::move(key));
    }
  }
}

std::size_t Policies::add(KnownPolicy policy, std::string key) {
  known_.push_back(std::move(policy));
  keys_.push_back(std::move(key));
  return known_.size() - 1;
}

std::optional<std::size_t> Policies::named_by(const ReportedViolation& violation) {
  const Disposition disposition = violation.disposition.value_or(Disposition::enforce);
  const auto fits = [&](const KnownPolicy& policy) {
    return !violation.disposition || policy.disposition == disposition;
  };
  if (!violation.original_policy.empty()) {
    std::string key = without_endpoints(violation.original_policy);
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (fits(known_[i]) && known_[i].whole && keys_[i] == key) return i;
    }
    std::string text = spelled(violation.original_policy);
    if (text.empty()) return std::nullopt;
    return add({std::move(text), disposition, Delivery::header, false, true}, std::move(key));
  }
  if (violation.violated_directive.find(' ') == std::string::npos) return std::nullopt;
  const std::string name = violation.governing_directive();
  const std::string text = quoted(violation.violated_directive, name);
  if (text.empty()) return std::nullopt;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (fits(known_[i]) && quoted(known_[i].text, name) == text) return i;
  }
  return add({text, disposition, Delivery::header, false, false}, text);
}

std::vector<std::vector<std::size_t>> Policies::bases_for(const Group& group) const {
  const bool all_given =
      std::ranges::all_of(group.named, [&](std::size_t index) { return known_[index].given; });
  if (!all_given) {
    // Of several pages, perhaps; each stands for itself.
    std::vector<std::vector<std::size_t>> bases;
    for (const std::size_t index : group.named) {
      if (bases.size() < kMostNamedPolicies) bases.push_back({index});
    }
    return bases;
  }
  const Disposition wanted = group.is_report_only ? Disposition::report : Disposition::enforce;
  std::vector<std::size_t> base;
  for (std::size_t i = 0; i < known_.size(); ++i) {
    if (known_[i].given && known_[i].disposition == wanted) base.push_back(i);
  }
  if (base.empty()) return {};
  return {std::move(base)};
}

std::vector<Group> grouped(std::span<const ReportEntry> entries, Policies& policies) {
  using Key = std::tuple<bool, std::string, std::string, std::string>;
  std::vector<Group> groups;
  std::map<Key, std::size_t> known;
  const auto put = [&](const ReportEntry& entry, bool is_report_only) {
    const ReportedViolation& violation = entry.violation;
    const NoiseRow* const noise = builtin_noise().find(
        violation, violation.shape == ReportShape::console ? entry.text : std::string_view{});
    Key key{is_report_only, violation.effective_directive, blocked_thing(violation),
            noise == nullptr ? "" : noise->id};
    const auto [at, is_new] = known.emplace(std::move(key), groups.size());
    if (is_new) {
      groups.emplace_back();
      groups.back().noise = noise;
      groups.back().is_report_only = is_report_only;
    }
    Group& group = groups[at->second];
    group.entries.push_back(&entry);
    if (const auto index = policies.named_by(violation)) {
      if (std::ranges::find(group.named, *index) == group.named.end()) {
        group.named.push_back(*index);
      }
    }
  };
  for (const ReportEntry& entry : entries) {
    if (entry.kind != ReportEntry::Kind::violation || entry.violation.aftermath) continue;
    put(entry, entry.violation.disposition == Disposition::report);
  }
  for (const ReportEntry& entry : entries) {
    if (entry.kind != ReportEntry::Kind::violation || !entry.violation.aftermath) continue;
    const std::string thing = blocked_thing(entry.violation);
    const bool is_told = std::ranges::any_of(groups, [&](const Group& group) {
      const ReportedViolation& other = group.entries.front()->violation;
      return !group.is_report_only && !other.aftermath &&
             other.effective_directive == entry.violation.effective_directive &&
             (thing.empty() || blocked_thing(other) == thing);
    });
    if (!is_told) put(entry, false);
  }
  return groups;
}

}  // namespace cspkit::explain_detail
