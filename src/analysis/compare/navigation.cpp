// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/compare/classes.h"
#include "analysis/compare/questions.h"
#include "analysis/compare/url_cells.h"

namespace cspkit {
namespace {

using enum DirectiveId;

void compare_urls(const ComparedPair& pair, Findings& findings, CaseKind kind,
                  DirectiveId directive, UrlDimensions dimensions) {
  if (pair.same_lists({directive})) return;
  findings.begin_group();
  const std::vector<AskedList> lists = pair.governing({directive});
  const std::size_t limit = findings.urls_left(lists.size());
  const std::vector<UrlCell> cells = url_cells(pair, lists, dimensions, limit);
  if (cells.size() == limit) return findings.give_up();
  for (const UrlCell& cell : cells) {
    PolicyCase asked;
    asked.kind = kind;
    asked.url = cell.url.href();
    asked.redirect_count = cell.redirect_count;
    findings.ask(asked);
  }
}

/// A form whose target is a `javascript:` URL must pass form-action, and then as inline script.
void compare_script_forms(const ComparedPair& pair, Findings& findings) {
  if (pair.same_lists({form_action, script_src_elem})) return;
  findings.begin_group();
  const auto contents = content_classes(pair.governing({script_src_elem}), findings.left());
  if (!contents) return findings.give_up();
  for (const std::string& hashes : contents->one_of_each) {
    for (const std::uint32_t redirects : {0u, 1u}) {
      PolicyCase asked;
      asked.kind = CaseKind::form_action;
      asked.url = "javascript:" + pair.unmentioned.source;
      asked.hashes = hashes;
      asked.redirect_count = redirects;
      findings.ask(asked);
    }
    if (findings.left() == 0) return;
  }
}

}  // namespace

void compare_navigation(const ComparedPair& pair, Findings& findings) {
  compare_urls(pair, findings, CaseKind::form_action, form_action, {});
  compare_script_forms(pair, findings);
  compare_urls(pair, findings, CaseKind::base_uri, base_uri, {.redirects = Redirects::none});
  // Every ancestor is asked by itself, and of its URL no more than the origin.
  compare_urls(pair, findings, CaseKind::frame_ancestors, frame_ancestors,
               {.redirects = Redirects::none, .paths = Paths::none});
}

}  // namespace cspkit
