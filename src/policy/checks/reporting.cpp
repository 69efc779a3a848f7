// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.h"
#include "cspkit/url.h"
#include "policy/checks/other_grammars.h"
#include "policy/scan.h"

namespace cspkit::checks {
namespace {

/// tchar, of RFC 9110, section 5.6.2
bool is_token_char(char c) noexcept {
  return is_ascii_alphanumeric(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool looks_like_url(std::string_view word) noexcept {
  return word.find('/') != word.npos || word.find(':') != word.npos;
}

/// `reports.a.test/csp`: what a person means as a host and a URL parser reads as a path.
bool looks_like_host(std::string_view word) noexcept {
  const std::string_view first = word.substr(0, word.find_first_of("/?#"));
  const std::size_t dot = first.rfind('.');
  if (dot == first.npos || dot == 0 || first.find("..") != first.npos) return false;
  const std::string_view last = first.substr(dot + 1);
  const bool name = last.size() >= 2 &&
                    std::all_of(last.begin(), last.end(), [](char c) { return is_ascii_alpha(c); });
  // `report.php` is a file beside the page.
  return name && (first.size() < word.size() || std::count(first.begin(), first.end(), '.') > 1);
}

}  // namespace

// https://w3c.github.io/webappsec-csp/#directive-report-uri
Claim check_report_uri(const Token& token, Reporter& report) {
  const std::string_view word = token.text;
  if (word.find_first_of("'\"`") != word.npos) {
    const std::size_t begin = word.find_first_not_of("'\"`");
    std::string better;
    if (begin != word.npos) better = word.substr(begin, word.find_last_not_of("'\"`") + 1 - begin);
    const bool keyword =
        find_keyword(word).has_value() || better.find_first_of(".:/") == better.npos;
    report.add(
        Code::invalid_report_uri, token.span,
        keyword ? fmt::format("{} is no address. report-uri takes URLs; remove the directive to "
                              "send no reports.",
                              shown(word))
                : fmt::format("{} is read with its quotes. Write {}.", shown(word), shown(better)),
        keyword ? std::string() : better);
    return Claim::claimed;
  }
  static const auto base = Url::parse("https://page.test/");
  const auto url = Url::parse(word, &*base);
  if (!url) {
    report.add(Code::invalid_report_uri, token.span,
               fmt::format("{} is no URL: {}. No report is sent there.", shown(word),
                           url.error().message()));
    return Claim::claimed;
  }
  const std::string_view scheme = url->view().scheme;
  if (scheme != "https" && scheme != "http") {
    report.add(Code::invalid_report_uri, token.span,
               fmt::format("{} has the scheme {}: reports are sent by HTTP only.", shown(word),
                           shown(scheme)));
    return Claim::claimed;
  }
  if (looks_like_host(word) && url->view().host == "page.test") {
    std::string better = fmt::format("https://{}", word);
    report.add(
        Code::report_uri_relative, token.span,
        fmt::format("{} has no scheme and is read as a path of the page's own site. If it is a "
                    "host, write {}.",
                    shown(word), shown(better)),
        better);
    return Claim::claimed;
  }
  return Claim::passed;
}

// https://w3c.github.io/webappsec-csp/#directive-report-to
void check_report_to(const TokenList& list, Reporter& report) {
  if (list.tokens.empty()) return;
  const std::string_view word = text_at(list.text, list.tokens.front());
  if (list.tokens.size() > 1) {
    report.add(Code::invalid_report_to, {list.tokens[1].begin, list.tokens.back().end},
               "report-to takes one endpoint name. Keep one, and name the others' addresses in its "
               "Reporting-Endpoints.");
    return;
  }
  if (list.claims.front() == Claim::claimed) return;
  if (looks_like_url(word)) {
    report.add(Code::invalid_report_to, list.tokens.front(),
               fmt::format("{} is a URL; report-to takes the name of an endpoint. Define one by "
                           "`Reporting-Endpoints: csp=\"{}\"` and write `report-to csp`.",
                           shown(word), word.size() < 200 ? word : "…"));
    return;
  }
  if (!std::all_of(word.begin(), word.end(), is_token_char) || word.front() == '\'') {
    report.add(
        Code::invalid_report_to, list.tokens.front(),
        fmt::format("{} is no endpoint name: it is written as in Reporting-Endpoints, without "
                    "quotes.",
                    shown(word)));
  }
}

}  // namespace cspkit::checks
