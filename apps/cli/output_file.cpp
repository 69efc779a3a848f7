// SPDX-License-Identifier: Apache-2.0
#include "output_file.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

namespace cspkit::cli {

void replace_file(const std::string& file, std::string_view content) {
  const std::string fresh = file + ".cspkit-new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  if (!out || std::rename(fresh.c_str(), file.c_str()) != 0) {
    (void)std::remove(fresh.c_str());
    throw InputError(
        fmt::format("{}: cannot be written; check the permissions of its folder", file));
  }
}

void write_output_file(std::string_view file, std::string_view content, Context& context) {
  if (file == "-") {
    context.out.write(content);
  } else {
    replace_file(std::string(file), content);
  }
}

}  // namespace cspkit::cli
