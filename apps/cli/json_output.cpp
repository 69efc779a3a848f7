// SPDX-License-Identifier: Apache-2.0
#include "json_output.h"

namespace cspkit::cli {

void write_json(Output& out, JsonWriter& document) {
  document.end_document();
  out.write(document.text());
}

void write_json(Output& out, const boost::json::value& document) {
  JsonWriter writer;
  writer.value(document);
  write_json(out, writer);
}

}  // namespace cspkit::cli
