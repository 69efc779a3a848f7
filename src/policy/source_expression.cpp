// SPDX-License-Identifier: Apache-2.0
#include "policy/source_expression.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace cspkit {
namespace {

constexpr std::array<std::string_view, kKeywordCount> kKeywords = {
    "'none'",
    "'self'",
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'strict-dynamic'",
    "'unsafe-hashes'",
    "'report-sample'",
    "'unsafe-allow-redirects'",
    "'wasm-unsafe-eval'",
    "'trusted-types-eval'",
    "'report-sha256'",
    "'report-sha384'",
    "'report-sha512'",
    "'unsafe-webtransport-hashes'",
    "'inline-speculation-rules'",
};

enum CharClass : std::uint8_t {
  kHostChar = 1,
  kSchemeChar = 2,
  kPathChar = 4,  ///< pchar without "%", and "/"
  kBase64Char = 8,
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (int i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    std::uint8_t mask = 0;
    if (is_ascii_alphanumeric(c)) mask |= kHostChar | kSchemeChar | kPathChar | kBase64Char;
    if (c == '-') mask |= kHostChar | kSchemeChar | kBase64Char;
    if (c == '+') mask |= kSchemeChar | kBase64Char;
    if (c == '.') mask |= kSchemeChar;
    if (c == '/' || c == '_') mask |= kBase64Char;
    // pchar = unreserved / pct-encoded / sub-delims / ":" / "@", less ";" and ","
    if (std::string_view("-._~!$&'()*+=:@/").find(c) != std::string_view::npos) mask |= kPathChar;
    classes[static_cast<std::size_t>(i)] = mask;
  }
  return classes;
}
constexpr auto kClasses = make_classes();

/// For read_labels: 0 for a host-char, 1 for a dot.
constexpr std::uint8_t kOutsideOfLabels = 2;
constexpr std::array<std::uint8_t, 256> make_label_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    kinds[i] = (kClasses[i] & kHostChar) != 0 ? 0 : i == '.' ? 1 : kOutsideOfLabels;
  }
  return kinds;
}
constexpr auto kLabelKinds = make_label_kinds();

constexpr bool is(char c, CharClass mask) noexcept {
  return (kClasses[static_cast<unsigned char>(c)] & mask) != 0;
}

/// How far a run of host-char and "." reaches, and whether its labels are in order. Most tokens are
/// nothing but such a run, so it is read once.
struct LabelRun {
  std::size_t end = 0;
  bool empty_label = false;   ///< ".." or a leading "."
  bool trailing_dot = false;  ///< the last label is empty
};

LabelRun read_labels(std::string_view text, std::size_t begin) noexcept {
  // Without branches on what a label holds: dots come at every few bytes, and no processor foresees
  // them.
  unsigned dot_before = 1;
  unsigned empty_label = 0;
  std::size_t i = begin;
  for (; i < text.size(); ++i) {
    const unsigned kind = kLabelKinds[static_cast<unsigned char>(text[i])];
    if (kind == kOutsideOfLabels) break;
    empty_label |= kind & dot_before;
    dot_before = kind;
  }
  return {.end = i, .empty_label = empty_label != 0, .trailing_dot = dot_before != 0};
}

/// host-part = "*" / [ "*." ] 1*host-char *( "." 1*host-char ) [ "." ]
/// Answers where the host-part ends, or npos.
std::size_t parse_host_part(std::string_view text, LabelRun run, SourceExpression& out) noexcept {
  std::size_t begin = 0;
  if (!text.empty() && text.front() == '*') {
    out.host_wildcard = true;
    if (text.size() == 1 || text[1] == ':' || text[1] == '/') return 1;
    if (text[1] != '.') return std::string_view::npos;
    begin = 2;
    run = read_labels(text, begin);
  }
  if (run.end == begin || run.empty_label) return std::string_view::npos;
  if (run.trailing_dot) out.forms |= kFormTrailingDot;
  out.host = text.substr(begin, run.end - begin);
  return run.end;
}

