// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cspkit/request.h"
#include "match/profile.h"

namespace cspkit {

/// A `javascript:` URL, serialized, as Chromium hashes it: percent-decoded, and read byte by byte where that is no UTF-8.
[[nodiscard]] std::string decode_script_url(std::string_view url);

/// An inline check with the source whose hash `profile` looks for.
class HashedInline {
 public:
  HashedInline(const InlineCheck& check, const Profile& profile) : check_(check) {
    if (profile.decodes_script_urls && check.type == InlineType::navigation &&
        check.source.find('%') != check.source.npos) {
      check_.source = decoded_ = decode_script_url(check.source);
    }
  }
  HashedInline(const HashedInline&) = delete;
  HashedInline& operator=(const HashedInline&) = delete;

  [[nodiscard]] const InlineCheck& check() const noexcept { return check_; }

 private:
  InlineCheck check_;
  std::string decoded_;
};

}  // namespace cspkit
