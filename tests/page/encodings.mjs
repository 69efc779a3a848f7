// SPDX-License-Identifier: Apache-2.0
// Labels of encodings, and what the bytes mean in them, by real Chromium and by the reader: encodings.mjs PROGRAM.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { askChromium, run } from './chromium.mjs';

const kSingle = ['ibm866', ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((n) => `iso-8859-${n}`), 'iso-8859-8-i', 'koi8-r', 'koi8-u', 'macintosh', 'windows-874',
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => `windows-125${n}`), 'x-mac-cyrillic', 'utf-8'];
const kDouble = ['gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr', 'utf-8'];

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/// [label, bytes, what they are], one row for each that may be wrong by itself.
function rows() {
  const all = [];
  for (const label of kSingle) for (const byte of range(0x80, 0xFF)) all.push([label, [0x41, byte, 0x42]]);
  // A lead with every byte behind it, which is told from the next by what no trail is.
  for (const label of kDouble) {
    for (const lead of range(0x80, 0xFF)) {
      for (const trail of [...range(0x20, 0x7E).filter((byte) => byte !== 0x3C), ...range(0x80, 0xFF)]) all.push([label, [lead, trail, 0x3C]]);
    }
  }
  for (let n = 0; n < 126 * 10 * 126 * 10; n += 211) {
    all.push(['gb18030', [0x81 + Math.floor(n / 12600), 0x30 + Math.floor(n / 1260) % 10, 0x81 + Math.floor(n / 10) % 126, 0x30 + n % 10, 0x3C]]);
  }
  for (const second of range(0xA1, 0xFE)) for (let third = 0xA1; third < 0xFF; third += 3) all.push(['euc-jp', [0x8F, second, third, 0x3C]]);
  return all;
}

/// What ICU reads otherwise: 0x80 by itself, and Big5's signs for controls and what Hong Kong added to it late.
const isKnown = (label, [lead, trail]) => (['gbk', 'gb18030'].includes(label) && lead === 0x80) || (label === 'shift_jis' && [lead, trail].includes(0x80)) ||
  (label === 'big5' && (lead <= 0xA0 || lead >= 0xC6 || (lead === 0xA3 && trail >= 0xC0)));

run('page_encodings', async (program) => {
  const source = readFileSync(new URL('../../src/page/encodings.cpp', import.meta.url), 'utf8');
  const labels = [...new Set([...source.matchAll(/" ([^"]* )?([^"]*) "/g)].flatMap(([text]) => text.replaceAll('"', ' ').trim().split(/\s+/)))]
    .concat(['utf-7', 'latin-1', 'utf-32', 'iso-8859-12', 'cp932', 'x']);
  const all = [...labels.map((label) => [label, []]), ...rows()];
  const lines = all.map(([label, bytes]) => `${label} ${hex(bytes)}`);
  const told = await askChromium({ script: readFileSync(new URL('encodings.js', import.meta.url)),
    serve: (path) => (path === '/rows' ? { headers: { 'content-type': 'text/plain' }, body: lines.join('\n') } : undefined) });
  // An empty word is no word to the program.
  const ours = execFileSync(program, ['--decode'], { input: lines.map((line) => line.replace(/ $/, ' 61')).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd().split('\n');
  const wrong = new Map();
  lines.forEach((line, index) => {
    const label = all[index][0];
    const [name, text] = told[index].split(' ');
    const mine = ours[index].split(' ');
    const isLabel = index < labels.length;
    if (isLabel ? mine[0].toLowerCase() === (name === 'none' ? 'none' : name) : mine[1] === text) return;
    // What is no character in an encoding of several bytes is replaced in another way; docs/page.md.
    if (!isLabel && kDouble.includes(label) && label !== 'utf-8' && (text.includes('efbfbd') || isKnown(label, all[index][1]))) return;
    if (isLabel && mine[0] === 'replacement' && name === 'none') return;  // which TextDecoder refuses
    wrong.set(label, [...(wrong.get(label) ?? []), `${line}: ${told[index]}, not ${ours[index]}`]);
  });
  for (const [label, some] of wrong) console.log(`${label}: ${some.length} wrong\n  ${some.slice(0, 12).join('\n  ')}`);
  console.log(`${labels.length} labels, ${all.length - labels.length} sequences of bytes, ${[...wrong.values()].flat().length} wrong`);
  if (labels.length < 200) throw new Error('the table of labels was not found');
  return wrong.size === 0 ? 0 : 1;
});
