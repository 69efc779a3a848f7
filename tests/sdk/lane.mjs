// SPDX-License-Identifier: Apache-2.0
// A browser and the port that answers for every host, one page after the other. What arrives at the port is what the
// page under test, or a frame of it, asked for.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launch } from '../browser/browsers.mjs';
import { makeCertificate } from '../browser/certificate.mjs';
import { startServer } from '../browser/server.mjs';

const kDriver = readFileSync(new URL('page/driver.js', import.meta.url));
const kTick = 60;
const kOpenTimeout = 60_000;
const kHtml = 'text/html;charset=utf-8';

/// The n-th page's origin. Each has one of its own, so that it finds no cookies and no storage.
export const siteOrigin = (n) => `https://site-${n}.test`;
const kSite = /^site-\d+\.test$/;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function read(request) {
  const chunks = [];
  return new Promise((resolve, reject) => {
    request.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
    request.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

const isFrom = (origin, headers) => headers.origin === origin || (headers.referer ?? '').startsWith(`${origin}/`);

/// Firefox asks the page's policy about the icon that it looks for of its own accord.
const isIcon = ({ origin }, blockedURI) => blockedURI === `${origin}/favicon.ico`;

export class Lane {
  #browserName;
  #server;
  #browser;
  #folder;
  #job;
  #queued;
  #wake = () => {};

  constructor(browserName) {
    this.#browserName = browserName;
  }

  /// Loads a page: { origin, policies: [{ value, disposition }], head, body, answer(request), hosts, delay (ms), until(seen) } and
  /// answers { requests, strays, violations, reports, page, problems }. `until(seen, { quiet, open })` is
  /// asked again and again, with the milliseconds since something came and since the page opened; true ends it.
  async load(job) {
    if (!this.#server) await this.#start(job.origin);
    const key = randomBytes(9).toString('base64url');
    const nonce = randomBytes(12).toString('base64url');
    const open = { ...job, key, nonce, began: Date.now(),
      seen: { requests: [], strays: [], violations: [], reports: [], page: {}, problems: [] } };
    const done = new Promise((resolve, reject) => Object.assign(open, { resolve, reject }));
    this.#queued = open;
    this.#wake();
    if (!this.#browser) await this.#launch(open);
    const watch = setInterval(() => {
      if (!this.#browser.alive()) open.reject(new Error(`${this.#browserName} does not start, or has ended; ` +
        'tools/packages.sh and tools/browsers.sh name the Debian packages that it needs'));
      if (!open.listening && Date.now() - open.began > kOpenTimeout) {
        open.reject(new Error(`${this.#browserName} did not open the page in ${kOpenTimeout / 1000} s`));
      }
    }, 250);
    try {
      return await done;
    } finally {
      clearInterval(watch);
    }
  }

  async close() {
    await this.#browser?.stop();
    this.#server?.close();
    this.#clear();
  }

  #clear() {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    this.#folder = undefined;
  }

  async #start() {
    this.#folder = mkdtempSync(join(tmpdir(), 'cspkit-sdk-'));
    // After a signal, too; the runner's own listener, which ends the browsers, comes first.
    process.on('exit', () => this.#clear());
    this.certificate = makeCertificate(this.#folder);
    this.#server = await startServer({ certificate: this.certificate, upgrade: () => {},
      handle: (request, response, url) => this.#handle(request, response, url).catch((error) => {
        this.#job?.seen.problems.push(`the stand-in: ${error.stack}`);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      }) });
  }

  async #launch(open) {
    const profile = mkdtempSync(join(this.#folder, 'profile-'));
    this.#browser = await launch(this.#browserName, { folder: profile, port: this.#server.port,
      fingerprint: this.certificate.fingerprint, url: `${open.origin}/harness/driver` });
  }

  async #handle(request, response, text) {
    const url = new URL(text);
    if (kSite.test(url.hostname)) {
      if (url.pathname.startsWith('/harness/')) return this.#harness(url, request, response);
      if (url.pathname === '/page' && url.origin === this.#job?.origin) return this.#page(response);
    }
    return this.#vendor(request, response, url);
  }

  async #harness(url, request, response) {
    const body = await read(request);
    const json = (value) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      response.end(JSON.stringify(value));
    };
    switch (url.pathname) {
      case '/harness/driver':
        response.writeHead(200, { 'Content-Type': kHtml, 'Cache-Control': 'no-store' });
        return response.end('<!doctype html><meta charset="utf-8"><title>driver</title><link rel="icon" href="data:,">' +
          '<body><script type="module" src="/harness/driver.js"></script>');
      case '/harness/driver.js':
        response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' });
        return response.end(kDriver);
      case '/harness/job':
        this.#job = this.#queued;
        this.#queued = undefined;
        return json({ key: this.#job?.key });
      case '/harness/tick':
        return json({ open: await this.#tick(JSON.parse(body)) });
      case '/harness/trouble':
        this.#finish((job) => job.reject(new Error(JSON.parse(body).message)));
        return json({});
      case '/harness/next':
        while (!this.#queued) await new Promise((resolve) => { this.#wake = resolve; });
        return json({ go: `${this.#queued.origin}/harness/driver` });
      case '/harness/csp':
        // The second witness: documents that inherit the policy send reports, and their events go unheard.
        if (this.#job && url.searchParams.get('key') === this.#job.key) this.#report(url, body);
        response.writeHead(204);
        return response.end();
      default:
        response.writeHead(404);
        return response.end();
    }
  }

  #report(url, body) {
    const report = JSON.parse(body)['csp-report'] ?? {};
    if (isIcon(this.#job, report['blocked-uri'])) return;
    this.#job.seen.reports.push({ policy: Number(url.searchParams.get('policy')),
      directive: report['effective-directive'] ?? report['violated-directive']?.split(' ')[0],
      blockedURI: report['blocked-uri'], sample: report['script-sample'], document: report['document-uri'] });
    this.#job.last = Date.now();
  }

  #finish(how) {
    const job = this.#job;
    this.#job = undefined;
    if (job) how(job);
  }

  async #tick({ key, listening, events, page }) {
    const job = this.#job;
    if (job?.key !== key) return false;
    if (listening && !job.listening) {
      job.listening = true;
      job.last = job.opened = Date.now();
      job.release();
    }
    for (const { policy, ...event } of events) {
      if (isIcon(job, event.blockedURI)) continue;
      job.seen.violations.push({ ...event, policy: Number(/[?&]policy=(\d+)/.exec(policy)?.[1] ?? Number.NaN) });
      job.last = Date.now();
    }
    job.seen.page = page;
    if (job.listening && job.until(job.seen, { quiet: Date.now() - job.last, open: Date.now() - job.opened })) {
      this.#finish(() => job.resolve(job.seen));
      return false;
    }
    await sleep(kTick);
    return true;
  }

  /// The page in two parts, so that the driver listens before the first script.
  async #page(response) {
    const job = this.#job;
    const headers = { 'Content-Type': kHtml, 'Cache-Control': 'no-store' };
    job.policies.forEach(({ value, disposition }, i) => {
      const name = `Content-Security-Policy${disposition === 'report' ? '-Report-Only' : ''}`;
      const text = `${value}; report-uri /harness/csp?key=${job.key}&policy=${i}`;
      (headers[name] ??= []).push(text.replaceAll('{nonce}', job.nonce).replaceAll('{origin}', job.origin));
    });
    response.writeHead(200, headers);
    // Browsers hold the first bytes back until there are enough of them.
    response.write(`<!doctype html><html><head><meta charset="utf-8"><title>${job.key}</title><!--${' '.repeat(2048)}-->`);
    await new Promise((resolve) => { job.release = resolve; });
    response.end(`${job.head}</head><body>${job.body}</body></html>`.replaceAll('{nonce}', job.nonce));
  }

  async #vendor(request, response, url) {
    const job = this.#job;
    const body = await read(request);
    const { method, headers } = request;
    if (!job || this.#job !== job) {
      response.writeHead(404);
      return response.end();
    }
    const cors = { 'Access-Control-Allow-Origin': headers.origin ?? '*', 'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': '*', 'Cache-Control': 'no-store', 'Timing-Allow-Origin': '*' };
    if (method === 'OPTIONS' && headers['access-control-request-method']) {
      response.writeHead(204, { ...cors, 'Access-Control-Allow-Methods': headers['access-control-request-method'],
        'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*' });
      return response.end();
    }
    if (!job.hosts.includes(url.hostname) && url.origin !== job.origin) {
      // Browsers ask for things of their own; only the page's wishes count.
      if (isFrom(job.origin, headers)) job.seen.strays.push(url.href);
      response.writeHead(404, cors);
      return response.end();
    }
    if (job.delay > 0) await sleep(job.delay);
    const asked = { method, url, headers, body };
    const answer = job.answer(asked) ?? { status: 404, headers: {}, body: '' };
    const to = answer.headers?.Location ?? answer.headers?.location;
    job.seen.requests.push({ ...asked, status: answer.status, ...(to ? { to: new URL(to, url).href } : {}) });
    job.last = Date.now();
    // A list of all exposed headers does not count where credentials do.
    const exposed = Object.keys(answer.headers ?? {}).join(', ');
    response.writeHead(answer.status, { ...cors, ...(exposed ? { 'Access-Control-Expose-Headers': exposed } : {}),
      ...answer.headers });
    // An open stream goes on until the page closes.
    return answer.open ? response.write(answer.body) : response.end(answer.body);
  }
}
