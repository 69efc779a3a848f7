// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cspkit::cli {

/// Files that are written under other names first, and take their places when all of them are: who reads one meanwhile
/// sees the old or the new one whole, and where one cannot be written, none has changed.
///
/// A file that is there keeps its permissions and, where that is allowed, its owner; of a symbolic link, the file that it
/// leads to is replaced. A device or a pipe has no content to replace, and is written to.
class StagedFiles {
 public:
  StagedFiles() = default;
  ~StagedFiles();
  StagedFiles(const StagedFiles&) = delete;
  StagedFiles& operator=(const StagedFiles&) = delete;

  /// Throws InputError, which names the file and the reason.
  void add(const std::string& file, std::string_view content);
  /// The same.
  void take_their_places();

 private:
  struct Staged {
    std::string temporary;
    std::string place;
  };
  std::vector<Staged> files_;
};

}  // namespace cspkit::cli
