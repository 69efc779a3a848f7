// SPDX-License-Identifier: Apache-2.0
// Compares what real Chromium's DOM holds with what the tokenizer finds: compare.mjs ITEMS-PROGRAM [COUNT [SEED]].
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { askChromium, run } from '../page/chromium.mjs';
import { documents, kKnown } from './documents.mjs';

/// The DOM's items of each document, with scripting enabled and disabled.
function askDom(all) {
  return askChromium({
    script: readFileSync(new URL('page.js', import.meta.url)),
    serve: (path) => {
      if (path === '/documents') return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(all) };
      const [, number] = /^\/document\/(\d+)$/.exec(path) ?? [];
      return number && { body: all[Number(number)], headers: { 'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; base-uri 'none'" } };
    },
  });
}

/// The tokenizer's items of each document.
function askTokenizer(program, all, scripting) {
  const input = all.map((one) => `${JSON.stringify(one)}\n`).join('');
  const lines = execFileSync(program, [scripting], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return lines.trimEnd().split('\n').map((line) => JSON.parse(line));
}

// Sets, since a tree builder opens formatting elements a second time where they overlap, with all their attributes.
const asSet = (items) => [...new Set(items.map((item) => JSON.stringify(item)))].sort();
const without = (a, b) => a.filter((item) => !b.includes(item));

async function main() {
  const [program, count = '500', seed = '1'] = process.argv.slice(2);
  const all = documents(Number(count), Number(seed));
  const dom = await askDom(all);
  let differing = 0, items = 0, known = 0;
  for (const scripting of ['enabled', 'disabled']) {
    askTokenizer(program, all, scripting).forEach((found, index) => {
      const here = asSet(found), there = asSet(dom[index][scripting]);
      items += there.length;
      const agrees = JSON.stringify(here) === JSON.stringify(there);
      const reason = kKnown[all[index]];
      if (reason !== undefined) {
        known += 1;
        if (!agrees) return;
        console.log(`agrees now, and should not stand among the known differences: ${JSON.stringify(all[index])}`);
      } else if (agrees) {
        return;
      } else {
        console.log(`scripting ${scripting}: ${JSON.stringify(all[index])}\n  only the DOM: ${without(there, here).join(' ')}\n` +
          `  only the tokenizer: ${without(here, there).join(' ')}`);
      }
      differing += 1;
    });
  }
  console.log(`${all.length} documents, ${items} items in the DOM, ${known / 2} known differences, ${differing} others`);
  if (items < 1000) throw new Error('the documents hold too little for the comparison to say anything');
  return differing === 0 ? 0 : 1;
}

run('html_differential', main);
