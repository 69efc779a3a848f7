// SPDX-License-Identifier: Apache-2.0
#include "cspkit/externalize.h"

namespace cspkit {
GuideTabs split_guide(std::string_view fragment) {
  return {.html = std::string(fragment),
          .css = {},
          .javascript = {},
          .moved = {},
          .staying = {},
          .hints = {}};
}
}  // namespace cspkit
