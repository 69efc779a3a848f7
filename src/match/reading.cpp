// SPDX-License-Identifier: Apache-2.0
#include "match/reading.h"

#include <algorithm>
#include <bitset>

#include "base/ascii.h"
#include "cspkit/directives.h"
#include "match/profile.h"
#include "policy/source_expression.h"
#include "policy/tokenizer.h"

namespace cspkit {
namespace {

/// Writes a policy anew, token by token, and notes whether anything changed.
class Rewriter {
 public:
  /// `keep(name, piece)` says whether a directive stays; `reread(name, token)` answers what stands
  /// in a source's stead: nothing, another token, or the token itself.
  template <class Keep, class Reread>
  std::optional<std::string> run(std::string_view policy, Keep&& keep, Reread&& reread) {
    strictly_split(policy, ';', [&](std::string_view piece, std::size_t) {
      piece = strip_ascii_whitespace(piece);
      if (piece.empty()) return;
      std::size_t name_end = 0;
      while (name_end < piece.size() && !is_ascii_whitespace(piece[name_end])) ++name_end;
      const std::string_view name = piece.substr(0, name_end);
      if (!keep(name, piece)) {
        changed_ = true;
        return;
      }
      const auto id = find_directive(name);
      const bool sources = id && is_ascii(piece) &&
                           (directive_info(*id).grammar == ValueGrammar::source_list ||
                            directive_info(*id).grammar == ValueGrammar::ancestor_source_list);
      if (!out_.empty()) out_.push_back(';');
      if (!sources) {
        out_ += piece;
        return;
      }
      out_ += name;
      split_on_ascii_whitespace(piece.substr(name_end), [&](std::string_view token, std::size_t) {
        const std::string read = reread(name, token);
        changed_ |= read != token;
        if (!read.empty()) out_.append(" ").append(read);
      });
    });
    return changed_ ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  std::string out_;
  bool changed_ = false;
};

/// https://url.spec.whatwg.org/#percent-decode
void percent_decode(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool encoded = text[i] == '%' && i + 2 < text.size() && is_ascii_hex_digit(text[i + 1]) &&
                         is_ascii_hex_digit(text[i + 2]);
    out.push_back(encoded ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]))
                          : text[i]);
    if (encoded) i += 2;
  }
}

/// How many characters of a hash-source's value carry bits, and how much padding follows them.
struct Base64Shape {
  std::size_t data, padding;

  explicit Base64Shape(std::string_view value) : data(value.size()), padding(0) {
    while (data > 0 && value[data - 1] == '=') --data;
    padding = value.size() - data;
  }
  [[nodiscard]] bool decodes() const { return data % 4 != 1; }
  [[nodiscard]] bool overpadded() const { return padding > (4 - data % 4) % 4; }
};

/// Chromium: a directive with a byte outside of ASCII or a control character says nothing, but its
/// name is taken; a hash-source that cannot be decoded is none.
std::optional<std::string> read_as_chromium(std::string_view policy) {
  std::bitset<kDirectiveCount> taken;
  const auto keep = [&](std::string_view name, std::string_view piece) {
    const auto id = find_directive(name);
    if (!id) return true;
    const auto at = static_cast<std::size_t>(*id);
    const bool stays = !taken[at];
    const bool control = has_control_character(piece);
    if (control || !is_ascii(piece)) taken.set(at);
    return stays && !control;
  };
  return Rewriter().run(policy, keep, [](std::string_view, std::string_view token) {
    const SourceExpression source = parse_source_expression(token);
    const Base64Shape shape(source.value);
    const bool drops = source.kind == SourceKind::hash && (!shape.decodes() || shape.overpadded());
    return drops ? std::string() : std::string(token);
  });
}

/// Firefox: a directive with a control character says nothing, as in all browsers. To the text it is
/// ASCII like any other.
std::optional<std::string> read_as_firefox(std::string_view policy) {
  if (!has_control_character(policy)) return std::nullopt;
  const auto keep = [](std::string_view name, std::string_view piece) {
    return !find_directive(name) || !has_control_character(piece);
  };
  return Rewriter().run(
      policy, keep, [](std::string_view, std::string_view token) { return std::string(token); });
}

