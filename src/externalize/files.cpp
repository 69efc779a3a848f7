// SPDX-License-Identifier: Apache-2.0
#include "externalize/files.h"

#include <fmt/format.h>

namespace cspkit::externalize_detail {
namespace {

std::string_view ending(ExternalFileKind kind) {
  return kind == ExternalFileKind::script ? "js" : "css";
}

}  // namespace

std::string Files::add(ExternalFileKind kind, std::string content, Sharing sharing) {
  const auto key = std::pair(kind, content);
  if (sharing == Sharing::shared) {
    if (const auto found = shared_.find(key); found != shared_.end()) return found->second;
  }
  const std::size_t number = ++counts_[static_cast<std::size_t>(kind)];
  std::string name = fmt::format("{}.{}.{}", page_, number, ending(kind));
  if (sharing == Sharing::shared) shared_.emplace(key, name);
  files_.push_back({name, kind, std::move(content)});
  return name;
}

std::string Files::add_gathered(ExternalFileKind kind, std::string content) {
  std::string name = fmt::format("{}.{}", page_, ending(kind));
  files_.push_back({name, kind, std::move(content)});
  return name;
}

}  // namespace cspkit::externalize_detail
