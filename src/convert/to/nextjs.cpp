// SPDX-License-Identifier: Apache-2.0
#include "convert/escape.h"
#include "convert/javascript.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

std::string config(const Job& job) {
  std::string text =
      "// next.config.mjs\n"
      "export default {\n"
      "  async headers() {\n"
      "    return [\n"
      "      {\n"
      "        source: \"/(.*)\",\n"
      "        headers: [\n";
  for (const Field& field : job.fields) {
    text += "          {\n            key: \"" + std::string(field.name()) +
            "\",\n            value:\n              " + javascript_value(field) +
            ",\n          },\n";
  }
  return text + "        ],\n      },\n    ];\n  },\n};\n";
}

std::string proxy(const Job& job) {
  std::string text =
      "// proxy.js, Next.js 16 or later; before, middleware.js with a function named middleware.\n"
      "import { NextResponse } from \"next/server\";\n\n"
      "export function proxy(request) {\n" +
      javascript_nonce("  ");
  text += "  const policies = {\n";
  for (const Field& field : job.fields) {
    text += "    \"" + std::string(field.name()) + "\":\n      " + javascript_value(field) + ",\n";
  }
  text +=
      "  };\n\n"
      "  // Next.js reads the nonce for its own scripts out of the request's policy; pages read "
      "x-nonce.\n"
      "  const headers = new Headers(request.headers);\n"
      "  headers.set(\"x-nonce\", nonce);\n"
      "  for (const [name, value] of Object.entries(policies)) headers.set(name, value);\n\n"
      "  const response = NextResponse.next({ request: { headers } });\n"
      "  for (const [name, value] of Object.entries(policies)) response.headers.set(name, value);\n"
      "  return response;\n"
      "}\n\n"
      "export const config = {\n"
      "  matcher: [\"/((?!_next/static|_next/image|favicon.ico).*)\"],\n"
      "};\n";
  job.note(
      "pages have to be rendered for each request (await connection() in the page); a page that "
      "was rendered at "
      "build time has no nonce in its scripts",
      "https://nextjs.org/docs/app/guides/content-security-policy");
  return text;
}

}  // namespace

std::string write_nextjs(const Job& job) {
  return job.form->name == "proxy" ? proxy(job) : config(job);
}

}  // namespace cspkit::convert
