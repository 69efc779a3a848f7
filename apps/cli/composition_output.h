// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/compose.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <span>
#include <string>

#include "context.h"

namespace cspkit::cli {

/// A composed policy as a program wants it: `policy`, `directives`, `policies`.
[[nodiscard]] boost::json::object to_json(const Composition& composition);

/// The notes as sentences, each with its vendor's name before it.
[[nodiscard]] boost::json::array notes_to_json(const Composition& composition);

/// `{"directive":…,"source":…,"policy":…}`, and `copied_from` where the directive is new.
[[nodiscard]] boost::json::object to_json(const Addition& addition);

/// The policies, each on one line, ready to be pasted: as a header, or as a `<meta>`.
void print_policies(const Composition& composition, Context& context);

/// What was added, directive by directive, as a list of `+` lines. Nothing where nothing was added.
void print_additions(const Composition& composition, Context& context);

/// The notes of the kinds from `first` on to `last`, wrapped.
void print_notes(std::span<const ComposeNote> notes, Context& context);

/// A heading between parts of the output.
void print_heading(std::string_view text, Context& context);

}  // namespace cspkit::cli
