// SPDX-License-Identifier: Apache-2.0
// One page in real Chromium that works by itself and posts what it found; and the reader's answers for the same pages.
import { execFileSync } from 'node:child_process';

import { endAllNow, launch } from '../browser/browsers.mjs';
import { makeCertificate } from '../browser/certificate.mjs';
import { temporaryFolder } from '../browser/folder.mjs';
import { startServer } from '../browser/server.mjs';

const kPatience = 300_000;

/// Opens http://doc.test/, whose script is `script`; answers what it posts to /results. `serve(path)` gives the other
/// resources: { headers, body }, or undefined.
export async function askChromium({ script, serve }) {
  const folder = temporaryFolder('cspkit-page');
  const certificate = makeCertificate(folder.path);
  let resolve;
  const told = new Promise((done) => { resolve = done; });
  const server = await startServer({
    certificate,
    upgrade: () => {},
    handle: (request, response, url) => {
      const path = new URL(url).pathname;
      if (path === '/results') {
        const parts = [];
        request.on('data', (part) => parts.push(part));
        request.on('end', () => { response.end(); resolve(JSON.parse(Buffer.concat(parts).toString())); });
        return;
      }
      const found = path === '/' ? { headers: { 'content-type': 'text/html' }, body: '<!doctype html><body><script src="/work.js"></script>' }
        : path === '/work.js' ? { headers: { 'content-type': 'text/javascript' }, body: script } : serve(path);
      response.writeHead(found ? 200 : 404, found?.headers ?? {});
      response.end(found?.body ?? '');
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

/// What the reader finds in each page, a Buffer.
export function askReader(program, pages, ...options) {
  const input = pages.map((page) => `${Buffer.from(page).toString('hex')}\n`).join('');
  return execFileSync(program, options, { input, encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd().split('\n').map((line) => JSON.parse(line));
}

/// Runs a test's main function, which answers its exit status.
export function run(name, main) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { endAllNow(); process.exit(2); });
  main(process.argv[2]).then((status) => { process.exitCode = status; }, (error) => {
    console.error(`${name}: ${error.stack}`);
    endAllNow();
    process.exitCode = 2;
  });
}
