// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cspkit/externalize.h"

/// The files that a page's code goes to.
namespace cspkit::externalize_detail {

/// Whether blocks with the same text may be one file. A module runs once for each URL, however often it is named.
enum class Sharing : std::uint8_t { shared, alone };

class Files {
 public:
  explicit Files(std::string_view page) : page_(page) {}

  /// The name of the file that holds this text: `index.3.js`, the files of one kind numbered from 1.
  std::string add(ExternalFileKind kind, std::string content, Sharing sharing = Sharing::shared);
  /// The same for what is made from many places of the page: `index.js`, `index.css`.
  std::string add_gathered(ExternalFileKind kind, std::string content);
  [[nodiscard]] std::vector<ExternalFile> take() { return std::move(files_); }

 private:
  std::string page_;
  std::size_t counts_[2] = {0, 0};
  std::map<std::pair<ExternalFileKind, std::string>, std::string> shared_;
  std::vector<ExternalFile> files_;
};

}  // namespace cspkit::externalize_detail
