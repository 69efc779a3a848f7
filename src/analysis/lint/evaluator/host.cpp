// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/evaluator/host.h"

#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/char_set.h"

namespace cspkit::linting::evaluator {
namespace {

enum class Kind : std::uint8_t { other, label, dot };

constexpr std::array<Kind, 256> make_kinds() {
  std::array<Kind, 256> kinds{};
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    if (is_ascii_alphanumeric(c) || c == '-') kinds[static_cast<std::size_t>(i)] = Kind::label;
  }
  kinds['.'] = Kind::dot;
  return kinds;
}
constexpr auto kKinds = make_kinds();

struct Run {
  std::size_t end = 0;
  std::size_t last_label = 0;
};

Run read_labels(std::string_view text) noexcept {
  Run run;
  for (; run.end < text.size(); ++run.end) {
    const Kind kind = kKinds[static_cast<unsigned char>(text[run.end])];
    if (kind == Kind::other) break;
    run.last_label = kind == Kind::dot ? run.end + 1 : run.last_label;
  }
  return run;
}

bool is_word(char c) noexcept { return is_ascii_alphanumeric(c) || c == '_'; }

bool is_scheme_char(char c) noexcept { return is_word(c) || c == '+' || c == '.' || c == '-'; }

/// Where what is behind `scheme://` begins, or 0. `run` is the run that the source begins with.
std::size_t behind_scheme(std::string_view source, const Run& run) noexcept {
  std::size_t colon = run.end;
  while (colon < source.size() && is_scheme_char(source[colon])) ++colon;
  const bool found =
      colon > 0 && is_word(source.front()) && source.substr(colon).starts_with("://");
  return found ? colon + 3 : 0;
}

bool ends_in_number(std::string_view host) noexcept {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == host.npos ? host : host.substr(dot + 1);
  return !last.empty() && is_ascii_digit(last.front());
}

}  // namespace

Host::Host(std::string_view source) noexcept : bare(source) {
  Run run = read_labels(source);
  bare.remove_prefix(behind_scheme(source, run));
  if (bare.starts_with("//")) bare.remove_prefix(2);
  labels = bare.substr(is_wildcard() ? 2 : 0);
  if (labels.size() < source.size()) run = read_labels(labels);
  labels = labels.substr(0, run.end);
  last_label = run.last_label;
}

bool Host::is_plain() const noexcept {
  constexpr CharSet kBehindHost(":/?#\\");
  const std::string_view rest = behind_labels();
  return !labels.empty() && (rest.empty() || kBehindHost.contains(rest.front()));
}

bool Host::may_be_ip() const noexcept {
  constexpr CharSet kEnd("/?#\\"), kToDecode("[%@");
  std::string_view rest = behind_labels();
  rest = rest.substr(0, kEnd.find_in(rest));
  if (kToDecode.any_in(rest)) return true;  // brackets, or what is decoded first
  // Nearly all are labels and nothing else, or with a port.
  const bool all_labels = rest.empty() || rest.front() == ':';
  if (all_labels && last_label < labels.size()) return is_ascii_digit(labels[last_label]);
  const std::string_view authority = bare.substr(0, kEnd.find_in(bare));
  return ends_in_number(authority.substr(0, authority.find(':')));
}

}  // namespace cspkit::linting::evaluator
