// SPDX-License-Identifier: Apache-2.0
// The top-level page. It has no policy; each case page is a frame of the same origin, into which it reaches, so that
// not even `script-src 'none'` stops it. It asks the server for work, and tells what happened.
import { perform } from './?kfile=perform.js';

const kTogether = 6;
const kPageTimeout = 8000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function post(body) {
  const response = await fetch('/?knext=1', { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

/// Opens the case page; answers its frame once the page can be reached into.
async function openPage(job) {
  const frame = document.createElement('iframe');
  frame.width = 200;
  frame.height = 100;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = job.page;
  document.body.append(frame);
  if (job.kind === 'frame-ancestors' || !job.streamed) {
    await Promise.race([loaded, sleep(kPageTimeout)]);
    return { frame, loaded };
  }
  // The rest of the page comes when the server is told that somebody listens.
  const end = performance.now() + kPageTimeout;
  while (frame.contentDocument?.title !== job.key && performance.now() < end) await sleep(3);
  return { frame, loaded };
}

/// The number of frames within the document at the end of a chain of ancestors; readable across origins.
function framesAtTheEnd(frame, depth) {
  let inner = frame.contentWindow;
  for (let i = 1; i < depth && inner; ++i) inner = inner.frames[0];
  return inner ? inner.length : -1;
}

function listen(doc) {
  const heard = { events: [], wake: () => {} };
  doc.addEventListener('securitypolicyviolation', (e) => {
    heard.events.push({ directive: e.effectiveDirective, uri: e.blockedURI, disposition: e.disposition, sample: e.sample });
    if (e.disposition !== 'report') heard.wake();
  });
  return heard;
}

async function run(job) {
  const { frame, loaded } = await openPage(job);
  try {
    if (job.kind === 'frame-ancestors') {
      return { key: job.key, events: [], frames: framesAtTheEnd(frame, job.depth) };
    }
    const doc = frame.contentDocument;
    if (doc?.title !== job.key) return { key: job.key, events: [], error: 'the page did not open' };
    const heard = listen(doc);
    // Some constructors throw when a policy forbids them.
    const outcome = await perform({ job, win: frame.contentWindow, doc, heard, loaded, sleep })
      .catch((error) => ({ end: 'thrown', message: String(error) }));
    await sleep(job.settle);
    return { key: job.key, events: heard.events, ...outcome };
  } catch (error) {
    return { key: job.key, events: [], error: String(error) };
  } finally {
    frame.remove();
  }
}

async function main() {
  let results = [];
  for (;;) {
    const { jobs, go } = await post({ stage: location.href.replace(/[?#].*$/, ''), results });
    if (go !== undefined) {
      if (go !== null) location.href = go;
      return;
    }
    results = [];
    const queue = jobs.slice();
    const together = Math.min(kTogether, queue[0]?.together ?? kTogether);
    await Promise.all(Array.from({ length: together }, async () => {
      for (let job = queue.shift(); job; job = queue.shift()) results.push(await run(job));
    }));
  }
}

main();
