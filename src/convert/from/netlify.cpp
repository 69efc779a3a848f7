// SPDX-License-Identifier: Apache-2.0
#include "base/ascii.h"
#include "convert/from/reader.h"

namespace cspkit::convert {
namespace {

/// Whether the first line that says anything is one of a `_headers` file: a path, a URL or `*`.
bool is_headers_file(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = strip_ascii_whitespace(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), text.find('\n') == std::string_view::npos
                                                 ? text.size()
                                                 : text.find('\n') + 1));
    if (line.empty() || line.starts_with('#')) continue;
    return line.starts_with('/') || line.starts_with("http://") || line.starts_with("https://") ||
           line.starts_with('*');
  }
  return false;
}

}  // namespace

ReadResult read_netlify(std::string_view text) {
  return is_headers_file(text) ? read_headers_file(text) : read_netlify_toml(text);
}

// A line is a path, `Name: value` for the path above it, a comment, or empty. Values have no escapes.
// Source: https://docs.netlify.com/manage/routing/headers/
ReadResult read_headers_file(std::string_view text) {
  Collector collector;
  std::string path;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view whole = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::string_view line = strip_ascii_whitespace(whole);
    if (line.empty() || line.starts_with('#')) continue;
    const ConfigPlace place{number, whole.find(line.front()) + 1};
    if (line.starts_with('/') || line.starts_with("http://") || line.starts_with("https://") ||
        line.starts_with('*')) {
      path = line;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return unreadable(
          place,
          "neither a path nor `Name: value`; begin a path with / and a header with its name");
    }
    const auto disposition = policy_field(strip_ascii_whitespace(line.substr(0, colon)));
    if (!disposition) continue;
    if (path.empty())
      return unreadable(place, "a header before any path; write a path such as /* above it");
    Template value;
    value.add_text(strip_ascii_whitespace(line.substr(colon + 1)));
    collector.policy(value, *disposition, place, path == "/*" ? "" : path);
  }
  return collector.take();
}

}  // namespace cspkit::convert
