// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "cspkit/url.h"

namespace cspkit {
namespace {

/// A tuple origin; `url` is of a scheme that has one.
Origin tuple_origin(const UrlView& url) {
  return {.opaque = false,
          .scheme = std::string(url.scheme),
          .host = std::string(url.host),
          .host_kind = url.host_kind,
          .port = url.port};
}

}  // namespace

// https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
std::string Origin::serialize() const {
  // 1. An opaque origin.
  if (opaque) return "null";
  // 2-5. Scheme, host, and the port where there is one.
  std::string out = scheme + "://" + host;
  if (port != kNoPort) (out += ':') += std::to_string(port);
  return out;
}

Origin origin_of(const UrlView& url) {
  // "blob": the origin of the URL that is its path, where that is one of the schemes which pages
  // come from. (A blob URL entry, which only a browser has, would go first.)
  if (url.scheme == "blob") {
    const auto inner = Url::parse(url.path);
    if (!inner) return {};
    const UrlView view = inner->view();
    return view.scheme == "http" || view.scheme == "https" ? tuple_origin(view) : Origin{};
  }
  // "ftp", "http", "https", "ws", "wss": a tuple.
  if (default_port(url.scheme) != kNoPort) return tuple_origin(url);
  // "file" is left to the implementation: opaque, as in every browser. All others are opaque.
  return {};
}

}  // namespace cspkit
