// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "convert/writer.h"

namespace cspkit::convert {

/// The function that writes the target.
[[nodiscard]] Writer writer_of(Target target) noexcept;

}  // namespace cspkit::convert
