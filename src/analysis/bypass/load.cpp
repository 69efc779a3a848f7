// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "analysis/bypass/names.h"
#include "base/yaml.h"

namespace cspkit {
namespace bypass {
namespace {

/// The name that stands in a probe where the row says `*`, and the file behind a prefix.
constexpr std::string_view kAnyName = "any-name";
constexpr std::string_view kAnyFile = "any-folder/any-file.js";

class Reader {
 public:
  explicit Reader(yaml::Issues& issues) : issues_(issues) {}

  std::vector<Bypass> read(const yaml::YamlNode& root) {
    const yaml::Fields fields(root, "the file", {"groups"}, issues_);
    (void)fields.require("groups");
    for (const yaml::YamlNode& group : fields.items("groups")) read_group(group);
    return std::move(rows_);
  }

 private:
  void read_group(const yaml::YamlNode& node) {
    const yaml::Fields fields(
        node, "a group",
        {"list", "kind", "reach", "title", "reference", "date", "confidence", "note", "needs_eval",
         "last_verified", "dead", "dead_reference", "rows"},
        issues_);
    for (const std::string_view key :
         {"kind", "title", "reference", "date", "confidence", "rows"}) {
      (void)fields.require(key);
    }
    Bypass common;
    common.list = read_name(fields, "list", kListNames, BypassList::none, issues_);
    read_common(fields, common);
    for (const yaml::YamlNode& row : fields.items("rows")) read_row(row, common);
  }

  void read_row(const yaml::YamlNode& node, const Bypass& common) {
    Bypass row = common;
    if (node.kind == yaml::YamlNode::Kind::mapping) {
      const yaml::Fields fields(node, "a row",
                                {"url", "kind", "reach", "title", "reference", "date", "confidence",
                                 "note", "needs_eval", "last_verified", "dead", "dead_reference"},
                                issues_);
      row.url = fields.required_text("url");
      read_common(fields, row);
    } else if (auto text = scalar_text(node, "a row", issues_)) {
      row.url = std::move(*text);
    }
    if (row.url.empty()) return;
    if (!row.dead.empty() && row.dead_reference.empty()) {
      issues_.add(node, "the row is dead without a reference", "add dead_reference: …");
    }
    if (!read_probe(node, row)) return;
    const auto [other, is_new] = lines_.emplace(row.url + char(row.list), node.line);
    if (!is_new) {
      issues_.add(
          node, "\"" + row.url + "\" stands in line " + std::to_string(other->second) + " already",
          "remove one of them");
    }
    if (rows_.size() == std::numeric_limits<std::int16_t>::max()) {
      issues_.add(node, "there are too many rows", "split the file");
      return;
    }
    rows_.push_back(std::move(row));
  }

  void read_common(const yaml::Fields& fields, Bypass& row) {
    row.kind = read_name(fields, "kind", kKindNames, row.kind, issues_);
    row.reach = read_name(fields, "reach", kReachNames, row.reach, issues_);
    row.confidence = read_name(fields, "confidence", kConfidenceNames, row.confidence, issues_);
    row.needs_eval = read_name(fields, "needs_eval", kTruthNames, row.needs_eval, issues_);
    const auto text = [&](std::string_view key, std::string& into) {
      if (fields.find(key) != nullptr) into = fields.text(key);
    };
    text("title", row.title);
    text("note", row.note);
    text("dead", row.dead);
    read_link(fields, "reference", row.reference);
    read_link(fields, "dead_reference", row.dead_reference);
    for (const auto& [key, into] : {std::pair<std::string_view, std::string*>{"date", &row.date},
                                    {"last_verified", &row.last_verified}}) {
      if (fields.find(key) != nullptr) *into = read_date(fields, key, issues_);
    }
  }

  void read_link(const yaml::Fields& fields, std::string_view key, std::string& into) {
    const yaml::YamlNode* node = fields.find(key);
    if (node == nullptr) return;
    into = fields.text(key);
    if (!into.empty() && !into.starts_with("https://") && !into.starts_with("http://")) {
      issues_.add(*node, "\"" + into + "\" is not a link", "write an https: URL");
    }
  }

  bool read_probe(const yaml::YamlNode& node, Bypass& row) {
    constexpr std::string_view kScheme = "https://";
    const auto refuse = [&](std::string_view what, std::string_view remedy) {
      issues_.add(node, "\"" + row.url + "\" " + std::string(what), std::string(remedy));
      return false;
    };
    if (!row.url.starts_with(kScheme)) return refuse("is not an https: URL", "begin with https://");
    if (row.reach == BypassReach::prefix && !row.url.ends_with('/')) {
      return refuse("is no prefix", "end it with a slash, or say reach: url");
    }
    std::string probe = row.url;
    if (probe.compare(kScheme.size(), 2, "*.") == 0) probe.replace(kScheme.size(), 1, kAnyName);
    if (row.reach == BypassReach::prefix) probe += kAnyFile;
    auto url = Url::parse(probe);
    if (!url) return refuse("is not a URL: " + std::string(url.error().message()), "mend it");
    if (url->href() != probe || url->view().port != kNoPort || probe.find('*') != probe.npos) {
      return refuse("is not in canonical form", "write " + url->href());
    }
    row.probe = std::move(*url);
    return true;
  }

  yaml::Issues& issues_;
  std::vector<Bypass> rows_;
  std::unordered_map<std::string, std::size_t> lines_;  ///< of each URL of a list
};

}  // namespace
}  // namespace bypass

tl::expected<Bypasses, std::vector<FileIssue>> Bypasses::load(CatalogFile file) {
  yaml::Issues issues(file.name);
  Bypasses bypasses;
  if (const auto root = yaml::read_document(file.text, issues)) {
    bypasses.rows_ = bypass::Reader(issues).read(*root);
  }
  if (!issues.empty()) return tl::unexpected(issues.take());
  bypasses.build_index();
  return bypasses;
}

}  // namespace cspkit
