// SPDX-License-Identifier: Apache-2.0
// Hosts that attack the host parser: numbers, brackets, international names, forbidden code points.

/**
 * Code points of hosts beyond ASCII. Every range is fully assigned (or never will be) in Unicode 15.0, the version of
 * Debian 12's ICU: Node carries tables of its own, of another version from release to release, and what was assigned
 * after 15.0 would differ for that reason alone.
 */
const UNICODE_RANGES = [
  [0x00a1, 0x00ff], [0x0100, 0x024f], [0x0250, 0x02af], [0x02b0, 0x02ff], // Latin, modifiers
  [0x0300, 0x036f], // combining marks
  [0x0391, 0x03a1], [0x03a3, 0x03ff], [0x0400, 0x04ff], // Greek, Cyrillic
  [0x0531, 0x0556], [0x0561, 0x0587], // Armenian
  [0x05d0, 0x05ea], [0x0620, 0x064a], [0x064b, 0x0669], [0x0671, 0x06d3], [0x06f0, 0x06f9], // Hebrew, Arabic
  [0x0710, 0x072f], [0x0780, 0x07b1], // Syriac, Thaana
  [0x0905, 0x0939], [0x093e, 0x094d], [0x0966, 0x096f], // Devanagari
  [0x0e01, 0x0e3a], [0x10d0, 0x10ff], [0x10a0, 0x10c5], [0x1c90, 0x1cba], // Thai, Georgian
  [0x1100, 0x11ff], [0x13a0, 0x13f5], // Hangul jamo, Cherokee
  [0x1e00, 0x1e9d], [0x1e9f, 0x1eff], // Latin additional; not U+1E9E, which maps elsewhere since 15.1
  [0x2000, 0x200b], [0x200c, 0x200d], [0x200e, 0x2029], [0x2030, 0x205e], // spaces, joiners, punctuation
  [0x2070, 0x2071], [0x2074, 0x208e], [0x20a0, 0x20c0], // super- and subscripts, currency
  [0x2100, 0x218b], [0x2190, 0x2200], [0x2460, 0x24ff], // letterlike, arrows, enclosed
  [0x3001, 0x3002], [0x3041, 0x3096], [0x30a1, 0x30ff], [0x3131, 0x318e], [0x3200, 0x321e],
  [0x3250, 0x33ff], [0x4e00, 0x9fff], [0xac00, 0xd7a3], // CJK
  [0xe000, 0xe0ff], [0xf900, 0xfa6d], [0xfb00, 0xfb06], [0xfb1d, 0xfb36], [0xfb50, 0xfbb1],
  [0xfd50, 0xfd8f], [0xfe00, 0xfe0f], [0xfe30, 0xfe52], [0xfe70, 0xfe74], // compatibility
  [0xff01, 0xffbe], [0xfff9, 0xffff], // full width, specials
  [0x10400, 0x1044f], [0x10900, 0x1091b], [0x1d400, 0x1d454], [0x1d7ce, 0x1d7ff], // Deseret, Phoenician, maths
  [0x1f100, 0x1f1ad], [0x1f200, 0x1f202], [0x1f300, 0x1f5ff], [0x1f600, 0x1f64f], // enclosed, emoji
  [0x20000, 0x200ff], [0xe0100, 0xe01ef], [0xe0000, 0xe0000], [0x10fff0, 0x10ffff],
];

