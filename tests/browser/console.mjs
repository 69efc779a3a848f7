// SPDX-License-Identifier: Apache-2.0
// Has real browsers violate policies, and writes down what their consoles say. `console.mjs --help` says how.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { endAllNow, kBrowsers, launch, version } from './browsers.mjs';
import { makeCertificate } from './certificate.mjs';
import { kCases } from './console_cases.mjs';
import { temporaryFolder } from './folder.mjs';
import { makeReportSite, pageUrl } from './report_site.mjs';
import { startServer } from './server.mjs';

const kHelp = `Records the console messages of browsers whose pages violate their policies.

  --browser NAMES   of chromium, firefox, webkit; commas between (default: all three)
  --only REGEX      the cases whose names match; prints, and writes nothing
  --renew           write tests/conformance/console_messages.jsonl anew; read the difference before you keep it

Cases: tests/browser/console_cases.mjs. Exit status 1 where a browser says something else than what is on record; 2 where
something went wrong.
`;

const kRecord = new URL('../conformance/console_messages.jsonl', import.meta.url);
const kSettle = 700;
const kSilence = 40_000;
const kMark = /case (\S+) (begins|ends)/;
// What consoles show besides has nothing to do with a policy, and is not the same twice.
const kAboutPolicy = /Content.Security.Policy|CSP|violates|Trusted ?(?:Type|HTML|Script)|Refused|sandbox|Report-Only|Note that '|require-trusted-types-for/i;
const kBlob = /(blob:[^\s'"”]*\/)[0-9a-f]{8}-[-0-9a-f]{27}/g;

function options() {
  const { values } = parseArgs({ options: {
    browser: { type: 'string', default: Object.keys(kBrowsers).join(',') },
    only: { type: 'string' },
    renew: { type: 'boolean', default: false },
    console: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } });
  const browsers = values.browser.split(',');
  const unknown = browsers.find((name) => !(name in kBrowsers));
  if (unknown !== undefined) throw new Error(`unknown browser ${unknown}; known: ${Object.keys(kBrowsers).join(', ')}`);
  if (values.renew && values.only) throw new Error('--renew writes all cases; leave --only out');
  return { ...values, browsers };
}

/// Opens the cases one after another; answers the messages of each, by case id.
async function listenTo(browser, cases) {
  const { path: folder, clear } = temporaryFolder(`csp-console-${browser}`);
  const messages = new Map();
  const waiting = [...cases];
  let lastNews = Date.now();
  let current;
  let finish;
  const done = new Promise((resolve) => { finish = resolve; });
  const listen = (message) => {
    const [, id, what] = kMark.exec(message.text) ?? [];
    if (what === 'begins') messages.set(current = id, []);
    else if (what === 'ends') current = undefined;
    else if (current && kAboutPolicy.test(message.text)) messages.get(current).push(message);
  };
  const work = () => {
    lastNews = Date.now();
    const next = waiting.shift();
    if (next) return { job: { id: next.id, url: pageUrl(next), settle: kSettle } };
    setTimeout(finish, 1000);
    return { job: null };
  };
  let server;
  let running;
  let watch;
  try {
    const certificate = makeCertificate(folder);
    const handle = makeReportSite({ driver: 'console.js', cases: new Map(cases.map((each) => [each.id, each])), work });
    server = await startServer({ certificate, handle, upgrade: () => {} });
    const profile = join(folder, 'profile');
    mkdirSync(profile, { mode: 0o700 });
    running = await launch(browser, { folder: profile, port: server.port, fingerprint: certificate.fingerprint,
      url: 'https://doc.test/driver', listen });
    lastNews = Date.now();
    watch = setInterval(() => {
      if (!running.alive() || Date.now() - lastNews > kSilence) finish();
    }, 500);
    await done;
  } finally {
    clearInterval(watch);
    await running?.stop();
    server?.close();
    clear();
  }
  const missing = cases.filter(({ id }) => !messages.has(id));
  if (missing.length > 0) throw new Error(`${browser} did not come to ${missing[0].id}`);
  return messages;
}

/// The same message may come twice, and some come in any order.
function rowsOf(browser, now, cases, messages) {
  return cases.flatMap(({ id, policies, violations }) => {
    const texts = [...new Set(messages.get(id).map(({ text }) => text.replace(kBlob, '$100000000-0000-0000-0000-000000000000')))].sort();
    return texts.map((text) => ({ browser, version: now, case: id, policies, violations, text }));
  });
}

const keyOf = ({ case: id, text }) => JSON.stringify([id, text]);

async function runOne(browser, cases, { renew, only }) {
  const now = version(browser);
  const rows = rowsOf(browser, now, cases, await listenTo(browser, cases));
  if (only) {
    for (const { case: id, text } of rows) console.log(`${browser} ${id}: ${text}`);
    return 0;
  }
  let old = [];
  try {
    old = readFileSync(kRecord, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  } catch {
    if (!renew) throw new Error('there is no record yet; make one with --renew');
  }
  const [before, after] = [old.filter((row) => row.browser === browser), rows].map((list) => new Set(list.map(keyOf)));
  const gone = [...before].filter((key) => !after.has(key));
  const come = [...after].filter((key) => !before.has(key));
  for (const key of gone) console.log(`  no longer: ${key}`);
  for (const key of come) console.log(`  new: ${key}`);
  const silent = cases.filter(({ id, violations }) => violations.length > 0 && !rows.some((row) => row.case === id));
  console.log(`${browser} (${now}): ${rows.length} messages of ${cases.length} cases, ${gone.length + come.length} not as on record; ` +
    `nothing said of ${silent.map(({ id }) => id).join(', ') || 'none'}`);
  if (renew) {
    const kept = [...old.filter((row) => row.browser !== browser), ...rows];
    const order = Object.keys(kBrowsers);
    kept.sort((a, b) => order.indexOf(a.browser) - order.indexOf(b.browser));
    writeFileSync(kRecord, kept.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return 0;
  }
  return gone.length + come.length;
}

async function main() {
  const chosen = options();
  if (chosen.help) {
    process.stdout.write(kHelp);
    return 0;
  }
  const pattern = new RegExp(chosen.only ?? '');
  const cases = kCases.filter(({ id }) => pattern.test(id));
  if (cases.length === 0) throw new Error('no case has such a name');
  let wrong = 0;
  for (const browser of chosen.browsers) wrong += await runOne(browser, cases, chosen);
  return wrong > 0 ? 1 : 0;
}

process.on('exit', endAllNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
main().then((status) => process.exit(status), (error) => {
  console.error(`console: ${error.message}`);
  process.exit(2);
});
