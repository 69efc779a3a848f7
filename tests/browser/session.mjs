// SPDX-License-Identifier: Apache-2.0
// Hands the cases to one browser, page by page, and collects verdicts. What stays unclear is asked again, slower.
import { needsWindow, redirectStart, stage, tag, whyNot } from './case.mjs';
import { bodyFor, isStreamed } from './site.mjs';
import { verdictOf } from './verdict.mjs';

const kBatch = 24;
const kAttempts = 3;
/// How the note begins of a case that a browser cannot be asked.
export const kNotAsked = 'not asked: ';

export class Session {
  /// verdicts: one for each case, null as long as it is open.
  constructor(cases, browser, { calm = false, onProgress = () => {} } = {}) {
    this.browser = browser;
    this.calm = calm;
    this.entries = new Map();
    this.queues = new Map();  ///< stage → entries
    this.verdicts = cases.map(() => null);
    this.open = 0;
    this.lastNews = Date.now();
    this.onProgress = onProgress;
    cases.forEach((one, index) => {
      const reason = whyNot(one, browser);
      if (reason) {
        this.verdicts[index] = { result: null, note: `${kNotAsked}${reason}` };
        return;
      }
      this.open += 1;
      this.enqueue({ one, index, attempt: 0 });
    });
    this.done = new Promise((resolve) => { this.finish = resolve; });
    if (this.open === 0) this.finish();
  }

  enqueue(entry) {
    const where = stage(entry.one);
    if (!this.queues.has(where)) this.queues.set(where, []);
    this.queues.get(where).push(entry);
  }

  /// The page from which to go on, or null.
  nextStage() {
    for (const [where, queue] of this.queues) {
      if (queue.length > 0) return tag(where, 'kdriver', '1');
    }
    return null;
  }

  /// Takes what the page at `stage` found out, answers its next work or where to go.
  next({ stage: where, results }) {
    this.lastNews = Date.now();
    for (const told of results) this.take(told);
    const jobs = (this.queues.get(where) ?? []).splice(0, kBatch).map((entry) => this.prepare(entry));
    if (jobs.length > 0) return { jobs };
    const go = this.nextStage();
    if (go === null && this.open === 0) this.finish();
    return { go };
  }

  prepare(entry) {
    const { one } = entry;
    const { check } = one;
    const key = `${entry.index}-${entry.attempt}`;
    const page = tag(one.document_url ?? 'https://example.com/', 'kcase', key);
    Object.assign(entry, { key, page, hits: 0, seen: new Set(), started: false, opened: false, via: via(one) });
    this.entries.set(key, entry);
    const slow = this.calm || entry.attempt > 0;
    const job = { key, kind: check.kind, page, settle: slow ? 250 : 40, together: slow ? 2 : undefined,
      streamed: isStreamed(check), window: needsWindow(check), via: entry.via, type: check.type, source: check.source ?? '1+1', name: check.name,
      existing: check.existing ?? [], nonce: check.nonce, integrity: check.integrity };
    if (check.kind === 'sandbox') return { ...job, page: tag(new URL('/', page).href, 'kouter', key) };
    if (check.kind === 'frame-ancestors') {
      // chain[0] is what the outermost page, the driver, frames.
      const inner = check.ancestors.slice(0, -1).reverse();
      entry.chain = [...inner.map((url, i) => tag(tag(url, 'kchain', key), 'kdepth', i + 1)), page];
      return { ...job, page: entry.chain[0], depth: check.ancestors.length };
    }
    if (check.url === undefined) return job;
    if (check.url.startsWith('blob:')) {
      const [type, text] = bodyFor(check);
      return { ...job, blob: { type, text: text.toString() } };
    }
    if (check.url.startsWith('data:')) entry.url = check.url;
    else entry.url = check.redirect_count ? tag(redirectStart(one), 'kstart', key) : tag(check.url, 'khit', key);
    return { ...job, url: entry.url };
  }

  take(told) {
    const entry = this.entries.get(told.key);
    if (!entry) return;
    this.entries.delete(told.key);
    this.settle(entry, verdictOf(entry, told, this.browser));
  }

  settle(entry, verdict) {
    const open = verdict.result === null && !verdict.note.startsWith(kNotAsked);
    if (open && entry.attempt + 1 < kAttempts) {
      entry.attempt += 1;
      this.enqueue(entry);
      return;
    }
    this.verdicts[entry.index] = verdict;
    this.open -= 1;
    this.onProgress(this.verdicts.length - this.open, this.verdicts.length);
  }

  /// The browser died or hangs: what it had in hand counts as an attempt.
  lostBrowser() {
    this.lastNews = Date.now();
    for (const entry of this.entries.values()) this.settle(entry, { result: null, note: 'the browser did not answer' });
    this.entries.clear();
    if (this.open === 0) this.finish();
  }
}

/// How the page asks.
function via(one) {
  const { check } = one;
  if (check.kind !== 'request') return undefined;
  if (check.initiator === 'prefetch') return check.destination === 'document' ? 'speculation' : 'prefetch';
  if (check.destination !== '') return check.destination;
  if (/^wss?:/i.test(check.url)) return 'websocket';
  return one.via === 'function' || one.via === undefined ? 'fetch' : one.via;
}
