// SPDX-License-Identifier: Apache-2.0
#include "convert/escape.h"
#include "convert/headers_file.h"
#include "convert/javascript.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

std::string toml(const Job& job) {
  std::string text = "[[headers]]\n  for = \"/*\"\n  [headers.values]\n";
  for (const Field& field : job.fields) {
    text += "    " + std::string(field.name()) + " = " + double_quoted(field.value.plain()) + "\n";
  }
  note_files_only(job);
  return text;
}

std::string edge(const Job& job) {
  std::string text =
      "// netlify/edge-functions/content-security-policy.js\n"
      "const isHtml = (response) => (response.headers.get(\"content-type\") ?? "
      "\"\").startsWith(\"text/html\");\n\n"
      "export default async (request, context) => {\n"
      "  const placeholder = Netlify.env.get(\"CSP_NONCE_PLACEHOLDER\");\n"
      "  if (!placeholder) throw new Error(\"CSP_NONCE_PLACEHOLDER is not set\");\n" +
      javascript_nonce("  ") +
      "  const upstream = await context.next();\n"
      "  const headers = new Headers(upstream.headers);\n";
  for (const Field& field : job.fields) {
    text += "  headers.set(\n    \"" + std::string(field.name()) + "\",\n    " +
            javascript_value(field) + ",\n  );\n";
  }
  text +=
      "  const { status, statusText } = upstream;\n"
      "  if (!isHtml(upstream)) return new Response(upstream.body, { status, statusText, headers "
      "});\n"
      "  // The body changes: what described the old one goes.\n"
      "  for (const name of [\"content-length\", \"content-encoding\", \"etag\"]) "
      "headers.delete(name);\n"
      "  const html = (await upstream.text()).replaceAll(placeholder, nonce);\n"
      "  return new Response(html, { status, statusText, headers });\n"
      "};\n\n"
      "export const config = { path: \"/*\" };\n";
  note_secret_placeholder(job);
  return text;
}

}  // namespace

std::string write_netlify(const Job& job) {
  if (job.form->name == "edge") return edge(job);
  return job.form->name == "_headers" ? write_headers_file(job) : toml(job);
}

}  // namespace cspkit::convert
