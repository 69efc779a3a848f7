// SPDX-License-Identifier: Apache-2.0
// Opens each case in one browser and gathers the reports that it sends.
import { launch } from './browsers.mjs';
import { makeCertificate } from './certificate.mjs';
import { temporaryFolder } from './folder.mjs';
import { makeReportSite, pageUrl } from './report_site.mjs';
import { startServer } from './server.mjs';

const kTogether = 10;
const kSilence = 60_000;
// How long to listen where nothing should come: longer than Firefox gathers.
const kLongQuiet = 7_000;
// Chromium gathers Reporting API reports for a minute unless it is told to be quick; Firefox for five seconds.
const kFlags = { chromium: ['--short-reporting-delay'] };

/// The page around the frames of a case: of the document's scheme.
const stageOf = (one) => `${new URL(pageUrl(one)).protocol}//doc.test`;
const referrerPolicyOf = (one) => {
  if (one.referrer === '') return 'no-referrer';
  return /^https?:\/\/[^/]+\/$/.test(one.referrer) ? 'origin' : 'no-referrer-when-downgrade';
};

class Round {
  /// expected: by case id, the number of reports by endpoint; patience: how long to wait for the first that is missing,
  /// and quiet: how long to go on listening when all have come.
  constructor(cases, expected, { patience, quiet }) {
    this.cases = new Map(cases.map((one) => [one.id, one]));
    this.expected = expected;
    this.patience = patience;
    this.quiet = quiet;
    this.waiting = [...cases];
    this.open = new Map();
    this.reports = new Map(cases.map(({ id }) => [id, []]));
    this.lastNews = Date.now();
    this.done = new Promise((resolve) => { this.finish = resolve; });
  }

  take(id, report) {
    this.reports.get(id).push({ ...report, at: Date.now() });
  }

  isComplete(id, now, openedAt) {
    const reports = this.reports.get(id);
    const last = Math.max(openedAt, ...reports.map(({ at }) => at));
    if (now - openedAt > this.patience) return true;
    const expected = Object.entries(this.expected.get(id));
    const enough = expected.every(([name, count]) =>
      countOf(reports.filter(({ endpoint }) => endpoint === name)) >= count);
    const none = expected.some(([, count]) => count === 0);
    return enough && now - last > (none ? Math.max(this.quiet, kLongQuiet) : this.quiet);
  }

  work(origin) {
    const now = Date.now();
    this.lastNews = now;
    const toClose = [...this.open].filter(([id, openedAt]) => this.isComplete(id, now, openedAt)).map(([id]) => id);
    for (const id of toClose) this.open.delete(id);
    const next = this.waiting.filter((one) => stageOf(one) === origin).slice(0, kTogether - this.open.size);
    this.waiting = this.waiting.filter((one) => !next.includes(one));
    for (const one of next) this.open.set(one.id, now);
    if (this.open.size > 0) {
      return { toClose, toOpen: next.map((one) => ({ id: one.id, url: pageUrl(one), referrerPolicy: referrerPolicyOf(one) })) };
    }
    if (this.waiting.length > 0) return { go: this.nextStage() };
    this.finish();
    return { go: null };
  }

  nextStage() {
    return `${stageOf(this.waiting[0])}/driver?from=here`;
  }
}

/// How many violations these deliveries tell of.
export function countOf(deliveries) {
  return deliveries.reduce((sum, { body }) => sum + reportsIn(body).length, 0);
}

/// The reports in one body; what is no JSON counts as one.
export function reportsIn(body) {
  try {
    return [JSON.parse(body)].flat();
  } catch {
    return [body];
  }
}

/// Answers what the browser sent, by case id. A browser that dies or falls silent leaves its cases incomplete.
export async function gather(browser, cases, expected, times) {
  const { path: folder, clear } = temporaryFolder(`csp-reports-${browser}`);
  const round = new Round(cases, expected, times);
  let server;
  let running;
  let watch;
  try {
    const certificate = makeCertificate(folder);
    const handle = makeReportSite({ cases: round.cases, work: (origin) => round.work(origin),
      take: (id, report) => round.take(id, report) });
    server = await startServer({ certificate, handle, upgrade: () => {} });
    running = await launch(browser, { folder, port: server.port, fingerprint: certificate.fingerprint,
      url: round.nextStage(), flags: kFlags[browser] });
    round.lastNews = Date.now();
    watch = setInterval(() => {
      if (!running.alive() || Date.now() - round.lastNews > kSilence) round.finish();
    }, 500);
    await round.done;
    return round.reports;
  } finally {
    clearInterval(watch);
    await running?.stop();
    server?.close();
    clear();
  }
}
