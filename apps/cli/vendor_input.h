// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/catalog.h>
#include <cspkit/compose.h>

#include <string>
#include <vector>

#include "command.h"
#include "policy_input.h"

namespace cspkit::cli {

/// `--vendor`.
[[nodiscard]] Flag vendor_flag();

/// Whether a positional is a policy and no vendor: `@FILE`, `-`, what has a space or a semicolon, or a directive's name.
[[nodiscard]] bool looks_like_policy(std::string_view positional);

/// The vendors and the policies of a command line whose positionals are vendors, and policies after them.
struct VendorInput {
  std::vector<ResolvedVendor> vendors;
  std::vector<PagePolicy> policies;
  ComposeOptions options;     ///< the document URL; the evidence is for the command to set
  bool policy_given = false;  ///< a flag or a positional gave policies, though maybe none
};

/// Which positionals may be policies.
enum class PolicyPositionals { allowed, refused };

/// Reads them all. `--base` counts as `--policy`. A vendor of the command line takes the place of the manifest's. Throws
/// UsageError or InputError: unknown vendors and options come with the known ones.
[[nodiscard]] VendorInput read_vendor_input(const Args& args, PolicyPositionals positionals);

}  // namespace cspkit::cli
