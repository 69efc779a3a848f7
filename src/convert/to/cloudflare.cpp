// SPDX-License-Identifier: Apache-2.0
#include "convert/headers_file.h"
#include "convert/javascript.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

std::string worker(const Job& job) {
  const bool drawn = job.draws_nonce();
  std::string text =
      "// A Worker before the site's origin; for static assets write env.ASSETS.fetch(request) "
      "instead of fetch(request).\n"
      "export default {\n"
      "  async fetch(request, env) {\n";
  if (drawn) {
    text +=
        "    const placeholder = env.CSP_NONCE_PLACEHOLDER;\n"
        "    if (!placeholder) throw new Error(\"CSP_NONCE_PLACEHOLDER is not set\");\n" +
        javascript_nonce("    ");
  }
  text +=
      "    const upstream = await fetch(request);\n"
      "    const response = new Response(upstream.body, upstream);\n";
  for (const Field& field : job.fields) {
    text += "    response.headers.set(\n      \"" + std::string(field.name()) + "\",\n      " +
            javascript_value(field) + ",\n    );\n";
  }
  if (!drawn) return text + "    return response;\n  },\n};\n";
  text +=
      "    if (!(response.headers.get(\"content-type\") ?? \"\").startsWith(\"text/html\")) return "
      "response;\n"
      "    return new HTMLRewriter()\n"
      "      .on(\"script, style, link\", {\n"
      "        element(element) {\n"
      "          if (element.getAttribute(\"nonce\") === placeholder) "
      "element.setAttribute(\"nonce\", nonce);\n"
      "        },\n"
      "      })\n"
      "      .transform(response);\n"
      "  },\n"
      "};\n";
  note_secret_placeholder(job);
  return text;
}

}  // namespace

std::string write_cloudflare(const Job& job) {
  return job.form->name == "worker" ? worker(job) : write_headers_file(job);
}

}  // namespace cspkit::convert
