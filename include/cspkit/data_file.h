// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The files that people edit, as this library sees them.
namespace cspkit {

/// One file's name and text.
struct CatalogFile {
  std::string_view name;
  std::string_view text;
};

/// One mistake in a YAML file: a vendor, a site manifest, the bypasses.
struct FileIssue {
  std::string file;
  std::size_t line = 0;    ///< from 1; 0 where the whole file is meant
  std::size_t column = 0;  ///< from 1, in bytes
  std::string message;     ///< what is wrong
  std::string remedy;      ///< what to do

  /// `vendors/pendo.yaml:12:5: unknown key "sorce"; did you mean "source"?`
  [[nodiscard]] std::string to_string() const;
};

}  // namespace cspkit
