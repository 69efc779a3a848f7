// SPDX-License-Identifier: Apache-2.0
// Runs the JavaScript that `cspkit convert` writes, with the real packages, and compares the headers with the policy.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { Unreachable, openPackages } from '../sdk/packages.mjs';

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kSkipped = 77;
const kEnforced = 'Content-Security-Policy';
const kReportOnly = 'Content-Security-Policy-Report-Only';
const kSecret = 'secret-placeholder-of-the-site';
const kPage = `<!doctype html><script nonce="${kSecret}">a()</script><script>injected()</script><style nonce="${kSecret}"></style>`;

const { values: options } = parseArgs({ options: {
  program: { type: 'string', default: 'build/release/bin/cspkit' },
  packages: { type: 'string', default: 'build/frameworks' },
  count: { type: 'string', default: '40' },
} });
const kPackages = resolve(options.packages);
const kWork = join(kPackages, 'written');

/// What the response has of the two headers, and its body.
class Answer {
  constructor(headers, body = '') {
    this.headers = headers;
    this.body = body;
  }
}
const fromResponse = async (response) => new Answer(Object.fromEntries(response.headers), await response.text());

function written(target, form, policies) {
  const words = ['convert', '--to', target, '--form', form, '--json'];
  for (const [name, policy] of Object.entries(policies)) {
    words.push(`${name === kEnforced ? '--policy' : '--report-only'}=${policy}`);
  }
  return JSON.parse(execFileSync(options.program, words, { encoding: 'utf8' })).text;
}

let files = 0;
async function load(text) {
  const file = join(kWork, `module-${files++}.mjs`);
  writeFileSync(file, text);
  return import(pathToFileURL(file));
}

const html = () => new Response(kPage, { headers: { 'content-type': 'text/html; charset=utf-8' } });

/// html-rewriter-wasm is Cloudflare's own rewriter, with a smaller interface than a Worker's.
function rewriter(Wasm) {
  return class HTMLRewriter {
    handlers = [];
    on(selector, handler) {
      this.handlers.push([selector, handler]);
      return this;
    }
    transform(response) {
      const body = new ReadableStream({
        start: async (controller) => {
          const inner = new Wasm((piece) => controller.enqueue(piece.slice()));
          for (const [selector, handler] of this.handlers) inner.on(selector, handler);
          await inner.write(new Uint8Array(await response.arrayBuffer()));
          await inner.end();
          inner.free();
          controller.close();
        },
      });
      return new Response(body, response);
    }
  };
}

async function express(text, require) {
  // What the text calls `app` is the application.
  const imports = text.match(/^import .*$/gm) ?? [];
  const body = text.replace(/^import .*$/gm, '');
  const module = await load(`${imports.join('\n')}\nexport default function (app) {\n${body}\n}\n`);
  const app = require('express')();
  module.default(app);
  app.get('/', (request, response) => response.send(response.locals.cspNonce ?? ''));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const ask = async () => fromResponse(await fetch(`http://127.0.0.1:${server.address().port}/`));
  return { ask, end: () => server.close() };
}

