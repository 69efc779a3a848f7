// SPDX-License-Identifier: Apache-2.0
#include "output_file.h"

#include "staged_files.h"

namespace cspkit::cli {

void replace_file(const std::string& file, std::string_view content) {
  StagedFiles staged;
  staged.add(file, content);
  staged.take_their_places();
}

void write_output_file(std::string_view file, std::string_view content, Context& context) {
  if (file == "-") {
    context.out.write(content);
  } else {
    replace_file(std::string(file), content);
  }
}

}  // namespace cspkit::cli
