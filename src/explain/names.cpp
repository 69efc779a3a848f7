// SPDX-License-Identifier: Apache-2.0
#include "base/names.h"
#include "cspkit/explain.h"

namespace cspkit {
namespace {

using Certainty = AffectedFeature::Certainty;

constexpr Named<Bearing> kBearings[] = {{Bearing::blocked, "blocked"},
                                        {Bearing::watched, "watched"},
                                        {Bearing::harmless, "harmless"},
                                        {Bearing::impossible, "impossible"}};
constexpr Named<ChangeProof> kProofs[] = {{ChangeProof::engine, "engine"},
                                          {ChangeProof::policy_unknown, "policy-unknown"},
                                          {ChangeProof::in_the_page, "in-the-page"},
                                          {ChangeProof::none, "none"}};
constexpr Named<Wisdom> kWisdoms[] = {
    {Wisdom::good, "good"}, {Wisdom::careful, "careful"}, {Wisdom::unwise, "unwise"}};
constexpr Named<Certainty> kCertainties[] = {{Certainty::likely, "likely"},
                                             {Certainty::possible, "possible"},
                                             {Certainty::host_only, "host-only"}};

}  // namespace

std::string_view to_string(Bearing bearing) noexcept { return name_of(kBearings, bearing); }
std::string_view to_string(ChangeProof proof) noexcept { return name_of(kProofs, proof); }
std::string_view to_string(Wisdom wisdom) noexcept { return name_of(kWisdoms, wisdom); }
std::string_view to_string(Certainty certainty) noexcept {
  return name_of(kCertainties, certainty);
}

}  // namespace cspkit
