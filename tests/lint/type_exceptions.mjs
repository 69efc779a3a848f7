// SPDX-License-Identifier: Apache-2.0
// Findings of csp_evaluator of high or medium severity that the default profile rightly does not have.
import { directivesOf } from './support.mjs';

const kRead = /^(default|script|style|img|font|connect|media|object|frame|child|worker|manifest)-src$|^(script|style)-src-(elem|attr)$|^(base-uri|form-action|frame-ancestors|report-uri)$/;

/// Name, reason, and whether it explains the finding `{id, directive, value}` about the policy.
export const kTypeExceptions = {
  'empty-list': {
    reason: 'A directive without a value matches nothing: it is not missing.',
    explains: ({ id, directive }, policy) => id === 'missing-directives' && directive === 'object-src' &&
      (directivesOf(policy).get('object-src') ?? directivesOf(policy).get('default-src'))?.length === 0,
  },
  'attributes-load-nothing': {
    reason: 'script-src-attr governs inline handlers alone; no host or scheme in it is ever asked.',
    explains: ({ id, directive }) => directive === 'script-src-attr' && ['plain-url-schemes', 'plain-wildcard'].includes(id),
  },
  'data-is-no-base': {
    reason: 'HTML takes no data: URL for a base.',
    explains: ({ directive, value }) => directive === 'base-uri' && value === 'data:',
  },
  flash: {
    reason: 'Browsers run no Flash since January 2021.',
    explains: ({ id }) => id === 'object-allowlist-bypass',
  },
  'nobody-reads-it': {
    reason: 'No browser reads the directive.',
    explains: ({ directive }) => !kRead.test(directive),
  },
  'not-ascii': {
    reason: 'The directive has other characters than ASCII and does not count; a diagnostic says so.',
    explains: (finding, policy) => /[^\0-\x7f]|\v/.test(policy),
  },
  'dynamic-without-trust': {
    reason: "'strict-dynamic' stands there without a nonce or hash, so that no script loads at all, whatever else is listed.",
    explains: ({ id, directive }, policy) => ['script-allowlist-bypass', 'plain-url-schemes', 'plain-wildcard'].includes(id) &&
      directivesOf(policy).get(directive)?.includes("'strict-dynamic'"),
  },
};
