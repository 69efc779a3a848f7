// SPDX-License-Identifier: Apache-2.0
#include "browser/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

#include "error.h"
#include "style.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLog = "cspkit-log";

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

std::optional<std::string> find_on_path(std::string_view name) {
  const char* const variable = std::getenv("PATH");
  std::string_view folders = variable == nullptr ? "" : variable;
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const fs::path path = fs::path(folders.substr(0, end)) / name;
    if (is_program(path)) return path.string();
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return std::nullopt;
}

/// Both ends above the descriptors that the browser wants for itself, and closed in other programs.
std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw InputError(
        fmt::format("no pipe to the browser: {}; close something", std::strerror(errno)));
  for (int& end : ends) {
    constexpr int kFirst = 10;
    const int moved = ::fcntl(end, F_DUPFD_CLOEXEC, kFirst);
    ::close(end);
    end = moved;
  }
  return ends;
}

std::vector<std::string> options_of(const fs::path& profile, const std::vector<std::string>& more) {
  std::vector<std::string> options = {
      "--headless",
      "--remote-debugging-pipe",
      "--user-data-dir=" + profile.string(),
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-breakpad",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-dev-shm-usage",
      "--disable-extensions",
      "--disable-gpu",
      "--disable-sync",
      "--block-new-web-contents",
      "--metrics-recording-only",
      "--mute-audio",
      "--password-store=basic",
  };
  // Chromium refuses to start as root with its sandbox.
  if (::geteuid() == 0) options.emplace_back("--no-sandbox");
  options.insert(options.end(), more.begin(), more.end());
  options.emplace_back("about:blank");
  return options;
}

/// The program's environment, with another folder for temporary files.
std::vector<std::string> environment_with(const fs::path& temporary) {
  std::vector<std::string> all = {"TMPDIR=" + temporary.string()};
  for (char** each = environ; *each != nullptr; ++each) {
    if (!std::string_view(*each).starts_with("TMPDIR=")) all.emplace_back(*each);
  }
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// The child's side of fork(): only what may be called between it and exec().
[[noreturn]] void become(pid_t program, char* const* arguments, char* const* environment,
                         const char* log, int from, int to) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != program) ::_exit(127);  // it died before it could be heard of
  const int null = ::open("/dev/null", O_RDWR);
  const int complaints = ::open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(null, STDIN_FILENO);
  ::dup2(null, STDOUT_FILENO);
  ::dup2(complaints, STDERR_FILENO);
  constexpr int kBrowserReads = 3, kBrowserWrites = 4;
  ::dup2(from, kBrowserReads);
  ::dup2(to, kBrowserWrites);
  static_cast<void>(::signal(SIGPIPE, SIG_DFL));
  ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

}  // namespace

std::string find_browser_program(std::optional<std::string_view> given) {
  if (given) {
    if (is_program(fs::path(*given))) return std::string(*given);
    throw InputError(fmt::format("--browser-path {}: no program; name Chromium's or Chrome's",
                                 printable(*given)));
  }
  for (const char* name :
       {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}) {
    if (auto found = find_on_path(name)) return *std::move(found);
  }
  throw InputError(
      "--browser: there is no Chromium on PATH; install it (Debian: apt install chromium) or name "
      "it with --browser-path");
}

BrowserProcess::BrowserProcess(const std::string& program,
                               const std::vector<std::string>& more_options) {
  const auto to_browser = make_pipe();
  const auto from_browser = make_pipe();
  std::vector<std::string> words = options_of(profile_.path(), more_options);
  words.insert(words.begin(), program);
  const std::vector<char*> arguments = pointers_to(words);
  // Killed, it leaves what it has in there: in the profile, that goes along.
  std::vector<std::string> variables = environment_with(profile_.path());
  const std::vector<char*> environment = pointers_to(variables);
  const std::string log = (profile_.path() / kLog).string();
  const pid_t program_itself = ::getpid();
  process_ = ::fork();
  if (process_ == 0) {
    become(program_itself, arguments.data(), environment.data(), log.c_str(), to_browser[0],
           from_browser[1]);
  }
  ::close(to_browser[0]);
  ::close(from_browser[1]);
  input_ = to_browser[1];
  output_ = from_browser[0];
  if (process_ < 0) {
    const int reason = errno;
    ::close(input_);
    ::close(output_);
    throw InputError(
        fmt::format("{}: cannot be started: {}; close something", program, std::strerror(reason)));
  }
  ::setpgid(process_, process_);  // whoever comes first
}

std::string BrowserProcess::complaint() const {
  std::ifstream file(profile_.path() / kLog);
  std::string line, last;
  while (std::getline(file, line)) {
    if (!line.empty()) last = line;
  }
  return printable(last);
}

void BrowserProcess::wait_for_end(int milliseconds) noexcept {
  using namespace std::chrono_literals;
  for (; process_ > 0 && milliseconds > 0; milliseconds -= 20) {
    // Left for the destructor to collect: until then its number, and that of its group, are nobody else's.
    siginfo_t state{};
    if (::waitid(P_PID, static_cast<id_t>(process_), &state, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        state.si_pid == process_) {
      return;
    }
    std::this_thread::sleep_for(20ms);
  }
}

BrowserProcess::~BrowserProcess() {
  ::close(input_);
  ::close(output_);
  ::kill(-process_, SIGKILL);
  ::kill(process_, SIGKILL);  // where it has not made its group yet
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace cspkit::cli
