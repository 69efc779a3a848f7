// SPDX-License-Identifier: Apache-2.0
#include "convert/headers_file.h"

namespace cspkit::convert {

std::string write_headers_file(const Job& job) {
  std::string text = "/*\n";
  for (const Field& field : job.fields) {
    text += "  " + std::string(field.name()) + ": " + field.value.plain() + "\n";
  }
  return text;
}

}  // namespace cspkit::convert
