// SPDX-License-Identifier: Apache-2.0
#include "staged_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "error.h"

namespace cspkit::cli {
namespace {

[[noreturn]] void fail(const std::string& file, int reason) {
  throw InputError(fmt::format("{}: cannot write: {}; {}", file, std::strerror(reason),
                               reason == ENOSPC || reason == EDQUOT || reason == EFBIG
                                   ? "free the disk or choose another place"
                                   : "check the folder and its permissions"));
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

}  // namespace

StagedFiles::~StagedFiles() {
  for (const Staged& each : files_) ::unlink(each.temporary.c_str());
}

void StagedFiles::add(const std::string& file, std::string_view content) {
  const std::string place = place_of(file);
  const auto old = status_of(place);
  if (old && !S_ISREG(old->st_mode)) {
    Descriptor(file, ::open(place.c_str(), O_WRONLY | O_CLOEXEC)).write(content);
    return;
  }
  // Who may write in a folder may replace what is read-only there, which nobody expects.
  if (old && ::access(place.c_str(), W_OK) != 0) fail(file, errno);
  const std::string temporary = fmt::format("{}.{}.tmp", place, ::getpid());
  Descriptor fresh(file, ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  files_.push_back({temporary, place});
  fresh.write(content);
  if (old) fresh.keep(*old);
  fresh.close();
}

void StagedFiles::take_their_places() {
  for (const Staged& each : files_) {
    if (::rename(each.temporary.c_str(), each.place.c_str()) != 0) fail(each.place, errno);
  }
  files_.clear();
}

}  // namespace cspkit::cli
