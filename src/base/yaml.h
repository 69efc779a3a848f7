// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/names.h"
#include "cspkit/data_file.h"

namespace cspkit::yaml {

/// A YAML node with its place: what remains of YAML once aliases, anchors, tags and further documents are refused.
struct YamlNode {
  enum class Kind { null, scalar, sequence, mapping };
  Kind kind = Kind::null;
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< from 1
  std::string scalar;
  std::vector<YamlNode> items;  ///< of a sequence; of a mapping: key, value, key, value…
};

/// The mistakes of one file.
class Issues {
 public:
  explicit Issues(std::string_view file) : file_(file) {}

  void add(const YamlNode& at, std::string message, std::string remedy = {});
  void add(std::size_t line, std::size_t column, std::string message, std::string remedy = {});
  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  /// In the order of the file; leaves nothing behind.
  [[nodiscard]] std::vector<FileIssue> take();

 private:
  std::string file_;
  std::vector<FileIssue> found_;
};

/// Reads one YAML document, or reports why not and returns nothing.
[[nodiscard]] std::optional<YamlNode> read_document(std::string_view text, Issues& issues);

/// A mapping that is read key by key. What is not known, stands twice or is no mapping is reported at once.
class Fields {
 public:
  Fields(const YamlNode& node, std::string_view what, std::initializer_list<std::string_view> known,
         Issues& issues);

  [[nodiscard]] const YamlNode& node() const noexcept { return node_; }
  /// The value of that key, or nullptr.
  [[nodiscard]] const YamlNode* find(std::string_view key) const noexcept;
  /// The same, and its absence is reported.
  [[nodiscard]] const YamlNode* require(std::string_view key) const;
  /// A scalar's text; empty where there is none. What is there and is no scalar, or is empty, is reported.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// The same, and its absence is reported.
  [[nodiscard]] std::string required_text(std::string_view key) const;
  /// A scalar, or a sequence of scalars, as a list.
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// The items of a sequence; none where the key is absent.
  [[nodiscard]] const std::vector<YamlNode>& items(std::string_view key) const;

 private:
  const YamlNode& node_;
  std::string what_;
  Issues& issues_;
};

/// The text of a scalar that is not empty; otherwise reports, and is nullopt.
[[nodiscard]] std::optional<std::string> scalar_text(const YamlNode& node, std::string_view what,
                                                     Issues& issues);

/// The keys and values of a mapping with names that the file itself chooses; reports what is no such mapping.
[[nodiscard]] std::vector<std::pair<const YamlNode*, const YamlNode*>> entries(
    const YamlNode& node, std::string_view what, Issues& issues);

/// The value of an enumeration that the field names; `otherwise` where it is absent, or reported.
template <typename E, std::size_t N>
[[nodiscard]] E read_name(const Fields& fields, std::string_view key, const Named<E> (&names)[N],
                          E otherwise, Issues& issues) {
  const YamlNode* node = fields.find(key);
  if (node == nullptr) return otherwise;
  if (const auto value = value_of(names, node->scalar)) return *value;
  issues.add(*node, "\"" + std::string(key) + "\" cannot be \"" + node->scalar + "\"",
             "use one of " + listed(names, [](const Named<E>& entry) { return entry.name; }));
  return otherwise;
}

/// A date as YYYY-MM-DD, empty where it is absent; what is no date is reported.
[[nodiscard]] std::string read_date(const Fields& fields, std::string_view key, Issues& issues);

}  // namespace cspkit::yaml
