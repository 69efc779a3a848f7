// SPDX-License-Identifier: Apache-2.0
#include "convert/writer.h"

namespace cspkit::convert {

std::string write_header(const Job& job) {
  std::string text;
  for (const Field& field : job.fields) {
    text += field.name();
    text += ": ";
    text += field.value.plain();
    text += '\n';
  }
  if (job.draws_nonce()) {
    job.note(
        "put a fresh value of at least 128 random bits in the place of {nonce} for each response, "
        "and the same "
        "into the nonce attributes of the page's own elements");
  }
  return text;
}

}  // namespace cspkit::convert
