// SPDX-License-Identifier: Apache-2.0
// Has real browsers violate policies, and compares the reports that they send with the engine's serialization and with the
// differences that are on record. `reports.mjs --help` says how.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { endAllNow, kBrowsers, version } from './browsers.mjs';
import { countsByText, differences, keyOf, kindOf, sameRows, steady } from './report_fields.mjs';
import { countOf, gather } from './report_round.mjs';

const kHelp = `Compares the violation reports that browsers send with cspkit's own, field by field.

  --browser NAMES   of chromium, firefox, webkit; commas between (default: all three)
  --only REGEX      the cases whose names match
  --program FILE    what the engine would report (default build/release/bin/cspkit_report_answers)
  --renew           write down what the browsers send now; read the difference before you keep it

Cases: tests/conformance/report_cases.jsonl. On record: report_differences.jsonl (each with a rule of report_rules.jsonl)
and browser_reports.jsonl there. Exit status 1 where a browser sends what is neither the engine's nor on record, or no
longer sends what is; 2 where something went wrong.
`;

const kRecords = new URL('../conformance/', import.meta.url);
// Later rounds ask again, calmly, what came out otherwise than on record.
const kRounds = [{ patience: 15_000, quiet: 1_500 }, { patience: 25_000, quiet: 6_000 }, { patience: 40_000, quiet: 8_000 }];

