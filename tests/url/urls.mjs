// SPDX-License-Identifier: Apache-2.0
// Whole URLs, and the ways to damage them.
import { makeHost, makeUnicode } from './hosts.mjs';

const SPECIAL = ['http', 'https', 'ws', 'wss', 'ftp', 'file'];
const OTHER = ['foo', 'blob', 'data', 'javascript', 'mailto', 'about', 'view-source', 'a+b-c.d', 'x1', 'chrome-extension', 'filesystem', 'ssh'];
const DOTS = ['.', '..', '%2e', '%2E', '.%2e', '%2e.', '%2e%2E', '...', '.%2e.', '%2', '%2e%2e%2e', '. ', '..a', '.a'];
const ODD = ['\t', '\n', '\r', ' ', '\0', '\x01', '\x1f', '\x7f', '\\', '/', '?', '#', '@', ':', '[', ']', '|', '%', '%00', '%0a',
  '%zz', '"', '<', '>', '`', '{', '}', '^', "'", '.', '..', '%2e', '\u0080', '\u00a0', 'é', '\ufeff', '\ufffd', '\u{10ffff}', '💩'];
const WORDS = ['', 'a', 'b', 'foo', 'C:', 'c|', 'C|', 'Z:x', 'index.html', '%41', '%zz', 'ü', '日本', "it's", 'a b', 'a^b', 'x=y&z', 'a;b', '~', '*'];

function makeScheme(random) {
  return random.weighted([
    [12, () => random.pick(SPECIAL)],
    [4, () => random.pick(OTHER)],
    [1, () => random.pick([...SPECIAL, ...OTHER]).toUpperCase()],
    [1, () => random.pick(['1http', '', '+x', 'ht tp', 'http\t', 'hé', 'http:http', 'C', 'c', 'a:b', 'x_y'])],
  ]);
}

function makePath(random) {
  const slash = () => random.pick(['/', '/', '/', '/', '\\', '//']);
  return random.repeat(random.below(6), () => slash() + random.weighted([
    [3, () => random.pick(WORDS)],
    [3, () => random.pick(DOTS)],
    [1, () => random.pick(ODD) + random.pick(WORDS)],
    [1, () => makeUnicode(random)],
  ]));
}

const makeTail = (random, mark) =>
  random.chance(0.3) ? mark + random.repeat(random.below(4), () => random.pick(random.chance(0.5) ? WORDS : ODD)) : '';

function makePort(random) {
  return random.weighted([
    [12, () => ''],
    [5, () => ':' + random.pick([80, 443, 21, 8080, 0, 1, 65535, 65536])],
    [1, () => ':' + random.below(100000)],
    [1, () => ':' + random.pick(['', '0080', '00443', '8a', 'a', '-1', '+80', '99999999999999999999', ' 80', '8\t0', '65535 ', '٣', '8:8', '%38'])],
  ]);
}

function makeCredentials(random) {
  if (random.chance(0.8)) return '';
  const word = () => random.repeat(random.below(3), () => random.pick([...WORDS, ':', '@', ...ODD]));
  return random.pick([() => word() + '@', () => word() + ':' + word() + '@', () => '@', () => ':@', () => word() + '@' + word() + '@'])();
}

export function makeUrl(random) {
  const separator = random.weighted([
    [14, () => '//'],
    [2, () => random.pick(['', '/', '///', '\\\\', '/\\', '\\/', '////', '\t//', '/\n/'])],
  ]);
  return makeScheme(random) + ':' + separator + makeCredentials(random) + makeHost(random) + makePort(random) +
    makePath(random) + makeTail(random, '?') + makeTail(random, '#');
}

function makeOpaque(random) {
  const scheme = random.pick([...OTHER, 'foo', 'data', 'blob']);
  return scheme + ':' + random.weighted([
    [4, () => random.repeat(random.below(5), () => random.pick(random.chance(0.6) ? WORDS : ODD))],
    [2, () => 'text/html,<p>' + makeUnicode(random)],
    [3, () => makeUrl(random)],
  ]) + makeTail(random, '?') + makeTail(random, '#');
}

function makeRelative(random) {
  return random.weighted([
    [4, () => makePath(random)],
    [4, () => random.pick([...WORDS, ...DOTS]) + makePath(random)],
    [2, () => random.pick(['//', '\\\\', '/\\', '///', '//\t']) + makeCredentials(random) + makeHost(random) + makePort(random) + makePath(random)],
    [2, () => random.pick(SPECIAL) + ':' + random.pick(['', '/', '//']) + random.pick(WORDS) + makePath(random)],
    [1, () => random.pick(['', '?', '#', '/', '?q', '#f', '.', '..', '/.', '/..', 'C|', 'C|/', '/C|/x', 'C:', '/C:', '//C:/', '\\C|\\'])],
  ]) + makeTail(random, '?') + makeTail(random, '#');
}

/** One to four small injuries. */
function damage(random, text) {
  const points = [...text];
  for (let count = random.between(1, 4); count > 0; --count) {
    const at = random.below(points.length + 1);
    random.weighted([
      [4, () => points.splice(at, 0, random.pick(ODD))],
      [2, () => points.splice(at, random.between(1, 3))],
      [2, () => points.splice(at, 1, random.pick(ODD))],
      [1, () => points.splice(at, 0, ...points.slice(at, at + 4))],
      [1, () => points.splice(at, 1, encodeURIComponent(points[at] ?? 'é'))],
      [1, () => points.unshift(random.pick([' ', '\t', '\0', '\n']))],
      [1, () => points.push(random.pick([' ', '\x1f', '\r\n']))],
    ]);
  }
  return points.join('');
}

const soup = (random) =>
  random.repeat(random.between(0, 14), () => random.pick([...ODD, ...WORDS, ...DOTS, ...SPECIAL, ':', '://', '/', '0x', '1']));

const BASES = [
  'http://example.com/a/b/c?q#f', 'https://u:p@example.com:8443/dir/file', 'http://[::1]/', 'ftp://h/x/../y/', 'wss://h:1/a',
  'file:///C:/dir/file?q', 'file:///', 'file://host/share/x', 'file:///C:', 'file:///a/b', 'file://host/C:/a', 'foo://host/p/q?r', 'foo://h', 'foo:/a/b',
  'foo:/.//p/q', 'foo:///x', 'foo:opaque?q', 'mailto:a@b', 'data:text/html,x#f', 'blob:https://a.test/uuid', 'about:blank',
  'javascript:void 0', 'non-special:/', 'foo://u@h:99/a/./b', 'foo://///',
];

/** `{input, base?}`: the next thing to ask. */
export function makeCase(random) {
  const base = random.pick(BASES);
  return random.weighted([
    [40, () => ({ input: makeUrl(random) })],
    [8, () => ({ input: makeOpaque(random) })],
    [16, () => ({ input: damage(random, makeUrl(random)) })],
    [6, () => ({ input: soup(random) })],
    [18, () => ({ input: makeRelative(random), base })],
    [5, () => ({ input: damage(random, makeRelative(random)), base })],
    [4, () => ({ input: soup(random), base })],
    [3, () => ({ input: makeUrl(random), base })],
  ]);
}
