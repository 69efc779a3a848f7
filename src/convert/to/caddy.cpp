// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNonce = "{http.request.uuid}";
constexpr std::string_view kDollar = "{vars.csp_dollar}";
constexpr std::string_view kBackslash = "{vars.csp_backslash}";
constexpr std::string_view kBacktick = "{vars.csp_backtick}";

bool holds(const Field& field, std::string_view what) {
  return std::ranges::any_of(field.value.runs, [&](const std::string& run) {
    return run.find(what) != std::string::npos;
  });
}

// Three readers: `{$…}` is the environment's anywhere in the file; a token in double quotes knows `\"` alone, and one
// in backticks no escape at all; in a header's value braces are placeholders unless a backslash stands before them.
std::string argument(const Field& field) {
  const bool backticks = field.value.contains_any("\"\\");
  // Where no brace opens, Caddy does not look for escapes either.
  const bool braces = field.value.draws_nonce() || field.value.contains_any("{") ||
                      (backticks && field.value.contains_any("`"));
  const bool ticks = backticks && field.value.contains_any("`");
  const auto escape = [=](std::string_view run) {
    std::string text;
    for (std::size_t i = 0; i < run.size(); ++i) {
      const char c = run[i];
      if (braces && (c == '{' || c == '}')) {
        text += {'\\', c};
      } else if (c == '$' && i > 0 && run[i - 1] == '{') {
        text += kDollar;
      } else if (ticks && c == '`') {
        text += kBacktick;
      } else if (ticks && c == '\\') {  // before a placeholder it would make that text
        text += kBackslash;
      } else {
        text += c;
      }
    }
    return text;
  };
  const std::string value = field.value.write(escape, kNonce);
  // Escaped braces bring backslashes, which double quotes leave alone except before a quote; there is none.
  return backticks ? '`' + value + '`' : '"' + value + '"';
}

}  // namespace

std::string write_caddy(const Job& job) {
  const bool dollar =
      std::ranges::any_of(job.fields, [](const Field& field) { return holds(field, "{$"); });
  const bool backtick = std::ranges::any_of(job.fields, [](const Field& field) {
    return holds(field, "`") && field.value.contains_any("\"\\");
  });
  std::string text =
      "# In a site block. With defer it replaces a policy that comes from behind the proxy.\n";
  if (dollar) text += "vars csp_dollar $\n";
  if (backtick) text += "vars csp_backtick \"`\"\nvars csp_backslash `\\`\n";
  text += "header {\n";
  for (const Field& field : job.fields) {
    text += '\t' + std::string(field.name()) + ' ' + argument(field) + '\n';
  }
  text += "\tdefer\n}\n";
  if (job.draws_nonce()) {
    text +=
        "# The same value for what writes the page: reverse_proxy … { header_up X-CSP-Nonce "
        "{http.request.uuid} },\n"
        "# or {{placeholder \"http.request.uuid\"}} in Caddy's own templates. Keep it out of the "
        "logs.\n";
    job.note(
        "{http.request.uuid} is drawn anew for each request: 122 random bits, just short of the "
        "128 that the text "
        "advises. Do not log it",
        "https://caddyserver.com/docs/json/apps/http/#docs");
  }
  return text;
}

}  // namespace cspkit::convert
