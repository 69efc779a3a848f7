// SPDX-License-Identifier: Apache-2.0
#include "scan/folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>

#include "style.h"

namespace cspkit::cli {
namespace {

namespace fs = std::filesystem;

struct Ending {
  std::string_view text;
  ScanFileType type;
};
constexpr std::array kEndings = {
    Ending{".html", ScanFileType::page}, Ending{".htm", ScanFileType::page},
    Ending{".xhtml", ScanFileType::page}, Ending{".css", ScanFileType::style_sheet},
    Ending{".svg", ScanFileType::image}};

bool ends_with(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() &&
         std::ranges::equal(name.substr(name.size() - ending.size()), ending, [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? a | 0x20 : a) == b;
         });
}

std::optional<ScanFileType> type_of(std::string_view name) {
  for (const Ending& ending : kEndings) {
    if (ends_with(name, ending.text)) return ending.type;
  }
  return std::nullopt;
}

/// A folder, whatever its names.
using Identity = std::pair<dev_t, ino_t>;

std::optional<Identity> identity_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return Identity(status.st_dev, status.st_ino);
}

class Walker {
 public:
  explicit Walker(std::vector<std::string>& problems) : problems_(problems) {}

  void walk(const std::string& folder, const std::string& prefix) {
    const auto identity = identity_of(folder);
    if (!identity) return;
    if (std::ranges::find(above_, *identity) != above_.end()) {
      problem(folder, "links to a folder that holds it; it is not followed");
      return;
    }
    if (!seen_.insert(*identity).second) return;
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      entries.push_back(*it);
    if (error) problem(folder, fmt::format("cannot be read: {}", error.message()));
    std::ranges::sort(entries, {}, [](const auto& entry) { return entry.path().filename(); });
    above_.push_back(*identity);
    for (const fs::directory_entry& entry : entries) visit(entry, prefix);
    above_.pop_back();
  }

  [[nodiscard]] std::vector<ScanFile> take() { return std::move(files_); }

 private:
  void visit(const fs::directory_entry& entry, const std::string& prefix) {
    const std::string name = entry.path().filename().string(), path = entry.path().string();
    std::error_code error;
    if (entry.is_directory(error)) {
      walk(path, prefix + name + '/');
      return;
    }
    const auto type = type_of(name);
    if (!type) return;
    // A link to nowhere is a page that people believe to be there.
    if (!error && !entry.is_regular_file(error) && !error) return;
    if (error) {
      problem(path, fmt::format("cannot be read: {}; check the link", error.message()));
      return;
    }
    files_.push_back({path, prefix + name, *type});
  }

  void problem(const std::string& path, std::string_view what) {
    problems_.push_back(fmt::format("{}: {}", printable(path), what));
  }

  std::vector<std::string>& problems_;
  std::vector<ScanFile> files_;
  std::vector<Identity> above_;
  std::set<Identity> seen_;
};

}  // namespace

std::vector<ScanFile> find_scan_files(const std::string& folder,
                                      std::vector<std::string>& problems) {
  Walker walker(problems);
  walker.walk(folder, "");
  return walker.take();
}

ScanFileType scan_file_type(std::string_view name) {
  return type_of(name).value_or(ScanFileType::page);
}

}  // namespace cspkit::cli
