// SPDX-License-Identifier: Apache-2.0
#include "scan/mentions.h"

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/limits.h"

namespace cspkit::scan_detail {
namespace {

/// Longer paths are cut: what tells vendors apart stands at the beginning.
constexpr std::size_t kMostUrlBytes = 256;

bool is_host_character(char c) noexcept {
  return is_ascii_alphanumeric(c) || c == '.' || c == '-' || c == ':';
}

bool is_path_character(char c) noexcept {
  return is_ascii_alphanumeric(c) ||
         std::string_view("-._~!$&()*+,;=:@%/").find(c) != std::string_view::npos;
}

bool is_word_character(char c) noexcept {
  return is_ascii_alphanumeric(c) || c == '_' || c == '$' || c == '.';
}

/// The host of a text such as `cdn.example.com/x`; empty where none begins there.
std::string_view leading_host(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_host_character(text[end])) ++end;
  std::string_view host = text.substr(0, end);
  const std::size_t dot = host.find('.');
  const bool whole = dot != host.npos && dot > 0 && dot + 1 < host.size();
  return whole && is_ascii_alphanumeric(host.front()) ? host : std::string_view();
}

}  // namespace

std::vector<std::string> mentions_in(std::string_view script) {
  std::vector<std::string> found;
  std::size_t at = 0;
  while (found.size() < limits::kMaxInventoryMentions &&
         (at = script.find('/', at)) != script.npos) {
    const std::size_t first = at++;
    std::size_t next = at;
    if (next < script.size() && script[next] == '\\') ++next;
    if (next >= script.size() || script[next] != '/') continue;
    const std::string_view before = script.substr(0, first);
    const char previous = before.empty() ? '\0' : before.back();
    // `https:\/\/` has a backslash there; a bare `//` begins a comment unless a quote stands before it.
    const std::string_view head = previous == '\\' ? before.substr(0, before.size() - 1) : before;
    const bool schemed = head.ends_with("https:") || head.ends_with("http:") ||
                         head.ends_with("wss:") || head.ends_with("ws:");
    const char opening = head.empty() ? '\0' : head.back();
    if (!schemed && opening != '"' && opening != '\'' && opening != '`') continue;
    const std::string_view rest = script.substr(next + 1);
    const std::string_view host = leading_host(rest);
    at = next + 1 + host.size();
    if (host.empty()) continue;
    std::string url = head.ends_with("http:") ? "http://" : "https://";
    url += host;
    for (std::size_t i = host.size(); i < rest.size() && url.size() < kMostUrlBytes; ++i) {
      if (rest[i] == '\\') continue;
      if (!is_path_character(rest[i])) break;
      url += rest[i];
    }
    if (std::ranges::find(found, url) == found.end()) found.push_back(std::move(url));
  }
  return found;
}

bool names_string_compilation(std::string_view script) {
  for (std::size_t at = 0; (at = script.find("eval(", at)) != script.npos; ++at) {
    const char before = at == 0 ? ' ' : script[at - 1];
    const bool of_window = script.substr(0, at).ends_with("window.");
    if (!is_word_character(before) || of_window) return true;
  }
  return script.find("new Function(") != script.npos;
}

}  // namespace cspkit::scan_detail