/** Labels that have gone wrong somewhere before: joiners, bidi, Punycode good and bad, mapped and ignored. */
const IDNA_LABELS = [
  'faß', 'fass', 'ßß', 'ς', 'Σ', 'bücher', 'BÜCHER', 'bu\u0308cher', 'münchen', 'straße', '日本語', '例え', '测试',
  'पर\u094d\u200d', 'क\u094d\u200dष', 'क\u200dष', 'a\u200db', 'a\u200cb', 'نامه\u200cای', '\u0628\u200c\u0628', '\u200d',
  'אבג', 'אa', 'א1', '1א', 'a\u05d0', 'אבa', 'א\u0661', 'א1\u0661', 'ابج', '\u0661', 'اب1', '٣ab', 'א\u0300',
  '\u0300a', '\u0308', 'a\u0308', '\u00ad', 'a\u00adb', '\u200b', '\ufeff', 'a\ufeffb', '\u2060', '\ufe0f', 'x\u034f',
  '%C3%BC', '%c3%BCber', '%EF%BC%85', '％４１', '％2e', '%E3%80%82', '％', '／', '：', '？', '＃', '＠', '。', '．', '｡',
  '①②③', 'ⅷ', '㍿', 'ﬁ', '㎏', '℡', 'Å', 'K', '①', '１２７', '０ｘ7f', '𝟏𝟐𝟕', '⒈', '⒕com', '⑴',
  'xn--', 'xn--a', 'xn--A', 'XN--MNCHEN-3YA', 'xn--mnchen-3ya', 'xn--mnchen-3yb', 'xn--strae-oqa', 'xn--fa-hia',
  'xn--fa-hia1', 'xn--zca', 'xn--3xa', 'xn--wgv71a119e', 'xn--ls8h', 'xn--0ca', 'xn--a-ecp', 'xn--u-ccb', 'xn--1ch',
  'xn--iñvalid', 'xn--99999999', 'xn--9999999999999', 'xn--zn7c', 'xn--8s9h', 'xn--4db', 'xn--1-0hc', 'xn--a-0hc',
  'xn--9ca', 'xn--Tda', 'xn--tdA', 'xn--tdaa', 'xn--e1afmkfd', 'xn--p1ai', 'xn--80ak6aa92e', 'x\u00adn--tda', 'ｘn--tda',
  'xn-­-tda', 'a--b', 'ab--c', '-a', 'a-', '-', '--', '_', '_dmarc', 'a_b', 'ü-', '-ü', 'ab--ü', '≠', '≮', '≯', '\u3164',
  '\u2f00', '\ufffd', '\ufdd0', '\ud83d\udca9', '\ud83c\udff3\ufe0f\u200d\ud83c\udf08', 'İ', 'ı', 'I\u0307', 'ǅ', 'ŉ',
];

const FORBIDDEN = [...' #/:<>?@[\\]^|%\u007f\u0000\u0001\u001f"`{}!$&\'()*+,;=~'];

/** Whether `text` holds a code point beyond ASCII that is in none of the ranges: Punycode can spell any. */
export const isBeyondRanges = (text) =>
  [...text].some((c) => c > '\x7f' && !UNICODE_RANGES.some(([low, high]) => c.codePointAt(0) >= low && c.codePointAt(0) <= high));

export function makeUnicode(random) {
  const [low, high] = random.pick(UNICODE_RANGES);
  return String.fromCodePoint(random.between(low, high));
}

/** A number as the IPv4 parser may read it, or nearly. */
function makeNumber(random) {
  const value = random.weighted([
    [6, () => random.below(256)],
    [2, () => random.pick([0, 1, 8, 9, 255, 256, 65535, 65536, 16777215, 16777216, 4294967295, 4294967296])],
    [2, () => random.next()],
    [1, () => random.next() * 2 ** random.below(40)],
  ]);
  return random.weighted([
    [6, () => String(value)],
    [2, () => '0x' + value.toString(16)],
    [1, () => '0X' + value.toString(16).toUpperCase()],
    [2, () => '0' + value.toString(8)],
    [1, () => '0'.repeat(random.between(1, 30)) + value],
    [1, () => random.pick(['0x', '0X', '', '0x0', '00', '08', '09', '0xg', '1e3', '-1', '+1', '0b1', '1_0', 'x', '٣', '१'])],
  ]);
}

