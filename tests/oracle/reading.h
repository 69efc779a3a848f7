// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace cspkit::oracle {

/// Which reading of the text answers.
enum class Reading : std::uint8_t {
  literal,  ///< word for word
  house,    ///< with the departures that the engine makes on purpose; each is marked `Deviation:`
};

}  // namespace cspkit::oracle
