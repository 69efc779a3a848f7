// SPDX-License-Identifier: Apache-2.0
#include "output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include "error.h"
#include "input.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, std::string_view reason) {
  throw InputError(
      fmt::format("{}: cannot write: {}; check the folder and its permissions", path, reason));
}

/// Files under their temporary names, which go away unless they take their places.
class Staged {
 public:
  ~Staged() {
    for (const auto& [temporary, path] : files_) ::unlink(temporary.c_str());
  }
  Staged() = default;
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;

  void add(const std::string& path, std::string_view content) {
    const std::string temporary = fmt::format("{}.{}.tmp", path, ::getpid());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) fail(path, std::strerror(errno));
    files_.emplace_back(temporary, path);
    while (!content.empty()) {
      const ssize_t count = ::write(file, content.data(), content.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) {
        const int reason = errno;
        ::close(file);
        fail(path, std::strerror(reason));
      }
      content.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::close(file) != 0) fail(path, std::strerror(errno));
  }

  void take_their_places() {
    for (const auto& [temporary, path] : files_) {
      if (::rename(temporary.c_str(), path.c_str()) != 0) fail(path, std::strerror(errno));
    }
    files_.clear();
  }

 private:
  std::vector<std::pair<std::string, std::string>> files_;
};

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
  Staged staged;
  for (const OutputFile* file : changed) {
    staged.add((fs::path(folder) / file->name).string(), file->content);
  }
  staged.take_their_places();
}

}  // namespace cspkit::cli
