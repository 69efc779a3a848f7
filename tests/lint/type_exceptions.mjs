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
  'closed-by-another': {
    reason: 'Policies add up: another one of the same header restricts it.',
    explains: ({ id }, policy, one) => id === 'missing-directives' && one.policies.length > 1,
  },
  'shadowed-by-elem': {
    reason: 'script-src-elem stands beside it, and governs every script that is loaded.',
    explains: ({ id, directive }, policy) => ['script-src', 'default-src'].includes(directive) && directivesOf(policy).has('script-src-elem') &&
      ['script-allowlist-bypass', 'plain-url-schemes', 'plain-wildcard'].includes(id),
  },
  placeholder: {
    reason: "'nonce-{nonce}' stands for a nonce that is drawn for each response.",
    explains: ({ value }) => value === "'nonce-{nonce}'",
  },
  'nonce-of-no-source': {
    reason: 'The value of report-uri is no list of sources; nobody reads a nonce there.',
    explains: ({ id, directive }) => id === 'nonce-length' && directive === 'report-uri',
  },
  'matches-nothing': {
    reason: 'No request has such a path: `//` and `?` are not in the grammar, and URLs lose their `..` before they are compared.',
    explains: ({ id, value }) => id === 'script-allowlist-bypass' && /\w\/\/|\.\.|\?/.test(value.replace(/^[\w+.-]+:/, '')),
  },
  'scheme-of-no-request': {
    reason: 'Every host of a scheme by which no browser loads anything: no request matches.',
    explains: ({ id, value }) => id === 'plain-wildcard' && /^(?!(?:https?|wss?):)[a-z][a-z0-9+.-]*:\/\/\*$/i.test(value),
  },
  'another-port': {
    reason: 'The source has a port at which the host serves nothing that is known.',
    explains: ({ id, value }) => id === 'script-allowlist-bypass' && /:\d+(\/|$)/.test(value) && !/:443(\/|$)/.test(value),
  },
};
