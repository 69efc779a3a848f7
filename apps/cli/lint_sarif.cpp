// SPDX-License-Identifier: Apache-2.0
#include <cspkit/hash.h>
#include <cspkit/version.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "input.h"
#include "lint_output.h"
#include "policy_json.h"

namespace cspkit::cli {

namespace json = boost::json;

namespace {

std::string_view level_of(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::high: return "error";
    case FindingSeverity::medium: return "warning";
    case FindingSeverity::low: return "note";
    case FindingSeverity::info: break;
  }
  return "none";  // which is what kind "informational" asks for
}

/// What code scanning ranks security results by.
std::string_view security_severity(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::high: return "8.0";
    case FindingSeverity::medium: return "5.0";
    case FindingSeverity::low: return "3.0";
    case FindingSeverity::info: break;
  }
  return "0.0";
}

json::array rules(LintProfile profile) {
  json::array all;
  for (const LintCheckInfo& check : lint_checks(profile)) {
    all.push_back({{"id", check.id},
                   {"shortDescription", {{"text", fmt::format("{}.", check.title)}}},
                   {"help", {{"text", fmt::format("See {}.", check.page)}}},
                   {"helpUri", check.reference},
                   {"defaultConfiguration", {{"level", level_of(check.severity)}}},
                   {"properties",
                    {{"tags", json::array{"security", "content-security-policy"}},
                     {"security-severity", security_severity(check.severity)}}}});
  }
  return all;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Where text stands in a file: offsets of bytes and characters, lines and columns (of characters) from 1.
class Places {
 public:
  /// `offset`: where the policy begins in `file`.
  Places(std::string file, std::size_t offset) : file_(std::move(file)), offset_(offset) {}

  [[nodiscard]] json::object region(Span span) const {
    const std::size_t begin = offset_ + span.begin, end = offset_ + span.end;
    json::object region{{"startLine", line(begin)},
                        {"startColumn", column(begin)},
                        {"endLine", line(end)},
                        {"endColumn", column(end)},
                        {"charOffset", characters(0, begin)},
                        {"charLength", characters(begin, end)},
                        {"byteOffset", begin},
                        {"byteLength", end - begin}};
    if (span.begin < span.end) {
      region.emplace("snippet", json::object{{"text", file_.substr(begin, end - begin)}});
    }
    return region;
  }

 private:
  [[nodiscard]] std::size_t line(std::size_t at) const {
    return 1 + static_cast<std::size_t>(std::count(file_.begin(), iterator(at), '\n'));
  }
  [[nodiscard]] std::size_t column(std::size_t at) const {
    const std::size_t feed = at == 0 ? file_.npos : file_.rfind('\n', at - 1);
    return 1 + characters(feed == file_.npos ? 0 : feed + 1, at);
  }
  [[nodiscard]] std::size_t characters(std::size_t begin, std::size_t end) const {
    return static_cast<std::size_t>(
        std::count_if(iterator(begin), iterator(end), begins_character));
  }
  [[nodiscard]] std::string::const_iterator iterator(std::size_t at) const {
    return file_.begin() + static_cast<std::ptrdiff_t>(std::min(at, file_.size()));
  }

  std::string file_;
  std::size_t offset_;
};

/// A path as a relative or absolute URI reference.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (kPlain.find(c) != kPlain.npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

class Writer {
 public:
  explicit Writer(const Judged& judged) : judged_(judged) {
    for (const PolicyText& text : judged.input.texts) {
      const bool in_file = !text.file.empty() && text.offset;
      places_.emplace_back(in_file ? read_file(text.file, kMaxFileBytes) : text.text,
                           in_file ? *text.offset : 0);
      artifact_of_.push_back(add_artifact(text));
    }
  }

  json::object write() {
    json::array results;
    for (const Finding& finding : judged_.report.findings) results.push_back(result(finding));
    json::object run{{"tool",
                      {{"driver",
                        {{"name", "cspkit"},
                         {"semanticVersion", kVersion},
                         {"version", kVersion},
                         {"rules", rules(judged_.profile)}}}}},
                     {"columnKind", "unicodeCodePoints"}};
    run.emplace("artifacts", std::move(artifacts_));
    run.emplace("results", std::move(results));
    run.emplace("properties", json::object{{"grade", judged_.report.grade}});
    return {{"$schema",
             "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
             "sarif-schema-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", json::array{std::move(run)}}};
  }

 private:
  static constexpr std::size_t kMaxFileBytes = 16u << 20;

  // A policy of the command line has no file; its text stands in the log.
  std::size_t add_artifact(const PolicyText& text) {
    if (!text.file.empty()) {
      const std::string uri = uri_of(text.file);
      for (std::size_t i = 0; i < artifacts_.size(); ++i) {
        const json::value* known = artifacts_[i].as_object().if_contains("location");
        if (known != nullptr && known->at("uri").as_string() == uri) return i;
      }
      artifacts_.push_back(json::object{{"location", json::object{{"uri", uri}}}});
    } else {
      artifacts_.push_back(
          {{"description", {{"text", text.name}}}, {"contents", {{"text", text.text}}}});
    }
    return artifacts_.size() - 1;
  }

  [[nodiscard]] json::object artifact_location(std::size_t text) const {
    json::object location{{"index", artifact_of_[text]}};
    const std::string& file = judged_.input.texts[text].file;
    if (!file.empty()) location.emplace("uri", uri_of(file));
    return location;
  }

  json::object location(const Finding& finding) const {
    const PolicyText& text = judged_.input.texts[finding.text];
    json::object physical{{"artifactLocation", artifact_location(finding.text)}};
    if (text.file.empty() || text.offset) {
      physical.emplace("region", places_[finding.text].region(finding.span));
    }
    json::object location{{"physicalLocation", std::move(physical)}};
    if (!finding.directive.empty()) {
      location.emplace("logicalLocations", json::array{json::object{{"name", finding.directive},
                                                                    {"kind", "directive"}}});
    }
    return location;
  }

  json::object result(const Finding& finding) {
    const auto all = lint_checks(judged_.profile);
    const auto rule = std::ranges::find(all, finding.id, &LintCheckInfo::id);
    json::object result{{"ruleId", finding.id},
                        {"level", level_of(finding.severity)},
                        {"message", {{"text", finding.message}}}};
    if (rule != all.end()) result.emplace("ruleIndex", rule - all.begin());
    if (finding.severity == FindingSeverity::info) result.emplace("kind", "informational");
    if (judged_.input.texts.empty()) return result;
    const PolicyText& text = judged_.input.texts[finding.text];
    result.emplace("locations", json::array{location(finding)});
    result.emplace("partialFingerprints", json::object{{"finding/v1", fingerprint(finding)}});
    if (finding.fix && !finding.fix->edits.empty() && (text.file.empty() || text.offset)) {
      result.emplace("fixes", json::array{fix(finding)});
    }
    result.emplace("properties", json::object{{"disposition", disposition_name(text.disposition)}});
    return result;
  }

  json::object fix(const Finding& finding) const {
    json::array replacements;
    for (const Edit& edit : finding.fix->edits) {
      json::object region = places_[finding.text].region(edit.span);
      region.erase("snippet");
      replacements.push_back({{"deletedRegion", std::move(region)},
                              {"insertedContent", {{"text", edit.replacement}}}});
    }
    return {{"description", {{"text", finding.fix->description}}},
            {"artifactChanges",
             json::array{json::object{{"artifactLocation", artifact_location(finding.text)},
                                      {"replacements", std::move(replacements)}}}}};
  }

  // The same after lines moved; the n-th of the same kind bears its number.
  std::string fingerprint(const Finding& finding) {
    const std::string what = fmt::format("{}\n{}\n{}\n{}", finding.id, finding.directive,
                                         finding.value, judged_.input.texts[finding.text].file);
    const Digest hash = digest(HashAlgorithm::sha256, fmt::format("{}\n{}", what, seen_[what]++));
    std::string text;
    for (const std::uint8_t byte : hash.view().first(16)) text += fmt::format("{:02x}", byte);
    return text;
  }

  const Judged& judged_;
  std::vector<Places> places_;
  std::vector<std::size_t> artifact_of_;
  json::array artifacts_;
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

json::object to_sarif(const Judged& judged) { return Writer(judged).write(); }

}  // namespace cspkit::cli
