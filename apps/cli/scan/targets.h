// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/scan.h>
#include <cspkit/url.h>

#include <cstdint>
#include <string>
#include <vector>

#include "context.h"

namespace cspkit::cli {

/// What the targets of `scan` held. Whoever reads a kind of target pours into this.
struct ScanInput {
  Inventory inventory;
  std::vector<std::string> problems;  ///< what could not be read, a line each; the rest was
  std::vector<std::string> notes;     ///< what had to be left out, or is to be known of a target
  std::uint64_t files = 0;            ///< or responses
  std::uint64_t bytes = 0;
};

/// How targets are read.
struct ScanSettings {
  Url document_url;  ///< at which the folder, or the file's folder, is served
  unsigned threads = 1;
};

/// Reads a file, a folder, or standard input (`-`). Throws InputError where a target is none of these or cannot be read at
/// all; what cannot be read inside a folder is a problem.
void scan_path(const std::string& target, const ScanSettings& settings, ScanInput& input,
               Context& context);

/// The URL of a file of a served folder: each part of its path percent-encoded behind the document URL's folder.
[[nodiscard]] std::string served_url(const Url& document_url, std::string_view relative);

}  // namespace cspkit::cli
