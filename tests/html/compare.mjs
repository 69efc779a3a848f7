// SPDX-License-Identifier: Apache-2.0
// Compares what real Chromium's DOM holds with what the tokenizer finds: compare.mjs ITEMS-PROGRAM [COUNT [SEED]].
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { endAllNow, launch } from '../browser/browsers.mjs';
import { makeCertificate } from '../browser/certificate.mjs';
import { temporaryFolder } from '../browser/folder.mjs';
import { startServer } from '../browser/server.mjs';
import { documents, kKnown } from './documents.mjs';

const kPatience = 240_000;

/// The DOM's items of each document, with scripting enabled and disabled.
async function askChromium(all) {
  const folder = temporaryFolder('cspkit-html');
  const certificate = makeCertificate(folder.path);
  let resolve;
  const told = new Promise((done) => { resolve = done; });
  const script = readFileSync(new URL('page.js', import.meta.url));
  const answers = {
    '/': ['text/html', '<!doctype html><body><script src="/page.js"></script>'],
    '/page.js': ['text/javascript', script],
    '/documents': ['application/json', JSON.stringify(all)],
  };
  const server = await startServer({
    certificate,
    upgrade: () => {},
    handle: (request, response, url) => {
      const path = new URL(url).pathname;
      const wanted = /^\/document\/(\d+)$/.exec(path);
      if (path === '/results') {
        const parts = [];
        request.on('data', (part) => parts.push(part));
        request.on('end', () => { response.end(); resolve(JSON.parse(Buffer.concat(parts).toString())); });
      } else if (wanted) {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; base-uri 'none'" });
        response.end(all[Number(wanted[1])]);
      } else if (path in answers) {
        response.writeHead(200, { 'content-type': answers[path][0] });
        response.end(answers[path][1]);
      } else {
        response.writeHead(404).end();
      }
    },
  });
  const browser = await launch('chromium', { folder: folder.path, port: server.port, fingerprint: certificate.fingerprint, url: 'http://doc.test/' });
  const timer = setTimeout(() => resolve({ error: `nothing came within ${kPatience / 1000} s` }), kPatience);
  const results = await told;
  clearTimeout(timer);
  await browser.stop();
  server.close();
  folder.clear();
  if (results.error) throw new Error(`the browser's page failed: ${results.error}`);
  return results;
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
  const dom = await askChromium(all);
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

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { endAllNow(); process.exit(2); });
main().then((status) => { process.exitCode = status; }, (error) => {
  console.error(`html_differential: ${error.stack}`);
  endAllNow();
  process.exitCode = 2;
});
