// SPDX-License-Identifier: Apache-2.0
// What the real program says: the composed policy, what breaks under another one, and single decisions.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ask } from '../browser/engine.mjs';

// Each page has an origin of its own. Scenarios name it as {origin}, and so do the policies until one is sent.
const here = (text, origin) => text.replaceAll('{origin}', origin);
const anywhere = (answer, origin) => JSON.parse(JSON.stringify(answer).replaceAll(origin, '{origin}'));

/// NAME:key=value,…,features=a+b, as the command line takes it.
export function vendorArgument({ vendor, options, features }, origin) {
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${here([value].flat().join('+'), origin)}`);
  return `${vendor}:${[...pairs, `features=${features.length > 0 ? features.join('+') : 'none'}`].join(',')}`;
}

function printed(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw new Error(`${program} does not start (${error.message}); build it: ./dev build`);
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(' ')}: ${stderr.trim()}`);
  return stdout;
}

const run = (program, args) => JSON.parse(printed(program, args));

/// The tabs of a guide's code block that `externalize --guide` makes of one text: { html, css, js }.
export function guideTabs(program, text) {
  const folder = mkdtempSync(join(tmpdir(), 'cspkit-tabs-'));
  try {
    writeFileSync(join(folder, 'guide.html'), text);
    printed(program, ['externalize', '--guide', join(folder, 'guide.html'), '-o', join(folder, 'tabs')]);
    return Object.fromEntries(['html', 'css', 'js'].map((tab) => [tab, readFileSync(join(folder, 'tabs', `guide.${tab}`), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const inWords = (directives) => Object.entries(directives)
  .map(([name, list]) => [name, ...list].join(' ').trim()).join('; ');

/// The composed policy, and each source that it has for the vendor: { policy, sources: [{ directive, source, features }] }.
export function compose(program, scenario, base, origin) {
  const answer = anywhere(run(program, ['compose', vendorArgument(scenario, origin), '--base', base,
    '--document-url', `${origin}/page`, '--json']), origin);
  if (answer.policies.length !== 1) throw new Error(`${scenario.name}: compose answered ${answer.policies.length} policies`);
  const { directives } = answer.policies[0];
  const sources = new Map();
  for (const { directive, source, feature } of answer.provenance) {
    const key = `${directive} ${source}`;
    if (!directives[directive]?.includes(source)) throw new Error(`${scenario.name}: the policy lacks its own ${key}`);
    if (!sources.has(key)) sources.set(key, { directive, source, features: [] });
    sources.get(key).features.push(feature);
  }
  return { policy: inWords(directives), directives, sources: [...sources.values()] };
}

/// The policy without that source.
export function without(directives, { directive, source }) {
  const rest = directives[directive].filter((one) => one !== source);
  return inWords({ ...directives, [directive]: rest.length > 0 ? rest : ["'none'"] });
}

/// What `check` says fails in that browser: [{ feature, directive, url, probe }].
export function failures(program, scenario, policy, origin, browser) {
  const answer = run(program, ['check', vendorArgument(scenario, origin), here(policy, origin),
    '--document-url', `${origin}/page`, '--json']);
  return answer.vendors.flatMap(({ features }) => features).flatMap(({ feature, failures: failed }) =>
    failed.filter(({ browsers }) => browsers.includes(browser)).map((one) => ({ feature, ...one })));
}

const kDestinations = { 'script-src': 'script', 'script-src-elem': 'script', 'style-src': 'style', 'style-src-elem': 'style',
  'img-src': 'image', 'font-src': 'font', 'connect-src': '', 'frame-src': 'iframe', 'child-src': 'iframe',
  'worker-src': 'worker', 'media-src': 'audio', 'manifest-src': 'manifest', 'object-src': 'object' };
const kInline = { 'script-src': 'script', 'script-src-elem': 'script', 'script-src-attr': 'script-attribute',
  'style-src': 'style', 'style-src-elem': 'style', 'style-src-attr': 'style-attribute' };

/// The decisions that a violation can be about: no event says whether the element had one of the nonces.
function checksOf({ directive, blockedURI, sample }, nonces) {
  switch (blockedURI) {
    case 'inline': return nonces.map((nonce) => ({ kind: 'inline', type: kInline[directive], source: sample, nonce }));
    case 'eval': return [{ kind: 'eval' }];
    case 'wasm-eval': return [{ kind: 'wasm' }];
    case 'trusted-types-policy': return [{ kind: 'trusted-types-policy', name: sample }];
    case 'trusted-types-sink': return [{ kind: 'trusted-types-sink', group: 'script' }];
    default:
  }
  if (directive === 'base-uri' || directive === 'form-action') return [{ kind: directive, url: blockedURI }];
  if (!(directive in kDestinations)) return [];
  // Browsers tell no more than the scheme of a URL that is not the network's.
  const url = /^(blob|data|filesystem)$/.test(blockedURI) ? `${blockedURI}:x` : blockedURI;
  const destination = kDestinations[directive];
  return nonces.map((nonce) => ({ kind: 'request', url, destination, parser_inserted: false, nonce }));
}

/// Of each violation, whether the engine, as that browser, allows it under `before` and blocks it under `after`, by the
/// same directive. `chain(url)` is the URL and where redirects led from it.
export function coveredBy(program, browser, origin, { before, after }, violations, chain) {
  const cases = [];
  const nonces = [undefined, ...[...before.matchAll(/'nonce-([^']+)'/g)].map(([, nonce]) => nonce)];
  violations.forEach((violation, i) => {
    for (const blockedURI of chain(violation.blockedURI)) {
      for (const check of checksOf({ ...violation, blockedURI }, nonces)) {
        for (const value of [before, after]) {
          cases.push({ i, one: { policies: [{ value: here(value, origin) }], document_url: `${origin}/page`, check } });
        }
      }
    }
  });
  const answers = ask({ program }, cases.map(({ one }) => one), browser);
  const family = (directive) => (directive ?? '').replace(/-(elem|attr)$/, '');
  return violations.map(({ directive }, i) => cases.some((one, k) => one.i === i && k % 2 === 0 &&
    answers[k].result === 'allow' && answers[k + 1].result === 'block' &&
    family(answers[k + 1].directive) === family(directive)));
}
