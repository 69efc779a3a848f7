// SPDX-License-Identifier: Apache-2.0
#include "cspkit/noise.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/ascii.h"
#include "base/yaml.h"
#include "cspkit/directives.h"

namespace cspkit {
namespace {

constexpr Named<NoiseField> kFields[] = {
    {NoiseField::blocked, "blocked"},   {NoiseField::source_file, "source-file"},
    {NoiseField::sample, "sample"},     {NoiseField::policy, "policy"},
    {NoiseField::document, "document"}, {NoiseField::referrer, "referrer"},
    {NoiseField::message, "message"}};
constexpr Named<NoiseMatch> kMatches[] = {{NoiseMatch::scheme, "scheme"},
                                          {NoiseMatch::host, "host"},
                                          {NoiseMatch::prefix, "prefix"},
                                          {NoiseMatch::contains, "contains"},
                                          {NoiseMatch::equals, "equals"}};
constexpr Named<NoiseVerdict> kVerdicts[] = {{NoiseVerdict::harmless, "harmless"},
                                             {NoiseVerdict::visitor_side, "visitor-side"},
                                             {NoiseVerdict::hostile, "hostile"},
                                             {NoiseVerdict::depends, "depends"}};
constexpr Named<NoiseConfidence> kConfidences[] = {{NoiseConfidence::documented, "documented"},
                                                   {NoiseConfidence::reported, "reported"},
                                                   {NoiseConfidence::listed, "listed"}};

class Reader {
 public:
  explicit Reader(yaml::Issues& issues) : issues_(issues) {}

  std::vector<NoiseRow> read(const yaml::YamlNode& root) {
    const yaml::Fields fields(root, "the file", {"rows"}, issues_);
    (void)fields.require("rows");
    std::vector<NoiseRow> rows;
    for (const yaml::YamlNode& node : fields.items("rows")) rows.push_back(read_row(node));
    return rows;
  }

 private:
  NoiseRow read_row(const yaml::YamlNode& node) {
    const yaml::Fields fields(node, "a row",
                              {"id", "what", "explanation", "verdict", "reference", "date",
                               "confidence", "vendor", "directives", "any"},
                              issues_);
    NoiseRow row;
    row.id = fields.required_text("id");
    row.what = fields.required_text("what");
    row.explanation = fields.required_text("explanation");
    row.reference = fields.required_text("reference");
    for (const std::string_view key : {"verdict", "date", "confidence", "any"}) {
      (void)fields.require(key);
    }
    row.verdict = read_name(fields, "verdict", kVerdicts, row.verdict, issues_);
    row.confidence = read_name(fields, "confidence", kConfidences, row.confidence, issues_);
    row.vendor = fields.text("vendor");
    row.directives = fields.texts("directives");
    for (const std::string& name : row.directives) {
      if (!find_directive(name)) {
        issues_.add(node, "\"" + name + "\" is no directive", "look for a typing error");
      }
    }
    row.date = read_date(fields, "date", issues_);
    if (!row.reference.empty() && !row.reference.starts_with("https://")) {
      issues_.add(*fields.find("reference"), "\"" + row.reference + "\" is not a link",
                  "write an https: URL");
    }
    if (!ids_.insert(row.id).second) {
      issues_.add(node, "the id \"" + row.id + "\" stands there twice", "give each row its own");
    }
    for (const yaml::YamlNode& each : fields.items("any")) row.any.push_back(read_pattern(each));
    require_some(fields, "any");
    return row;
  }

  /// A list that is there and empty makes a row that fits nothing.
  void require_some(const yaml::Fields& fields, std::string_view key) {
    const yaml::YamlNode* const list = fields.find(key);
    if (list != nullptr && list->items.empty())
      issues_.add(*list, "\"" + std::string(key) + "\" is empty", "give one at least");
  }

