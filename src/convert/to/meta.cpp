// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "convert/escape.h"
#include "convert/writer.h"
#include "cspkit/directives.h"

namespace cspkit::convert {
namespace {

constexpr std::string_view kMeta =
    "https://html.spec.whatwg.org/multipage/"
    "semantics.html#attr-meta-http-equiv-content-security-policy";

bool ignored_in_meta(const Directive& directive) {
  const auto id = find_directive(directive.name);
  return id && directive_info(*id).ignored_in_meta;
}

/// What the page goes without.
std::string_view loss_of(std::string_view name) {
  if (name == "frame-ancestors") {
    return ", so that any site may frame the page (that is decided before the page is parsed)";
  }
  if (name == "sandbox") return ", so that the page keeps all its rights";
  return ", so that nobody is told what the policy blocks";
}

}  // namespace

// An element for each policy: a comma in the content of a `<meta>` separates nothing in HTML's own words, and readers
// have differed about it.
std::string write_meta(const Job& job) {
  std::string text;
  for (const Field& field : job.fields) {
    if (field.disposition == Disposition::report) {
      job.note(
          "a <meta> element cannot report only: the report-only policy is left out; send it as a "
          "header",
          kMeta);
      continue;
    }
    for (Policy policy : field.policies) {
      for (const Directive& directive : policy.directives) {
        if (ignored_in_meta(directive)) {
          job.note(fmt::format("{} is ignored in a <meta> element, and is left out{}; send it as a "
                               "header",
                               directive.name, loss_of(directive.name)),
                   kMeta);
        }
      }
      std::erase_if(policy.directives, ignored_in_meta);
      for (const Field& kept : fields_of({&policy, 1})) {
        text += "<meta http-equiv=\"Content-Security-Policy\" content=\"";
        text += escape_attribute(kept.value.plain());
        text += "\">\n";
      }
    }
  }
  if (text.empty()) return text;
  job.note("put it first in <head>: it does not bind what the parser has read before it", kMeta);
  if (text.find(kNoncePlaceholder) != std::string::npos) {
    job.note(
        "let the template write a fresh value in the place of {nonce} for each response; a <meta> "
        "in a static file "
        "cannot have one");
  }
  return text;
}

}  // namespace cspkit::convert
