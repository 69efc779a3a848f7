// SPDX-License-Identifier: Apache-2.0
#include "vendor_input.h"

#include <cspkit/directives.h>
#include <cspkit/url.h>
#include <fmt/format.h>

#include <algorithm>

#include "suggest.h"

namespace cspkit::cli {
namespace {

/// One vendor that somebody chose, and where, for messages: `vendors.yaml:3:5`, or nothing for the command line.
struct Chosen {
  VendorSelection selection;
  std::string place;
};

std::vector<std::string_view> vendor_names() {
  std::vector<std::string_view> names;
  for (const Vendor& vendor : builtin_catalog().vendors()) names.push_back(vendor.name);
  return names;
}

[[noreturn]] void refuse(const CatalogError& error, std::string_view name, std::string_view place) {
  std::string message = error.to_string();
  if (error.code == CatalogError::Code::unknown_vendor) {
    const std::string guess = did_you_mean(name, vendor_names());
    message = error.message + (guess.empty() ? "; " : guess + " ") + error.remedy;
  }
  if (place.empty()) throw UsageError(message);
  throw InputError(fmt::format("{}: {}", place, message));
}

Chosen chosen_by(std::string_view text) {
  auto selection = parse_vendor_selection(text);
  if (!selection) refuse(selection.error(), text, "");
  return {*std::move(selection), ""};
}

std::vector<Chosen> choices_of(const Args& args, PolicyPositionals positionals,
                               const std::optional<SiteManifest>& site) {
  std::vector<Chosen> chosen;
  for (const Given& given : args.given()) {
    const bool positional = given.flag.empty();
    if (positional && looks_like_policy(given.value)) {
      if (positionals == PolicyPositionals::allowed) continue;
      throw UsageError(fmt::format("'{}' is no vendor; give a policy with --base", given.value));
    }
    if (!positional && given.flag != "vendor") continue;
    Chosen choice = chosen_by(given.value);
    if (std::ranges::any_of(chosen, [&](const Chosen& other) {
          return other.selection.name == choice.selection.name;
        })) {
      throw UsageError(
          fmt::format("the vendor {} is given twice; give it once, with all its options",
                      choice.selection.name));
    }
    chosen.push_back(std::move(choice));
  }
  if (!site) return chosen;
  for (const ManifestVendor& vendor : site->vendors) {
    const auto replaced = std::ranges::any_of(
        chosen, [&](const Chosen& other) { return other.selection.name == vendor.selection.name; });
    if (replaced) continue;
    const std::string file(input_name(*args.value("site")));
    chosen.push_back({vendor.selection, fmt::format("{}:{}:{}", file, vendor.line, vendor.column)});
  }
  return chosen;
}

/// The flags of the part of the command line that policy_part() makes.
const std::vector<Flag>& policy_part_flags() {
  static const std::vector<Flag> kFlags = join_flags({policy_flags(), {document_url_flag()}});
  return kFlags;
}

/// The part of the command line that gives policies, with `--base` under its other name.
std::vector<Given> policy_part(const Args& args) {
  std::vector<Given> kept;
  for (const Given& given : args.given()) {
    if (given.flag.empty()) {
      if (looks_like_policy(given.value)) kept.push_back(given);
    } else if (given.flag == "base") {
      kept.push_back({"policy", given.value});
    } else if (std::ranges::find(policy_part_flags(), given.flag, &Flag::name) !=
               policy_part_flags().end()) {
      kept.push_back(given);
    }
  }
  return kept;
}

bool gives_policies(const Given& given) {
  constexpr std::string_view kOthers[] = {"site", "document-url", "allow-private", "timeout"};
  return std::ranges::find(kOthers, given.flag) == std::end(kOthers);
}

}  // namespace

Flag vendor_flag() {
  return {.name = "vendor",
          .value = "VENDOR",
          .help = "a vendor and its options, as NAME[:key=value[,key=value]...]",
          .repeat = Repeat::many};
}

bool looks_like_policy(std::string_view positional) {
  return positional == "-" || positional.starts_with('@') ||
         positional.find_first_of(" \t\n;") != positional.npos ||
         find_directive(positional).has_value();
}

VendorInput read_vendor_input(const Args& args, PolicyPositionals positionals) {
  std::vector<Given> part = policy_part(args);
  VendorInput input;
  input.policy_given = std::ranges::any_of(part, gives_policies);
  const PolicyInput read =
      read_policy_input(Args(policy_part_flags(), std::move(part)), Need::nothing);
  input.policy_given |= !read.texts.empty();
  for (const PolicyText& text : read.texts) {
    input.policies.push_back({text.text, text.disposition, text.delivery});
  }
  input.options.document_url = read.document_url;
  const auto url = Url::parse(read.document_url);
  if (!url) {
    throw InputError(
        fmt::format("the document URL '{}' is not a URL: {}; give an absolute one, such as {}",
                    read.document_url, url.error().message(), kDefaultDocumentUrl));
  }
  const ResolveContext context{origin_of(url->view()).serialize()};
  const std::vector<Chosen> chosen = choices_of(args, positionals, read.site);
  if (chosen.empty()) {
    std::string known;
    for (const std::string_view name : vendor_names())
      known += (known.empty() ? "" : ", ") + std::string(name);
    throw UsageError(fmt::format(
        "no vendor; give one by name, with --vendor or in a --site manifest (known: {})", known));
  }
  for (const Chosen& choice : chosen) {
    auto resolved = resolve(builtin_catalog(), choice.selection, context);
    if (!resolved) refuse(resolved.error(), choice.selection.name, choice.place);
    input.vendors.push_back(*std::move(resolved));
  }
  return input;
}

}  // namespace cspkit::cli
