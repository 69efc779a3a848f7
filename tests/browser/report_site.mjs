// SPDX-License-Identifier: Apache-2.0
// What the server answers where reports are asked for: the case pages and their files, the endpoints, redirects, and
// something fitting for whatever else a page asks for.
import { readFileSync } from 'node:fs';

import { isEnforced, isMeta } from './case.mjs';

const kHtml = 'text/html;charset=utf-8';
const kPixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const kByEnding = {
  js: ['text/javascript', ''],
  css: ['text/css', ''],
  png: ['image/gif', kPixel],
  woff2: ['font/woff2', ''],
  webm: ['video/webm', ''],
  wav: ['audio/wav', ''],
};
const kFiles = ['reports.js', 'console.js'];

/// The page that is opened for a case; it may be another than the one whose policy is violated.
export const pageUrl = (one) => one.page_url ?? one.document_url;

/// Headers with the case's policies, and with the endpoints of its groups.
function headersOf(one) {
  const headers = {};
  for (const policy of one.policies.filter((each) => !isMeta(each))) {
    const name = isEnforced(policy) ? 'Content-Security-Policy' : 'Content-Security-Policy-Report-Only';
    (headers[name] ??= []).push(policy.value);
  }
  for (const name of Object.keys(headers)) {
    if (one.joined) headers[name] = headers[name].join(', ');
  }
  const at = `${one.endpoints_at ?? ''}/${one.id}`;
  return { ...headers, 'Reporting-Endpoints': `to="${at}/to", to2="${at}/to2"` };
}

/// driver: the script of the page around the cases; cases: by id; work(origin): what the driver does next; take(id, report): a report has come.
export function makeReportSite({ driver = 'reports.js', cases, work, take = () => {} }) {
  const files = new Map(kFiles.map((name) => [name, readFileSync(new URL(`page/${name}`, import.meta.url))]));

  const send = (response, status, type, body, headers = {}) => {
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*', ...headers });
    response.end(body);
  };

  function readAll(request, then) {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => then(Buffer.concat(chunks)));
  }

  function endpoint(request, response, id, name) {
    if (request.method === 'OPTIONS') {
      return send(response, 204, 'text/plain', '', { 'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': 'content-type' });
    }
    return readAll(request, (bytes) => {
      const body = bytes.toString();
      // Not every body is UTF-8.
      const odd = Buffer.from(body).equals(bytes) ? {} : { bytes };
      take(id, { endpoint: name, method: request.method, contentType: request.headers['content-type'] ?? '', body, ...odd });
      send(response, 204, 'text/plain', '');
    });
  }

  function caseFile(response, one, name) {
    const type = name === 'page' ? kHtml : kByEnding[name.split('.').at(-1)][0];
    const bears = name === (one.policies_on ?? 'page');
    send(response, name === 'page' ? one.status : 200, type, one.files[name], bears ? headersOf(one) : {});
  }

  function handle(request, response, url) {
    const { pathname, searchParams } = new URL(url);
    if (searchParams.has('kwork')) {
      return readAll(request, (origin) => send(response, 200, 'application/json', JSON.stringify(work(origin.toString()))));
    }
    if (searchParams.has('kfile')) return send(response, 200, 'text/javascript', files.get(searchParams.get('kfile')));
    if (pathname === '/driver') {
      return send(response, 200, kHtml, '<!doctype html><meta charset="utf-8"><title>reports</title>' +
        `<link rel="icon" href="data:,"><body><script type="module" src="/?kfile=${driver}"></script>`);
    }
    if (pathname === '/redirect') {
      return send(response, 302, 'text/plain', '', { Location: searchParams.get('to') });
    }
    const [, id, name] = pathname.split('/');
    const one = cases.get(id);
    if (one && /^(uri|to)\d?$/.test(name)) return endpoint(request, response, id, name);
    if (one && name in one.files) return caseFile(response, one, name);
    const [type, body] = kByEnding[pathname.split('.').at(-1)] ?? [kHtml, '<!doctype html><title>ok</title>'];
    return send(response, 200, type, body);
  }

  return handle;
}
