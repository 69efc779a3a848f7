// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/ascii.h"
#include "base/names.h"
#include "base/nearest.h"
#include "base/yaml.h"

namespace cspkit::yaml {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string_view kind_name(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null: return "empty";
    case YamlNode::Kind::scalar: return "a text";
    case YamlNode::Kind::sequence: return "a list";
    case YamlNode::Kind::mapping: return "a mapping";
  }
  return "";
}

std::string meant(std::string_view key, std::initializer_list<std::string_view> known) {
  Nearest nearest(key);
  for (std::string_view name : known) nearest.offer(name);
  if (!nearest.best().empty()) return "did you mean " + quoted(nearest.best()) + "?";
  return "known here: " + listed(known, [](std::string_view name) { return name; });
}

}  // namespace

std::vector<std::pair<const YamlNode*, const YamlNode*>> entries(const YamlNode& node,
                                                                 std::string_view what,
                                                                 Issues& issues) {
  std::vector<std::pair<const YamlNode*, const YamlNode*>> out;
  if (node.kind != YamlNode::Kind::mapping) {
    issues.add(node, std::string(what) + " is " + std::string(kind_name(node)),
               "write a mapping, key: value");
    return out;
  }
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    const YamlNode& key = node.items[i];
    if (key.kind != YamlNode::Kind::scalar || key.scalar.empty()) {
      issues.add(key, "a key of " + std::string(what) + " is " + std::string(kind_name(key)),
                 "write a name before the colon");
      continue;
    }
    seen.push_back(key.scalar);
    out.emplace_back(&key, &node.items[i + 1]);
  }
  std::ranges::sort(seen);
  if (std::ranges::adjacent_find(seen) == seen.end()) return out;
  std::ranges::stable_sort(out, {},
                           [](const auto& entry) { return std::string_view(entry.first->scalar); });
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (out[i].first->scalar == out[i - 1].first->scalar) {
      issues.add(*out[i].first, "the key " + quoted(out[i].first->scalar) + " stands twice",
                 "keep one");
    }
  }
  return out;
}

std::optional<std::string> scalar_text(const YamlNode& node, std::string_view what,
                                       Issues& issues) {
  if (node.kind == YamlNode::Kind::scalar && !node.scalar.empty()) return node.scalar;
  const bool empty = node.kind == YamlNode::Kind::scalar;
  issues.add(node, std::string(what) + " is " + std::string(empty ? "empty" : kind_name(node)),
             "write a text");
  return std::nullopt;
}

Fields::Fields(const YamlNode& node, std::string_view what,
               std::initializer_list<std::string_view> known, Issues& issues)
    : node_(node), what_(what), issues_(issues) {
  for (const auto& [key, value] : entries(node, what, issues)) {
    if (std::ranges::find(known, std::string_view(key->scalar)) == known.end()) {
      issues.add(*key, "unknown key " + quoted(key->scalar) + " in " + what_,
                 meant(key->scalar, known));
    }
  }
}

const YamlNode* Fields::find(std::string_view key) const noexcept {
  if (node_.kind != YamlNode::Kind::mapping) return nullptr;
  for (std::size_t i = 0; i + 1 < node_.items.size(); i += 2) {
    const YamlNode& name = node_.items[i];
    if (name.kind == YamlNode::Kind::scalar && name.scalar == key) return &node_.items[i + 1];
  }
  return nullptr;
}

const YamlNode* Fields::require(std::string_view key) const {
  const YamlNode* value = find(key);
  // What is no mapping at all has been reported already.
  if (value == nullptr && node_.kind == YamlNode::Kind::mapping) {
    issues_.add(node_, what_ + " has no " + quoted(key), "add " + std::string(key) + ": …");
  }
  return value;
}

std::string Fields::text(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr) return {};
  return scalar_text(*value, quoted(key), issues_).value_or(std::string());
}

std::string Fields::required_text(std::string_view key) const {
  const YamlNode* value = require(key);
  if (value == nullptr) return {};
  return scalar_text(*value, quoted(key), issues_).value_or(std::string());
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  std::vector<std::string> out;
  const YamlNode* value = find(key);
  if (value == nullptr) return out;
  if (value->kind != YamlNode::Kind::sequence) {
    if (auto one = scalar_text(*value, quoted(key), issues_)) out.push_back(std::move(*one));
    return out;
  }
  for (const YamlNode& item : value->items) {
    if (auto one = scalar_text(item, "an item of " + quoted(key), issues_))
      out.push_back(std::move(*one));
  }
  return out;
}

const std::vector<YamlNode>& Fields::items(std::string_view key) const {
  static const std::vector<YamlNode> none;
  const YamlNode* value = find(key);
  if (value == nullptr) return none;
  if (value->kind == YamlNode::Kind::sequence) return value->items;
  issues_.add(*value, quoted(key) + " is " + std::string(kind_name(*value)), "write a list");
  return none;
}

std::string read_date(const Fields& fields, std::string_view key, Issues& issues) {
  std::string date = fields.text(key);
  const bool fine = date.size() == 10 && date[4] == '-' && date[7] == '-' &&
                    std::ranges::count_if(date, is_ascii_digit) == 8;
  if (!date.empty() && !fine) {
    issues.add(*fields.find(key), quoted(date) + " is not a date", "write YYYY-MM-DD");
  }
  return date;
}

}  // namespace cspkit::yaml
