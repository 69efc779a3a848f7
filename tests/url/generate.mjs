// SPDX-License-Identifier: Apache-2.0
// Writes JSON lines: generated URLs, and what Node's URL makes of them.
//
//     node generate.mjs [COUNT [SEED]]
//
// `input` is the text; where it is ill-formed UTF-8, `bytes` holds it in hexadecimal instead. `base` is there where the
// input was resolved against one. `ok` says whether it is a URL, and if so the components follow, as the API names them.
import { once } from 'node:events';
import { domainToUnicode } from 'node:url';
import { isBeyondRanges } from './hosts.mjs';
import { Random } from './random.mjs';
import { makeCase } from './urls.mjs';

const FIELDS = ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin'];
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** `text` in UTF-8 with a few bytes overwritten or cut, so that most results are ill-formed. */
function damageBytes(random, text) {
  let bytes = Buffer.from(text);
  for (let count = random.between(1, 3); count > 0 && bytes.length > 0; --count) {
    bytes[random.below(bytes.length)] = random.pick([0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xe2, 0xed, 0xa0, 0xf0, 0x90, 0xf4, 0xf5, 0xff]);
  }
  return random.chance(0.2) ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes;
}

function answer(text, base) {
  let url;
  try {
    url = new URL(text, base);
  } catch {
    return { ok: false };
  }
  const components = { ok: true };
  for (const field of FIELDS) components[field] = url[field];
  return components;
}

/** A case whose outcome does not hang on the version of Unicode: see UNICODE_RANGES. */
function makeStableCase(random) {
  for (;;) {
    const { input, base } = makeCase(random);
    const { hostname } = answer(input, base);
    if (!hostname?.includes('xn--') || !isBeyondRanges(domainToUnicode(hostname))) return { input, base };
  }
}

function makeLine(random) {
  const { input, base } = makeStableCase(random);
  if (!random.chance(0.04)) {
    return JSON.stringify({ input, base, ...answer(input, base) });
  }
  const bytes = damageBytes(random, input + random.pick(['', 'é', '/日', '?💩', '#ü']));
  return JSON.stringify({ bytes: bytes.toString('hex'), base, ...answer(decoder.decode(bytes), base) });
}

const count = Number(process.argv[2] ?? 250_000);
const random = new Random(Number(process.argv[3] ?? 1));
for (let written = 0; written < count;) {
  const lines = [];
  for (; lines.length < 1000 && written < count; ++written) lines.push(makeLine(random));
  if (!process.stdout.write(lines.join('\n') + '\n')) await once(process.stdout, 'drain');
}
