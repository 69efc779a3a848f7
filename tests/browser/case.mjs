// SPDX-License-Identifier: Apache-2.0
// Decision cases as work for a page: which of them a browser can be asked, under which top-level page, and how.
import { whyNotSandbox } from './sandbox.mjs';

/// `url` with a key in its query, which no source expression looks at.
export function tag(url, name, key) {
  const at = url.indexOf('#');
  const head = at < 0 ? url : url.slice(0, at);
  return `${head}${head.includes('?') ? '&' : '?'}${name}=${key}${at < 0 ? '' : url.slice(at)}`;
}

/// The key that `tag` wrote under this name, or undefined.
export function tagged(url, name) {
  return new RegExp(`[?&]${name}=([0-9a-z-]+)`).exec(url)?.[1];
}

export const isEnforced = (policy) => (policy.disposition ?? 'enforce') === 'enforce';
export const isMeta = (policy) => policy.delivery === 'meta';

export function parserInserted(check) {
  return check.parser_inserted ?? (check.kind === 'inline' || check.destination === 'script');
}

const kSameOriginOnly = new Set(['worker', 'sharedworker', 'serviceworker', 'xslt']);
const kAskable = new Set(['', 'script', 'style', 'image', 'font', 'audio', 'video', 'track', 'object', 'embed', 'iframe',
  'frame', 'worker', 'sharedworker', 'serviceworker', 'audioworklet', 'paintworklet', 'manifest', 'xslt', 'document']);
const kSecureOnly = new Set(['serviceworker', 'audioworklet', 'paintworklet']);
const kChangesPage = /(^|[;,])\s*(sandbox|upgrade-insecure-requests)\b/i;
const kNetwork = new Set(['http:', 'https:', 'ws:', 'wss:']);

const parse = (text) => (URL.canParse(text) ? new URL(text) : null);
const isSecure = (url) => url.protocol === 'https:' || url.protocol === 'wss:';

/// Why this case cannot be asked, or null.
export function whyNot(one, browser) {
  const page = parse(one.document_url ?? 'https://example.com/');
  if (!page || !/^https?:$/.test(page.protocol)) return 'the document is no http(s) page';
  for (const policy of one.policies) {
    if (policy.value.includes('\0') || (!isMeta(policy) && /[\x01-\x08\x0a-\x1f\x7f]/.test(policy.value))) return 'nothing carries this policy';
    if (kChangesPage.test(policy.value) && one.check.kind !== 'sandbox') return 'the policy changes the page';
    if (policy.value.includes('{nonce}')) return 'a placeholder';
    if (isMeta(policy) && !isEnforced(policy)) return 'no <meta> reports only';
  }
  const check = one.check;
  if (refused(page)) return 'browsers refuse the address';
  const typed = one.policies.some((p) => isEnforced(p) && /require-trusted-types-for[^;,]*'script'/i.test(p.value));
  switch (check.kind) {
    case 'request': return whyNotRequest(one, page, browser, typed);
    case 'inline':
      if (check.type === 'script' && check.source === '') return 'an empty script is never prepared';
      if (/<\/?(script|style)/i.test(check.source)) return 'the markup cannot carry this source';
      return typed && check.type !== 'style' && check.type !== 'style-attribute' ? 'Trusted Types come first' : null;
    case 'eval': return typed ? 'Trusted Types come first' : null;
    case 'wasm': return null;
    case 'webrtc': return null;
    case 'form-action': case 'base-uri': {
      const url = parse(check.url);
      if (!url || !/^https?:$/.test(url.protocol)) return 'the URL is not http(s)';
      if (refused(url)) return 'browsers refuse the address';
      return check.kind === 'form-action' && mixed(page, url, browser);
    }
    case 'frame-ancestors': return whyNotAncestors(check.ancestors, page, browser);
    case 'sandbox': return whyNotSandbox(check.effect, page, browser);
    case 'trusted-types-policy':
    case 'trusted-types-sink': return null;
    default: return `no page can ask for ${check.kind}`;
  }
}

