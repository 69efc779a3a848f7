// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "context.h"

/// The files that a command leaves behind.
///
/// Each is written under another name first, and all take their places when all of them are written: who reads one meanwhile
/// sees the old or the new one whole, and where one cannot be written, none has changed. A file that is there keeps its
/// permissions and, where that is allowed, its owner; of a symbolic link, the file that it leads to is replaced. A device or a
/// pipe has no content to replace, and is written to.
///
/// What cannot be written throws InputError, which names the file and the reason.
namespace cspkit::cli {

struct OutputFile {
  std::string path;
  std::string_view content;  ///< of somebody who lives longer
};

void write_files(std::span<const OutputFile> files);

/// One file; `-` is standard output.
void write_output(std::string_view file, std::string_view content, Context& context);

/// What to do with a file that is there already and holds something else.
enum class Existing : std::uint8_t { refuse, replace };

/// Writes files whose paths are names in `folder`, which is made where it is missing. Those that hold the same already are
/// left alone. Throws before anything is written where something is in the way.
void write_folder(std::string_view folder, std::span<const OutputFile> files, Existing existing);

}  // namespace cspkit::cli
