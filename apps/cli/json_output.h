// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "json_writer.h"
#include "output.h"

namespace cspkit::cli {

/// Writes one JSON document and a newline. Keys keep the order in which they were put in; ill-formed UTF-8 inside
/// strings becomes U+FFFD, so that strings from policies may be put in as they are.
void write_json(Output& out, const boost::json::value& document);

/// The same, to the end of a text.
void append_json(std::string& out, const boost::json::value& document);
void append_json(std::string& out, const JsonWriter& document);
void write_json(Output& out, const JsonWriter& document);

}  // namespace cspkit::cli
