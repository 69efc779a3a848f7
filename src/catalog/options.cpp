// SPDX-License-Identifier: Apache-2.0
#include "catalog/options.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "catalog/model_names.h"
#include "cspkit/url.h"

namespace cspkit::catalog {
namespace {

using Value = tl::expected<std::string, ValueError>;

Value reject(std::string message, std::string remedy) {
  return tl::unexpected(ValueError{std::move(message), std::move(remedy)});
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string allowed(const OptionSpec& option) {
  return listed(option.values, [](const std::string& value) { return value; });
}

bool is_allowed(const OptionSpec& option, std::string_view value) {
  return std::ranges::find(option.values, value) != option.values.end();
}

Value normalize_list(const OptionSpec& option, std::string_view value) {
  std::vector<std::string_view> seen;
  for (std::string_view part : split_list(value)) {
    if (!is_allowed(option, part)) {
      return reject(quoted(part) + " is not a value",
                    "join some of these with +: " + allowed(option));
    }
    if (std::ranges::find(seen, part) == seen.end()) seen.push_back(part);
  }
  std::string out;
  for (std::string_view part : seen) {
    if (!out.empty()) out += '+';
    out += part;
  }
  return out;
}

Value normalize_text(std::string_view value) {
  const bool fine = !value.empty() && std::ranges::all_of(value, [](char c) {
    return is_ascii_alphanumeric(c) || c == '.' || c == '_' || c == '-';
  });
  if (fine) return std::string(value);
  return reject(quoted(value) + " is not an identifier",
                "use letters, digits, \".\", \"_\" and \"-\"");
}

Value normalize_host(std::string_view value) {
  constexpr std::string_view kScheme = "https://";
  const std::string remedy = "give a host, such as analytics.example.com";
  std::string_view host = value;
  if (starts_with_ignoring_ascii_case(host, kScheme)) host.remove_prefix(kScheme.size());
  if (host.find("://") != host.npos)
    return reject(quoted(value) + " is not served over https", remedy);
  if (host.ends_with('/')) host.remove_suffix(1);
  if (host.empty()) return reject("the host is empty", remedy);
  if (host.find_first_of("*@/?#\\ \t\r\n;,'\"") != host.npos) {
    return reject(quoted(value) + " is not a host", remedy + ": no wildcard, path or credentials");
  }
  const auto url = Url::parse(std::string(kScheme) + std::string(host));
  if (!url || url->view().path != "/" || url->view().host.find_first_of(";,'") != host.npos) {
    return reject(quoted(value) + " is not a host", remedy);
  }
  std::string out(url->view().host);
  if (url->view().port != kNoPort) out += ":" + std::to_string(url->view().port);
  return out;
}

Value normalize_url(std::string_view value) {
  const auto url = Url::parse(value);
  if (url && url->view().scheme == "https") return url->href();
  return reject(quoted(value) + " is not an https: URL",
                "give a whole URL, such as https://static.example.com/worker.js");
}

// nonce-source's value: base64-value = 1*( ALPHA / DIGIT / "+" / "/" / "-" / "_" ) *2( "=" )
Value normalize_nonce(std::string_view value) {
  if (value == kNoncePlaceholder) return std::string(value);
  std::string_view body = value;
  for (int i = 0; i < 2 && body.ends_with('='); ++i) body.remove_suffix(1);
  const bool fine = !body.empty() && std::ranges::all_of(body, [](char c) {
    return is_ascii_alphanumeric(c) || c == '+' || c == '/' || c == '-' || c == '_';
  });
  if (fine) return std::string(value);
  return reject(
      quoted(value) + " is not a nonce value",
      "give the value alone, base64 or base64url, or {nonce} for one drawn for each response");
}

std::vector<std::string_view> version_parts(std::string_view version) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = version.find('.');
    parts.push_back(version.substr(0, dot));
    if (dot == version.npos) return parts;
    version.remove_prefix(dot + 1);
  }
}

Value normalize_version(std::string_view value) {
  const auto parts = version_parts(value);
  const bool fine =
      parts.size() <= 4 && std::ranges::all_of(parts, [](std::string_view part) {
        return !part.empty() && part.size() <= 9 && std::ranges::all_of(part, is_ascii_digit);
      });
  if (fine) return std::string(value);
  return reject(quoted(value) + " is not a version",
                "give numbers joined by dots, such as 2.221.0");
}

}  // namespace

std::vector<std::string_view> split_list(std::string_view value) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t plus = value.find('+');
    parts.push_back(value.substr(0, plus));
    if (plus == value.npos) return parts;
    value.remove_prefix(plus + 1);
  }
}

tl::expected<std::string, ValueError> normalize_value(const OptionSpec& option,
                                                      std::string_view value) {
  switch (option.kind) {
    case OptionKind::enumeration:
      if (is_allowed(option, value)) return std::string(value);
      return reject(quoted(value) + " is not a value", "use one of " + allowed(option));
    case OptionKind::boolean:
      if (value == "true" || value == "false") return std::string(value);
      return reject(quoted(value) + " is neither true nor false", "use true or false");
    case OptionKind::list: return normalize_list(option, value);
    case OptionKind::text: return normalize_text(value);
    case OptionKind::host: return normalize_host(value);
    case OptionKind::url: return normalize_url(value);
    case OptionKind::nonce: return normalize_nonce(value);
    case OptionKind::version: return normalize_version(value);
  }
  return reject("the option has no kind", "");
}

bool version_below(std::string_view a, std::string_view b) {
  const auto left = version_parts(a);
  const auto right = version_parts(b);
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    const auto number = [i](const std::vector<std::string_view>& parts) {
      return i < parts.size() ? std::stoul(std::string(parts[i])) : 0UL;
    };
    if (number(left) != number(right)) return number(left) < number(right);
  }
  return false;
}

std::optional<std::string_view> Choices::value(std::string_view option) const {
  const auto it = values.find(option);
  if (it == values.end()) return std::nullopt;
  return it->second;
}

bool Choices::has_feature(std::string_view feature) const {
  return std::ranges::find(features, feature) != features.end();
}

namespace {

bool holds(const ConditionTerm& term, const Choices& choices) {
  if (term.subject == kFeaturesOption) {
    return std::ranges::any_of(term.values, [&](const std::string& group) {
      return std::ranges::all_of(split_list(group),
                                 [&](std::string_view name) { return choices.has_feature(name); });
    });
  }
  const auto value = choices.value(term.subject);
  if (!value || term.test == ConditionTerm::Test::absent) {
    return !value && term.test == ConditionTerm::Test::absent;
  }
  switch (term.test) {
    case ConditionTerm::Test::given: return true;
    case ConditionTerm::Test::absent: return false;
    case ConditionTerm::Test::below: return version_below(*value, term.values.front());
    case ConditionTerm::Test::one_of:
      return std::ranges::any_of(split_list(*value), [&](std::string_view part) {
        return std::ranges::find(term.values, part) != term.values.end();
      });
  }
  return false;
}

}  // namespace

bool holds(const Condition& condition, const Choices& choices) {
  const auto all_hold = [&](const std::vector<ConditionTerm>& terms) {
    return std::ranges::all_of(terms,
                               [&](const ConditionTerm& term) { return holds(term, choices); });
  };
  return all_hold(condition.when) && std::ranges::none_of(condition.unless, all_hold);
}

}  // namespace cspkit::catalog