  NoisePattern read_pattern(const yaml::YamlNode& node) {
    const yaml::Fields fields(node, "a pattern", {"field", "match", "patterns"}, issues_);
    NoisePattern pattern;
    for (const std::string_view key : {"field", "match", "patterns"}) (void)fields.require(key);
    pattern.field = read_name(fields, "field", kFields, pattern.field, issues_);
    pattern.match = read_name(fields, "match", kMatches, pattern.match, issues_);
    pattern.patterns = fields.texts("patterns");
    require_some(fields, "patterns");
    const bool lower = pattern.match == NoiseMatch::scheme || pattern.match == NoiseMatch::host;
    for (const std::string& text : pattern.patterns) {
      if (lower && text != ascii_lower(text)) {
        issues_.add(node, "\"" + text + "\" is not in lower case", "write " + ascii_lower(text));
      }
    }
    return pattern;
  }

  yaml::Issues& issues_;
  std::set<std::string> ids_;
};

std::string_view field_of(const ReportedViolation& violation, std::string_view message,
                          NoiseField field) noexcept {
  switch (field) {
    case NoiseField::blocked: return violation.blocked_url;
    case NoiseField::source_file: return violation.source_file;
    case NoiseField::sample: return violation.sample;
    case NoiseField::policy: return violation.original_policy;
    case NoiseField::document: return violation.document_url;
    case NoiseField::referrer: return violation.referrer;
    case NoiseField::message: return message;
  }
  return {};
}

/// Of `https://user@cdn.example:8443/a`, `cdn.example`; no URL parser, since fields may be cut.
std::string host_of(std::string_view text) {
  const std::size_t slashes = text.find("://");
  if (slashes == text.npos) return "";
  text.remove_prefix(slashes + 3);
  text = text.substr(0, text.find_first_of("/?#"));
  if (const std::size_t at = text.rfind('@'); at != text.npos) text.remove_prefix(at + 1);
  return ascii_lower(text.substr(0, text.find(':')));
}

bool fits(std::string_view text, NoiseMatch match, std::string_view pattern) {
  switch (match) {
    case NoiseMatch::scheme: {
      const std::string scheme = ascii_lower(text.substr(0, text.find(':')));
      return scheme == pattern;
    }
    case NoiseMatch::host: {
      const std::string host = host_of(text);
      return host == pattern || (host.size() > pattern.size() && host.ends_with(pattern) &&
                                 host[host.size() - pattern.size() - 1] == '.');
    }
    case NoiseMatch::prefix: return text.starts_with(pattern);
    case NoiseMatch::contains: return text.find(pattern) != text.npos;
    case NoiseMatch::equals: return text == pattern;
  }
  return false;
}

}  // namespace

std::string_view to_string(NoiseVerdict verdict) noexcept { return name_of(kVerdicts, verdict); }
std::string_view to_string(NoiseConfidence confidence) noexcept {
  return name_of(kConfidences, confidence);
}

tl::expected<Noise, std::vector<FileIssue>> Noise::load(CatalogFile file) {
  yaml::Issues issues(file.name);
  Noise noise;
  if (const auto root = yaml::read_document(file.text, issues)) {
    noise.rows_ = Reader(issues).read(*root);
  }
  if (!issues.empty()) return tl::unexpected(issues.take());
  return noise;
}

const NoiseRow* Noise::find(const ReportedViolation& violation, std::string_view message) const {
  for (const NoiseRow& row : rows_) {
    if (!row.directives.empty() &&
        std::ranges::find(row.directives, violation.effective_directive) == row.directives.end()) {
      continue;
    }
    for (const NoisePattern& pattern : row.any) {
      const std::string_view text = field_of(violation, message, pattern.field);
      if (text.empty()) continue;
      if (std::ranges::any_of(pattern.patterns, [&](const std::string& each) {
            return fits(text, pattern.match, each);
          })) {
        return &row;
      }
    }
  }
  return nullptr;
}

const Noise& builtin_noise() {
  static const Noise noise = [] {
    auto loaded = Noise::load(builtin_noise_files().front());
    // A test loads the file, so that this cannot be.
    if (!loaded) throw std::logic_error(loaded.error().front().to_string());
    return *std::move(loaded);
  }();
  return noise;
}

}  // namespace cspkit
