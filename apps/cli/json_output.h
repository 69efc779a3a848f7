// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/value.hpp>

#include "json_writer.h"
#include "output.h"

namespace cspkit::cli {

/// Writes one JSON document and a newline. Keys keep the order in which they were put in; ill-formed UTF-8 inside
/// strings becomes U+FFFD, so that strings from policies may be put in as they are.
void write_json(Output& out, const boost::json::value& document);
/// The same of a document that is written already, and ends with that.
void write_json(Output& out, JsonWriter& document);

}  // namespace cspkit::cli
