// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace cspkit {

/// The keywords of the sandbox directive, each of which lifts a restriction.
/// Source: https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-sandbox
inline constexpr std::array<std::string_view, 14> kSandboxTokens{
    "allow-downloads",
    "allow-forms",
    "allow-modals",
    "allow-orientation-lock",
    "allow-pointer-lock",
    "allow-popups",
    "allow-popups-to-escape-sandbox",
    "allow-presentation",
    "allow-same-origin",
    "allow-scripts",
    "allow-storage-access-by-user-activation",
    "allow-top-navigation",
    "allow-top-navigation-by-user-activation",
    "allow-top-navigation-to-custom-protocols",
};

}  // namespace cspkit