/// How each form is run: given the text, something to ask for an answer.
const kRuns = {
  'helmet/helmet': (text, { require }) => express(text, require),
  'nextjs/config': async (text) => {
    const rules = await (await load(text)).default.headers();
    return { ask: async () => new Answer(Object.fromEntries(rules[0].headers.map(({ key, value }) => [key.toLowerCase(), value]))) };
  },
  // Next.js itself is 300 MB; the two names that the text imports are these.
  'nextjs/proxy': async (text) => {
    globalThis.NextResponse = class extends Response {
      static next({ request }) {
        const response = new Response(request.headers.get('x-nonce'));
        response.forwarded = request.headers;
        return response;
      }
    };
    const module = await load(text.replace(/^import .*$/m, 'const { NextResponse } = globalThis;'));
    return { ask: async () => {
      const response = module.proxy(new Request('https://example.com/'));
      if (response.forwarded.get(kEnforced) !== response.headers.get(kEnforced)) throw new Error('the request has another policy');
      return fromResponse(response);
    } };
  },
  'netlify/edge': async (text) => {
    globalThis.Netlify = { env: { get: (name) => (name === 'CSP_NONCE_PLACEHOLDER' ? kSecret : undefined) } };
    const module = await load(text);
    return { stamps: true, ask: async () => fromResponse(await module.default(new Request('https://example.com/'), { next: async () => html() })) };
  },
  'cloudflare/worker': async (text, { require }) => {
    globalThis.HTMLRewriter = rewriter(require('html-rewriter-wasm').HTMLRewriter);
    const module = await load(text.replace('await fetch(request)', 'await globalThis.upstream(request)'));
    globalThis.upstream = async () => html();
    const stamps = text.includes('HTMLRewriter');
    return { stamps, ask: async () => fromResponse(await module.default.fetch(new Request('https://example.com/'), { CSP_NONCE_PLACEHOLDER: kSecret })) };
  },
  'vercel/middleware': async (text) => {
    const module = await load(text);
    return { ask: async () => fromResponse(module.default(new Request('https://example.com/'))) };
  },
  'vercel/json': async (text) => {
    const [rule] = JSON.parse(text).headers;
    return { ask: async () => new Answer(Object.fromEntries(rule.headers.map(({ key, value }) => [key.toLowerCase(), value]))) };
  },
};

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
function pattern(policy) {
  let first = true;
  const parts = policy.split("'nonce-{nonce}'").map(escape);
  return new RegExp(`^${parts.reduce((all, part) => {
    const nonce = first ? '(?<nonce>[A-Za-z0-9+/_-]{22,}={0,2})' : '\\k<nonce>';
    first = false;
    return `${all}'nonce-${nonce}'${part}`;
  })}$`);
}
// helmet leaves out the blank behind a semicolon, which means the same.
const spaced = (value) => value.replace(/;(?! )/g, '; ');

async function check(run, policies) {
  const nonces = [];
  for (let i = 0; i < 2; ++i) {
    const { headers, body } = await run.ask();
    for (const name of [kEnforced, kReportOnly]) {
      const sent = headers[name.toLowerCase()];
      if (!(name in policies)) {
        if (sent !== undefined) return `${name} was not asked for: ${sent}`;
        continue;
      }
      const match = pattern(policies[name]).exec(spaced(sent ?? ''));
      if (!match) return `${name}\n    asked ${policies[name]}\n    sent  ${sent}`;
      if (match.groups?.nonce) nonces.push([match.groups.nonce, body]);
    }
  }
  if (nonces.length > 0 && nonces[0][0] === nonces.at(-1)[0]) return `the nonce ${nonces[0][0]} was sent twice`;
  for (const [nonce, body] of run.stamps ? nonces : []) {
    if (body !== kPage.replaceAll(kSecret, nonce)) return `the page is not stamped as it should be: ${body}`;
  }
  return null;
}

async function main() {
  openPackages(kPackages, kHere);
  const require = createRequire(join(kPackages, 'package.json'));
  rmSync(kWork, { recursive: true, force: true });
  mkdirSync(kWork, { recursive: true });
  const { stdout } = spawnSync('python3', [join(kHere, '../servers/policies.py'), options.count], { encoding: 'utf8', maxBuffer: 1 << 26 });
  // A header's value is latin-1 text to Node, and a policy with `{nonce}` needs a form that draws one.
  const all = JSON.parse(stdout);
  let failures = 0;
  for (const [name, start] of Object.entries(kRuns)) {
    const [target, form] = name.split('/');
    const drawn = !['nextjs/config', 'vercel/json'].includes(name);
    const policies = all.filter((policy) => drawn || !policy.includes('{nonce}'));
    let wrong = 0;
    for (const [number, policy] of policies.entries()) {
      const asked = {};
      if (number % 3 !== 1) asked[kEnforced] = policy;
      if (number % 3 !== 0) asked[kReportOnly] = policy;
      const run = await start(written(target, form, asked), { require });
      const problem = await check(run, asked).catch((error) => error.stack);
      run.end?.();
      if (problem) {
        ++wrong;
        console.log(`${name}: ${problem}`);
      }
    }
    failures += wrong;
    console.log(`${name}: ${policies.length} policies, ${wrong} differ`);
  }
  rmSync(kWork, { recursive: true, force: true });
  return failures > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Unreachable ? error.message : error.stack);
  process.exitCode = error instanceof Unreachable ? kSkipped : 1;
}
