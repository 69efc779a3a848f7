// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNonce = "$csp_nonce";
constexpr std::string_view kDollar = "${csp_dollar}";
/// nginx reads its configuration through a buffer of 4,096 bytes, and no parameter may be longer.
constexpr std::size_t kMostParameterBytes = 3500;

// Within double quotes a backslash escapes itself and the quote. Nothing escapes a dollar sign: a variable holds it.
std::string escape(std::string_view run) {
  return replace_all(escape_double_quoted(run), "$", kDollar);
}

/// Where the text may be cut into parameters: at spaces, which never stand inside an escape or a variable.
std::vector<std::string_view> parameters(std::string_view text) {
  std::vector<std::string_view> pieces;
  while (text.size() > kMostParameterBytes) {
    const std::size_t space = text.rfind(' ', kMostParameterBytes);
    const std::size_t length = space == std::string_view::npos || space == 0 ? text.size() : space;
    pieces.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  if (!text.empty()) pieces.push_back(text);
  return pieces;
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

std::string write_nginx(const Job& job) {
  std::string text;
  const bool dollar = std::ranges::any_of(
      job.fields, [](const Field& field) { return field.value.contains_any("$"); });
  if (dollar) {
    text +=
        "# In the http block, since nginx has no escape for a dollar sign:\n"
        "geo $csp_dollar { default \"$\"; }\n\n";
  }
  text +=
      "# In a server or location block. A block with any add_header of its own inherits none from "
      "the outside:\n"
      "# repeat these lines there.\n";
  if (job.draws_nonce()) {
    text +=
        "# A fresh nonce for each response, by the module set-misc (Debian: "
        "libnginx-mod-http-set-misc). Hand it to\n"
        "# what writes the page: proxy_set_header X-CSP-Nonce $csp_nonce; or fastcgi_param "
        "CSP_NONCE $csp_nonce;\n"
        "set_secure_random_alphanum $csp_nonce 32;\n";
    job.note(
        "nginx itself draws no nonces: the lines use the module set-misc, which reads the system's "
        "random source. "
        "$request_id is no substitute, since it is logged and handed to other services",
        "https://github.com/openresty/set-misc-nginx-module#set_secure_random_alphanum");
  }
  for (const Field& field : job.fields) {
    const std::string value = field.value.write(escape, kNonce);
    const auto pieces = parameters(value);
    const std::string variable =
        field.disposition == Disposition::enforce ? "csp_policy" : "csp_report_only";
    if (pieces.size() > 1) {
      text += "set $" + variable + " " + quoted(pieces.front()) + ";\n";
      for (const std::string_view piece : std::span(pieces).subspan(1)) {
        text += fmt::format("set ${0} \"${{{0}}}{1}\";\n", variable, piece);
      }
    }
    text += "add_header " + std::string(field.name()) + " " +
            (pieces.size() > 1 ? "$" + variable : quoted(value)) + " always;\n";
  }
  return text;
}

}  // namespace cspkit::convert
