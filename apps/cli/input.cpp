// SPDX-License-Identifier: Apache-2.0
#include "input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "error.h"

namespace cspkit::cli {
namespace {

std::string_view remedy(int reason) {
  switch (reason) {
    case ENOENT: return "check the path, or use - for standard input";
    case EACCES: return "check the permissions of the file";
    case EISDIR: return "name a file, not a folder";
    default: return "check the file";
  }
}

[[noreturn]] void fail(std::string_view name, int reason) {
  throw InputError(
      fmt::format("{}: cannot read: {}; {}", name, std::strerror(reason), remedy(reason)));
}

/// Somebody who forgot the file sees why nothing happens.
void tell_that_it_waits() {
  if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDERR_FILENO) != 1) return;
  fmt::print(stderr, "reading standard input; Ctrl-D ends it\n");
}

int open_input(std::string_view file, const std::string& name) {
  if (file == "-") {
    static bool taken = false;
    if (taken) {
      throw InputError("standard input: asked for twice; give one of the inputs as a file");
    }
    taken = true;
    tell_that_it_waits();
    return STDIN_FILENO;
  }
  const int descriptor = ::open(std::string(file).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail(name, errno);
  return descriptor;
}

}  // namespace

std::string_view input_name(std::string_view file) {
  return file == "-" ? std::string_view("standard input") : file;
}

InputFile::InputFile(std::string_view file)
    : name_(input_name(file)), descriptor_(open_input(file, name_)) {}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

std::size_t InputFile::read(char* buffer, std::size_t capacity) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer, capacity);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) fail(name_, errno);
  }
}

std::size_t InputFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return static_cast<std::size_t>(status.st_size);
}

std::string read_file(std::string_view file, std::size_t max_bytes) {
  InputFile input(file);
  constexpr std::size_t kChunk = 64u << 10;
  std::string content;
  for (;;) {
    const std::size_t used = content.size();
    content.resize(used + kChunk);
    const std::size_t count = input.read(content.data() + used, kChunk);
    content.resize(used + count);
    if (count == 0) return content;
    if (content.size() > max_bytes) {
      throw InputError(fmt::format("{}: larger than the limit of {} bytes; give a smaller input",
                                   input.name(), max_bytes));
    }
  }
}

TextFile read_text_file(std::string_view file, std::size_t max_bytes) {
  TextFile read{.text = read_file(file, max_bytes)};
  if (read.text.starts_with("\xFF\xFE") || read.text.starts_with("\xFE\xFF")) {
    throw InputError(fmt::format("{}: text in UTF-16; save it as UTF-8", input_name(file)));
  }
  if (read.text.starts_with(kByteOrderMark)) {
    read.begin = kByteOrderMark.size();
    read.text.erase(0, read.begin);
  }
  return read;
}

}  // namespace cspkit::cli
