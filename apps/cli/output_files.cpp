// SPDX-License-Identifier: Apache-2.0
#include "output_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "error.h"
#include "input.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& file, std::string_view reason,
                       std::string_view remedy = "check the folder and its permissions") {
  throw InputError(fmt::format("{}: cannot write: {}; {}", file, reason, remedy));
}

[[noreturn]] void fail(const std::string& file, int reason) {
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    fail(file, std::strerror(reason), "free the disk or choose another place");
  fail(file, std::strerror(reason));
}

/// A descriptor that is closed at the end of its scope.
class Descriptor {
 public:
  Descriptor(const std::string& file, int number) : file_(file), number_(number) {
    if (number_ < 0) fail(file_, errno);
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::string_view content) const {
    while (!content.empty()) {
      const ssize_t count = ::write(number_, content.data(), content.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(file_, errno);
      content.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void keep(const struct stat& old) const {
    // Only root may give files away; the permissions come last, since a new owner takes some of them back.
    if (::fchown(number_, old.st_uid, old.st_gid) != 0) errno = 0;
    if (::fchmod(number_, old.st_mode & 07777) != 0) fail(file_, errno);
  }

  /// Some disks tell only now that they are full.
  void close() {
    if (::close(std::exchange(number_, -1)) != 0) fail(file_, errno);
  }

 private:
  const std::string& file_;
  int number_;
};

/// Where the links lead, if there is a file.
std::string place_of(const std::string& file) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(file.c_str(), nullptr),
                                                             &std::free);
  return resolved ? resolved.get() : file;
}

std::optional<struct stat> status_of(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  return status;
}

/// Files under the names that they have until all of them are written.
class StagedFiles {
 public:
  StagedFiles() = default;
  ~StagedFiles() {
    for (const Staged& each : files_) ::unlink(each.temporary.c_str());
  }
  StagedFiles(const StagedFiles&) = delete;
  StagedFiles& operator=(const StagedFiles&) = delete;

  void add(const std::string& file, std::string_view content) {
    const std::string place = place_of(file);
    for (const Staged& each : files_) {
      if (each.place == place)
        fail(file, fmt::format("it is the same file as {}", each.file), "name it once");
    }
    const auto old = status_of(place);
    if (old && !S_ISREG(old->st_mode)) {
      Descriptor(file, ::open(place.c_str(), O_WRONLY | O_CLOEXEC)).write(content);
      return;
    }
    // Who may write in a folder may replace what is read-only there, which nobody expects.
    if (old && ::access(place.c_str(), W_OK) != 0) fail(file, errno);
    const std::string temporary = fmt::format("{}.{}.tmp", place, ::getpid());
    Descriptor fresh(file,
                     ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    files_.push_back({file, temporary, place});
    fresh.write(content);
    if (old) fresh.keep(*old);
    fresh.close();
  }

  void take_their_places() {
    for (const Staged& each : files_) {
      if (::rename(each.temporary.c_str(), each.place.c_str()) != 0) fail(each.file, errno);
    }
    files_.clear();
  }

 private:
  struct Staged {
    std::string file, temporary, place;
  };
  std::vector<Staged> files_;
};

bool holds(const std::string& path, std::string_view content) {
  std::error_code error;
  if (fs::file_size(path, error) != content.size() || error) return false;
  return read_file(path, content.size() + 1) == content;
}

}  // namespace

void write_files(std::span<const OutputFile> files) {
  StagedFiles staged;
  for (const OutputFile& file : files) staged.add(file.path, file.content);
  staged.take_their_places();
}

void write_output(std::string_view file, std::string_view content, Context& context) {
  if (file == "-") return context.out.write(content);
  const OutputFile one{std::string(file), content};
  write_files({&one, 1});
}

void write_folder(std::string_view folder, std::span<const OutputFile> files, Existing existing) {
  std::vector<OutputFile> changed;
  for (const OutputFile& file : files) {
    const std::string path = (fs::path(folder) / file.path).string();
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
    changed.push_back({path, file.content});
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail(std::string(folder), error.message());
  write_files(changed);
}

}  // namespace cspkit::cli
