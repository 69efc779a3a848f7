// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/framing.h"

#include <algorithm>

#include "base/ascii.h"

namespace cspkit::linting {
namespace {

FrameOptions one_value(std::string_view value) noexcept {
  if (equals_ignoring_ascii_case(value, "deny")) return FrameOptions::deny;
  if (equals_ignoring_ascii_case(value, "sameorigin")) return FrameOptions::same_origin;
  return starts_with_ignoring_ascii_case(value, "allow-from") ? FrameOptions::allow_from
                                                              : FrameOptions::invalid;
}

}  // namespace

std::optional<FrameOptions> frame_options(const Page& page) noexcept {
  std::optional<FrameOptions> found;
  for (const HeaderField& field : page.input->headers) {
    if (!equals_ignoring_ascii_case(field.name, "x-frame-options")) continue;
    std::string_view rest = field.value;
    while (true) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const FrameOptions value = one_value(strip_ascii_whitespace(rest.substr(0, comma)));
      found = !found || *found == value ? value : FrameOptions::conflicting;
      if (comma == rest.size()) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return found;
}

const PolicyFacts* with_frame_ancestors(const Page& page) noexcept {
  const auto found = std::ranges::find_if(page.policies, [](const PolicyFacts& policy) {
    return policy.enforced() && policy.delivery == Delivery::header &&
           policy.own(DirectiveId::frame_ancestors) != nullptr;
  });
  return found == page.policies.end() ? nullptr : &*found;
}

}  // namespace cspkit::linting
