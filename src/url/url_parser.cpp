// SPDX-License-Identifier: Apache-2.0
#include "url/url_parser.h"

#include <utility>

#include "base/ascii.h"
#include "url/host.h"
#include "url/percent_encoding.h"
#include "url/scheme.h"

namespace cspkit {

using namespace whatwg;

// https://url.spec.whatwg.org/#scheme-start-state
UrlParser::Step UrlParser::scheme_start_state() {
  // 1. A letter begins a scheme, as long as a colon ends it. 2. Anything else does not.
  if (!is_ascii_alpha(peek())) return no_scheme_state();
  std::size_t end = at_ + 1;
  while (end < text_.size()) {
    const char c = text_[end];
    if (!is_ascii_alphanumeric(c) && c != '+' && c != '-' && c != '.') break;
    ++end;
  }
  if (end == text_.size() || text_[end] != ':') return no_scheme_state();
  return scheme_state(end);
}

// https://url.spec.whatwg.org/#scheme-state
UrlParser::Step UrlParser::scheme_state(std::size_t colon) {
  // 2.2, 2.4. The scheme in lower case.
  set_scheme(ascii_lower(text_.substr(at_, colon - at_)));
  at_ = colon + 1;
  // 2.5. A file.
  if (scheme_ == "file") return file_state();
  // 2.6. The base's special scheme: what follows may still be relative.
  if (special_ && has_base_ && base_.scheme == scheme_) {
    return special_relative_or_authority_state();
  }
  // 2.7. Another special scheme.
  if (special_) return special_authority_slashes_state();
  // 2.8. A slash: a path, or an authority behind a second slash.
  if (peek() == '/') {
    ++at_;
    return path_or_authority_state();
  }
  // 2.9. Anything else is opaque.
  return opaque_path_state();
}

// https://url.spec.whatwg.org/#no-scheme-state
UrlParser::Step UrlParser::no_scheme_state() {
  // 1. No base; or an opaque one, which a fragment alone can go with.
  if (!has_base_) return fail(UrlErrorCode::missing_scheme, at_);
  if (base_.has_opaque_path && peek() != '#') {
    return fail(UrlErrorCode::relative_to_opaque_base, at_);
  }
  set_scheme(base_.scheme);
  // 2. The base with another fragment.
  if (base_.has_opaque_path) {
    copy_base_path();
    copy_base_query();
    return after_path();
  }
  // 3-4.
  return base_.scheme == "file" ? file_state() : relative_state();
}

// https://url.spec.whatwg.org/#special-relative-or-authority-state
UrlParser::Step UrlParser::special_relative_or_authority_state() {
  // 1. Two slashes begin an authority. 2. Anything else is relative, although the scheme is written
  // out.
  if (!rest().starts_with("//")) return relative_state();
  at_ += 2;
  return special_authority_ignore_slashes_state();
}

// https://url.spec.whatwg.org/#relative-state
UrlParser::Step UrlParser::relative_state() {
  // 2-3. A slash.
  if (is_slash(peek())) {
    ++at_;
    return relative_slash_state();
  }
  // 4.1. Start from the base.
  copy_base_authority();
  copy_base_path();
  // 4.2-4.4. A path takes the place of the base's last segment and query; a query, of the query
  // alone.
  if (at_end() || peek() == '#') {
    copy_base_query();
    return after_path();
  }
  if (peek() == '?') return after_path();
  shorten_path();
  return path_state();
}

// https://url.spec.whatwg.org/#relative-slash-state
UrlParser::Step UrlParser::relative_slash_state() {
  // 1. A second slash, either way in a special URL.
  if (special_ && is_slash(peek())) {
    ++at_;
    return special_authority_ignore_slashes_state();
  }
  // 2. A second slash elsewhere.
  if (peek() == '/') {
    ++at_;
    return authority_state();
  }
  // 3. A path from the root.
  copy_base_authority();
  return path_state();
}

// https://url.spec.whatwg.org/#special-authority-slashes-state
UrlParser::Step UrlParser::special_authority_slashes_state() {
  // 1-2. The two slashes are there or not: a validation error at most.
  if (rest().starts_with("//")) at_ += 2;
  return special_authority_ignore_slashes_state();
}

// https://url.spec.whatwg.org/#special-authority-ignore-slashes-state
UrlParser::Step UrlParser::special_authority_ignore_slashes_state() {
  while (peek() == '/' || peek() == '\\') ++at_;
  return authority_state();
}

// https://url.spec.whatwg.org/#authority-state
UrlParser::Step UrlParser::authority_state() {
  const std::size_t end = find_segment_end();
  const std::string_view authority = text_.substr(at_, end - at_);
  // 1. The last @ ends the credentials, their first colon the name; every other @ is encoded.
  const std::size_t at_sign = authority.rfind('@');
  if (at_sign != std::string_view::npos) {
    const std::string_view credentials = authority.substr(0, at_sign);
    const std::size_t colon = credentials.find(':');
    utf8_percent_encode(credentials.substr(0, colon), kUserinfoSet, username_);
    if (colon != std::string_view::npos) {
      utf8_percent_encode(credentials.substr(colon + 1), kUserinfoSet, password_);
    }
    at_ += at_sign + 1;
    // 2.1. Credentials of no host.
    if (at_ == end) return fail(UrlErrorCode::empty_host, at_);
  }
  return host_state(end);
}

// https://url.spec.whatwg.org/#host-state
UrlParser::Step UrlParser::host_state(std::size_t end) {
  // 2, 4-5. The first colon outside brackets ends the host.
  std::size_t host_end = at_;
  for (bool in_brackets = false; host_end < end; ++host_end) {
    const char c = text_[host_end];
    if (c == '[') in_brackets = true;
    if (c == ']') in_brackets = false;
    if (c == ':' && !in_brackets) break;
  }
  const bool has_port = host_end < end;
  // 2.1, 3.1. A special URL needs a host, and so does a port.
  if (host_end == at_ && (special_ || has_port)) return fail(UrlErrorCode::empty_host, at_);
  // 2.3-2.5, 3.3-3.5.
  auto host = parse_host(text_.substr(at_, host_end - at_),
                         special_ ? HostSyntax::domain : HostSyntax::opaque);
  if (!host) return fail(host.error(), at_);
  host_ = std::move(host->text);
  host_kind_ = host->kind;
  at_ = host_end;
  if (!has_port) return path_start_state();
  ++at_;
  return port_state(end);
}

// https://url.spec.whatwg.org/#port-state
UrlParser::Step UrlParser::port_state(std::size_t end) {
  std::int32_t port = 0;
  const bool written = at_ < end;
  for (; at_ < end; ++at_) {
    // 1, 3. Digits alone.
    if (!is_ascii_digit(text_[at_])) return fail(UrlErrorCode::invalid_port, at_);
    // 2.1.1-2.1.2. No more than 16 bits.
    port = port * 10 + (text_[at_] - '0');
    if (port > 0xFFFF) return fail(UrlErrorCode::invalid_port, at_);
  }
  // 2.1.3. The scheme's default is no port, and neither is an empty one.
  if (written && port != default_port(scheme_)) port_ = port;
  return path_start_state();
}

}  // namespace cspkit
