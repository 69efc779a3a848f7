// SPDX-License-Identifier: Apache-2.0
#include "support/round_trip.h"

#include <fmt/format.h>

#include <algorithm>

#include "cspkit/convert.h"
#include "cspkit/directives.h"

namespace cspkit::testing {
namespace {

struct Way {
  Target target;
  ConfigFormat format;
};

constexpr Way kWays[] = {
    {Target::header, ConfigFormat::headers},  {Target::meta, ConfigFormat::html},
    {Target::nginx, ConfigFormat::nginx},     {Target::apache, ConfigFormat::apache},
    {Target::caddy, ConfigFormat::caddy},     {Target::haproxy, ConfigFormat::haproxy},
    {Target::helmet, ConfigFormat::helmet},   {Target::nextjs, ConfigFormat::helmet},
    {Target::netlify, ConfigFormat::netlify}, {Target::cloudflare, ConfigFormat::netlify},
    {Target::vercel, ConfigFormat::vercel},
};

/// The text as a whole file of the format.
std::string as_file(Target target, const std::string& text) {
  if (target == Target::caddy) return "example.com {\n" + text + "}\n";
  return text;
}

std::string serialize_all(const std::vector<Policy>& policies) {
  std::string text;
  for (const Policy& policy : policies) text += (text.empty() ? "" : ", ") + serialize(policy);
  return text;
}

std::vector<Policy> for_meta(std::vector<Policy> policies) {
  for (Policy& policy : policies) {
    std::erase_if(policy.directives, [](const Directive& directive) {
      const auto id = find_directive(directive.name);
      return id && directive_info(*id).ignored_in_meta;
    });
  }
  std::erase_if(policies, [](const Policy& policy) { return policy.directives.empty(); });
  return policies;
}

/// What the files of this form cannot carry as it stands.
bool is_read(const Way& way, const TargetForm& form) {
  if (form.name == "edge" || form.name == "worker" || form.name == "proxy" ||
      form.name == "middleware")
    return false;
  return way.target != Target::nextjs || form.name == "config";
}

std::optional<std::string> compare(const Way& way, const TargetForm& form,
                                   const std::vector<Policy>& policies, bool draws) {
  if (draws && !form.draws_nonce) return std::nullopt;
  const auto written = convert_policies(policies, way.target, {.form = form.name});
  if (!written) return fmt::format("{}: not written: {}", form.name, written.error().message);
  const auto expected = way.target == Target::meta ? for_meta(policies) : policies;
  if (written->text.empty()) {
    return expected.empty() ? std::nullopt
                            : std::optional(fmt::format("{}: nothing was written", form.name));
  }
  if (!is_read(way, form)) return std::nullopt;
  const auto read = read_config(as_file(way.target, written->text), way.format);
  if (!read) {
    return fmt::format("{}: cannot be read back, {}:{}: {}\n{}", form.name, read.error().place.line,
                       read.error().place.column, read.error().message, written->text);
  }
  std::vector<Policy> back;
  for (const FoundPolicy& found : read->policies) {
    const auto parsed = parse_policies(found.value, found.disposition, found.delivery);
    back.insert(back.end(), parsed.policies.begin(), parsed.policies.end());
  }
  if (serialize_all(back) == serialize_all(expected)) return std::nullopt;
  return fmt::format("{}: differs\n  in   {}\n  back {}\n{}", form.name, serialize_all(expected),
                     serialize_all(back), written->text);
}

}  // namespace

std::optional<std::string> round_trip(std::string_view header) {
  const ParsedPolicies parsed = parse_policies(header);
  // What no header can carry is refused alike for every target.
  if (!convert_policies(parsed.policies, Target::header)) return std::nullopt;
  const bool draws = header.find(kNoncePlaceholder) != std::string_view::npos;
  for (const TargetInfo& target : target_table()) {
    for (const TargetForm& form : target.forms) {
      const auto written = convert_policies(parsed.policies, target.id, {.form = form.name});
      if (!written)
        return fmt::format("{} {}: not written: {}", target.name, form.name,
                           written.error().message);
    }
  }
  for (const Way& way : kWays) {
    for (const TargetForm& form : target_info(way.target).forms) {
      if (auto problem = compare(way, form, parsed.policies, draws)) {
        return fmt::format("{}: {}", target_info(way.target).name, *problem);
      }
    }
  }
  return std::nullopt;
}

}  // namespace cspkit::testing
