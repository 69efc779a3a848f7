// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNonce = "${response.locals.cspNonce}";

// Words that helmet refuses without quotes (its check "should be quoted"), though a browser would take them for hosts.
bool looks_unquoted(std::string_view token) {
  constexpr std::array<std::string_view, 10> kWords = {"none",
                                                       "self",
                                                       "strict-dynamic",
                                                       "report-sample",
                                                       "inline-speculation-rules",
                                                       "unsafe-inline",
                                                       "unsafe-eval",
                                                       "unsafe-hashes",
                                                       "wasm-unsafe-eval",
                                                       "trusted-types-eval"};
  constexpr std::array<std::string_view, 4> kPrefixes = {"nonce-", "sha256-", "sha384-", "sha512-"};
  return std::ranges::find(kWords, token) != kWords.end() ||
         std::ranges::any_of(kPrefixes,
                             [&](std::string_view prefix) { return token.starts_with(prefix); });
}

/// Whether helmet's own middleware can send the field: one policy, with names and values that it does not refuse.
bool helmet_takes(const Field& field) {
  if (field.policies.size() != 1) return false;
  return std::ranges::all_of(field.policies.front().directives, [](const Directive& directive) {
    const bool name = std::ranges::all_of(
        directive.name, [](char c) { return is_ascii_alphanumeric(c) || c == '-'; });
    return name && std::ranges::none_of(directive.value, looks_unquoted);
  });
}

std::string element(const std::string& token) {
  if (!is_nonce_placeholder(token)) return double_quoted(token);
  std::string source = token;
  source.replace(source.find(kNoncePlaceholder), kNoncePlaceholder.size(), kNonce);
  return "(request, response) => `" + source + "`";
}

std::string by_helmet(const Field& field) {
  const Policy& policy = field.policies.front();
  std::string text = "app.use(\n  helmet.contentSecurityPolicy({\n    useDefaults: false,\n";
  if (field.disposition == Disposition::report) text += "    reportOnly: true,\n";
  text += "    directives: {\n";
  for (const Directive& directive : policy.directives) {
    text += "      " + double_quoted(directive.name) + ": [";
    for (std::size_t i = 0; i < directive.value.size(); ++i) {
      text += (i > 0 ? ", " : "") + element(directive.value[i]);
    }
    text += "],\n";
  }
  if (policy.find("default-src") == nullptr) {
    text += "      \"default-src\": helmet.contentSecurityPolicy.dangerouslyDisableDefaultSrc,\n";
  }
  return text + "    },\n  }),\n);\n";
}

std::string by_hand(const Field& field) {
  return "app.use((request, response, next) => {\n  response.setHeader(\n    \"" +
         std::string(field.name()) + "\",\n    `" + field.value.write(escape_template, kNonce) +
         "`,\n  );\n  next();\n});\n";
}

}  // namespace

std::string write_helmet(const Job& job) {
  const bool any_by_helmet = std::ranges::any_of(job.fields, helmet_takes);
  std::string text;
  if (job.draws_nonce()) text += "import { randomBytes } from \"node:crypto\";\n";
  if (any_by_helmet) text += "import helmet from \"helmet\";\n";
  if (!text.empty()) text += '\n';
  if (job.draws_nonce()) {
    text +=
        "// Before the policy. Templates write <script nonce=\"<%= cspNonce %>\">, since Express "
        "hands them locals.\n"
        "app.use((request, response, next) => {\n"
        "  response.locals.cspNonce = randomBytes(16).toString(\"base64\");\n"
        "  next();\n"
        "});\n";
  }
  for (const Field& field : job.fields) {
    if (helmet_takes(field)) {
      text += by_helmet(field);
      continue;
    }
    text += by_hand(field);
    job.note(std::string(field.name()) +
                 " is set without helmet's own function, which takes one policy and refuses names "
                 "and values that it "
                 "believes to be mistakes",
             "https://helmetjs.github.io/#content-security-policy");
  }
  job.note(
      "where the application calls helmet() itself, give it { contentSecurityPolicy: false }, or "
      "it sets a policy "
      "of its own");
  return text;
}

}  // namespace cspkit::convert
