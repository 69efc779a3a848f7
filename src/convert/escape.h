// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Escaping that several targets share. Header values hold no control characters, so that none needs an escape here.
namespace cspkit::convert {

/// Each character of `special` with `escape` before it.
[[nodiscard]] std::string escape_with(std::string_view text, std::string_view special,
                                      std::string_view escape = "\\");

/// The inside of a string in double quotes, as JSON, JavaScript, Java, Python and TOML read it alike.
[[nodiscard]] std::string escape_double_quoted(std::string_view text);
/// The same with its quotes.
[[nodiscard]] std::string double_quoted(std::string_view text);

/// The inside of a JavaScript template literal.
[[nodiscard]] std::string escape_template(std::string_view text);

/// The inside of an HTML or XML attribute in double quotes.
[[nodiscard]] std::string escape_attribute(std::string_view text);

/// `text` with every occurrence of `what` replaced.
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view what,
                                      std::string_view with);

}  // namespace cspkit::convert
