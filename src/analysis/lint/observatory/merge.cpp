// SPDX-License-Identifier: Apache-2.0
#include "analysis/lint/observatory/merge.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "policy/tokenizer.h"

namespace cspkit::linting::observatory {
namespace {

/// No shorter policy is accepted.
constexpr std::size_t kShortestPolicy = 6;

/// English collation sorts ASCII so; what is missing here follows by its bytes.
constexpr std::string_view kCollation =
    "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";
constexpr auto kRanks = [] {
  std::array<std::uint16_t, 256> ranks{};
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = static_cast<std::uint16_t>(256 + i);
  for (std::size_t i = 0; i < kCollation.size(); ++i) {
    ranks[static_cast<unsigned char>(kCollation[i])] = static_cast<std::uint16_t>(i);
  }
  return ranks;
}();

bool collates_before(std::string_view a, std::string_view b) noexcept {
  return std::ranges::lexicographical_compare(a, b, [](char x, char y) {
    return kRanks[static_cast<unsigned char>(x)] < kRanks[static_cast<unsigned char>(y)];
  });
}

/// Whether it could decode the piece: `%` and two hexadecimal digits, and UTF-8 behind them.
std::optional<std::string> decoded(std::string_view piece) {
  std::string out;
  int continuations = 0;  // that are still to come
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] != '%') {
      if (continuations > 0) return std::nullopt;
      out += piece[i];
      continue;
    }
    if (i + 2 >= piece.size() || !is_ascii_hex_digit(piece[i + 1]) ||
        !is_ascii_hex_digit(piece[i + 2])) {
      return std::nullopt;
    }
    const unsigned byte = hex_value(piece[i + 1]) * 16 + hex_value(piece[i + 2]);
    i += 2;
    if (continuations > 0) {
      if (byte < 0x80 || byte > 0xBF) return std::nullopt;
      --continuations;
    } else if (byte >= 0x80) {
      if (byte < 0xC2 || byte > 0xF4) return std::nullopt;
      continuations = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    }
    out += static_cast<char>(byte);
  }
  if (continuations > 0) return std::nullopt;
  return out;
}

std::vector<std::string_view> split_at_slashes(std::string_view text) {
  std::vector<std::string_view> pieces;
  strictly_split(text, '/', [&](std::string_view piece, std::size_t) { pieces.push_back(piece); });
  return pieces;
}

enum class Match { no, yes, undecodable };

/// Its #match-paths, which it puts whole sources to.
Match match(std::string_view a, std::string_view b) {
  const bool exact = !a.ends_with('/');
  auto pieces_a = split_at_slashes(a);
  const auto pieces_b = split_at_slashes(b);
  if (pieces_a.size() > pieces_b.size()) return Match::no;
  if (exact && pieces_a.size() != pieces_b.size()) return Match::no;
  if (!exact) pieces_a.pop_back();
  for (std::size_t i = 0; i < pieces_a.size(); ++i) {
    const auto x = decoded(pieces_a[i]);
    const auto y = x ? decoded(pieces_b[i]) : std::nullopt;
    if (!y) return Match::undecodable;
    if (*x != *y) return Match::no;
  }
  return Match::yes;
}

/// A source while policies are put together.
struct Entry {
  Source source;
  bool keep = false;
};

struct Group {
  std::string name;
  Span name_span;
  std::vector<Entry> entries;
};

class Merger {
 public:
  explicit Merger(std::span<const PolicyText> policies) : policies_(policies) {}

  bool run(Invalid& invalid) {
    for (std::size_t i = 0; i < policies_.size(); ++i) {
      if (policies_[i].text.size() >= kShortestPolicy) continue;
      invalid = {"The policy is too short to be one.", i, whole(i)};
      return false;
    }
    for (std::size_t i = 0; i < policies_.size(); ++i) {
      if (!add(i, invalid)) return false;
    }
    return true;
  }