/// What goes along with what a page opens is Firefox's own writing of the policy as it read it:
/// without what it did not take, and with paths decoded already.
std::optional<std::string> read_as_firefox_passes_on(std::string_view policy) {
  std::bitset<kDirectiveCount> taken;
  const auto keep = [&](std::string_view name, std::string_view piece) {
    const auto id = find_directive(name);
    if (!id || !is_ascii(piece)) return true;
    if (has_control_character(piece)) return false;
    const auto at = static_cast<std::size_t>(*id);
    const bool first = !taken[at];
    taken.set(at);
    return first;
  };
  return Rewriter().run(policy, keep, [](std::string_view, std::string_view token) {
    const SourceExpression source = parse_source_expression(token);
    if (source.kind != SourceKind::host || source.path.find('%') == std::string_view::npos)
      return std::string(token);
    // A port with zeros in front is taken, and matches nothing.
    constexpr unsigned kTaken = kProfile<Browser::firefox>.forms | kFormPortZeros;
    if ((source.forms & ~kTaken) != 0) return std::string();
    const auto path = static_cast<std::size_t>(source.path.data() - token.data());
    std::string out(token.substr(0, path));
    percent_decode(source.path, out);
    return out;
  });
}

/// A keyword, nonce or hash without what follows its closing quote.
std::string_view without_tail(std::string_view token) {
  const std::size_t close = token.front() == '\'' ? token.find('\'', 1) : std::string_view::npos;
  if (close == std::string_view::npos || close + 1 == token.size()) return token;
  const std::string_view quoted = token.substr(0, close + 1);
  const SourceExpression source = parse_source_expression(quoted);
  const bool reads = source.kind != SourceKind::invalid || source.forms != kFormPlain;
  return reads ? quoted : token;
}

/// WebKit's white space has the vertical tab too, but not among Trusted Types' names.
std::string without_vertical_tabs(std::string_view policy) {
  std::string out;
  strictly_split(policy, ';', [&](std::string_view piece, std::size_t) {
    std::string spaced(piece);
    std::replace(spaced.begin(), spaced.end(), '\v', ' ');
    const std::string_view text = strip_ascii_whitespace(spaced);
    const auto id = find_directive(text.substr(0, text.find_first_of(" \t\n\f\r")));
    const bool of_names =
        id == DirectiveId::trusted_types || id == DirectiveId::require_trusted_types_for;
    out.append(of_names ? piece : spaced).push_back(';');
  });
  return out;
}

/// WebKit: what follows a closing quote is not read; 'strict-dynamic' counts under a name in lower
/// case only; a hash-source that cannot be decoded is none.
std::optional<std::string> read_as_webkit(std::string_view policy) {
  const bool spaced = policy.find('\v') != std::string_view::npos;
  std::string text = spaced ? without_vertical_tabs(policy) : std::string();
  if (spaced) policy = text;
  const auto keep = [](std::string_view name, std::string_view piece) {
    return !find_directive(name) || !has_control_character(piece, '\v');
  };
  auto read = Rewriter().run(policy, keep, [](std::string_view name, std::string_view token) {
    const std::string_view head = without_tail(token);
    const SourceExpression source = parse_source_expression(head);
    const bool unheeded = source.kind == SourceKind::keyword &&
                          source.keyword == Keyword::strict_dynamic && ascii_lower(name) != name;
    const bool undecoded = source.kind == SourceKind::hash && !Base64Shape(source.value).decodes();
    return unheeded || undecoded ? std::string() : std::string(head);
  });
  return read || !spaced ? std::move(read) : std::optional(std::move(text));
}

std::optional<std::string> read_one(Browser browser, PolicyCopy copy, std::string_view policy) {
  switch (browser) {
    case Browser::chromium: return read_as_chromium(policy);
    case Browser::firefox:
      return copy == PolicyCopy::passed_on ? read_as_firefox_passes_on(policy)
                                           : read_as_firefox(policy);
    case Browser::webkit: return read_as_webkit(policy);
    case Browser::specification: break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> read_as(Browser browser, PolicyCopy copy,
                                                std::string_view policy, Delivery delivery) {
  if (copy == PolicyCopy::passed_on && browser != Browser::firefox) return std::nullopt;
  // A <meta> policy is one policy, which Chromium and WebKit split at commas as they would a header.
  const bool splits = delivery == Delivery::meta && browser != Browser::firefox &&
                      policy.find(',') != std::string_view::npos;
  std::vector<std::string> out;
  bool changed = splits;
  const auto read = [&](std::string_view part, std::size_t) {
    auto reading = read_one(browser, copy, part);
    changed |= reading.has_value();
    out.push_back(reading ? *std::move(reading) : std::string(part));
  };
  if (splits) {
    strictly_split(policy, ',', read);
  } else {
    read(policy, 0);
  }
  return changed ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace cspkit
