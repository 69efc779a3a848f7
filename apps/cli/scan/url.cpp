// SPDX-License-Identifier: Apache-2.0
#include "scan/url.h"

#include <fmt/format.h>

#include "fetch/content_type.h"
#include "scan/response.h"
#include "table.h"

namespace cspkit::cli {

bool is_web_url(std::string_view target) noexcept {
  const std::string_view scheme = target.substr(0, target.find(':'));
  return scheme.size() < target.size() && (is_field(scheme, "http") || is_field(scheme, "https"));
}

std::size_t scan_url(std::string_view target, Fetcher& fetcher, Inventory& inventory,
                     std::vector<std::string>& notes) {
  const FetchedPage page = fetcher.get(target);
  std::vector<SeenPolicy> policies;
  for (const ResponseField& field : page.fields) {
    if (const auto policy = seen_policy(field.name, field.value)) policies.push_back(*policy);
  }
  const std::string type(page.field("content-type").value_or(""));
  const std::string charset = content_type_charset(type);
  const std::string& url = page.url.href();
  DocumentScan document(inventory,
                        {.url = url, .name = url, .policies = policies, .charset = charset});
  if (page.is_html()) {
    document.feed(page.body);
  } else if (content_type_essence(type) == "text/css") {
    document.add_style_sheet(page.body);
  } else {
    notes.push_back(fmt::format("{}: is {}, which holds nothing to look into; name a page",
                                printable(url), type.empty() ? "of no type" : printable(type)));
  }
  document.finish();
  if (page.status >= 400) {
    notes.push_back(fmt::format("{}: the server answered with status {}; this is its error page",
                                printable(url), page.status));
  }
  return page.body.size();
}

}  // namespace cspkit::cli