function whyNotRequest(one, page, browser, typed) {
  const check = one.check;
  const url = parse(check.url);
  if (!url) return 'no URL';
  if (!kAskable.has(check.destination)) return `no page can ask for ${check.destination}`;
  const scripts = /script|worker|worklet|object|embed/.test(check.destination);
  if (typed && scripts && !parserInserted(check)) return 'Trusted Types come first';
  if (check.initiator && check.initiator !== 'prefetch') return `no page can ask for ${check.initiator}`;
  if (check.initiator === 'prefetch' && browser === 'webkit') return 'WebKitGTK does not prefetch';
  if (check.destination === 'document') return whyNotSpeculation(one, url, browser);
  if (check.destination === 'manifest' && browser === 'webkit') return 'WebKitGTK fetches no manifest';
  if (check.destination === 'xslt' && one.policies.some(isMeta)) return 'the instruction stands before any <meta>';
  if (check.destination === 'xslt' && !/^https?:$/.test(url.protocol)) return 'a style sheet of the same origin only';
  if (check.redirect_count && kSameOriginOnly.has(check.destination)) return 'a worker or XSLT may not be redirected';
  if (kSecureOnly.has(check.destination) && page.protocol !== 'https:') return 'secure contexts only';
  if (check.destination === 'paintworklet' && browser !== 'chromium') return 'the browser has no paint worklets';
  if (url.protocol === 'blob:' || url.protocol === 'data:') {
    if (check.redirect_count) return 'no redirect leads to it';
    if (check.destination === '' && !['fetch', 'xhr', undefined].includes(one.via)) return `${one.via} is for the network`;
    if (check.destination === 'script' && parserInserted(check)) return 'the markup comes before the object URL';
  }
  if (url.protocol === 'blob:') {
    return parse(url.pathname)?.origin === page.origin ? null : 'a page makes blob: URLs of its own origin only';
  }
  if (url.protocol === 'data:') return check.destination === 'serviceworker' ? 'not for data:' : null;
  if (!kNetwork.has(url.protocol)) return 'a scheme that browsers do not load';
  if (one.via === 'webtransport' && (url.protocol !== 'https:' || check.redirect_count)) return 'WebTransport is for https';
  if (one.via === 'webtransport' && page.protocol !== 'https:') return 'secure contexts only';
  if (one.via === 'webtransport' && browser === 'webkit') return 'the browser has no WebTransport';
  if (url.protocol.startsWith('ws') && (check.destination !== '' || check.redirect_count)) return 'WebSocket only';
  if (url.username || url.password) return 'browsers refuse credentials';
  if (check.destination === 'serviceworker' && /%2f|%5c/i.test(url.pathname)) return 'service workers refuse the path';
  if (kSameOriginOnly.has(check.destination) && url.origin !== page.origin) return 'a worker or XSLT is of the same origin';
  if (refused(url)) return 'browsers refuse the address';
  // No preference opens worklets, or Firefox's WebSockets, to mixed content.
  const strict = check.destination.endsWith('worklet') || (browser === 'firefox' && url.protocol === 'ws:');
  return mixed(page, url, strict ? 'webkit' : browser);
}

/// Prefetching by speculation rules, which Chromium alone has.
function whyNotSpeculation(one, url, browser) {
  if (one.check.initiator !== 'prefetch') return 'no frame asks for a document';
  if (browser !== 'chromium') return 'the browser has no speculation rules';
  if (url.protocol !== 'https:' || one.check.redirect_count) return 'speculation rules are for https';
  return refused(url) ? 'browsers refuse the address' : null;
}

function whyNotAncestors(ancestors, page, browser) {
  if (ancestors.length === 0) return 'a page without ancestors';
  let inner = page;
  for (const text of ancestors) {
    const url = parse(text);
    if (!url || !/^https?:$/.test(url.protocol)) return 'an ancestor that is no http(s) page';
    if (refused(url)) return 'browsers refuse the address';
    const reason = mixed(url, inner, browser);
    if (reason) return reason;
    inner = url;
  }
  return null;
}

/// Of the ports below 80, browsers refuse most, some for all schemes; proxies refuse some hosts.
function refused(url) {
  return (url.port !== '' && Number(url.port) < 80) || /[*!]|^\.|\.\./.test(url.hostname);
}

/// Chromium and Firefox are started with mixed content allowed; WebKit upgrades or blocks it before it asks policies.
function mixed(outer, inner, browser) {
  return browser === 'webkit' && isSecure(outer) && !isSecure(inner) ? 'mixed content' : null;
}

/// Whether the case needs a page of its own window: manifests and speculation rules are heeded at the top level only, and
/// there is no other top-level page that may be navigated away.
export function needsWindow(check) {
  return ['manifest', 'document'].includes(check.destination) || check.effect?.startsWith('top-level-navigation') === true;
}

/// What a redirected check asks for first; the policy must allow it.
export function redirectStart(one) {
  return one.redirect_from ?? `${new URL(one.document_url ?? 'https://example.com/').origin}/`;
}

/// The top-level page under which a case is asked, as a URL: the outermost ancestor, else a page of the same origin.
export function stage(one) {
  if (one.check.kind === 'frame-ancestors') return new URL(one.check.ancestors.at(-1)).href.replace(/[?#].*$/, '');
  return `${new URL(one.document_url ?? 'https://example.com/').origin}/`;
}
