// SPDX-License-Identifier: Apache-2.0
// What the server answers: the driver's files, the case pages with their policies, redirects, and every URL that a check
// asks for.
import { readFileSync } from 'node:fs';

import { isEnforced, isMeta, parserInserted, redirectStart, tag, tagged } from './case.mjs';
import { isClear, sandboxedBody, seen } from './sandbox.mjs';

const kPixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const kWorker = "if (self.postMessage) postMessage(1); self.onconnect = (e) => e.ports[0].postMessage(1);";

const kBodies = {
  script: ['text/javascript', ''],
  worker: ['text/javascript', kWorker],
  sharedworker: ['text/javascript', kWorker],
  serviceworker: ['text/javascript', ''],
  audioworklet: ['text/javascript', ''],
  paintworklet: ['text/javascript', ''],
  style: ['text/css', ''],
  image: ['image/gif', kPixel],
  audio: ['audio/wav', ''],
  video: ['video/webm', ''],
  font: ['font/woff2', ''],
  track: ['text/vtt', 'WEBVTT\n\n'],
  manifest: ['application/manifest+json', '{}'],
  xslt: ['application/xslt+xml', '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'],
};
const kHtml = ['text/html;charset=utf-8', '<!doctype html><title>ok</title>'];

const kXml = 'application/xml;charset=utf-8';
/// How long an answer may wait for what it is about.
const kPatience = 2500;
/// Browsers hold the first bytes back until there are enough of them.
const kPadding = `<!--${' '.repeat(4096)}-->`;

const escape = (text) => text.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);
const attribute = (name, value) => (value === undefined ? '' : ` ${name}="${escape(value)}"`);

/// Media type and text for what the check asks for.
export function bodyFor(check) {
  if (check.kind === 'request' && check.destination === '') return ['text/plain', 'ok'];
  return kBodies[check.destination] ?? kHtml;
}

function policyHeaders(policies) {
  const headers = {};
  for (const policy of policies.filter((p) => !isMeta(p))) {
    const name = isEnforced(policy) ? 'Content-Security-Policy' : 'Content-Security-Policy-Report-Only';
    (headers[name] ??= []).push(Buffer.from(policy.value, 'utf8').toString('latin1'));
  }
  return headers;
}

/// What the page asks for itself, as markup: a script, or a style sheet that transforms it.
function markup(entry) {
  const { check } = entry.one;
  if (check.destination === 'xslt') {
    return `<?xml-stylesheet type="text/xsl" href="${escape(entry.url)}"?><root/>`;
  }
  if (check.kind === 'inline') {
    const type = check.type === 'speculation-rules' ? 'speculationrules' : undefined;
    return `<script${attribute('type', type)}${attribute('nonce', check.nonce)}>${check.source}</script>`;
  }
  const cors = check.integrity === undefined ? '' : ' crossorigin="anonymous"';
  return `<script${attribute('nonce', check.nonce)}${attribute('integrity', check.integrity)}${cors}` +
    `${attribute('src', entry.url)}></script>`;
}

/// Whether the check needs a page that is sent in two parts.
export function isStreamed(check) {
  if (check.destination === 'xslt') return true;
  const script = (check.kind === 'request' && check.destination === 'script' && !check.initiator) ||
    (check.kind === 'inline' && (check.type === 'script' || check.type === 'speculation-rules'));
  return script && parserInserted(check) && !/^(blob|data):/.test(check.url ?? '');
}

