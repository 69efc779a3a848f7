// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {

struct OutputFile {
  std::string name;  ///< without a folder
  std::string content;
};

/// What to do with a file that is there already and holds something else.
enum class Existing { refuse, replace };

/// Writes the files into the folder, which is made where it is missing. Nothing is half-written: all of them are written
/// under temporary names first, and take their places when each is whole; files that hold the same already are left alone.
/// Throws InputError, before anything is written where a file is in the way.
void write_folder(std::string_view folder, const std::vector<OutputFile>& files, Existing existing);

}  // namespace cspkit::cli