const read = (name) => readFileSync(new URL(name, kRecords), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const write = (name, rows) =>
  writeFileSync(new URL(name, kRecords), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

function options() {
  const { values } = parseArgs({ options: {
    browser: { type: 'string', default: Object.keys(kBrowsers).join(',') },
    only: { type: 'string', default: '' },
    program: { type: 'string', default: 'build/release/bin/cspkit_report_answers' },
    renew: { type: 'boolean', default: false },
    reports: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } });
  const browsers = values.browser.split(',');
  const unknown = browsers.find((name) => !(name in kBrowsers));
  if (unknown !== undefined) throw new Error(`unknown browser ${unknown}; known: ${Object.keys(kBrowsers).join(', ')}`);
  if (values.renew && values.only) throw new Error('--renew writes all cases; leave --only out');
  return { ...values, browsers, only: new RegExp(values.only) };
}

/// What the engine would report, by case id.
function askEngine(program, cases) {
  const { stdout, stderr, error, status } = spawnSync(program, [],
    { input: cases.map((one) => `${JSON.stringify(one)}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error || status !== 0) throw new Error(`${program}: ${error?.message ?? stderr}`);
  return new Map(stdout.trim().split('\n').map((line) => JSON.parse(line)).map((answer) => [answer.id, answer]));
}

/// The text's counts, but for those that are on record.
function expectedCounts(answer, known) {
  const counts = countsByText(answer);
  for (const row of known) if (row.field === 'reports') counts[row.endpoint] = row.sent;
  return counts;
}

/// Asks until each case is as on record, or came out the same twice; answers deliveries and differences by case id.
async function settle(browser, cases, answers, known) {
  const results = new Map();
  let open = cases;
  let unsteady = [];
  for (const times of kRounds) {
    if (open.length === 0) break;
    const expected = new Map(open.map(({ id }) => [id, expectedCounts(answers.get(id), known.get(id) ?? [])]));
    const reports = await gather(browser, open, expected, times);
    unsteady = [];
    for (const { id } of open) {
      const deliveries = reports.get(id).map((each) => ({ ...each, body: steady(each.body),
        bytes: each.bytes && Buffer.from(steady(each.bytes.toString('latin1')), 'latin1').toString('base64') }));
      const rows = differences(answers.get(id), deliveries);
      const before = results.get(id);
      results.set(id, { deliveries, rows });
      if (!sameRows(rows, known.get(id) ?? []) && !(before && sameRows(before.rows, rows))) unsteady.push(id);
    }
    open = open.filter(({ id }) => unsteady.includes(id));
  }
  return { results, unsteady };
}

const inWords = (value) => (value === undefined ? 'nothing' : JSON.stringify(value));
const byKey = (rows) => new Map(rows.map((row) => [keyOf(row), row]));

function print(sign, row) {
  console.log(`  ${sign} ${row.case}, ${row.endpoint}, ${row.field}: text ${inWords(row.text)}, browser ${inWords(row.sent)}`);
}

/// The id of the first rule that speaks of this difference, or ''.
function ruleFor(rules, browser, row) {
  const fits = (pattern, text) => pattern === undefined || new RegExp(`^(?:${pattern})$`, 's').test(text);
  return rules.find(({ when }) => fits(when.browser, browser) && fits(when.kind, row.kind) && fits(when.field, row.field) &&
    fits(when.case, row.case) && fits(when.text, inWords(row.text)) && fits(when.sent, inWords(row.sent)))?.rule ?? '';
}

/// Both files anew, for this browser.
function renew(browser, cases, results) {
  const now = version(browser);
  const rules = read('report_rules.jsonl');
  const others = (name) => read(name).filter((row) => row.browser !== browser);
  const rows = cases.flatMap(({ id }) => results.get(id).rows).map(({ kind, case: id, endpoint, violation, field, text, sent }) =>
    ({ browser, version: now, kind, case: id, endpoint, violation, field, text, sent,
      rule: ruleFor(rules, browser, { kind, case: id, field, text, sent }) }));
  write('report_differences.jsonl', [...others('report_differences.jsonl'), ...rows]);
  const stored = cases.flatMap(({ id }) => results.get(id).deliveries
    .map(({ endpoint, contentType, body, bytes }) => ({ browser, version: now, case: id, endpoint,
      kind: kindOf(endpoint), content_type: contentType, body, body_base64: bytes }))
    .sort((a, b) => (a.endpoint + a.body < b.endpoint + b.body ? -1 : 1)));
  write('browser_reports.jsonl', [...others('browser_reports.jsonl'), ...stored]);
  const without = rows.filter(({ rule }) => rule === '');
  for (const row of without) print('no rule:', row);
  return without.length;
}

async function runOne(browser, cases, answers, renews) {
  const began = Date.now();
  const known = new Map();
  for (const row of read('report_differences.jsonl').filter((each) => each.browser === browser)) {
    known.set(row.case, [...(known.get(row.case) ?? []), row]);
  }
  const { results, unsteady } = await settle(browser, cases, answers, known);
  let wrong = 0;
  let differing = 0;
  let reports = 0;
  for (const { id } of cases) {
    const { deliveries, rows } = results.get(id);
    reports += countOf(deliveries);
    differing += rows.length;
    for (const { method } of deliveries) if (method !== 'POST') throw new Error(`${browser} sent ${id} by ${method}`);
    const [found, recorded] = [byKey(rows), byKey(known.get(id) ?? [])];
    for (const [key, row] of found) if (!recorded.has(key)) { print('new:', row); wrong += 1; }
    for (const [key, row] of recorded) if (!found.has(key)) { print('no longer:', row); wrong += 1; }
  }
  console.log(`${browser} (${version(browser)}): ${reports} reports of ${cases.length} cases, ${differing} fields differ from ` +
    `the text's, ${wrong} not as on record; ${((Date.now() - began) / 1000).toFixed(0)} s` +
    `${unsteady.length > 0 ? `; not the same twice: ${unsteady.join(', ')}` : ''}`);
  return renews ? renew(browser, cases, results) + unsteady.length : wrong;
}

async function main() {
  const chosen = options();
  if (chosen.help) {
    process.stdout.write(kHelp);
    return 0;
  }
  const cases = read('report_cases.jsonl').filter(({ id }) => chosen.only.test(id));
  if (cases.length === 0) throw new Error('no case has such a name');
  const answers = askEngine(chosen.program, cases);
  let wrong = 0;
  for (const browser of chosen.browsers) wrong += await runOne(browser, cases, answers, chosen.renew);
  return wrong > 0 ? 1 : 0;
}

process.on('exit', endAllNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
main().then((status) => process.exit(status), (error) => {
  console.error(`reports: ${error.message}`);
  process.exit(2);
});
