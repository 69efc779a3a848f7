// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// How much header servers, proxies and CDNs carry in a response.
namespace cspkit::linting {

/// What the limit is about.
enum class HeaderMeasure : std::uint8_t {
  line,   ///< one field: name, colon, space and value
  block,  ///< all fields of the response together, with the line ends
};

struct HeaderLimit {
  std::size_t bytes;
  HeaderMeasure measure;
  std::string_view who;
  std::string_view setting;  ///< what raises it; empty: nothing does
  std::string_view reference;
  std::string_view date;  ///< when the reference said so
};

/// Smallest first. The defaults; what a site has configured is not known.
inline constexpr auto kHeaderLimits = std::to_array<HeaderLimit>({
    {2'000, HeaderMeasure::line, "a _headers file of Cloudflare Pages", "",
     "https://developers.cloudflare.com/pages/configuration/headers/", "2026-11-21"},
    {4'096, HeaderMeasure::block, "nginx as a proxy", "proxy_buffer_size",
     "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffer_size", "2026-11-21"},
    {4'096, HeaderMeasure::block, "ingress-nginx", "proxy-buffer-size",
     "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/"
     "#proxy-buffer-size",
     "2026-11-21"},
    {8'192, HeaderMeasure::line, "Apache mod_proxy", "responsefieldsize",
     "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass", "2026-11-21"},
    {8'192, HeaderMeasure::block, "Tomcat", "maxHttpResponseHeaderSize",
     "https://tomcat.apache.org/tomcat-11.0-doc/config/http.html", "2026-11-21"},
    {15'360, HeaderMeasure::block, "HAProxy", "tune.bufsize, less tune.maxrewrite",
     "https://docs.haproxy.org/3.2/configuration.html#3.2-tune.bufsize", "2026-11-21"},
    {16'384, HeaderMeasure::block, "Node.js as a client or proxy", "--max-http-header-size",
     "https://nodejs.org/api/http.html#httpmaxheadersize", "2026-11-21"},
    {16'384, HeaderMeasure::line, "AWS Application Load Balancer", "",
     "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
     "load-balancer-limits.html",
     "2026-11-21"},
    {32'768, HeaderMeasure::block, "AWS Application Load Balancer", "",
     "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
     "load-balancer-limits.html",
     "2026-11-21"},
    {70'656, HeaderMeasure::block, "Fastly", "",
     "https://www.fastly.com/documentation/reference/vcl/constraints-and-limitations",
     "2026-11-21"},
    {131'072, HeaderMeasure::block, "the network of Cloudflare", "",
     "https://developers.cloudflare.com/workers/platform/limits/", "2026-11-21"},
});

}  // namespace cspkit::linting
