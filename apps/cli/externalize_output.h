// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/externalize.h>

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

#include "context.h"
#include "externalize_policy.h"

namespace cspkit::cli {

/// What was done with a page, for people and for programs.
struct ExternalizeReport {
  std::string_view input;  ///< the page's name in messages
  std::string folder;      ///< where the files went
  std::string page;        ///< name of the page's file
  std::span<const ExternalFile> files;
  std::span<const MovedCode> moved;
  std::span<const StayingCode> staying;
  std::span<const HintedCode> hints;
  const ExternalizePolicy* policy = nullptr;  ///< null for guides
};

void print_externalized(Context& context, const ExternalizeReport& report);
[[nodiscard]] boost::json::object externalized_json(const ExternalizeReport& report);

}  // namespace cspkit::cli
