// SPDX-License-Identifier: Apache-2.0
#include "cspkit/violation.h"

namespace cspkit {

// https://w3c.github.io/webappsec-csp/#strip-url-for-use-in-reports
std::string strip_url_for_use_in_reports(const UrlView& url) {
  // 1. Other schemes hide everything behind them.
  if (url.scheme != "http" && url.scheme != "https") return std::string(url.scheme);
  // 2. No fragment. (The text sets it to the empty string, which the serializer would write as `#`;
  //    null is meant, and is what browsers send.)
  // 3. and 4. No credentials.
  // 5. https://url.spec.whatwg.org/#url-serializing, of what is left.
  std::string result;
  result.reserve(url.href.size());
  result.append(url.scheme).append("://").append(url.host);
  if (url.port != kNoPort) result.append(":").append(std::to_string(url.port));
  result.append(url.path);
  if (url.has_query) result.append("?").append(url.query);
  return result;
}

}  // namespace cspkit