/// entries: the open cases by key; next(body): the work for the driver.
/// fetchManifest(mark): has the browser fetch the manifest of the page with `mark` in its URL.
export function makeSite({ entries, next, fetchManifest, folder }) {
  const files = new Map(['driver.js', 'perform.js'].map((name) => [name, readFileSync(new URL(name, folder))]));
  const waiting = new Map();

  const send = (response, status, [type, body], headers = {}) => {
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
    response.end(body);
  };

  function casePage(response, key) {
    const entry = entries.get(key);
    if (!entry) return send(response, 404, ['text/plain', 'gone']);
    entry.opened = true;
    const { one } = entry;
    const metas = one.policies.filter(isMeta)
      .map((p) => `<meta http-equiv="Content-Security-Policy" content="${escape(p.value)}">`).join('');
    const head = `<!doctype html><html><head><meta charset="utf-8"><title>${key}</title>${metas}</head><body>`;
    const headers = policyHeaders(one.policies);
    if (one.check.kind === 'sandbox') {
      const page = [kHtml[0], head + sandboxedBody(key, one.check.effect)];
      return send(response, 200, page, one.check.effect === 'worker' ? {} : headers);
    }
    if (!isStreamed(one.check)) {
      const marker = one.check.kind === 'frame-ancestors' ? '<iframe></iframe>' : '';
      return send(response, 200, [kHtml[0], `${head}${marker}<p>`], headers);
    }
    const xml = one.check.destination === 'xslt';
    response.writeHead(200, { 'Content-Type': xml ? kXml : kHtml[0], 'Cache-Control': 'no-store', ...headers });
    response.write(xml ? `<?xml version="1.0"?>${kPadding}` : head + kPadding);
    waiting.set(key, () => response.end(markup(entry)));
    return undefined;
  }

  /// A page without a policy around the one of the case, beside a frame that the latter may try to navigate.
  function outerPage(response, key) {
    const page = entries.get(key)?.page ?? '';
    return send(response, 200, [kHtml[0], `<!doctype html><title>outer</title><iframe src="${escape(page)}"></iframe><iframe></iframe>`]);
  }

  /// Answers once the case has come to its end at the server, or has not for long.
  function wait(response, key) {
    const end = Date.now() + kPatience;
    const look = () => {
      const entry = entries.get(key);
      if (entry && entry.hits === 0 && !isClear(entry) && Date.now() < end) setTimeout(look, 10);
      else send(response, 200, ['application/json', '{}']);
    };
    look();
  }

  /// The worker whose own policies the case is about.
  function worker(response, key) {
    const policies = entries.get(key)?.one.policies ?? [];
    return send(response, 200, ['text/javascript', 'postMessage(1)'], policyHeaders(policies));
  }

  function saw(request, response, url) {
    const key = tagged(url, 'kseen');
    const [what, text] = seen(key, tagged(url, 'kwhat'), request.headers.origin);
    entries.get(key)?.seen.add(what);
    send(response, 200, [kHtml[0], text], { 'Access-Control-Allow-Origin': '*' });
  }

  async function manifest(response, key) {
    const end = await fetchManifest(`kcase=${key}`).then(() => ({ end: 'load' }), (error) => ({ end: 'error', message: error.message }));
    send(response, 200, ['application/json', JSON.stringify(end)]);
  }

  function chainPage(response, url) {
    const key = tagged(url, 'kchain');
    const entry = entries.get(key);
    if (!entry) return send(response, 404, ['text/plain', 'gone']);
    const depth = Number(tagged(url, 'kdepth'));
    return send(response, 200, [kHtml[0], `<!doctype html><iframe src="${escape(entry.chain[depth])}"></iframe>`]);
  }

  function redirect(response, url) {
    const key = tagged(url, 'kstart');
    const entry = entries.get(key);
    if (!entry) return send(response, 404, ['text/plain', 'gone']);
    entry.started = true;
    const left = Number(tagged(url, 'kleft') ?? entry.one.check.redirect_count) - 1;
    const to = left <= 0 ? tag(entry.one.check.url, 'khit', key)
      : tag(tag(redirectStart(entry.one), 'kstart', key), 'kleft', left);
    const location = Buffer.from(to, 'utf8').toString('latin1');
    return send(response, 302, ['text/plain', ''], { Location: location, 'Access-Control-Allow-Origin': '*' });
  }

  function hit(request, response, key) {
    const entry = entries.get(key);
    if (!entry) return send(response, 404, ['text/plain', 'gone']);
    entry.hits += 1;
    const origin = request.headers.origin;
    const headers = { 'Access-Control-Allow-Origin': origin ?? '*', 'Access-Control-Allow-Credentials': 'true' };
    // 204 keeps an EventSource from coming back.
    if (entry.via === 'eventsource') return send(response, 204, ['text/plain', ''], headers);
    return send(response, 200, bodyFor(entry.one.check), headers);
  }

  function handle(request, response, url) {
    const is = (name) => new RegExp(`[?&]${name}=`).test(url);
    if (is('kfile')) return send(response, 200, ['text/javascript', files.get(/kfile=([a-z.]+)/.exec(url)[1])]);
    if (is('kdriver')) {
      return send(response, 200, [kHtml[0], '<!doctype html><meta charset="utf-8"><title>driver</title>' +
        '<link rel="icon" href="data:,"><body><script type="module" src="/?kfile=driver.js"></script>']);
    }
    if (is('knext')) {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk) => { body += chunk; });
      request.on('end', () => send(response, 200, ['application/json', JSON.stringify(next(JSON.parse(body)))]));
      return undefined;
    }
    if (is('kgo')) {
      const key = tagged(url, 'kgo');
      waiting.get(key)?.();
      waiting.delete(key);
      return send(response, 200, ['text/plain', '']);
    }
    if (is('kcase')) return casePage(response, tagged(url, 'kcase'));
    if (is('kouter')) return outerPage(response, tagged(url, 'kouter'));
    if (is('kworker')) return worker(response, tagged(url, 'kworker'));
    if (is('kwait')) return wait(response, tagged(url, 'kwait'));
    if (is('kseen')) return saw(request, response, url);
    if (is('kmanifest')) return manifest(response, tagged(url, 'kmanifest'));
    if (is('kchain')) return chainPage(response, url);
    if (is('kstart')) return redirect(response, url);
    if (is('khit')) return hit(request, response, tagged(url, 'khit'));
    return send(response, 404, ['text/plain', 'nothing here']);
  }

  return { handle, upgrade: (url) => { const entry = entries.get(tagged(url, 'khit')); if (entry) entry.hits += 1; } };
}
