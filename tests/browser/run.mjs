// SPDX-License-Identifier: Apache-2.0
// Puts cases to browsers, compares each verdict with the engine's, asks again where they differ, and makes the cases that
// remain small. `run.mjs --help` says how.
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ageNote, endAllNow, kBrowsers, version } from './browsers.mjs';
import { agrees, ask } from './engine.mjs';
import { generate } from './generate.mjs';
import { generatePages } from './generate_pages.mjs';
import { keep } from './keep.mjs';
import { askBrowser } from './oracle.mjs';
import { kNotAsked } from './session.mjs';
import { shrink } from './shrink.mjs';

const kHelp = `Puts decision cases to real browsers on loopback and compares the verdicts with cspkit's.

  --browser NAMES   of chromium, firefox, webkit; commas between (default: all three)
  --count N         generated cases (default 2000)
  --pages N         and generated cases that take a page of their own: manifests, XSLT, speculation rules and sandboxes
                    (default 200)
  --seed S          the seed of both (default 1)
  --cases FILE      cases from a JSONL file instead
  --program FILE    the cspkit to compare with (default build/release/bin/cspkit)
  --flags FILE      what says which effects the sandbox forbids (default build/release/bin/cspkit_case_answers)
  --out FOLDER      where verdicts and report go (default build/browsers)
  --no-shrink       leave the disagreements as they are
  --keep FILE       put the verdicts of all three browsers, from this run or earlier ones into the same folder, together
                    in FILE, compressed, as tests/conformance/browser_verdicts.jsonl.gz is

Written: FOLDER/BROWSER.jsonl, one line a case with the browser's verdict, and FOLDER/BROWSER.disagreements.jsonl, made
small. Exit status 1 where a browser and its profile disagree or a browser leaves more than 2 % of the cases that it can be
asked without a verdict, 2 where something went wrong.

Example: ./dev browsers --browser firefox --count 500 --seed 7
`;

function options() {
  const { values } = parseArgs({ options: {
    browser: { type: 'string', default: Object.keys(kBrowsers).join(',') },
    count: { type: 'string', default: '2000' },
    pages: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    cases: { type: 'string' },
    program: { type: 'string', default: 'build/release/bin/cspkit' },
    flags: { type: 'string', default: 'build/release/bin/cspkit_case_answers' },
    out: { type: 'string', default: 'build/browsers' },
    'no-shrink': { type: 'boolean', default: false },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  } });
  const browsers = values.browser.split(',');
  const unknown = browsers.find((name) => !(name in kBrowsers));
  if (unknown !== undefined) throw new Error(`unknown browser ${unknown}; known: ${Object.keys(kBrowsers).join(', ')}`);
  for (const name of ['count', 'pages', 'seed']) {
    if (!/^\d+$/.test(values[name])) throw new Error(`--${name} takes a number, not ${values[name]}`);
  }
  return { ...values, browsers };
}

function readCases(file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line, i) => {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw new Error(`${file}:${i + 1}: ${error.message}`);
    }
  });
}

/// Progress on a terminal, silence elsewhere.
function progress(browser) {
  if (!process.stderr.isTTY) return undefined;
  return (done, all) => process.stderr.write(`\r${browser}: ${done} of ${all}${done === all ? '\n' : ''}`);
}

function writeLines(file, rows) {
  const out = createWriteStream(file);
  for (const row of rows) out.write(`${JSON.stringify(row)}\n`);
  return new Promise((resolve) => out.end(resolve));
}

/// The cases (of those given) in which browser and engine differ, with both answers.
async function disagreements(browser, engine, cases, how) {
  const verdicts = await askBrowser(browser, cases, how);
  const answers = ask(engine, cases, browser);
  return cases.map((one, i) => ({ one, verdict: verdicts[i], answer: answers[i] }));
}

const inWords = (policy) => JSON.stringify(policy.value) + (policy.disposition === 'report' ? ' (report-only)' : '') +
  (policy.delivery === 'meta' ? ' (meta)' : '');

/// A case that was put to the browser and came back without a verdict.
const isUnanswered = ({ verdict }) => verdict.result === null && !verdict.note.startsWith(kNotAsked);

