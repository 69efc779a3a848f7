// SPDX-License-Identifier: Apache-2.0
//
// The input's first byte chooses disposition and delivery, the rest is a policy.
//
//     ./dev fuzz policy
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "cspkit/diagnostics.h"
#include "cspkit/format.h"
#include "cspkit/policy.h"
#include "policy/unicode.h"
#include "require.h"

namespace {

using namespace cspkit;
using fuzz::require;

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint at = code_point_at(text, i);
    if (!at.well_formed) return false;
    i += at.length;
  }
  return true;
}

bool is_boundary(std::string_view text, std::size_t position) {
  return position >= text.size() || (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80;
}

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

void check_diagnostics(std::string_view text, const ParsedPolicies& parsed) {
  const bool utf8 = is_utf8(text);
  const DiagnosticRenderer renderer(text);
  std::pair<std::size_t, std::size_t> last{0, 0};
  std::size_t rendered = 0;
  for (const auto& diagnostic : parsed.diagnostics) {
    const auto [begin, end] = std::pair(diagnostic.span.begin, diagnostic.span.end);
    require(begin <= end && end <= text.size(), "a span lies inside the text", text);
    require(!utf8 || (is_boundary(text, begin) && is_boundary(text, end)),
            "a span begins and ends between characters", text);
    require(last <= std::pair(begin, end), "diagnostics are in the order of the text", text);
    last = {begin, end};
    require(!diagnostic.code.empty() && !diagnostic.message.empty(), "a diagnostic speaks", text);
    require(is_utf8(diagnostic.message), "a message is UTF-8", text);
    if (++rendered > 20) continue;  // each is like the others, and rendering is slow
    for (const auto& line : renderer.render(diagnostic))
      for (const auto& piece : line.pieces) {
        require(is_utf8(piece.text), "rendered text is UTF-8", text);
        for (const char c : piece.text)
          require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F,
                  "rendered text has no control characters", text);
      }
  }
}

void check_model(std::string_view text, const ParsedPolicies& parsed) {
  for (const auto& policy : parsed.policies) {
    require(!policy.directives.empty(), "a policy has a directive", text);
    for (const auto& directive : policy.directives) {
      require(ascii_lower(at(text, directive.name_span)) == directive.name,
              "a name stands where it says", text);
      require(directive.value.size() == directive.value_spans.size(), "every token has a place",
              text);
      for (std::size_t i = 0; i < directive.value.size(); ++i)
        require(at(text, directive.value_spans[i]) == directive.value[i],
                "a token stands where it says", text);
      require(policy.find(directive.name) == &directive, "every name stands once", text);
    }
  }
}

std::string serialize_all(const ParsedPolicies& parsed) {
  std::string text;
  for (const auto& policy : parsed.policies) {
    if (!text.empty()) text += ", ";
    text += serialize(policy);
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Disposition disposition = (data[0] & 1) != 0 ? Disposition::report : Disposition::enforce;
  const Delivery delivery = (data[0] & 2) != 0 ? Delivery::meta : Delivery::header;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto parse = [&](std::string_view policy) {
    return parse_policies(policy, disposition, delivery);
  };

  const ParsedPolicies parsed = parse(text);
  check_diagnostics(text, parsed);
  check_model(text, parsed);
  const std::string serialized = serialize_all(parsed);
  require(serialize_all(parse(serialized)) == serialized, "a serialization parses to itself", text);

  for (const auto layout : {PolicyLayout::one_line, PolicyLayout::multiline})
    for (const auto removal : {Removal::duplicates, Removal::whatever_never_matters}) {
      const FormatOptions options{layout, removal};
      const std::string once = format_policies(parsed, options);
      require(format_policies(parse(once), options) == once, "formatting twice changes nothing",
              text);
    }
  return 0;
}
