// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cspkit::cli {

/// What people call the input in messages: the file name, or `standard input` for `-`.
[[nodiscard]] std::string_view input_name(std::string_view file);

/// A file that is read in pieces; `-` is standard input. Throws InputError.
class InputFile {
 public:
  explicit InputFile(std::string_view file);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// Reads up to `capacity` bytes; 0 at the end.
  [[nodiscard]] std::size_t read(char* buffer, std::size_t capacity);
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Size in bytes, or 0 where it is not known (a pipe).
  [[nodiscard]] std::size_t size() const;

 private:
  std::string name_;
  int descriptor_;
};

/// The whole content of a file; `-` is standard input, which can be read once. Throws InputError where it cannot
/// be read or is larger than `max_bytes`.
[[nodiscard]] std::string read_file(std::string_view file, std::size_t max_bytes);

/// What some editors write at the head of a text in UTF-8; it is no part of the text.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct TextFile {
  std::string text;
  std::size_t begin = 0;  ///< where it begins in the file: behind a byte-order mark
};

/// The same for text. Throws InputError where it is in UTF-16, too.
[[nodiscard]] TextFile read_text_file(std::string_view file, std::size_t max_bytes);

}  // namespace cspkit::cli