/// port-part = 1*DIGIT / "*"
bool parse_port_part(std::string_view text, SourceExpression& out) noexcept {
  if (text == "*") {
    out.port = kPortWildcard;
    return true;
  }
  if (text.empty()) return false;
  std::int64_t number = 0;
  for (const char c : text) {
    if (!is_ascii_digit(c)) return false;
    number = std::min<std::int64_t>(number * 10 + (c - '0'), kPortMax);
  }
  if (text.size() > 1 && text.front() == '0') out.forms |= kFormPortZeros;
  if (number > 65535) out.forms |= kFormPortOverflow;
  out.port = static_cast<std::int32_t>(number);
  return true;
}

/// path-part = path-absolute, of RFC 3986: "/" [ segment-nz *( "/" segment ) ]
bool parse_path_part(std::string_view text, SourceExpression& out) noexcept {
  if (text.empty() || text.front() != '/') return false;
  if (text.size() > 1 && text[1] == '/') out.forms |= kFormDoubleSlash;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if (is(text[i], kPathChar)) continue;
    if (text[i] == '?' || text[i] == '#') {
      out.forms |= kFormQueryOrFragment;
      break;
    }
    const bool encoded = text[i] == '%' && i + 2 < text.size() && is_ascii_hex_digit(text[i + 1]) &&
                         is_ascii_hex_digit(text[i + 2]);
    if (!encoded) out.forms |= kFormOddPath;
  }
  out.path = text.substr(0, i);
  return true;
}

/// host-source = [ scheme-part "://" ] host-part [ ":" port-part ] [ path-part ]
/// `run` holds the labels at the beginning of `text`.
bool parse_host_source(std::string_view text, const LabelRun& run, SourceExpression& out) noexcept {
  const std::size_t host_end = parse_host_part(text, run, out);
  if (host_end == std::string_view::npos) return false;
  const bool star = out.host_wildcard && out.host.empty();
  if (star && out.scheme.empty()) out.forms |= kFormStarNoScheme;
  if (host_end == text.size()) return true;
  text.remove_prefix(host_end);
  if (text.front() == ':') {
    const std::size_t port_end = std::min(text.find_first_of("/?#"), text.size());
    if (!parse_port_part(text.substr(1, port_end - 1), out)) return false;
    if (star && out.scheme.empty()) out.forms |= kFormStarWithPort;
    if (port_end == text.size()) return true;
    text.remove_prefix(port_end);
  } else if (star) {
    out.forms |= kFormStarWithPath;
  }
  if (text.front() == '?' || text.front() == '#') {
    out.forms |= kFormQueryBehindHost;
    return true;
  }
  return parse_path_part(text, out);
}

/// nonce-source = "'nonce-" base64-value "'"; the template placeholder `{nonce}` stands for such a
/// value.
bool parse_nonce_source(std::string_view text, SourceExpression& out) noexcept {
  constexpr std::string_view kPrefix = "'nonce-";
  if (!starts_with_ignoring_ascii_case(text, kPrefix) || text.back() != '\'') return false;
  out.value = text.substr(kPrefix.size(), text.size() - kPrefix.size() - 1);
  return is_base64_value(out.value) || out.value == kNoncePlaceholder;
}

/// `'nonce-a=b'`, which is none in the text: its "=" stand anywhere, and there may be nothing else.
bool parse_nonce_with_equals(std::string_view text, SourceExpression& out) noexcept {
  constexpr std::string_view kPrefix = "'nonce-";
  if (!starts_with_ignoring_ascii_case(text, kPrefix) || text.back() != '\'') return false;
  const std::string_view value = text.substr(kPrefix.size(), text.size() - kPrefix.size() - 1);
  if (value.find('=') == std::string_view::npos) return false;
  for (const char c : value) {
    if (c != '=' && !is(c, kBase64Char)) return false;
  }
  out = SourceExpression();
  out.forms = kFormNonceEquals;
  out.value = value;
  return true;
}

