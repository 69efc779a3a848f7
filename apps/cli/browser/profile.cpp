// SPDX-License-Identifier: Apache-2.0
#include "browser/profile.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include "error.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "cspkit-browser-";
constexpr std::size_t kRandomCharacters = 6;  // of mkdtemp()
constexpr const char* kLock = "cspkit-lock";
constexpr std::time_t kOldSeconds = 60;

/// The process that a folder of ours names; nullopt where it is none.
std::optional<pid_t> process_of(std::string_view name) {
  if (!name.starts_with(kPrefix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  pid_t process = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), process);
  name.remove_prefix(static_cast<std::size_t>(end - name.data()));
  if (problem != std::errc() || process <= 0 || name.size() != 1 + kRandomCharacters ||
      name.front() != '-') {
    return std::nullopt;
  }
  return process;
}

/// Whether it is a folder of this user that nobody has changed for a while: no link, and nobody else's.
bool is_old_folder_of_ours(int folder) {
  struct stat state {};
  return ::fstat(folder, &state) == 0 && S_ISDIR(state.st_mode) && state.st_uid == ::geteuid() &&
         std::time(nullptr) - state.st_mtime >= kOldSeconds;
}

/// Whether its program has let go of it. A process of that number may live where this program cannot see it, in a
/// container that shares the folder for temporary files, so that the number alone does not tell.
bool is_let_go(int folder) {
  const int lock = ::openat(folder, kLock, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (lock < 0) return false;
  const bool free = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
  ::close(lock);
  return free;
}

bool is_left_behind(const fs::path& path) {
  const auto process = process_of(path.filename().native());
  if (!process || ::kill(*process, 0) == 0 || errno != ESRCH) return false;
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return false;
  const bool left = is_old_folder_of_ours(folder) && is_let_go(folder);
  ::close(folder);
  return left;
}

/// Removes what programs that were killed have left. What cannot be read or removed stays.
void sweep(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    if (!is_left_behind(each->path())) continue;
    std::error_code ignored;
    fs::remove_all(each->path(), ignored);  // which follows no links
  }
}

}  // namespace

BrowserProfile::BrowserProfile() {
  const fs::path folder = fs::temp_directory_path();
  sweep(folder);
  std::string name = (folder / fmt::format("{}{}-XXXXXX", kPrefix, ::getpid())).string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw InputError(
        fmt::format("{}: no folder for the browser's profile: {}; set TMPDIR to one "
                    "that can be written",
                    name, std::strerror(errno)));
  }
  path_ = name;
  lock_ = ::open((path_ / kLock).c_str(), O_RDONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (lock_ >= 0) static_cast<void>(::flock(lock_, LOCK_EX | LOCK_NB));
}

BrowserProfile::~BrowserProfile() {
  // The browser's helpers end a moment after it, and may write until then.
  for (int attempt = 0; attempt < 50; ++attempt) {
    std::error_code error;
    fs::remove_all(path_, error);
    if (!fs::exists(path_, error)) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace cspkit::cli
