// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cspkit::externalize_detail {

/// The beginning of the generated script: a function expression that takes the attribute's name and the entries.
///
/// Handlers and style attributes are there before anything can miss them: mutation observers are called at the end of the
/// parser's task and before each script that the parser runs, and events of elements and users come in later tasks.
/// Sources: https://dom.spec.whatwg.org/#queue-a-mutation-observer-compound-microtask and, for the checkpoint before scripts,
/// https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-incdata
extern const std::string_view kRuntime;

}  // namespace cspkit::externalize_detail
