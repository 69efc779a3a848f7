// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/har.h"

namespace cspkit {
namespace {

std::optional<std::string_view> find(const std::vector<HarField>& fields,
                                     std::string_view name) noexcept {
  const auto found = std::ranges::find_if(
      fields, [&](const HarField& field) { return equals_ignoring_ascii_case(field.name, name); });
  return found == fields.end() ? std::nullopt : std::optional<std::string_view>(found->value);
}

}  // namespace

std::optional<std::string_view> HarEntry::request_field(std::string_view name) const noexcept {
  return find(request_fields, name);
}

std::optional<std::string_view> HarEntry::response_field(std::string_view name) const noexcept {
  return find(response_fields, name);
}

bool HarEntry::is_redirect() const noexcept {
  return status >= 300 && status < 400 && status != 304;
}

bool HarEntry::is_html() const noexcept {
  return starts_with_ignoring_ascii_case(mime_type, "text/html") ||
         starts_with_ignoring_ascii_case(mime_type, "application/xhtml+xml");
}

std::string HarError::to_string() const {
  return entry == 0 ? message : fmt::format("entry {}: {}", entry, message);
}

}  // namespace cspkit