const differs = ({ verdict, answer }) => verdict.result !== null && !agrees(answer, verdict);

async function runOne(browser, cases, { program, flags, out, 'no-shrink': plain }) {
  const engine = { program, flags };
  const began = Date.now();
  const rows = await disagreements(browser, engine, cases, { onProgress: progress(browser) });
  // A busy machine leaves cases without a verdict: they are asked once more, calmly.
  const silent = rows.map((row, i) => i).filter((i) => isUnanswered(rows[i]));
  const later = await disagreements(browser, engine, silent.map((i) => cases[i]), { calm: true });
  silent.forEach((i, k) => { rows[i] = later[k]; });
  const suspects = rows.map((row, i) => i).filter((i) => differs(rows[i]));
  // A second, calm look: only what is seen twice counts.
  const again = await disagreements(browser, engine, suspects.map((i) => cases[i]), { calm: true });
  let unstable = 0;
  suspects.forEach((i, k) => {
    if (again[k].verdict.result === rows[i].verdict.result && again[k].verdict.directive === rows[i].verdict.directive) return;
    unstable += 1;
    rows[i] = { ...again[k], verdict: differs(again[k]) ? { result: null, note: 'not the same twice' } : again[k].verdict };
  });
  await writeLines(join(out, `${browser}.jsonl`), rows.map(({ one, verdict }) => ({ ...one, [browser]: verdict })));

  const wrong = rows.filter(differs);
  const small = plain ? wrong.map(({ one }) => one) : await shrink(wrong.map(({ one }) => one), async (candidates) =>
    (await disagreements(browser, engine, candidates)).map(differs));
  const final = await disagreements(browser, engine, small, { calm: true });
  await writeLines(join(out, `${browser}.disagreements.jsonl`), final.map(({ one, verdict, answer }, i) => ({
    ...one, [browser]: verdict, engine: { result: answer.result, directive: answer.directive }, from: wrong[i].one.id })));

  const asked = rows.filter(({ verdict }) => verdict.result !== null).length;
  const unanswered = rows.filter(isUnanswered).length;
  const seconds = (Date.now() - began) / 1000;
  console.log(`${browser} (${version(browser)}): ${asked} of ${cases.length} cases have a verdict, the engine agrees in ` +
    `${asked - wrong.length}, disagrees in ${wrong.length}; ` +
    `${unanswered} without a verdict, ${unstable} unstable; ${seconds.toFixed(0)} s`);
  const note = ageNote(browser);
  if (wrong.length > 0 && note !== '') console.log(`  ${note}`);
  const seen = new Set();
  for (const { one, verdict, answer } of final) {
    const text = `  ${one.policies.map(inWords).join(' + ')} on ${one.document_url}: ` +
      `${JSON.stringify(one.check)}\n    ${browser} ${verdict.result} ${verdict.directive ?? verdict.note ?? ''}, ` +
      `engine ${answer.result} ${answer.directive ?? ''}`;
    if (!seen.has(text)) console.log(text);
    seen.add(text);
  }
  if (unanswered > 0.02 * (asked + unanswered)) {
    console.log(`  ${browser} left too many cases without a verdict; their notes are in ${join(out, `${browser}.jsonl`)}`);
    return wrong.length + 1;
  }
  return wrong.length;
}

async function main() {
  const chosen = options();
  if (chosen.help) {
    process.stdout.write(kHelp);
    return 0;
  }
  const cases = chosen.cases ? readCases(chosen.cases) : [
    ...generate(Number(chosen.count), Number(chosen.seed)), ...generatePages(Number(chosen.pages), Number(chosen.seed))];
  mkdirSync(chosen.out, { recursive: true });
  let wrong = 0;
  for (const browser of chosen.browsers) wrong += await runOne(browser, cases, chosen);
  if (chosen.keep) console.log(`${keep([chosen.out], chosen.keep)} cases with verdicts are in ${chosen.keep}`);
  return wrong > 0 ? 1 : 0;
}

process.on('exit', endAllNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
main().then((status) => process.exit(status), (error) => {
  console.error(`browsers: ${error.message}`);
  process.exit(2);
});
