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

/// Whether the frame has the case page: an HTML page has its key as title, an XML page in its URL alone.
function isThere(frame, job) {
  const doc = frame.contentDocument;
  return doc?.title === job.key || (job.via === 'xslt' && doc?.URL.includes(`kcase=${job.key}`));
}

/// Opens the case page in a window of its own.
async function openWindow(job) {
  const view = window.open(job.page);
  if (!view) throw new Error('no window opens');
  const end = performance.now() + kPageTimeout;
  const isThere = () => view.document?.title === job.key && view.document.readyState === 'complete';
  while (job.kind !== 'sandbox' && !isThere() && performance.now() < end) await sleep(3);
  return { frame: { contentWindow: view, get contentDocument() { return view.document; }, remove: () => view.close() } };
}

/// Opens the case page; answers its frame once the page can be reached into.
async function openPage(job) {
  if (job.window) return openWindow(job);
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
  while (!isThere(frame, job) && performance.now() < end) await sleep(3);
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
    if (job.kind === 'sandbox') {
      await fetch(`/?kwait=${job.key}`);
      return { key: job.key, events: [] };
    }
    const doc = frame.contentDocument;
    if (!isThere(frame, job)) return { key: job.key, events: [], error: 'the page did not open' };
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
