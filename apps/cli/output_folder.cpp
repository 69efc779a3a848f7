// SPDX-License-Identifier: Apache-2.0
#include "output_folder.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "error.h"
#include "input.h"
#include "staged_files.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, std::string_view reason) {
  throw InputError(
      fmt::format("{}: cannot write: {}; check the folder and its permissions", path, reason));
}

bool holds(const std::string& path, const std::string& content) {
  std::error_code error;
  if (fs::file_size(path, error) != content.size() || error) return false;
  return read_file(path, content.size() + 1) == content;
}

}  // namespace

void write_folder(std::string_view folder, const std::vector<OutputFile>& files,
                  Existing existing) {
  std::vector<const OutputFile*> changed;
  for (const OutputFile& file : files) {
    const std::string path = (fs::path(folder) / file.name).string();
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::exists(status)) {
      if (!fs::is_regular_file(status)) fail(path, "it is there, and is no file");
      if (holds(path, file.content)) continue;
      if (existing == Existing::refuse) {
        throw InputError(
            fmt::format("{}: is there already and holds something else; name another folder, or "
                        "replace it with --force",
                        path));
      }
    }
    changed.push_back(&file);
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail(std::string(folder), error.message());
  StagedFiles staged;
  for (const OutputFile* file : changed) {
    staged.add((fs::path(folder) / file->name).string(), file->content);
  }
  staged.take_their_places();
}

}  // namespace cspkit::cli
