// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNonce = "%{CSP_NONCE}e";

// Three readers, one behind the other: the file's own (`${…}` names a variable, and what it stands for is not read
// again), the quoted argument (backslash before itself and a quote), and mod_headers' format (`%%`, and a backslash
// before itself).
std::string escape(std::string_view run) {
  std::string text = escape_with(run, "%", "%");
  text = escape_with(text, "\\");
  text = escape_double_quoted(text);
  return replace_all(text, "${", "${csp_dollar}{");
}

std::string header_line(const Field& field, std::string_view condition) {
  // A value that began with `expr=` would be read as an expression; white space before it is none of the value.
  const std::string value = field.value.write(escape, kNonce);
  return "Header always set " + std::string(field.name()) + " \"" +
         (value.starts_with("expr=") ? " " : "") + value + "\"" + std::string(condition) + "\n";
}

Field stand_in(const Field& field) {
  std::vector<Policy> policies;
  std::vector<std::string> from;
  for (const Policy& policy : field.policies) policies.push_back(without_nonces(policy, from));
  return fields_of(policies).front();
}

constexpr std::string_view kNonceScript =
    "# A fresh nonce for each response, by mod_lua (a2enmod lua headers). "
    "/etc/apache2/csp_nonce.lua:\n"
    "#   function draw_nonce(r)\n"
    "#     local source = assert(io.open(\"/dev/urandom\", \"rb\"))\n"
    "#     r.subprocess_env[\"CSP_NONCE\"] = r:base64_encode(source:read(18))\n"
    "#     source:close()\n"
    "#     return apache2.DECLINED\n"
    "#   end\n"
    "# What writes the page finds it in the environment variable CSP_NONCE.\n"
    "LuaHookFixups /etc/apache2/csp_nonce.lua draw_nonce\n";

}  // namespace

std::string write_apache(const Job& job) {
  std::string text =
      "# In the server, a virtual host or a directory; needs mod_headers (a2enmod headers).\n";
  const bool dollar = std::ranges::any_of(job.fields, [](const Field& field) {
    return std::ranges::any_of(field.value.runs, [](const std::string& run) {
      return run.find("${") != std::string::npos;
    });
  });
  if (dollar)
    text += "# Outside of any block, since Apache has no escape for ${:\nDefine csp_dollar $\n";
  if (job.draws_nonce()) {
    text += kNonceScript;
    job.note(
        "Apache draws no nonces by itself: the lines use mod_lua. mod_unique_id is no substitute "
        "(its values can be "
        "guessed), and mod_cspnonce on Linux takes its values from random(), seeded with the time",
        "https://httpd.apache.org/docs/2.4/mod/mod_lua.html#luahookfixups");
  }
  for (const Field& field : job.fields) {
    if (!field.value.draws_nonce()) {
      text += header_line(field, "");
      continue;
    }
    text += header_line(field, " env=CSP_NONCE");
    text +=
        "# Should the nonce ever be missing, Apache would write (null) for it, which anybody could "
        "guess.\n";
    text += header_line(stand_in(field), " env=!CSP_NONCE");
  }
  return text;
}

}  // namespace cspkit::convert