/// hash-source = "'" hash-algorithm "-" base64-value "'"
bool parse_hash_source(std::string_view text, SourceExpression& out) noexcept {
  constexpr std::size_t kNameSize = 6;  // "sha256"
  if (text.size() < kNameSize + 3 || text.back() != '\'') return false;
  std::string_view rest = text.substr(1, text.size() - 2);
  if (!starts_with_ignoring_ascii_case(rest, "sha")) return false;
  const bool dashed = rest[3] == '-';
  const std::string_view digits = rest.substr(dashed ? 4 : 3, 3);
  if (digits == "256") {
    out.algorithm = HashAlgorithm::sha256;
  } else if (digits == "384") {
    out.algorithm = HashAlgorithm::sha384;
  } else if (digits == "512") {
    out.algorithm = HashAlgorithm::sha512;
  } else {
    return false;
  }
  if (dashed) out.forms |= kFormHashDash;
  rest.remove_prefix(kNameSize + (dashed ? 1 : 0));
  if (rest.empty() || rest.front() != '-') return false;
  out.value = rest.substr(1);
  return is_base64_value(out.value);
}

/// keyword-source, nonce-source or hash-source: whatever begins with a single quote.
bool parse_quoted(std::string_view token, SourceExpression& out) noexcept {
  if (token.size() < 3) return false;
  if (const auto keyword = find_keyword(token)) {
    out.kind = SourceKind::keyword;
    out.keyword = *keyword;
  } else if (parse_nonce_source(token, out)) {
    out.kind = SourceKind::nonce;
  } else if (parse_hash_source(token, out)) {
    out.kind = SourceKind::hash;
  } else {
    return parse_nonce_with_equals(token, out);
  }
  return true;
}

/// scheme-source or host-source.
bool parse_unquoted(std::string_view token, SourceExpression& out) noexcept {
  // A scheme-part reaches to the first colon, if nothing but scheme characters stands before it:
  // labels, mostly.
  LabelRun run = read_labels(token, 0);
  std::size_t colon = run.end;
  while (colon < token.size() && is(token[colon], kSchemeChar)) ++colon;
  if (colon < token.size() && token[colon] == ':') {
    // scheme-source = scheme-part ":"
    if (colon + 1 == token.size()) {
      out.kind = SourceKind::scheme;
      out.scheme = token.substr(0, colon);
      return is_ascii_alpha(token.front());
    }
    if (token[colon + 1] == '/') {
      if (token.substr(colon, 3) != "://" || !is_ascii_alpha(token.front())) return false;
      out.scheme = token.substr(0, colon);
      token.remove_prefix(colon + 3);
      run = read_labels(token, 0);
    }
  }
  out.kind = SourceKind::host;
  return parse_host_source(token, run, out);
}

}  // namespace

std::string_view keyword_text(Keyword keyword) noexcept {
  return kKeywords[static_cast<std::size_t>(keyword)];
}

std::optional<Keyword> find_keyword(std::string_view token) noexcept {
  for (std::size_t i = 0; i < kKeywords.size(); ++i) {
    // Nearly all are written in lower case, as here.
    if (kKeywords[i] == token || equals_ignoring_ascii_case(kKeywords[i], token)) {
      return static_cast<Keyword>(i);
    }
  }
  return std::nullopt;
}

bool is_base64_value(std::string_view text) noexcept {
  for (int padding = 0; padding < 2 && !text.empty() && text.back() == '='; ++padding) {
    text.remove_suffix(1);
  }
  if (text.empty()) return false;
  for (const char c : text) {
    if (!is(c, kBase64Char)) return false;
  }
  return true;
}

SourceExpression parse_source_expression(std::string_view token) noexcept {
  SourceExpression out;
  bool valid = false;
  if (token == "*") {
    out.kind = SourceKind::star;
    valid = true;
  } else if (!token.empty()) {
    valid = token.front() == '\'' ? parse_quoted(token, out) : parse_unquoted(token, out);
  }
  if (!valid) out = SourceExpression();
  return out;
}

}  // namespace cspkit
