// SPDX-License-Identifier: Apache-2.0
#include "fetch/fetch.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "error.h"
#include "fetch/content_type.h"
#include "fetch/transfer.h"
#include "table.h"

namespace cspkit::cli {
namespace {

constexpr std::size_t kMostRedirects = 20;  // as browsers have it
constexpr double kLongestTimeout = 3600;

bool is_redirect(long status) noexcept {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// How the URL came to be asked for, in front of what is wrong with it: `https://a.test/`, or
/// `https://a.test/: redirects to http://b.test/`.
std::string said_of(const std::string& first, const Url& url) {
  if (url.href() == first) return printable(first);
  return fmt::format("{}: redirects to {}", printable(first), printable(url.href()));
}

/// Without user name, password and fragment: what the server is asked for, and what the document is.
Url without_credentials(const Url& url) {
  const UrlView view = url.view();
  std::string text = fmt::format("{}://{}", view.scheme, view.host);
  if (view.port != kNoPort) text += fmt::format(":{}", view.port);
  text += view.path;
  if (view.has_query) text += fmt::format("?{}", view.query);
  return Url::parse(text).value_or(url);
}

void require_fetchable(const std::string& said, const Url& url) {
  const UrlView view = url.view();
  if (view.scheme != "http" && view.scheme != "https") {
    throw InputError(fmt::format("{}: the scheme {}: cannot be fetched; only http: and https: can",
                                 said, view.scheme));
  }
}

}  // namespace

std::vector<Flag> fetch_flags() {
  return {
      {.name = "allow-private",
       .help = "let URLs lead to private, loopback and other addresses that are not of the public "
               "Internet"},
      {.name = "timeout",
       .value = "SECONDS",
       .help = "give up on a URL after so long, redirects included (default 30)"},
  };
}

FetchOptions fetch_options(const Args& args) {
  FetchOptions options;
  if (args.has("allow-private")) options.private_addresses = PrivateAddresses::allowed;
  if (const auto text = args.value("timeout")) {
    double seconds = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), seconds);
    if (problem != std::errc() || end != text->data() + text->size() || !(seconds > 0) ||
        seconds > kLongestTimeout) {
      throw UsageError(
          fmt::format("--timeout: '{}' is no time; write seconds, above 0 and up to {}", *text,
                      kLongestTimeout));
    }
    options.timeout = std::chrono::milliseconds(std::llround(std::ceil(seconds * 1000)));
  }
  return options;
}

std::optional<std::string_view> FetchedPage::field(std::string_view name) const noexcept {
  const auto found = std::ranges::find_if(
      fields, [&](const ResponseField& each) { return is_field(each.name, name); });
  return found == fields.end() ? std::nullopt : std::optional<std::string_view>(found->value);
}

bool FetchedPage::is_html() const {
  const auto type = field("content-type");
  if (!type) {
    const std::size_t first = body.find_first_not_of("\xEF\xBB\xBF \t\r\n\f");
    return first != std::string::npos && body[first] == '<';
  }
  return is_html_type(content_type_essence(*type));
}

Fetcher::Fetcher(const FetchOptions& options)
    : transfer_(std::make_unique<HttpTransfer>(options)), options_(options) {}
Fetcher::~Fetcher() = default;

FetchedPage Fetcher::get(std::string_view text) {
  auto url = Url::parse(text);
  if (!url) {
    throw InputError(
        fmt::format("{}: not a URL: {}; write an absolute one, such as https://example.com/",
                    printable(text), url.error().message()));
  }
  const std::string first = url->href();
  const auto deadline = std::chrono::steady_clock::now() + options_.timeout;
  std::vector<FetchHop> hops;
  for (;;) {
    const std::string said = said_of(first, *url);
    require_fetchable(said, *url);
    HttpAnswer answer = transfer_->get(*url, said, deadline);
    FetchedPage page{without_credentials(*url),
                     answer.status,
                     {},
                     std::move(answer.fields),
                     std::move(answer.body)};
    const auto location = page.field("location");
    if (!is_redirect(page.status) || !location) {
      page.redirects = std::move(hops);
      return page;
    }
    if (hops.size() == kMostRedirects) {
      throw InputError(
          fmt::format("{}: more than {} redirects, the last to {}; mend the server's loop, or "
                      "name the page itself",
                      printable(first), kMostRedirects, printable(*location)));
    }
    hops.push_back({page.url.href(), page.status});
    auto next = Url::parse(*location, &*url);
    if (!next) {
      throw InputError(
          fmt::format("{}: redirects to '{}', which is no URL: {}; mend the Location field",
                      printable(url->href()), printable(*location), next.error().message()));
    }
    url = *std::move(next);
  }
}

}  // namespace cspkit::cli
