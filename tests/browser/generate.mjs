// SPDX-License-Identifier: Apache-2.0
// Seeded decision cases that a browser can be asked, over every dimension that the text looks at. Policies and checks are
// made for one another, so that about half of the checks match. The same seed makes the same cases everywhere.
import { createHash } from 'node:crypto';

import * as pools from './pools.mjs';

/// mulberry32: small, and good enough for choices.
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/// Scheme, host, port and path of a host-source.
const kHostSource = /^(?:([a-z]+):\/\/)?((?:\*\.?)?[^:/?#]*|\[::1\])(?::(\d+|\*))?([/?#].*)?$/i;

const kNeverLocal = ['font', 'audio', 'video', 'track', 'object', 'embed', 'serviceworker'];

export class Generator {
  constructor(seed) {
    this.random = random(seed);
  }

  below(n) { return Math.floor(this.random() * n); }
  chance(percent) { return this.random() * 100 < percent; }
  pick(pool) { return pool[this.below(pool.length)]; }
  some(n, make) { return Array.from({ length: n }, make); }

  varyCase(text) {
    return this.chance(10) ? text.replace(/[a-z]/g, (c) => (this.chance(50) ? c.toUpperCase() : c)) : text;
  }

  host() { return this.chance(65) ? pools.kHosts[this.below(4)] : this.pick(pools.kHosts); }

  hostSource() {
    let text = this.chance(45) ? `${this.pick(['http', 'https', 'https', 'ws', 'wss', 'http'])}://` : '';
    if (this.chance(8)) text += '*';
    else text += (this.chance(25) ? '*.' : '') + this.host();
    if (this.chance(40)) text += `:${this.chance(70) ? pools.kPorts[this.below(4)] : this.pick(pools.kPorts)}`;
    if (this.chance(35)) text += this.chance(80) ? this.pick(pools.kPaths) : this.pick(pools.kOddPaths);
    return this.varyCase(text);
  }

  digest(content) {
    const algorithm = this.pick(['sha256', 'sha256', 'sha384', 'sha512']);
    let value = createHash(algorithm).update(content).digest('base64');
    if (this.chance(15)) value = value.replaceAll('+', '-').replaceAll('/', '_');
    if (this.chance(10)) value = value.replace(/=+$/, '');
    if (this.chance(3)) value += '=';
    if (this.chance(4)) value = value.toLowerCase();
    return [algorithm, value];
  }

  hashSource(content) {
    const [algorithm, value] = this.digest(content);
    return `'${this.varyCase(algorithm)}${this.chance(4) ? this.pick(['_', '--', '', ' ']) : '-'}${value}'`
      .replace(/^'sha(\d)/, (all, d) => (this.chance(4) ? `'sha-${d}` : all));
  }

  nonceSource() {
    return `'${this.varyCase('nonce-')}${this.chance(85) ? this.pick(pools.kNonces) : this.pick(pools.kOddNonces)}'`;
  }

  source(content) {
    const what = this.below(100);
    if (what < 42) return this.hostSource();
    if (what < 52) return this.varyCase("'self'");
    if (what < 56) return '*';
    if (what < 64) return this.varyCase(this.pick(['http:', 'https:', 'ws:', 'wss:', 'data:', 'blob:', 'x-foo:']));
    if (what < 78) return this.varyCase(this.pick(pools.kKeywords));
    if (what < 84 && content !== undefined) return this.nonceSource();
    if (what < 93 && content !== undefined) return this.hashSource(content);
    return this.pick(pools.kOddTokens);
  }

  /// A source list; what it holds is kept to derive URLs from.
  list(content) {
    if (this.chance(5)) return this.pick(['', this.varyCase("'none'")]);
    const sources = this.some(1 + this.below(this.chance(60) ? 2 : 5), () => this.source(content));
    this.sources.push(...sources);
    return sources.join(this.pick([' ', ' ', ' ', '  ', '\t']));
  }

  policy(names, content) {
    const directives = this.some(1 + this.below(this.chance(65) ? 2 : 4), () => {
      const name = this.chance(85) ? this.pick(names) : this.pick(pools.kFetchDirectives);
      return `${this.varyCase(name)} ${this.list(content)}`;
    });
    return directives.join(this.pick(['; ', ';', ' ; ', ';;'])) + this.pick(['', '', ';', ', ']);
  }

  policies(names, content) {
    return this.some(this.chance(80) ? 1 : 2 + this.below(2), () => {
      const meta = this.chance(12) && !names.includes('frame-ancestors');
      return { value: this.policy(names, content), disposition: !meta && this.chance(7) ? 'report' : 'enforce',
        delivery: meta ? 'meta' : 'header' };
    });
  }

  documentUrl() {
    return (this.chance(75) ? pools.kDocuments[this.below(6)] : this.pick(pools.kDocuments)) + this.pick(pools.kPages);
  }

  /// A URL that one of the sources may well match: its own parts, some of them changed.
  url(schemes) {
    const source = this.sources.length > 0 ? this.pick(this.sources) : '';
    const parts = kHostSource.exec(source);
    if (!parts || parts[2] === '' || parts[2].includes("'") || this.chance(10)) {
      const port = this.chance(35) ? `:${this.pick(pools.kUrlPorts)}` : '';
      const text = `${this.pick(schemes)}://${this.host()}${port}${this.pick(pools.kPaths)}`;
      return text + this.pick(pools.kTails);
    }
    let [, scheme, host, port, path = ''] = parts;
    if (!schemes.includes(scheme?.toLowerCase()) || this.chance(25)) scheme = this.pick(schemes);
    if (host.startsWith('*')) host = host.length > 2 ? (this.chance(80) ? `a${host.slice(1)}` : host.slice(2)) : this.host();
    if (this.chance(6)) host = this.host();
    if (this.chance(4)) host = `x${host}`;
    if (port === '*' || this.chance(20)) port = this.pick(pools.kUrlPorts);
    if (port !== undefined && (this.chance(25) || Number(port) > 65535)) port = undefined;
    if (this.chance(15) || path === '') path = this.chance(70) ? this.pick(pools.kPaths) : '';
    if (this.chance(15)) path += this.pick(pools.kTails);
    return `${scheme}://${host}${port === undefined ? '' : `:${port}`}${path}`;
  }

  validUrl(schemes, otherwise) {
    for (let i = 0; i < 8; ++i) {
      let text = this.chance(18) ? `${otherwise}${this.pick(pools.kPaths)}` : this.url(schemes);
      if (schemes.includes('ws')) text = text.replace(/#.*/, '');  // WebSocket refuses fragments
      if (URL.canParse(text) && (new URL(text).port === '' || Number(new URL(text).port) >= 80)) return text;
    }
    return `${otherwise}/a`;
  }

  integrity() {
    return this.some(1 + this.below(3), () => {
      const listed = this.sources.filter((s) => /^'sha/i.test(s));
      let item = listed.length > 0 && this.chance(60) ? this.pick(listed).slice(1, -1)
        : this.digest(this.pick(pools.kScripts)).join('-');
      if (this.chance(10)) item = this.pick(['md5-abc', 'sha256', 'sha256-', 'sha1-abc=', '-', 'sha384-AAAA', 'SHA384-AAAA']);
      if (this.chance(8)) item += '?x=1';
      return this.varyCase(item);
    }).join(' ');
  }

  // What follows makes one case each, by what it is about.

  request(destination, origin) {
    const check = { kind: 'request', url: '', destination };
    if (destination === 'script') check.parser_inserted = this.chance(50);
    const local = this.chance(4) && !kNeverLocal.includes(destination);
    const same = /worker$/.test(destination);
    if (local) {
      const type = destination === 'image' ? 'image/png' : 'text/javascript';
      check.url = this.chance(50) ? `data:${type},1` : `blob:${origin}/5f3c9c1e`;
    } else if (same) check.url = `${origin}${this.pick(pools.kPaths)}`;
    else check.url = this.validUrl(['http', 'https', 'https'], origin);
    return check;
  }

  requestCase(destination) {
    const one = { policies: [], document_url: this.documentUrl(), check: null };
    const origin = new URL(one.document_url).origin;
    const scripts = /script|work/.test(destination) || destination === 'style';
    one.policies = this.policies(pools.kDestinations[destination], scripts ? this.pick(pools.kScripts) : undefined);
    one.check = this.request(destination, origin);
    if ((destination === 'script' || destination === 'style') && this.chance(30)) {
      one.check.nonce = this.chance(90) ? this.pick(pools.kNonces) : this.pick(pools.kOddNonces);
    }
    if (destination === 'script' && this.chance(35)) one.check.integrity = this.integrity();
    if (destination === '') one.via = this.pick(['fetch', 'fetch', 'xhr', 'eventsource', 'beacon', 'ping', 'webtransport']);
    if (!/work|^$/.test(destination) && !/^(data|blob):/.test(one.check.url) && this.chance(12)) this.redirected(one, origin);
    if (destination === '' && ['fetch', 'xhr', 'eventsource'].includes(one.via) && this.chance(12)) this.redirected(one, origin);
    return one;
  }

  /// The check's URL is where a redirect led; what was asked for first is let through by every policy.
  redirected(one, origin) {
    one.check.redirect_count = 1 + this.below(2);
    one.redirect_from = this.pick([`${origin}/r`, 'https://cdn.test/r/']);
    const start = one.redirect_from.startsWith(origin) ? "'self'" : 'https://cdn.test/r/';
    const { destination } = one.check;
    const names = pools.kDestinations[destination] ?? pools.kPageDestinations[destination] ?? ['form-action'];
    for (const policy of one.policies) {
      policy.value = policy.value.replace(/([^;,\s][^;,]*)/g, (directive) => (names.includes(directive.split(/\s/)[0].toLowerCase())
        ? `${directive.replace(/\s'none'/i, ' ')} ${start}` : directive));
    }
  }

  webSocketCase() {
    const one = { policies: [], document_url: this.documentUrl(), check: null };
    one.policies = this.policies(['connect-src', 'connect-src', 'default-src']);
    const origin = new URL(one.document_url).origin.replace('http', 'ws');
    one.check = { kind: 'request', url: this.validUrl(['ws', 'wss'], origin), destination: '' };
    return one;
  }

  prefetchCase() {
    const one = this.requestCase('script');
    one.policies = this.policies(['default-src', 'default-src', 'script-src', 'img-src', 'connect-src', 'prefetch-src']);
    one.check = { kind: 'request', url: this.validUrl(['http', 'https'], new URL(one.document_url).origin), destination: 'script',
      initiator: 'prefetch', parser_inserted: false };
    delete one.via;
    delete one.redirect_from;
    return one;
  }

  inlineCase() {
    const type = this.pick(['script', 'script', 'script-attribute', 'style', 'style-attribute', 'navigation',
      'speculation-rules']);
    const [names, contents] = {
      script: [['script-src-elem', 'script-src', 'script-src', 'default-src'], pools.kScripts],
      'script-attribute': [['script-src-attr', 'script-src', 'default-src'], pools.kScripts],
      style: [['style-src-elem', 'style-src', 'default-src'], pools.kStyles],
      'style-attribute': [['style-src-attr', 'style-src', 'default-src'], pools.kStyleAttributes],
      navigation: [['script-src-elem', 'script-src', 'default-src'], pools.kNavigations],
      'speculation-rules': [['script-src-elem', 'script-src', 'default-src'], pools.kSpeculationRules],
    }[type];
    const source = this.pick(contents);
    const check = { kind: 'inline', type, source };
    const script = type === 'script' || type === 'speculation-rules';
    if (script) check.parser_inserted = this.chance(60);
    if ((script || type === 'style') && this.chance(40)) {
      check.nonce = this.chance(90) ? this.pick(pools.kNonces) : this.pick(pools.kOddNonces);
    }
    const telling = ["'unsafe-inline'", "'unsafe-hashes'", "'strict-dynamic'"];
    if (type === 'speculation-rules') telling.push("'inline-speculation-rules'");
    const bias = () => (this.chance(50) ? this.pick(telling) : this.source(source));
    const plain = this.list;
    this.list = (content) => {
      const text = plain.call(this, content);
      return this.chance(60) ? `${text} ${bias()}` : text;
    };
    const policies = this.policies(names, source);
    this.list = plain;
    return { policies, document_url: this.documentUrl(), check };
  }

  compileCase() {
    const policies = this.policies(['script-src', 'script-src', 'default-src', 'script-src-elem'], 'x');
    if (this.chance(50)) {
      const keyword = this.pick(["'unsafe-eval'", "'wasm-unsafe-eval'"]);
      policies[0].value = policies[0].value.replace(/(?=[;,]|$)/, ` ${keyword}`);
    }
    return { policies, document_url: this.documentUrl(), check: { kind: this.pick(['eval', 'wasm']) } };
  }

  formCase() {
    const one = { policies: [], document_url: this.documentUrl(), check: null };
    one.policies = this.policies(['form-action']);
    const origin = new URL(one.document_url).origin;
    one.check = { kind: 'form-action', url: this.validUrl(['http', 'https'], origin) };
    if (this.chance(15)) this.redirected(one, origin);
    return one;
  }

  baseCase() {
    const one = { policies: [], document_url: this.documentUrl(), check: null };
    one.policies = this.policies(['base-uri']);
    one.check = { kind: 'base-uri', url: this.validUrl(['http', 'https'], new URL(one.document_url).origin) };
    return one;
  }

  ancestorsCase() {
    const one = { policies: [], document_url: this.documentUrl(), check: null };
    one.policies = this.policies(['frame-ancestors', 'frame-ancestors', 'frame-ancestors', 'default-src']);
    // Few pages, so that many cases share one.
    const origins = [...pools.kDocuments, 'https://cdn.test', 'https://other.example', 'http://other.example:443'];
    const page = () => `${this.pick(origins)}/`;
    one.check = { kind: 'frame-ancestors', ancestors: this.some(1 + this.below(this.chance(70) ? 1 : 3), page) };
    return one;
  }

  trustedTypesCase() {
    if (this.chance(25)) {
      const value = `require-trusted-types-for ${this.pick(pools.kSinkGroups)}`;
      return { policies: [{ value, disposition: 'enforce', delivery: 'header' }],
        document_url: this.documentUrl(), check: { kind: 'trusted-types-sink', group: 'script' } };
    }
    const tokens = this.some(this.below(4), () => this.pick(pools.kPolicyTokens));
    const names = tokens.filter((t) => !t.startsWith("'") && t !== '*');
    const name = names.length > 0 && this.chance(55) ? this.pick(names) : this.pick(pools.kPolicyNames);
    const check = { kind: 'trusted-types-policy', name };
    if (this.chance(35)) check.existing = [this.chance(70) ? check.name : this.pick(pools.kPolicyNames)];
    const delivery = this.chance(20) ? 'meta' : 'header';
    const policies = [{ value: `trusted-types ${tokens.join(' ')}`, disposition: 'enforce', delivery }];
    return { policies, document_url: this.documentUrl(), check };
  }

  one() {
    this.sources = [];
    const what = this.below(100);
    if (what < 46) return this.requestCase(this.pick(Object.keys(pools.kDestinations)));
    if (what < 54) return this.requestCase(this.pick(['script', 'image', 'iframe', '']));
    if (what < 61) return this.webSocketCase();
    if (what < 64) return this.prefetchCase();
    if (what < 79) return this.inlineCase();
    if (what < 83) return this.compileCase();
    if (what < 87) return this.formCase();
    if (what < 91) return this.baseCase();
    if (what < 95) return this.ancestorsCase();
    return this.trustedTypesCase();
  }
}

export function generate(count, seed) {
  const generator = new Generator(seed);
  return generator.some(count, () => generator.one()).map((one, i) => ({ id: `${seed}-${i + 1}`, ...one }));
}
