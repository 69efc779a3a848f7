// SPDX-License-Identifier: Apache-2.0
#include "convert/targets.h"

#include <algorithm>
#include <array>

namespace cspkit {
namespace {

using namespace convert;

// The limits were read in November 2026; each stands in the page or source that is named beside it.
constexpr std::string_view kProxyLimit =
    "nginx before the application, by its default proxy_buffer_size of 4 KiB for all headers";
constexpr std::string_view kProxyReference =
    "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffer_size";
constexpr std::size_t kProxyBytes = 4096;

constexpr TargetForm kHeader[] = {
    {.name = "header", .file = "the response's headers", .comment = "", .draws_nonce = true}};
constexpr TargetForm kMeta[] = {
    {.name = "meta", .file = "the page's <head>", .comment = "", .draws_nonce = true}};
constexpr TargetForm kNginx[] = {
    {.name = "nginx", .file = "a server or location block", .comment = "#", .draws_nonce = true}};
constexpr TargetForm kApache[] = {
    {.name = "apache", .file = "a virtual host or directory", .comment = "#", .draws_nonce = true}};
constexpr TargetForm kCaddy[] = {{.name = "caddyfile",
                                  .file = "a site block of the Caddyfile",
                                  .comment = "#",
                                  .draws_nonce = true}};
constexpr TargetForm kHaproxy[] = {
    {.name = "haproxy",
     .file = "a frontend or backend section",
     .comment = "#",
     .draws_nonce = true,
     .most_bytes = 15'000,
     .limit = "HAProxy, which sends no field that its tune.bufsize of 16,384 bytes cannot hold, "
              "and says nothing",
     .limit_reference = "https://docs.haproxy.org/2.6/configuration.html#tune.bufsize"}};
constexpr TargetForm kIis[] = {{.name = "web.config", .file = "web.config", .comment = ""}};
constexpr TargetForm kHelmet[] = {{.name = "helmet",
                                   .file = "the Express application",
                                   .comment = "//",
                                   .draws_nonce = true,
                                   .most_bytes = kProxyBytes,
                                   .limit = kProxyLimit,
                                   .limit_reference = kProxyReference}};
constexpr TargetForm kDjango[] = {{.name = "settings",
                                   .file = "settings.py (Django 6.0 or later)",
                                   .comment = "#",
                                   .draws_nonce = true,
                                   .most_bytes = kProxyBytes,
                                   .limit = kProxyLimit,
                                   .limit_reference = kProxyReference},
                                  {.name = "django-csp",
                                   .file = "settings.py (package django-csp 4.0 or later)",
                                   .comment = "#",
                                   .draws_nonce = true,
                                   .most_bytes = kProxyBytes,
                                   .limit = kProxyLimit,
                                   .limit_reference = kProxyReference},
                                  {.name = "middleware",
                                   .file = "a middleware of the project (any Django)",
                                   .comment = "#",
                                   .draws_nonce = true,
                                   .most_bytes = kProxyBytes,
                                   .limit = kProxyLimit,
                                   .limit_reference = kProxyReference}};
constexpr TargetForm kRails[] = {{.name = "initializer",
                                  .file = "config/initializers/content_security_policy.rb",
                                  .comment = "#",
                                  .draws_nonce = true,
                                  .most_bytes = kProxyBytes,
                                  .limit = kProxyLimit,
                                  .limit_reference = kProxyReference},
                                 {.name = "middleware",
                                  .file = "config/initializers/content_security_policy.rb",
                                  .comment = "#",
                                  .draws_nonce = true,
                                  .most_bytes = kProxyBytes,
                                  .limit = kProxyLimit,
                                  .limit_reference = kProxyReference}};
constexpr TargetForm kSpring[] = {
    {.name = "spring",
     .file = "a configuration class of Spring Security 6.1 or later",
     .comment = "//",
     .draws_nonce = true,
     .most_bytes = 8192,
     .limit = "Tomcat, by its default maxHttpResponseHeaderSize of 8 KiB for all headers",
     .limit_reference = "https://tomcat.apache.org/tomcat-10.1-doc/config/http.html"}};
constexpr TargetForm kNextjs[] = {{.name = "config",
                                   .file = "next.config.mjs",
                                   .comment = "//",
                                   .most_bytes = kProxyBytes,
                                   .limit = kProxyLimit,
                                   .limit_reference = kProxyReference},
                                  {.name = "proxy",
                                   .file = "proxy.js",
                                   .comment = "//",
                                   .draws_nonce = true,
                                   .most_bytes = kProxyBytes,
                                   .limit = kProxyLimit,
                                   .limit_reference = kProxyReference}};
constexpr TargetForm kNetlify[] = {
    {.name = "toml", .file = "netlify.toml", .comment = "#"},
    {.name = "_headers", .file = "_headers in the folder that is published", .comment = "#"},
    {.name = "edge",
     .file = "netlify/edge-functions/content-security-policy.js",
     .comment = "//",
     .draws_nonce = true}};
constexpr TargetForm kCloudflare[] = {
    {.name = "_headers",
     .file = "_headers in the folder that is published",
     .comment = "#",
     .most_bytes = 2000,
     .limit = "Cloudflare's _headers file, whose lines may have 2,000 characters",
     .limit_reference = "https://developers.cloudflare.com/pages/configuration/headers/"},
    {.name = "worker", .file = "a Worker", .comment = "//", .draws_nonce = true}};
constexpr TargetForm kVercel[] = {
    {.name = "json", .file = "vercel.json", .comment = ""},
    {.name = "middleware", .file = "middleware.js", .comment = "//", .draws_nonce = true}};
constexpr TargetForm kJson[] = {
    {.name = "json", .file = "a program", .comment = "", .draws_nonce = true}};

struct Row {
  TargetInfo info;
  Writer writer;
};

constexpr std::array<Row, kTargetCount> kRows = {{
    {{Target::header, "header", "HTTP response headers",
      "https://w3c.github.io/webappsec-csp/#csp-header", kHeader},
     write_header},
    {{Target::meta, "meta", "an HTML <meta> element",
      "https://html.spec.whatwg.org/multipage/"
      "semantics.html#attr-meta-http-equiv-content-security-policy",
      kMeta},
     write_meta},
    {{Target::nginx, "nginx", "nginx configuration",
      "https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header", kNginx},
     write_nginx},
    {{Target::apache, "apache", "Apache configuration",
      "https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header", kApache},
     write_apache},
    {{Target::caddy, "caddy", "a Caddyfile",
      "https://caddyserver.com/docs/caddyfile/directives/header", kCaddy},
     write_caddy},
    {{Target::haproxy, "haproxy", "HAProxy configuration",
      "https://docs.haproxy.org/2.6/configuration.html#http-after-response", kHaproxy},
     write_haproxy},
    {{Target::iis, "iis", "IIS web.config",
      "https://learn.microsoft.com/en-us/iis/configuration/system.webserver/httpprotocol/"
      "customheaders/",
      kIis},
     write_iis},
    {{Target::helmet, "helmet", "Express with the package helmet",
      "https://helmetjs.github.io/#content-security-policy", kHelmet},
     write_helmet},
    {{Target::django, "django", "Django settings or middleware",
      "https://docs.djangoproject.com/en/6.0/ref/csp/", kDjango},
     write_django},
    {{Target::rails, "rails", "a Rails initializer",
      "https://guides.rubyonrails.org/security.html#content-security-policy-header", kRails},
     write_rails},
    {{Target::spring, "spring", "Spring Security configuration",
      "https://docs.spring.io/spring-security/reference/servlet/exploits/"
      "headers.html#servlet-headers-csp",
      kSpring},
     write_spring},
    {{Target::nextjs, "nextjs", "Next.js configuration or proxy",
      "https://nextjs.org/docs/app/guides/content-security-policy", kNextjs},
     write_nextjs},
    {{Target::netlify, "netlify", "netlify.toml, _headers or an edge function",
      "https://docs.netlify.com/routing/headers/", kNetlify},
     write_netlify},
    {{Target::cloudflare, "cloudflare", "a _headers file or a Worker",
      "https://developers.cloudflare.com/pages/configuration/headers/", kCloudflare},
     write_cloudflare},
    {{Target::vercel, "vercel", "vercel.json or middleware",
      "https://vercel.com/docs/project-configuration#headers", kVercel},
     write_vercel},
    {{Target::json, "json", "JSON for programs", "https://w3c.github.io/webappsec-csp/#csp-header",
      kJson},
     write_json},
}};

constexpr std::array<TargetInfo, kTargetCount> make_table() {
  std::array<TargetInfo, kTargetCount> table{};
  for (std::size_t i = 0; i < kTargetCount; ++i) table[i] = kRows[i].info;
  return table;
}
constexpr auto kTable = make_table();

}  // namespace

std::span<const TargetInfo, kTargetCount> target_table() noexcept { return kTable; }

const TargetInfo& target_info(Target id) noexcept { return kTable[static_cast<std::size_t>(id)]; }

std::optional<Target> find_target(std::string_view name) noexcept {
  const auto* const found = std::ranges::find(kTable, name, &TargetInfo::name);
  if (found == kTable.end()) return std::nullopt;
  return found->id;
}

namespace convert {

Writer writer_of(Target target) noexcept { return kRows[static_cast<std::size_t>(target)].writer; }

}  // namespace convert
}  // namespace cspkit
