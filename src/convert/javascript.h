// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "convert/writer.h"

/// What the targets have in common that run JavaScript beside the web's own interfaces.
namespace cspkit::convert {

/// `const nonce = …;`: 128 random bits in base64, by Web Crypto.
[[nodiscard]] std::string javascript_nonce(std::string_view indent);

/// A template literal with the field's value, the nonce in `${nonce}`.
[[nodiscard]] std::string javascript_value(const Field& field);

/// The note that pages with a nonce may not be cached, and how the secret placeholder works.
void note_secret_placeholder(const Job& job);
void note_no_cache(const Job& job);

}  // namespace cspkit::convert
