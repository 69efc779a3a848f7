// SPDX-License-Identifier: Apache-2.0
// Compares what real Chromium's DOM holds that a policy decides on with what PageReader finds: dom.mjs PROGRAM.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { documents as nasty, kKnown as kKnownOfTokens } from '../html/documents.mjs';
import { askChromium, askReader, run } from './chromium.mjs';
import { kDocuments, kKnown } from './documents.mjs';

const asSet = (items) => [...new Set(items.map((item) => JSON.stringify(item)))].sort();
const without = (a, b) => a.filter((item) => !b.includes(item));

/// The reader's items in the DOM side's form. What the DOM side does not look at is left out: what CSS and srcset load, and
/// things that take more than an element to know.
function comparable({ items }) {
  return items.filter((item) => item.document === 0 && !item.css && item.kind !== 'base_uri' && !['srcset', 'imagesrcset', 'ping'].includes(item.attribute) &&
    !['source', 'track'].includes(item.element) && !(item.attribute === 'background' && item.element !== 'body'))
    .map((item) => ({ svg: item.svg, element: item.element, row: [item.kind, item.active, item.type ?? item.destination ?? '', item.attribute, item.value] }));
}

// Drawn documents put elements into SVG's scripts and styles, whose text the reader then takes by guess; docs/page.md.
const rows = (items, drawn) => items.filter(({ svg, element, row }) => !(drawn && svg && row[0] === 'inline_block' && ['script', 'style'].includes(element))).map(({ row }) => row);

run('page_dom', async (program) => {
  // The marker tells the DOM's side what the page's end cuts.
  const sources = [...kDocuments, ...nasty(500, 2)];
  const all = sources.map((one) => `${one}<page-end>`);
  const dom = await askChromium({
    script: readFileSync(new URL('dom.js', import.meta.url)),
    serve: (path) => {
      const wanted = /^\/document\/(\d+)$/.exec(path);
      if (path === '/count') return { headers: { 'content-type': 'application/json' }, body: String(all.length) };
      return wanted ? { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; base-uri 'none'" }, body: all[Number(wanted[1])] } : undefined;
    },
  });
  let differing = 0, items = 0, policies = 0, known = 0;
  askReader(program, all, 'utf-8').forEach((found, index) => {
    const there = dom.documents[index];
    const bases = found.items.filter((item) => item.document === 0 && item.kind === 'base_uri').map((item) => item.value);
    const own = found.policies.filter((policy) => policy.document === 0).map((policy) => [policy.content, policy.in_head]);
    const here = [asSet(rows(comparable(found), index >= kDocuments.length)), own.map((one) => JSON.stringify(one)), bases];
    const expected = [asSet(rows(there.items, index >= kDocuments.length)), there.policies.map((one) => JSON.stringify(one)), there.base === null ? [] : [there.base]];
    items += expected[0].length;
    policies += expected[1].length;
    const agrees = JSON.stringify(here) === JSON.stringify(expected);
    const reason = kKnown[sources[index]] ?? kKnownOfTokens[sources[index]];
    if (reason !== undefined) known += 1;
    if (reason !== undefined ? !agrees : agrees) return;
    differing += 1;
    if (reason !== undefined) {
      console.log(`agrees now, and should not stand among the known differences: ${JSON.stringify(sources[index])}`);
      return;
    }
    console.log(JSON.stringify(sources[index]));
    here.forEach((mine, part) => {
      const only = without(expected[part], mine), mineOnly = without(mine, expected[part]);
      if (only.length > 0) console.log(`  only the DOM: ${only.join(' ')}`);
      if (mineOnly.length > 0) console.log(`  only the reader: ${mineOnly.join(' ')}`);
    });
  });
  const unknown = execFileSync(program, ['--handlers'], { input: dom.handlers.join('\n'), encoding: 'utf8' }).trim();
  if (unknown !== '') console.log(`handlers that only Chromium knows:\n${unknown}`);
  console.log(`${all.length} documents, ${items} items, ${policies} policies and ${dom.handlers.length} handlers in the DOM, ${known} known differences, ${differing} others`);
  if (items < 1000 || policies < 40 || dom.handlers.length < 1000) throw new Error('the documents hold too little for the comparison to say anything');
  return differing === 0 && unknown === '' ? 0 : 1;
});
