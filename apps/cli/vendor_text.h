// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/catalog.h>

#include <boost/json/object.hpp>
#include <string>

#include "context.h"

namespace cspkit::cli {

/// `install=snippet, script_nonce given; unless region=us`; empty where the condition always holds.
[[nodiscard]] std::string to_text(const Condition& condition);

/// What the catalogue knows about a vendor, for people.
void print_vendor(const Vendor& vendor, Context& context);
/// The rows behind it: what is needed in which directive, when, and how sure that is.
void print_vendor_rows(const Vendor& vendor, Context& context);

/// The same, for programs.
[[nodiscard]] boost::json::object to_json(const Vendor& vendor);

}  // namespace cspkit::cli
