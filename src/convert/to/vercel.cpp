// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "convert/escape.h"
#include "convert/javascript.h"
#include "convert/writer.h"

namespace cspkit::convert {
namespace {

std::string config(const Job& job) {
  std::string text =
      "{\n  \"headers\": [\n    {\n      \"source\": \"/(.*)\",\n      \"headers\": [\n";
  for (std::size_t i = 0; i < job.fields.size(); ++i) {
    const Field& field = job.fields[i];
    if (field.value.contains_any("$")) {
      job.note(
          "Vercel may read a dollar sign in a header's value as a part of the path; write it as "
          "%24 in the policy, "
          "which means the same in a URL");
    }
    text += "        {\n          \"key\": \"" + std::string(field.name()) +
            "\",\n          \"value\": " + double_quoted(field.value.plain()) + "\n        }" +
            (i + 1 < job.fields.size() ? "," : "") + "\n";
  }
  return text + "      ]\n    }\n  ]\n}\n";
}

std::string middleware(const Job& job) {
  std::string text =
      "// middleware.js\n"
      "import { next } from \"@vercel/functions\";\n\n"
      "export default function middleware(request) {\n" +
      javascript_nonce("  ") +
      "  // For what writes the page: the request that it gets has the same nonce.\n"
      "  const headers = new Headers(request.headers);\n"
      "  headers.set(\"x-csp-nonce\", nonce);\n"
      "  return next({\n"
      "    request: { headers },\n"
      "    headers: {\n";
  for (const Field& field : job.fields) {
    text +=
        "      \"" + std::string(field.name()) + "\":\n        " + javascript_value(field) + ",\n";
  }
  text += "    },\n  });\n}\n";
  if (job.draws_nonce()) {
    job.note(
        "a static page cannot have a nonce on Vercel: a function has to write the page, with the "
        "nonce of the request "
        "header x-csp-nonce. For static pages take hashes (cspkit hash)",
        "https://vercel.com/docs/routing-middleware");
    note_no_cache(job);
  }
  return text;
}

}  // namespace

std::string write_vercel(const Job& job) {
  return job.form->name == "middleware" ? middleware(job) : config(job);
}

}  // namespace cspkit::convert