function makeIpv4(random) {
  let parts = random.repeat(random.pick([1, 2, 3, 4, 4, 4, 5]), () => makeNumber(random), '.');
  if (random.chance(0.1)) parts = random.pick(['a.', 'foo.', '.', 'ü.', '1.2.3.4.']) + parts;
  if (random.chance(0.15)) parts += random.pick(['.', '..', '%2e', '。', '.a', '%30', '.0x', '.09']);
  return parts;
}

function makeIpv6(random) {
  const piece = () =>
    random.weighted([
      [6, () => random.below(65536).toString(16)],
      [4, () => '0'],
      [1, () => random.below(65536).toString(16).toUpperCase().padStart(random.between(3, 5), '0')],
      [1, () => random.pick(['', 'g', '10000', '00000', '1.2', '-1', ' ', 'f%30'])],
    ]);
  const ipv4 = () => random.repeat(random.pick([3, 4, 4, 4, 4, 5]), () => random.weighted([
    [8, () => String(random.below(256))],
    [1, () => random.pick(['256', '01', '00', '', '0x1', '1e', '999999999999'])],
  ]), '.');
  const run = (count) => random.repeat(count, piece, ':');
  const text = random.weighted([
    [3, () => run(8)],
    [5, () => run(random.below(5)) + '::' + run(random.below(5))],
    [2, () => run(random.below(4)) + '::' + run(random.below(3)) + ':' + ipv4()],
    [2, () => run(6) + ':' + ipv4()],
    [1, () => '::' + ipv4()],
    [1, () => run(random.below(10))],
    [1, () => random.pick(['', ':', '::', ':::', '::1', '1::', '::1%eth0', '::1%25eth0', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8'])],
  ]);
  return random.weighted([
    [20, () => `[${text}]`],
    [1, () => `[${text}`],
    [1, () => `${text}]`],
    [1, () => `[${text}]x`],
    [1, () => `[[${text}]]`],
  ]);
}

function makeLabel(random) {
  return random.weighted([
    [6, () => random.pick(['example', 'EXAMPLE', 'a', 'www', 'Cdn-1', 'localhost', 'com', 'test', 'b0', '0b', 'x'])],
    [1, () => random.pick(['a', 'ü', '1']).repeat(random.pick([62, 63, 64, 65, 255, 300]))],
    [1, () => random.pick(['', '.', '..', '%2e', '%2E', '%00', '%20', '%41', '%7F', '%zz', '%', '%2', '%ff', '%e4'])],
    [1, () => 'a' + random.pick(FORBIDDEN) + 'b'],
    [1, () => makeNumber(random)],
  ]);
}

function makeIdnaLabel(random) {
  return random.weighted([
    [6, () => random.pick(IDNA_LABELS)],
    [2, () => random.repeat(random.between(1, 4), () => makeUnicode(random))],
    [2, () => random.pick(['a', 'b1', '-', '1']) + makeUnicode(random) + random.pick(['', 'z', '-', '2'])],
    [1, () => 'xn--' + random.repeat(random.between(1, 8), () => random.pick([...'abcdefghijklmnopqrstuvwxyz0123456789-']))],
    [1, () => random.pick(IDNA_LABELS) + random.pick(IDNA_LABELS)],
    [1, () => encodeURIComponent(random.pick(IDNA_LABELS))],
  ]);
}

export function makeHost(random) {
  return random.weighted([
    [6, () => random.repeat(random.between(1, 4), () => makeLabel(random), '.')],
    [5, () => makeIpv4(random)],
    [4, () => makeIpv6(random)],
    [5, () => random.repeat(random.between(1, 3), () => random.chance(0.6) ? makeIdnaLabel(random) : makeLabel(random), random.pick(['.', '.', '.', '。', '%2e']))],
    [1, () => ''],
    [2, () => random.pick(['C:', 'c|', 'C', 'C%3a', 'C%7C', 'localhost', 'LOCALHOST', '127.0.0.1', '.', '..', '%2e', 'a..b', 'a.', '.a'])],
  ]);
}
