// SPDX-License-Identifier: Apache-2.0
#include "json_output.h"

#include <boost/json/serialize.hpp>
#include <boost/json/serializer.hpp>

#include "utf8.h"

namespace cspkit::cli {

// Outside of strings a JSON text is ASCII, so ill-formed UTF-8 can be mended in the finished text.
void write_json(Output& out, const boost::json::value& document) {
  const std::string text = boost::json::serialize(document);
  out.write(is_well_formed(text) ? text : replace_ill_formed(text));
  out.write("\n");
}

}  // namespace cspkit::cli
