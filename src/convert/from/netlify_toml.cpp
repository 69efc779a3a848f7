// SPDX-License-Identifier: Apache-2.0
#include <string>

// toml++ 3.3 asserts (or, where NDEBUG stands, takes for granted) what a broken file does not keep, such as that a key
// begins like one; the code behind those assertions answers with an error, which is what is wanted here.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/ascii.h"
#include "convert/from/reader.h"
#include "convert/from/scanner.h"

namespace cspkit::convert {
namespace {

ConfigPlace place_of(const toml::source_region& source) {
  return {source.begin.line == 0 ? 1 : source.begin.line,
          source.begin.column == 0 ? 1 : source.begin.column};
}

void take_values(const toml::table& values, const std::string& path, Collector& collector) {
  for (const auto& [key, node] : values) {
    const auto disposition = policy_field(key.str());
    if (!disposition) continue;
    const ConfigPlace place = place_of(node.source());
    const auto take = [&](const toml::node& one) {
      const auto text = one.value<std::string>();
      if (!text) {
        collector.remark(place, Severity::warning, "the policy is no string; write one");
        return;
      }
      Template value;
      value.add_text(*text);
      collector.policy(value, *disposition, place, path == "/*" ? "" : path);
    };
    if (const toml::array* const several = node.as_array()) {
      for (const toml::node& one : *several) take(one);
    } else {
      take(node);
    }
  }
}

void take_rule(const toml::node& node, Collector& collector) {
  const toml::table* const rule = node.as_table();
  const auto path = rule != nullptr ? rule->get_as<std::string>("for") : nullptr;
  const auto values = rule != nullptr ? rule->get_as<toml::table>("values") : nullptr;
  if (values == nullptr) return;
  if (path == nullptr) {
    collector.remark(place_of(node.source()), Severity::warning,
                     "[[headers]] has no `for`; name the paths it is for");
    return;
  }
  take_values(*values, path->get(), collector);
}

void note_nonce_plugin(const toml::table& table, Collector& collector) {
  const toml::array* const plugins = table.get_as<toml::array>("plugins");
  if (plugins == nullptr) return;
  for (const toml::node& node : *plugins) {
    const toml::table* const plugin = node.as_table();
    const auto package = plugin != nullptr ? plugin->get_as<std::string>("package") : nullptr;
    if (package == nullptr || package->get() != "@netlify/plugin-csp-nonce") continue;
    collector.remark(place_of(node.source()), Severity::warning,
                     "this plugin adds a nonce to the policy that is sent, and stamps it on every "
                     "<script> of the page, "
                     "injected ones too");
  }
}

// toml++ 3.3 asserts, and so ends the program, where one stands in the place of a key.
std::optional<ConfigPlace> find_control_character(std::string_view text) {
  Scanner scan(text);
  for (; !scan.done(); scan.next()) {
    const auto c = static_cast<unsigned char>(scan.peek());
    if ((c < 0x20 && !is_ascii_whitespace(scan.peek())) || c == '\f' || c == 0x7F)
      return scan.place();
  }
  return std::nullopt;
}

}  // namespace

// Source: https://docs.netlify.com/manage/routing/headers/
ReadResult read_netlify_toml(std::string_view text) {
  if (const auto place = find_control_character(text)) {
    return unreadable(*place, "a control character, which TOML does not allow; remove it");
  }
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return unreadable(place_of(error.source()),
                      std::string(error.description()) + "; mend the TOML");
  }
  const toml::table& table = parsed.table();
  Collector collector;
  if (const toml::array* const rules = table.get_as<toml::array>("headers")) {
    for (const toml::node& rule : *rules) take_rule(rule, collector);
  }
  note_nonce_plugin(table, collector);
  return collector.take();
}

}  // namespace cspkit::convert
