// SPDX-License-Identifier: Apache-2.0
//
// The input's first byte says into which pieces the rest, a HAR file, is cut: the entries or the refusal are the same
// as of the whole.
//
//     ./dev fuzz har
#include <cspkit/har.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

struct Reading {
  std::vector<std::string> entries;
  bool read = false;
  std::string message;
};

/// What can be told of an entry wherever the file was cut.
std::string tell(const HarEntry& entry) {
  std::string text = std::to_string(entry.number) + entry.method + '\0' + entry.url + '\0' +
                     entry.page + '\0' + std::to_string(entry.status) + entry.redirect_url + '\0' +
                     entry.mime_type + '\0' + std::to_string(static_cast<int>(entry.body_state)) +
                     entry.body + '\0' + entry.resource_type + '\0' + entry.initiator + '\0' +
                     entry.initiator_url;
  for (const auto& fields : {entry.request_fields, entry.response_fields}) {
    for (const HarField& field : fields) text += '\0' + field.name + ':' + field.value;
  }
  const HarPurpose purpose = har_purpose(entry);
  return text + '\0' + std::to_string(static_cast<int>(purpose.use)) +
         std::string(purpose.destination);
}

Reading read(std::string_view text, std::size_t piece) {
  Reading reading;
  HarReader reader({}, [&](HarEntry&& entry) { reading.entries.push_back(tell(entry)); });
  for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at)) {
    if (!reader.write(text.substr(at, piece))) break;
  }
  const auto result = reader.finish();
  reading.read = result.has_value();
  reading.message = result ? std::to_string(result->entries) : result.error().message;
  return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = 1 + data[0] % 64;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Reading whole = read(text, text.size());
  const Reading cut = read(text, piece);
  require(whole.entries == cut.entries, "the same entries wherever the file is cut", text);
  require(whole.read == cut.read, "the same verdict wherever the file is cut", text);
  require(whole.message == cut.message, "the same message wherever the file is cut", text);
  return 0;
}
