// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/lint.h>

#include <string>
#include <string_view>
#include <vector>

#include "json_writer.h"

namespace cspkit::cli {

/// Writes findings. Half of each is what its check says of itself: that is put together once, and kept for the next one.
class FindingWriter {
 public:
  /// The members of one finding, without the name of its text.
  void write(const Finding& finding, Disposition disposition, JsonWriter& document);

 private:
  /// What findings of the same check, severity and reference have in common, as JSON.
  struct Frame {
    std::string_view id, reference, page, peer_severity;
    FindingSeverity severity = FindingSeverity::info;
    std::string to_directive;  ///< from `"id"` to `"directive":`
    std::string to_message;
    std::string to_span;  ///< from `"fix":null` to `"span":[`
    bool ascii = true;

    [[nodiscard]] bool fits(const Finding& finding) const;
  };
  const Frame& frame_of(const Finding& finding);

  static constexpr std::size_t kFrames = 256;  // each in its place or overwritten
  std::vector<Frame> frames_ = std::vector<Frame>(kFrames);
  JsonWriter part_;
};

}  // namespace cspkit::cli
