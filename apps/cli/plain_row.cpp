// SPDX-License-Identifier: Apache-2.0
#include "plain_row.h"

#include <algorithm>
#include <cstring>

#include "text_looks.h"

namespace cspkit::cli {
namespace {

/// More digits may be no 64-bit number, which a parser writes otherwise than it stands.
constexpr std::size_t kMostDigits = 18;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return '0' <= c && c <= '9'; }

void skip_blanks(std::string_view& rest) {
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
}

/// One character of the grammar, with the blanks around it.
bool take(std::string_view& rest, char c) {
  skip_blanks(rest);
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  skip_blanks(rest);
  return true;
}

/// What stands between two quotes; false where it is not plain, or has no end.
bool take_string(std::string_view& rest, std::string_view& text) {
  if (!rest.starts_with('"')) return false;
  const std::size_t end = rest.find('"', 1);
  if (end == rest.npos) return false;
  text = rest.substr(1, end - 1);
  rest.remove_prefix(end + 1);
  const TextLooks looks(text);
  return looks.ascii() && !looks.needs_escapes();
}

/// A whole number from zero up, in the one way in which it is written again.
bool take_number(std::string_view& rest, std::string_view& text) {
  const auto end = std::ranges::find_if_not(rest, is_digit);
  text = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  rest.remove_prefix(text.size());
  return !text.empty() && text.size() <= kMostDigits && (text.front() != '0' || text.size() == 1);
}

}  // namespace

bool PlainRow::read(std::string_view line) {
  members_.clear();
  if (read_members(line)) return true;
  members_.clear();
  return false;
}

bool PlainRow::read_members(std::string_view rest) {
  if (!take(rest, '{')) return false;
  if (take(rest, '}')) return rest.empty();
  do {
    Member member;
    if (!take_string(rest, member.name) || !take(rest, ':')) return false;
    const char* const begin = rest.data();
    const bool quoted = rest.starts_with('"');
    if (!(quoted ? take_string(rest, member.text) : take_number(rest, member.text))) return false;
    member.written = {begin, static_cast<std::size_t>(rest.data() - begin)};
    if (members_.size() == kMostMembers || find(member.name) != nullptr) return false;
    members_.push_back(member);
  } while (take(rest, ','));
  return take(rest, '}') && rest.empty();
}

}  // namespace cspkit::cli
