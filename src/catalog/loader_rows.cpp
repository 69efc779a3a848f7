// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "catalog/loader_vendor.h"
#include "cspkit/directives.h"
#include "cspkit/request.h"

namespace cspkit::catalog {
namespace {

constexpr std::size_t kMaxRows = 2'000;

bool is_inline(ProbeKind kind) {
  return kind == ProbeKind::inline_script || kind == ProbeKind::script_attribute ||
         kind == ProbeKind::inline_style || kind == ProbeKind::style_attribute;
}

bool has_url(ProbeKind kind) {
  return kind == ProbeKind::request || kind == ProbeKind::form_action ||
         kind == ProbeKind::base_uri;
}

}  // namespace

std::vector<std::string> VendorReader::read_feature_names(const Fields& fields) {
  std::vector<std::string> names = fields.texts("feature");
  const YamlNode* node = fields.find("feature");
  if (node == nullptr) {
    (void)fields.require("feature");
    return names;
  }
  for (const std::string& name : names) check_feature(*node, name);
  return names;
}

EvidenceScope VendorReader::read_scope(const Fields& fields, EvidenceScope otherwise) {
  return read_name(fields, "mode", kScopeNames, otherwise);
}

void VendorReader::read_requirements(const Fields& fields) {
  const auto& items = fields.items("requirements");
  if (items.size() > kMaxRows) {
    issues_.add(*fields.find("requirements"),
                "there are more than " + std::to_string(kMaxRows) + " rows", "split the vendor");
    return;
  }
  for (const YamlNode& node : items) read_requirement(node);
}

void VendorReader::read_requirement(const YamlNode& node) {
  const Fields fields(
      node, "a requirement",
      {"feature", "when", "unless", "directive", "source", "purpose", "reference", "date",
       "confidence", "evidence", "mode", "contribution", "nonce_option", "universal", "note"},
      issues_);
  Requirement row;
  row.features = read_feature_names(fields);
  row.condition = read_condition(fields);
  row.directive = fields.required_text("directive");
  if (!row.directive.empty()) {
    const auto known = find_directive(row.directive);
    if (!known || directive_name(*known) != row.directive) {
      issues_.add(*fields.find("directive"), "there is no directive \"" + row.directive + "\"",
                  "write it in lower case, as CSP names it");
    }
  }
  row.source = fields.required_text("source");
  if (const YamlNode* source = fields.find("source")) {
    check_template(*source, row.source, InTemplate::all_values);
    if (row.source.find_first_of(" \t\r\n\f;,") != row.source.npos) {
      issues_.add(*source, "\"" + row.source + "\" is not one source",
                  "write one row for each source");
    }
  }
  row.purpose = fields.required_text("purpose");
  (void)fields.require("reference");
  row.reference = read_reference(fields);
  row.date = read_date(fields, "date", issues_);
  if (row.date.empty()) row.date = vendor_.date;
  row.confidence = require_name(fields, "confidence", kConfidenceNames, Confidence::low);
  row.evidence = read_name(fields, "evidence", kEvidenceNames, Evidence::documented);
  row.scope = read_scope(fields, row.evidence == Evidence::observed ? EvidenceScope::observed_only
                                                                    : EvidenceScope::both);
  row.contribution = read_name(fields, "contribution", kContributionNames, Contribution::always);
  row.nonce_option = fields.text("nonce_option");
  if (!row.nonce_option.empty() && vendor_.find_option(row.nonce_option) == nullptr) {
    issues_.add(*fields.find("nonce_option"), "there is no option \"" + row.nonce_option + "\"",
                "name the option that takes the nonce");
  }
  const std::string universal = fields.text("universal");
  if (!universal.empty() && universal != "true" && universal != "false") {
    issues_.add(*fields.find("universal"), "\"universal\" is neither true nor false",
                "use true or false");
  }
  row.universal = universal == "true";
  row.note = fields.text("note");
  vendor_.requirements.push_back(std::move(row));
}

void VendorReader::read_probes(const Fields& fields) {
  const auto& items = fields.items("probes");
  if (items.size() > kMaxRows) {
    issues_.add(*fields.find("probes"),
                "there are more than " + std::to_string(kMaxRows) + " probes", "split the vendor");
    return;
  }
  for (const YamlNode& node : items) read_probe(node);
  std::vector<std::string_view> ids;
  for (const Probe& probe : vendor_.probes) ids.push_back(probe.id);
  std::ranges::sort(ids);
  const auto twice = std::ranges::adjacent_find(ids);
  if (twice != ids.end() && !twice->empty()) {
    issues_.add(*fields.find("probes"), "two probes are called \"" + std::string(*twice) + "\"",
                "give each its own id");
  }
}

void VendorReader::read_probe(const YamlNode& node) {
  const Fields fields(node, "a probe",
                      {"id", "feature", "when", "unless", "kind", "url", "destination", "source",
                       "name", "ancestors", "redirects", "loader", "nonce", "severity", "evidence",
                       "mode", "effect", "reference"},
                      issues_);
  Probe probe;
  probe.id = fields.required_text("id");
  const bool fine = std::ranges::all_of(
      probe.id, [](char c) { return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-'; });
  if (!fine)
    issues_.add(*fields.find("id"), "\"" + probe.id + "\" is not an id", "use a-z, 0-9 and -");
  probe.features = read_feature_names(fields);
  probe.condition = read_condition(fields);
  probe.kind = require_name(fields, "kind", kProbeKindNames, ProbeKind::eval);
  read_probe_subject(fields, probe);
  const bool by_markup = probe.kind == ProbeKind::frame_ancestors;
  probe.loader = read_name(fields, "loader", kLoaderNames,
                           by_markup ? ProbeLoader::parser : ProbeLoader::vendor_script);
  probe.nonce_use = read_name(fields, "nonce", kNonceNames, ProbeNonce::none);
  probe.severity = require_name(fields, "severity", kSeverityNames, ProbeSeverity::broken);
  probe.evidence = read_name(fields, "evidence", kEvidenceNames, Evidence::documented);
  probe.scope = read_scope(fields, EvidenceScope::both);
  probe.effect = fields.required_text("effect");
  probe.reference = read_reference(fields);
  vendor_.probes.push_back(std::move(probe));
}

/// What the probe acts on: each key belongs to certain kinds, and is reported elsewhere.
void VendorReader::read_probe_subject(const Fields& fields, Probe& probe) {
  const auto text = [&](std::string_view key, bool belongs, bool needed) -> std::string {
    const YamlNode* node = fields.find(key);
    if (node != nullptr && !belongs) {
      issues_.add(*node,
                  "\"" + std::string(key) + "\" does not belong to the kind " +
                      std::string(to_string(probe.kind)),
                  "take it away");
      return {};
    }
    return belongs && needed ? fields.required_text(key)
           : belongs         ? fields.text(key)
                             : std::string();
  };
  const bool request = probe.kind == ProbeKind::request;
  probe.url = text("url", has_url(probe.kind), true);
  if (!probe.url.empty()) check_template(*fields.find("url"), probe.url, InTemplate::all_values);
  probe.destination = text("destination", request, false);
  if (!find_destination(probe.destination)) {
    issues_.add(*fields.find("destination"),
                "there is no destination \"" + probe.destination + "\"",
                "use Fetch's names, such as script; leave it out for fetch and XHR");
  }
  probe.source =
      text("source", is_inline(probe.kind) || probe.kind == ProbeKind::eval, is_inline(probe.kind));
  probe.name = text("name", probe.kind == ProbeKind::trusted_types_policy, true);
  const std::string redirects = text("redirects", request, false);
  const auto end = redirects.data() + redirects.size();
  if (!redirects.empty() && (std::from_chars(redirects.data(), end, probe.redirects).ptr != end ||
                             probe.redirects > 20)) {
    issues_.add(*fields.find("redirects"), "\"redirects\" is no number from 0 to 20", "mend it");
  }
  const YamlNode* ancestors = fields.find("ancestors");
  if ((probe.kind == ProbeKind::frame_ancestors) != (ancestors != nullptr)) {
    issues_.add(ancestors == nullptr ? fields.node() : *ancestors,
                "the kind frame-ancestors, and no other, has \"ancestors\"",
                "list the ancestors' URLs, nearest first");
  }
  probe.ancestors = fields.texts("ancestors");
  for (const std::string& ancestor : probe.ancestors) {
    check_template(*ancestors, ancestor, InTemplate::single_values);
  }
}

void VendorReader::read_notes(const Fields& fields) {
  for (const YamlNode& node : fields.items("notes")) {
    const Fields entry(node, "a note", {"when", "unless", "text", "level", "mode", "reference"},
                       issues_);
    Note note;
    note.condition = read_condition(entry);
    note.text = entry.required_text("text");
    note.level = read_name(entry, "level", kNoteLevelNames, NoteLevel::info);
    note.scope = read_scope(entry, EvidenceScope::both);
    note.reference = read_reference(entry);
    vendor_.notes.push_back(std::move(note));
  }
}

void VendorReader::read_rules(const Fields& fields) {
  for (const YamlNode& node : fields.items("rules")) {
    const Fields rule(node, "a rule", {"when", "unless", "message", "remedy"}, issues_);
    (void)rule.require("when");
    vendor_.rules.push_back(
        {read_condition(rule), rule.required_text("message"), rule.required_text("remedy")});
  }
}

}  // namespace cspkit::catalog
