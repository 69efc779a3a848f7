// SPDX-License-Identifier: Apache-2.0
#include "cspkit/url.h"

#include "cspkit/limits.h"
#include "url/input.h"
#include "url/scheme.h"
#include "url/url_parser.h"

namespace cspkit {

// Url keeps href_ alone, and where its components begin and end. Components that are absent have
// begin == end, except the fragment, which always ends with the text: it begins at its end where it
// is absent.

using namespace whatwg;

std::string_view UrlError::message() const noexcept {
  switch (code) {
    case UrlErrorCode::missing_scheme:
      return "the URL has no scheme, and there is no base URL to resolve it against";
    case UrlErrorCode::relative_to_opaque_base:
      return "a relative URL cannot be resolved against a base such as data: or mailto:";
    case UrlErrorCode::empty_host: return "the URL has no host";
    case UrlErrorCode::invalid_host: return "the host is not a valid domain name";
    case UrlErrorCode::invalid_ipv4: return "the host ends in a number but is not an IPv4 address";
    case UrlErrorCode::invalid_ipv6: return "the host in brackets is not an IPv6 address";
    case UrlErrorCode::invalid_port: return "the port is not a number from 0 to 65535";
    case UrlErrorCode::too_long: return "the URL, or its host, is longer than the limit";
  }
  return "the URL is invalid";
}

UrlParser::UrlParser(std::string_view input, const Url* base)
    : input_(input), text_(clean_url_input(input, cleaned_)), has_base_(base != nullptr) {
  if (base != nullptr) base_ = base->view();
}

tl::expected<Url, UrlError> UrlParser::run() {
  const Step outcome = scheme_start_state();
  if (!outcome) return tl::unexpected(outcome.error());
  Url url = assemble();
  // Encoding may have tripled the text, and a base adds its own: what is too long to be parsed
  // again is no answer.
  if (url.href_.size() > limits::kMaxUrlBytes) return fail(UrlErrorCode::too_long, text_.size());
  return url;
}

tl::unexpected<UrlError> UrlParser::fail(UrlErrorCode code, std::size_t at) const {
  return tl::unexpected(UrlError{code, offset_in_url_input(input_, at)});
}

void UrlParser::set_scheme(std::string_view scheme) {
  scheme_ = scheme;
  special_ = is_special_scheme(scheme_);
}

void UrlParser::copy_base_host() {
  host_ = base_.host;
  host_kind_ = base_.host_kind;
}

void UrlParser::copy_base_authority() {
  username_ = base_.username;
  password_ = base_.password;
  port_ = base_.port;
  copy_base_host();
}

void UrlParser::copy_base_path() {
  path_ = base_.path;
  has_opaque_path_ = base_.has_opaque_path;
}

void UrlParser::copy_base_query() {
  query_ = base_.query;
  has_query_ = base_.has_query;
}

// https://url.spec.whatwg.org/#concept-url-serializer
Url UrlParser::assemble() const {
  Url url;
  std::string& href = url.href_;
  const auto here = [&href] { return static_cast<std::uint32_t>(href.size()); };
  href.reserve(scheme_.size() + username_.size() + password_.size() + host_.size() + path_.size() +
               query_.size() + fragment_.size() + 16);

  // 1. The scheme.
  href += scheme_;
  url.scheme_end_ = here();
  href += ':';
  // 2. The authority, where the host is not null.
  if (host_kind_ != HostKind::none) {
    href += "//";
    const bool has_credentials = !username_.empty() || !password_.empty();
    url.username_begin_ = here();
    href += username_;
    url.username_end_ = here();
    if (!password_.empty()) href += ':';
    url.password_begin_ = here();
    href += password_;
    url.password_end_ = here();
    if (has_credentials) href += '@';
    url.host_begin_ = here();
    href += host_;
    url.host_end_ = here();
    if (port_ != kNoPort) (href += ':') += std::to_string(port_);
  } else if (!has_opaque_path_ && path_.starts_with("//")) {
    // 3. A path that would otherwise read as an authority.
    href += "/.";
  }
  // 4. The path.
  url.path_begin_ = here();
  href += path_;
  url.path_end_ = here();
  // 5. The query.
  if (has_query_) href += '?';
  url.query_begin_ = here();
  href += query_;
  url.query_end_ = here();
  // 6. The fragment.
  if (has_fragment_) href += '#';
  url.fragment_begin_ = here();
  href += fragment_;

  url.port_ = port_;
  url.host_kind_ = host_kind_;
  url.has_opaque_path_ = has_opaque_path_;
  url.has_query_ = has_query_;
  url.has_fragment_ = has_fragment_;
  return url;
}

tl::expected<Url, UrlError> Url::parse(std::string_view input, const Url* base) {
  if (input.size() > limits::kMaxUrlBytes) {
    return tl::unexpected(UrlError{UrlErrorCode::too_long, limits::kMaxUrlBytes});
  }
  return UrlParser(input, base).run();
}

UrlView Url::view() const noexcept {
  const std::string_view href = href_;
  const auto between = [href](std::uint32_t begin, std::uint32_t end) {
    return href.substr(begin, end - begin);
  };
  UrlView view;
  view.href = href;
  view.scheme = between(0, scheme_end_);
  view.username = between(username_begin_, username_end_);
  view.password = between(password_begin_, password_end_);
  view.host = between(host_begin_, host_end_);
  view.path = between(path_begin_, path_end_);
  view.query = between(query_begin_, query_end_);
  view.fragment = href.substr(fragment_begin_);
  view.port = port_;
  view.host_kind = host_kind_;
  view.has_opaque_path = has_opaque_path_;
  view.has_query = has_query_;
  view.has_fragment = has_fragment_;
  return view;
}

}  // namespace cspkit
