// SPDX-License-Identifier: Apache-2.0
#include "convert/escape.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kNonce = "%[var(txn.csp_nonce)]";

// Two readers: the quoted argument (a backslash before itself, a quote and a dollar sign, which names an environment
// variable), and the log format (`%%`).
std::string escape(std::string_view run) {
  return escape_with(escape_with(run, "%", "%"), "\\\"$");
}

constexpr std::string_view kNonceScript =
    "# A fresh nonce for each response, by Lua. In the global section: lua-load "
    "/etc/haproxy/csp_nonce.lua, a file with\n"
    "#   local source = assert(io.open(\"/dev/urandom\", \"rb\"))\n"
    "#   source:setvbuf(\"no\")\n"
    "#   core.register_fetches(\"csp_nonce\", function()\n"
    "#     return (source:read(16):gsub(\".\", function(c) return string.format(\"%02x\", "
    "c:byte()) end))\n"
    "#   end)\n"
    "http-request set-var(txn.csp_nonce) lua.csp_nonce\n"
    "# For what writes the page:\n"
    "http-request set-header X-CSP-Nonce %[var(txn.csp_nonce)]\n";

}  // namespace

std::string write_haproxy(const Job& job) {
  std::string text = "# In a frontend, backend or listen section, mode http.\n";
  if (job.draws_nonce()) {
    text += kNonceScript;
    job.note(
        "HAProxy draws no nonces by itself: the lines use Lua. uuid() and rand() are no "
        "substitute, since who has seen "
        "a few of their values can compute the next",
        "https://docs.haproxy.org/2.6/configuration.html#7.3.2-uuid");
  }
  for (const Field& field : job.fields) {
    text += "http-after-response set-header " + std::string(field.name()) + " \"" +
            field.value.write(escape, kNonce) + "\"\n";
  }
  return text;
}

}  // namespace cspkit::convert
