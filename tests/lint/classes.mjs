// SPDX-License-Identifier: Apache-2.0
// Where cspkit's profiles say something else than the tools whose verdicts they give: the reasons, and what each explains.
// docs/lint-profiles.md tells of them to people.

import { directivesOf } from './support.mjs';

const some = ({ policies }, holds) => policies.some((policy) => [...directivesOf(policy)].some(([name, values]) => holds(name, values)));
const words = (line) => { const [severity, id, directive, value = ''] = line.split(' '); return { severity, id, directive, value }; };

const kNotSources = new Set(['report-uri', 'report-to', 'sandbox', 'upgrade-insecure-requests', 'block-all-mixed-content',
  'require-trusted-types-for', 'trusted-types', 'webrtc']);
const kDraftKeywords = new Set(["'report-sha256'", "'report-sha384'", "'report-sha512'", "'trusted-types-eval'",
  "'unsafe-webtransport-hashes'", "'unsafe-allow-redirects'"]);
const isOddlyCased = (value) => /^'(nonce|sha(256|384|512))-/i.test(value) && !/^'(nonce|sha(256|384|512))-/.test(value);

/// Name, the reason, and whether it explains one line (`side`: `ours` or `theirs`) of a difference.
export const kClasses = {
  throws: {
    tools: ['evaluator'],
    reason: 'It throws at a value that no URL parser takes, such as `https://`, and says nothing of the rest. The profile says it.',
    explains: (line, side, one) => one.only_theirs.includes('threw TypeError'),
  },
  'empty-list': {
    tools: ['evaluator'],
    reason: "It takes object-src without a value for missing; such a directive matches nothing, as 'none' does.",
    explains: (line, side, one) => side === 'theirs' && line === 'HIGH missing-directives object-src' &&
      one.policies.some((policy) => (directivesOf(policy).get('object-src') ?? directivesOf(policy).get('default-src'))?.length === 0),
  },
  'none-beside-others': {
    tools: ['evaluator'],
    reason: "It takes 'none' for the whole directive. Browsers ignore 'none' beside other sources, which then count.",
    explains: (line, side, one) => side === 'ours' && words(line).id.endsWith('-allowlist-bypass') &&
      some(one, (name, values) => name === words(line).directive && new Set(values).size > 1 && values.some((v) => v.toLowerCase() === "'none'")),
  },
  'nonce-in-script-src-elem': {
    tools: ['evaluator'],
    reason: 'Its rule about base-uri looks for the nonce in script-src; script elements are governed by script-src-elem.',
    explains: (line, side, one) => side === 'ours' && line === 'HIGH missing-directives base-uri' &&
      some(one, (name, values) => name === 'script-src-elem' && values.some((v) => /^'(nonce|sha\d+)-/i.test(v))),
  },
  'case-of-prefix': {
    tools: ['evaluator'],
    reason: "'NONCE-…' and 'SHA256-…' are nonces and hashes in any case; it reads them in lower case only.",
    explains: (line, side, one) => some(one, (name, values) => values.some(isOddlyCased)) &&
      (side === 'ours' ? ['unsafe-inline-fallback', 'nonce-length', 'ignored', 'missing-directives'].includes(words(line).id)
        : words(line).id === 'invalid-keyword' && isOddlyCased(line.split(' ').at(-1)) || /^'(nonce|sha)/.test(words(line).value)),
  },
  placeholder: {
    tools: ['evaluator'],
    reason: "'nonce-{nonce}' stands for a nonce that is drawn for each response.",
    explains: (line, side, one) => one.policy.includes("'nonce-{nonce}'") &&
      (side === 'theirs' ? words(line).value === "'nonce-{nonce}'" : words(line).id === 'unsafe-inline-fallback'),
  },
  'keywords-of-the-draft': {
    tools: ['evaluator'],
    reason: 'Keywords of the current CSP3 draft that it does not know yet.',
    explains: (line, side) => side === 'theirs' && words(line).id === 'invalid-keyword' && kDraftKeywords.has(words(line).value),
  },
  'directives-of-browsers': {
    tools: ['evaluator'],
    reason: 'fenced-frame-src is a directive, of Chromium.',
    explains: (line, side) => side === 'theirs' && line === 'SYNTAX unknown-directive fenced-frame-src',
  },
  'names-of-objects': {
    tools: ['evaluator'],
    reason: 'A directive named like a member of every JavaScript object (`constructor`) is lost; it is unknown like any other.',
    explains: (line, side) => side === 'ours' && /^SYNTAX unknown-directive (constructor|__proto__)$/.test(line),
  },
  'address-of-no-source': {
    tools: ['evaluator'],
    reason: 'It looks for IP addresses in directives whose values are no sources: `upgrade-insecure-requests 1`, `report-uri`.',
    explains: (line, side) => side === 'theirs' && words(line).id === 'ip-source' && kNotSources.has(words(line).directive),
  },
  'case-of-scheme': {
    tools: ['evaluator'],
    reason: 'Schemes have no case; it sees `http://` in lower case only.',
    explains: (line, side) => side === 'ours' && words(line).id === 'src-http' && !words(line).value.startsWith('http://'),
  },
  'not-ascii': {
    tools: ['evaluator', 'observatory'],
    reason: 'Policies part at ASCII white space, and a directive with other than ASCII characters does not count; both tools part at any white space of Unicode and take every character.',
    explains: (line, side, one) => /[^\0-\x7f]/.test(one.policy),
  },
  'vertical-tab': {
    tools: ['evaluator', 'observatory'],
    reason: 'A vertical tab is no white space to a policy.',
    explains: (line, side, one) => one.policy.includes('\v'),
  },
  'line-break': {
    tools: ['observatory'],
    reason: 'It takes line breaks out, which joins the tokens beside them; they are white space.',
    explains: (line, side, one) => /[\r\n]/.test(one.policy),
  },
  'comma-list': {
    tools: ['evaluator uncut', 'observatory uncut'],
    reason: 'A comma in a header parts two policies. Neither tool cuts there; the profiles do, and then say what the tools say of the parts.',
    explains: (line, side, one) => one.policies.length > 1 || one.policy.includes(','),
  },
};

/// The names of the classes that explain the difference, or null where a line of it is left.
export function classesOf(one) {
  const names = new Set();
  const lines = [...one.only_ours.map((line) => [line, 'ours']), ...one.only_theirs.map((line) => [line, 'theirs'])];
  for (const [line, side] of lines) {
    const found = Object.entries(kClasses)
      .find(([, { tools, explains }]) => tools.includes(one.tool) && explains(line, side, one));
    if (found === undefined) return null;
    names.add(found[0]);
  }
  return [...names].sort();
}
