// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "convert/from/javascript/value.h"
#include "convert/value.h"

namespace cspkit::convert {
namespace {

using javascript::Value;
using javascript::ValueKind;

struct Default {
  std::string_view name;
  std::string_view value;
};

/// What helmet 8 sends where `useDefaults` is not false. Source: https://helmetjs.github.io/#content-security-policy
constexpr std::array<Default, 11> kDefaults = {{
    {"default-src", "'self'"},
    {"base-uri", "'self'"},
    {"font-src", "'self' https: data:"},
    {"form-action", "'self'"},
    {"frame-ancestors", "'self'"},
    {"img-src", "'self' data:"},
    {"object-src", "'none'"},
    {"script-src", "'self'"},
    {"script-src-attr", "'none'"},
    {"style-src", "'self' https: 'unsafe-inline'"},
    {"upgrade-insecure-requests", ""},
}};

/// `defaultSrc` → `default-src`
std::string dashed(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') result += '-';
    result += ascii_lower(c);
  }
  return result;
}

class HelmetReader {
 public:
  explicit HelmetReader(std::string_view text) : scan_(text) {}

  ReadResult read() {
    std::string before;  // the last character that was no blank
    while (!scan_.done()) {
      javascript::skip_blanks(scan_);
      if (scan_.done()) break;
      const char c = scan_.peek();
      if (c == '"' || c == '\'' || c == '`') {
        if (auto problem = string()) return tl::unexpected(*std::move(problem));
        before = ")";
      } else if (javascript::is_identifier_part(c)) {
        word();
        before = "x";
      } else if (c == '/' && javascript::regex_may_follow(before)) {
        javascript::skip_regex(scan_);
        before = ")";
      } else {
        before.assign(1, scan_.next());
      }
    }
    return collector_.take();
  }

 private:
  /// A string that names the header, and behind it a value: `setHeader("Content-Security-Policy", "…")`, `key: …, value: …`.
  std::optional<ConfigError> string() {
    const ConfigPlace place = scan_.place();
    Template text;
    if (!javascript::read_string(scan_, text)) {
      return ConfigError{place, "the string has no end; close it"};
    }
    if (!text.is_constant() || text.parts().empty()) return std::nullopt;
    const auto disposition = policy_field(text.parts().front().text);
    if (!disposition) return std::nullopt;
    javascript::skip_blanks(scan_);
    if (scan_.peek() != ',' && scan_.peek() != ':') return std::nullopt;
    scan_.next();
    javascript::skip_blanks(scan_);
    constexpr std::string_view kValue = "value";
    if (scan_.starts_with(kValue)) {  // { key: "…", value: "…" }
      scan_.skip(kValue.size());
      javascript::skip_blanks(scan_);
      if (scan_.peek() == ':') scan_.next();
      javascript::skip_blanks(scan_);
    }
    const Value value = javascript::read_value(scan_).value;
    if (value.kind == ValueKind::string) {
      collector_.policy(value.text, *disposition, place, "");
    } else if (value.kind == ValueKind::array) {
      for (const Value& item : value.items) take_text(item, *disposition);
    } else {
      not_read(value, "the policy");
    }
    return std::nullopt;
  }

  void take_text(const Value& value, Disposition disposition) {
    if (value.kind == ValueKind::string) {
      collector_.policy(value.text, disposition, value.place, "");
    } else {
      not_read(value, "the policy");
    }
  }

  void not_read(const Value& value, std::string_view what) {
    collector_.remark(
        value.place, Severity::warning,
        fmt::format(
            "{} is `{}` here, which is not read; only literals are: objects, arrays, strings, "
            "templates, and functions that return one",
            what, value.written));
  }

  void word() {
    const ConfigPlace place = scan_.place();
    const std::size_t begin = scan_.offset();
    while (javascript::is_identifier_part(scan_.peek())) scan_.next();
    const std::string_view name = scan_.since(begin);
    javascript::skip_blanks(scan_);
    const char behind = scan_.peek();
    if (name == "contentSecurityPolicy" && (behind == '(' || behind == ':')) {
      scan_.next();
      javascript::skip_blanks(scan_);
      if (scan_.peek() == ')') return by_default(place);
      take_options(javascript::read_value(scan_).value, place);
    } else if (name == "helmet" && behind == '(') {
      scan_.next();
      javascript::skip_blanks(scan_);
      if (scan_.peek() == ')') return by_default(place);
      const Value options = javascript::read_value(scan_).value;
      if (options.kind != ValueKind::object) return not_read(options, "what helmet is given");
      const Value* const policy = options.find("contentSecurityPolicy");
      if (policy == nullptr) return by_default(place);
      take_options(*policy, policy->place);
    }
  }

