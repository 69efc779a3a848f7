// SPDX-License-Identifier: Apache-2.0
#include "output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "error.h"

namespace cspkit::cli {

namespace {

void write_out(int descriptor, std::string_view name, std::string_view rest) {
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int reason = errno;
      throw InputError(fmt::format("{}: cannot write: {}; {}", name, std::strerror(reason),
                                   reason == ENOSPC || reason == EDQUOT
                                       ? "free the disk or choose another place"
                                       : "choose another place"));
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Output::Output(int descriptor, std::string_view name) : descriptor_(descriptor), name_(name) {}

void Output::write(std::string_view text) {
  if (buffer_.size() + text.size() < kFlushAt) {
    buffer_ += text;
    return;
  }
  flush();
  write_out(descriptor_, name_, text);
}

// What could not be written is not tried again.
void Output::flush() {
  const std::string text = std::exchange(buffer_, {});
  write_out(descriptor_, name_, text);
}

bool Output::is_terminal() const { return ::isatty(descriptor_) == 1; }

std::size_t Output::columns() const {
  winsize size{};
  if (::ioctl(descriptor_, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

}  // namespace cspkit::cli
