// SPDX-License-Identifier: Apache-2.0
// Puts cases to one browser: a server for all hosts, a session of work, the browser, and a watch over it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from './browsers.mjs';
import { makeCertificate } from './certificate.mjs';
import { temporaryFolder } from './folder.mjs';
import { startServer } from './server.mjs';
import { Session } from './session.mjs';
import { makeSite } from './site.mjs';

const kSilence = 40_000;
const kRestarts = 20;

/// Answers one verdict a case, in order: {result: allow|block|null, directive?, note?}.
export async function askBrowser(browser, cases, options = {}) {
  const { path: folder, clear } = temporaryFolder(`csp-${browser}`);
  const session = new Session(cases, browser, options);
  let server;
  let running;
  let watch;
  try {
    if (session.open === 0) return session.verdicts;
    const certificate = makeCertificate(folder);
    const site = makeSite({ entries: session.entries, next: (body) => session.next(body),
      fetchManifest: (mark) => running.remote.fetchManifest(mark), folder: new URL('page/', import.meta.url) });
    server = await startServer({ certificate, handle: site.handle, upgrade: site.upgrade });
    let starts = 0;
    const open = async () => {
      starts += 1;
      if (starts > kRestarts) throw new Error(`${browser} does not stay up`);
      const profile = join(folder, `profile-${starts}`);
      mkdirSync(profile, { mode: 0o700 });
      session.lastNews = Date.now();
      running = await launch(browser, { folder: profile, port: server.port, fingerprint: certificate.fingerprint,
        remote: true, url: session.nextStage() });
    };
    await open();
    await new Promise((resolve, reject) => {
      let busy = false;
      watch = setInterval(async () => {
        if (busy || (running.alive() && Date.now() - session.lastNews < kSilence)) return;
        busy = true;
        try {
          await running.stop();
          session.lostBrowser();
          if (session.open > 0) await open();
        } catch (error) {
          reject(error);
        }
        busy = false;
      }, 500);
      session.done.then(resolve);
    });
    return session.verdicts;
  } finally {
    clearInterval(watch);
    await running?.stop();
    server?.close();
    clear();
  }
}