  void by_default(ConfigPlace place) {
    Template value;
    add_defaults(value, {});
    collector_.remark(place, Severity::info,
                      "nothing is said of the policy: helmet sends its default one");
    collector_.policy(value, Disposition::enforce, place, "");
  }

  void take_options(const Value& options, ConfigPlace place) {
    if (options.kind == ValueKind::name && options.written == "false") {
      collector_.remark(place, Severity::info,
                        "contentSecurityPolicy: false, so that helmet sends no policy");
      return;
    }
    if (options.kind == ValueKind::name && options.written == "true") return by_default(place);
    if (options.kind != ValueKind::object) return not_read(options, "contentSecurityPolicy");
    for (std::size_t i = 0; i < options.keys.size(); ++i) {
      if (options.keys[i].empty()) not_read(options.items[i], "a part of contentSecurityPolicy");
    }
    const Value* const directives = options.find("directives");
    if (directives != nullptr && directives->kind != ValueKind::object)
      return not_read(*directives, "directives");

    Template value;
    std::vector<std::string> named;
    if (directives != nullptr) take_directives(*directives, value, named);
    if (const auto use = flag(options, "useDefaults"); use.value_or(true)) {
      const std::size_t added = add_defaults(value, named);
      if (added > 0) {
        collector_.remark(
            place, Severity::info,
            fmt::format(
                "without useDefaults: false, helmet adds {} {} of its own; {} in the policy", added,
                added == 1 ? "directive" : "directives", added == 1 ? "it stands" : "they stand"));
      }
    }
    const bool report_only = flag(options, "reportOnly").value_or(false);
    collector_.policy(value, report_only ? Disposition::report : Disposition::enforce, place, "");
  }

  std::optional<bool> flag(const Value& options, std::string_view name) {
    const Value* const value = options.find(name);
    if (value == nullptr) return std::nullopt;
    if (value->kind == ValueKind::name && (value->written == "true" || value->written == "false"))
      return value->written == "true";
    not_read(*value, name);
    return std::nullopt;
  }

  static std::size_t add_defaults(Template& value, const std::vector<std::string>& named) {
    std::size_t added = 0;
    for (const Default& one : kDefaults) {
      if (std::ranges::find(named, one.name) != named.end()) continue;
      ++added;
      begin_directive(value, one.name);
      if (!one.value.empty()) value.add_text(" " + std::string(one.value));
    }
    return added;
  }

  static void begin_directive(Template& value, std::string_view name) {
    if (value.size() > 0) value.add_text("; ");
    value.add_text(name);
  }

  void take_directives(const Value& directives, Template& value, std::vector<std::string>& named) {
    for (std::size_t i = 0; i < directives.keys.size(); ++i) {
      const Value& item = directives.items[i];
      const std::string name = dashed(directives.keys[i]);
      if (name.empty()) {
        not_read(item, "a part of directives");
        continue;
      }
      named.push_back(name);
      const bool absent =
          item.kind == ValueKind::name && (item.written == "null" || item.written == "false" ||
                                           item.written.ends_with("dangerouslyDisableDefaultSrc"));
      if (absent) continue;
      begin_directive(value, name);
      if (item.kind == ValueKind::array) {
        for (const Value& source : item.items) take_source(source, name, value);
      } else if (!(item.kind == ValueKind::name && item.written == "true")) {
        take_source(item, name, value);
      }
    }
  }

  void take_source(const Value& source, std::string_view name, Template& value) {
    const bool text = source.kind == ValueKind::string ||
                      (source.kind == ValueKind::function && source.text.size() > 0);
    if (!text) return not_read(source, fmt::format("a source of {}", name));
    value.add_text(" ");
    value.append(source.text);
  }

  Scanner scan_;
  Collector collector_;
};

}  // namespace

ReadResult read_helmet(std::string_view text) { return HelmetReader(text).read(); }

}  // namespace cspkit::convert