  Merged take() {
    Merged merged;
    merged.repeats_reporting = repeats_reporting_;
    for (Group& group : groups_) {
      Directive& directive = merged.directives.emplace_back();
      directive.name = std::move(group.name);
      directive.name_span = group.name_span;
      for (Entry& entry : group.entries) {
        if (directive.find(entry.source.text) == nullptr) {
          directive.sources.push_back(std::move(entry.source));
        }
      }
      if (directive.sources.empty()) directive.sources.push_back({"'none'", 0, group.name_span});
    }
    return merged;
  }

 private:
  Span whole(std::size_t i) const {
    return {policies_[i].begin, policies_[i].begin + policies_[i].text.size()};
  }

  bool add(std::size_t index, Invalid& invalid) {
    std::vector<std::string> seen;
    bool fine = true;
    strictly_split(policies_[index].text, ';', [&](std::string_view text, std::size_t offset) {
      if (fine) fine = add_directive(index, text, policies_[index].begin + offset, seen, invalid);
    });
    return fine;
  }

  bool add_directive(std::size_t index, std::string_view text, std::size_t begin,
                     std::vector<std::string>& seen, Invalid& invalid) {
    std::string name;
    Span name_span;
    std::vector<Entry> written;
    split_on_ascii_whitespace(text, [&](std::string_view token, std::size_t at) {
      const Span span{begin + at, begin + at + token.size()};
      if (name.empty()) {
        name = ascii_lower(token);
        name_span = span;
      } else {
        written.push_back({{ascii_lower(token), index, span}, index == 0});
      }
    });
    if (name.empty()) return true;
    if (std::ranges::find(seen, name) == seen.end()) {
      seen.push_back(name);
    } else if (name == "report-uri" || name == "report-to") {
      repeats_reporting_ = true;
    } else {
      invalid = {"The directive stands there twice.", index, name_span};
      return false;
    }
    if (written.empty() && name.ends_with("-src")) {
      written.push_back({{"'none'", index, name_span}, index == 0});
    }
    const auto there = std::ranges::find(groups_, name, &Group::name);
    Group& group =
        there == groups_.end() ? groups_.emplace_back(Group{name, name_span, {}}) : *there;
    if (index == 0) group.entries.clear();
    std::ranges::move(written, std::back_inserter(group.entries));
    std::ranges::stable_sort(
        group.entries, collates_before,
        [](const Entry& entry) -> std::string_view { return entry.source.text; });
    return thin_out(group, index, invalid);
  }

  // Of one policy, what begins with its neighbour goes; of two, only what both have stays.
  bool thin_out(Group& group, std::size_t index, Invalid& invalid) {
    for (std::size_t i = 1; i < group.entries.size(); ++i) {
      Entry& entry = group.entries[i];
      const Source& before = group.entries[i - 1].source;
      if (entry.source.origin == before.origin) {
        if (entry.source.text.starts_with(before.text)) entry.keep = false;
        continue;
      }
      switch (match(before.text, entry.source.text)) {
        case Match::no: break;
        case Match::yes: entry.keep = true; break;
        case Match::undecodable:
          invalid = {"A source has a % that begins no character.", entry.source.origin,
                     entry.source.span};
          return false;
      }
    }
    std::erase_if(group.entries, [](const Entry& entry) { return !entry.keep; });
    if (index == 0 && policies_.size() > 1) {
      for (Entry& entry : group.entries) entry.keep = false;
    }
    return true;
  }

  std::span<const PolicyText> policies_;
  std::vector<Group> groups_;
  bool repeats_reporting_ = false;
};

}  // namespace

const Source* Directive::find(std::string_view source) const noexcept {
  const auto found = std::ranges::find(sources, source, &Source::text);
  return found == sources.end() ? nullptr : &*found;
}

Directive* Merged::find(std::string_view name) noexcept {
  const auto found = std::ranges::find(directives, name, &Directive::name);
  return found == directives.end() ? nullptr : &*found;
}

std::optional<Merged> merge(std::span<const PolicyText> policies, Invalid& invalid) {
  Merger merger(policies);
  if (!merger.run(invalid)) return std::nullopt;
  return merger.take();
}

}  // namespace cspkit::linting::observatory
