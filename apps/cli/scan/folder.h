// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {

/// What a file is read for.
enum class ScanFileType { page, style_sheet, image };

struct ScanFile {
  std::string path;      ///< to open it, and for messages
  std::string relative;  ///< to the folder, with `/`
  ScanFileType type = ScanFileType::page;
};

/// The files of a folder and its folders that can hold something a policy decides on, ordered by path: `.html`, `.htm`,
/// `.xhtml`, `.css`, `.svg`. Links are followed, each folder is read once, and a link to a folder that holds it is a
/// problem, as is what cannot be read; each problem is a line in `problems`.
[[nodiscard]] std::vector<ScanFile> find_scan_files(const std::string& folder,
                                                    std::vector<std::string>& problems);

/// By the name's ending; what has another one is a page.
[[nodiscard]] ScanFileType scan_file_type(std::string_view name);

}  // namespace cspkit::cli
