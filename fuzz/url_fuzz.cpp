// SPDX-License-Identifier: Apache-2.0
//
// The input is a URL; behind a byte FF, which no UTF-8 holds, may stand the base that it is
// resolved against.
//
//     ./dev fuzz url
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "cspkit/url.h"
#include "require.h"
#include "url/same_view.h"

namespace {

using cspkit::Url;
using cspkit::UrlView;
using cspkit::fuzz::require;

/// What holds of every URL, whatever it was parsed from.
void check(const Url& url) {
  const UrlView view = url.view();
  const std::string& href = url.href();
  require(cspkit::is_ascii(href), "a serialized URL is ASCII", href);
  require(!view.scheme.empty(), "a URL has a scheme", href);
  require(view.has_opaque_path || view.path.empty() || view.path.front() == '/',
          "a path that is not opaque begins with a slash", href);
  require((view.host_kind == cspkit::HostKind::none || view.host_kind == cspkit::HostKind::empty) ==
              view.host.empty(),
          "a host is empty where there is none", href);
  require(view.port == cspkit::kNoPort || view.port != cspkit::default_port(view.scheme),
          "a default port is no port", href);

  const auto again = Url::parse(href);
  require(again.has_value(), "a serialized URL parses", href);
  require(cspkit::test::same_view(again->view(), view), "a serialized URL parses to itself", href);
  const auto empty_reference = Url::parse("", &url);
  require(empty_reference.has_value() != view.has_opaque_path, "the empty reference needs a path",
          href);

  const cspkit::Origin origin = cspkit::origin_of(view);
  if (!origin.opaque) {
    const auto origin_url = Url::parse(origin.serialize());
    require(origin_url && cspkit::origin_of(origin_url->view()) == origin,
            "an origin parses to itself", href);
  }
}

/// split_canonical_url() is silent, or says what the parser says.
void check_split(std::string_view text) {
  const auto split = cspkit::split_canonical_url(text);
  if (!split) return;
  const auto parsed = Url::parse(text);
  require(parsed && cspkit::test::same_view(*split, parsed->view()),
          "the split agrees with the parser", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t separator = text.find('\xFF');
  const std::string_view input = text.substr(0, separator);
  check_split(input);

  std::optional<Url> base;
  if (separator != std::string_view::npos) {
    auto parsed = Url::parse(text.substr(separator + 1));
    if (parsed) base = *std::move(parsed);
  }
  const auto url = Url::parse(input, base ? &*base : nullptr);
  if (url) {
    check(*url);
    check_split(url->href());
  } else {
    require(url.error().offset <= input.size(), "an error lies inside the input", input);
  }
  return 0;
}
