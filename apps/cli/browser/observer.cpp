// SPDX-License-Identifier: Apache-2.0
#include "browser/observer.h"

#include <fmt/format.h>

namespace cspkit::cli {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'report-sample'; style-src 'report-sample'; img-src 'none'; "
    "font-src 'none'; "
    "connect-src 'none'; media-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; "
    "manifest-src 'none'; "
    "base-uri 'none'; form-action 'none'";

// An event names an inline block by its first 40 characters behind white space. The whole of it is the text of the element that the event is
// sent to, or, where a script has taken that out of the page already, what was seen as it came in.
constexpr std::string_view kScript = R"js((() => {
  'use strict';
  const { debug } = console;
  const tell = (told) => debug('MARK', JSON.stringify(told));
  const kReported = POLICY;
  const kMostTexts = 2000;
  const kMostCharacters = 1 << 20;
  const seen = [];
  const keep = (node) => {
    if (node.nodeType !== 1) return;
    const blocks = node.matches('script:not([src]), style') ? [node] : [...node.querySelectorAll('script:not([src]), style')];
    for (const { localName, textContent, nonce } of blocks) {
      seen.push({ localName, source: textContent, nonce });
      if (seen.length > kMostTexts) seen.shift();
    }
  };
  new MutationObserver((records) => {
    for (const { addedNodes } of records) addedNodes.forEach(keep);
  }).observe(document, { childList: true, subtree: true });

  const begins = (text, sample) => typeof text === 'string' && text.trimStart().startsWith(sample);
  const attribute = (element, sample, wanted) => {
    for (const { name, value } of element?.attributes ?? []) {
      if (wanted(name) && begins(value, sample)) return { source: value };
    }
    return {};
  };
  const block = (element, localName, sample) => {
    if (element?.localName === localName && begins(element.textContent, sample)) {
      return { source: element.textContent, nonce: element.nonce };
    }
    return seen.findLast((one) => one.localName === localName && begins(one.source, sample)) ?? {};
  };
  const navigation = (sample) => {
    for (const element of document.querySelectorAll('[href^="javascript:" i], [action^="javascript:" i], [src^="javascript:" i]')) {
      for (const { value } of element.attributes) if (begins(value, sample)) return { source: value };
    }
    return {};
  };
  const find = (directive, element, sample) => {
    if (directive === 'script-src-attr') return attribute(element, sample, (name) => name.startsWith('on'));
    if (directive === 'style-src-attr') return attribute(element, sample, (name) => name === 'style');
    if (directive === 'style-src-elem') return block(element, 'style', sample);
    return /^\s*javascript:/i.test(sample) ? navigation(sample) : block(element, 'script', sample);
  };

  addEventListener('securitypolicyviolation', (event) => {
    if (!event.isTrusted || event.disposition !== 'report' || event.originalPolicy !== kReported) return;
    const directive = event.effectiveDirective;
    const told = {
      directive, uri: event.blockedURI, sample: event.sample,
      file: event.sourceFile, line: event.lineNumber, column: event.columnNumber,
    };
    if (event.blockedURI === 'inline') {
      const target = event.composedPath()[0];
      const { source, nonce } = find(directive, target instanceof Element ? target : null, event.sample);
      if (source !== undefined && source.length <= kMostCharacters) Object.assign(told, { source, nonce: nonce || undefined });
    }
    tell(told);
  }, true);
})();)js";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

}  // namespace

std::string_view report_everything_policy() noexcept { return kPolicy; }

const std::string& observer_script() {
  static const std::string kComplete =
      replaced(replaced(std::string(kScript), "MARK", kObserverMark), "POLICY",
               fmt::format("\"{}\"", kPolicy));
  return kComplete;
}

}  // namespace cspkit::cli
