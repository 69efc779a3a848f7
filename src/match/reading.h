// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cspkit/browser.h"
#include "cspkit/engine.h"

/// Browsers whose parsers depart from the text's: what they read is written down as policies that
/// say the same to the text's parser, and compiled beside the policy itself. Few policies have any.
/// The cases are described in docs/conformance.md, "Read otherwise".
namespace cspkit {

/// Which of a browser's copies of a policy is asked.
enum class PolicyCopy : std::uint8_t {
  own,        ///< the page's
  passed_on,  ///< the one that goes along with what the page opens
  both,
};

struct Reading {
  Browser browser;
  PolicyCopy copy;  ///< own: for every copy that has none of its own; passed_on: for that one
  CompiledPolicy as_read;
};

struct CompiledPolicy::Readings {
  std::vector<Reading> all;
};

/// Whether there is a C0 control or DEL that is neither white space nor `but`. Without branches, since
/// there hardly ever is one.
[[nodiscard]] inline bool has_control_character(std::string_view text, char but = ' ') noexcept {
  unsigned found = 0;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
    const bool white = c == '\t' || c == '\n' || c == '\f' || c == '\r';
    found |= static_cast<unsigned>(control & !white & (c != but));
  }
  return found != 0;
}

/// What `browser` reads in the policy's stead; nullopt where it reads the policy as it is.
[[nodiscard]] std::optional<std::vector<std::string>> read_as(Browser browser, PolicyCopy copy,
                                                              std::string_view policy,
                                                              Delivery delivery);

/// Calls `visit(data)` for what `as` reads in the policy's stead, or for the policy itself, until one
/// call answers false; answers whether all answered true.
template <class F>
bool visit_readings(const CompiledPolicy& policy, Browser as, PolicyCopy copy, F&& visit) {
  const CompiledPolicy::Readings* const readings = policy.readings();
  if (readings == nullptr) [[likely]]
    return visit(policy.data());
  bool replaced = false;
  for (const Reading& reading : readings->all) {
    if (reading.browser != as) continue;
    if (reading.copy == PolicyCopy::passed_on && copy == PolicyCopy::own) continue;
    if (reading.copy == PolicyCopy::own && copy == PolicyCopy::passed_on && replaced) continue;
    replaced |= reading.copy == PolicyCopy::own || copy == PolicyCopy::passed_on;
    if (!visit(reading.as_read.data())) return false;
  }
  return replaced || visit(policy.data());
}

}  // namespace cspkit
