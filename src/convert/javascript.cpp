// SPDX-License-Identifier: Apache-2.0
#include "convert/javascript.h"

#include "convert/escape.h"

namespace cspkit::convert {

std::string javascript_nonce(std::string_view indent) {
  return std::string(indent) +
         "const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new "
         "Uint8Array(16))));\n";
}

std::string javascript_value(const Field& field) {
  if (!field.value.draws_nonce()) return double_quoted(field.value.plain());
  return '`' + field.value.write(escape_template, "${nonce}") + '`';
}

void note_secret_placeholder(const Job& job) {
  job.note(
      "the pages' own elements carry a secret of the site, nonce=\"…\", which is "
      "CSP_NONCE_PLACEHOLDER in the "
      "environment (32 random characters, never in the repository); where it stands, the fresh "
      "nonce is put. Stamping "
      "every <script> would bless injected ones too");
  note_no_cache(job);
}

void note_no_cache(const Job& job) {
  job.note(
      "a page with a nonce may not be kept by a shared cache behind this: each response needs its "
      "own");
}

}  // namespace cspkit::convert
