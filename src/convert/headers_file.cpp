// SPDX-License-Identifier: Apache-2.0
#include "convert/headers_file.h"

namespace cspkit::convert {

std::string write_headers_file(const Job& job) {
  std::string text = "/*\n";
  for (const Field& field : job.fields) {
    text += "  " + std::string(field.name()) + ": " + field.value.plain() + "\n";
  }
  note_files_only(job);
  return text;
}

void note_files_only(const Job& job) {
  job.note(
      "what a function answers, a rendered page or a proxied one, is sent without these headers; "
      "only files of the site have them",
      job.documentation);
}

}  // namespace cspkit::convert
