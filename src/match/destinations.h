// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "cspkit/request.h"

namespace cspkit {

struct DestinationRow {
  std::string_view name;
  std::optional<DirectiveId> effective;  ///< #effective-directive-for-a-request, step 2
  bool script_like;
};

inline constexpr auto kDestinations = [] {
  using enum DirectiveId;
  return std::array<DestinationRow, kDestinationCount>{{
      {"", connect_src, false},
      {"audio", media_src, false},
      {"audioworklet", script_src_elem, true},
      {"document", connect_src, false},  // step 3: not a destination that a policy's page fetches
      {"embed", object_src, false},
      {"font", font_src, false},
      {"frame", frame_src, false},
      {"iframe", frame_src, false},
      {"image", img_src, false},
      {"json", connect_src, false},
      {"manifest", manifest_src, false},
      {"object", object_src, false},
      {"paintworklet", script_src_elem, true},
      {"report", std::nullopt, false},
      {"script", script_src_elem, true},
      {"serviceworker", worker_src, true},
      {"sharedworker", worker_src, true},
      {"style", style_src_elem, false},
      {"text", connect_src, false},
      {"track", media_src, false},
      {"video", media_src, false},
      {"webidentity", connect_src, false},
      {"worker", worker_src, true},
      {"xslt", script_src_elem, false},
  }};
}();

}  // namespace cspkit
