// SPDX-License-Identifier: Apache-2.0
#include "analysis/compare/classes.h"

#include <array>
#include <map>
#include <set>

namespace cspkit {
namespace {

/// For each value the places that it stands in, in the order of the text.
class Places {
 public:
  void add(const std::string& value, const std::string& place) {
    auto [found, is_new] = places_.try_emplace(value);
    if (is_new) order_.push_back(value);
    found->second.insert(place);
  }

  [[nodiscard]] ValueClasses classes() const {
    ValueClasses out{{std::string()}, {std::string()}};
    std::set<std::set<std::string>> seen;
    for (const std::string& value : order_) {
      out.all.push_back(value);
      if (seen.insert(places_.at(value)).second) out.one_of_each.push_back(value);
    }
    return out;
  }

 private:
  std::map<std::string, std::set<std::string>> places_;
  std::vector<std::string> order_;
};

/// Calls `f(expression, place)` for each expression of that kind.
template <class F>
void for_each(std::span<const AskedList> lists, SourceKind kind, F&& f) {
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (const SourceExpression& e : expressions_of(lists[i])) {
      if (e.kind == kind) f(e, std::to_string(i));
    }
  }
}

std::string item(HashAlgorithm algorithm, std::string_view value) {
  return std::string(hash_algorithm_name(algorithm)) + "-" + std::string(value);
}

/// How a hash is written tells readers apart: which of them take it, and for what.
std::string spelling(const SourceExpression& e, std::string_view standard) {
  const std::string_view value = standard.substr(standard.find('-') + 1);
  return std::string(e.forms == kFormPlain ? "" : "loose ") +
         (e.value == value ? "" : std::string(e.value));
}

}  // namespace

ValueClasses nonce_classes(std::span<const AskedList> lists) {
  Places places;
  for_each(lists, SourceKind::nonce, [&](const SourceExpression& e, const std::string& place) {
    places.add(std::string(e.value), place);
  });
  return places.classes();
}

ValueClasses integrity_classes(std::span<const AskedList> lists) {
  Places places;
  for_each(lists, SourceKind::hash, [&](const SourceExpression& e, const std::string& place) {
    // The text compares values as they are written, browsers as what they stand for.
    const std::string standard = standard_hash(e);
    const std::string how = place + " " + spelling(e, standard);
    places.add(item(e.algorithm, e.value), how);
    std::string folded(e.value);
    for (char& c : folded) c = c == '-' ? '+' : c == '_' ? '/' : c;
    if (folded != e.value) places.add(item(e.algorithm, folded), how + " folded");
    if (!standard.empty()) places.add(standard, how + " standard");
  });
  return places.classes();
}

std::optional<ValueClasses> content_classes(std::span<const AskedList> lists, std::size_t limit) {
  std::array<Places, 3> places;
  for_each(lists, SourceKind::hash, [&](const SourceExpression& e, const std::string& place) {
    const std::string standard = standard_hash(e);
    if (standard.empty()) return;  // the hash of nothing
    places[static_cast<std::size_t>(e.algorithm)].add(standard,
                                                      place + " " + spelling(e, standard));
  });
  ValueClasses out{{std::string()}, {std::string()}};
  for (const Places& each : places) {
    const ValueClasses classes = each.classes();
    out.all.insert(out.all.end(), classes.all.begin() + 1, classes.all.end());
    const std::vector<std::string> shorter = out.one_of_each;
    if (shorter.size() * classes.one_of_each.size() > limit) return std::nullopt;
    for (std::size_t i = 1; i < classes.one_of_each.size(); ++i) {
      for (const std::string& before : shorter) {
        out.one_of_each.push_back(before.empty() ? classes.one_of_each[i]
                                                 : before + " " + classes.one_of_each[i]);
      }
    }
  }
  return out;
}

}  // namespace cspkit
