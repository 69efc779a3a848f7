// SPDX-License-Identifier: Apache-2.0
#include "support/conformance_rows.h"

#include <zlib.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace cspkit::test {

void for_each_row(const std::string& name,
                  const std::function<void(const boost::json::object&)>& use) {
  const std::string path = std::string(CSPKIT_TEST_DATA) + "/conformance/" + name;
  const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), &gzclose);
  if (file == nullptr) throw std::runtime_error(path + " cannot be opened");
  std::string line;
  std::array<char, 4096> buffer;
  while (gzgets(file.get(), buffer.data(), buffer.size()) != nullptr) {
    line += buffer.data();
    if (line.back() != '\n' && !gzeof(file.get())) continue;
    if (line != "\n") use(boost::json::parse(line).as_object());
    line.clear();
  }
  int error = 0;
  gzerror(file.get(), &error);
  if (error < 0) throw std::runtime_error(path + " is damaged");
}

}  // namespace cspkit::test
