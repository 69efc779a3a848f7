// SPDX-License-Identifier: Apache-2.0
// Puts policies to cspkit's profiles `evaluator` and `observatory` and to the npm packages whose verdicts they give. Every
// difference has to be one that tests/conformance/lint/differences.jsonl lists, with a class of classes.mjs that holds for
// it; one that is listed and no longer there fails, too.
//
//     node tests/lint/run.mjs --program build/release/bin/cspkit [--only REGEX] [--count N] [--renew]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { openPackages, Unreachable } from '../sdk/packages.mjs';
import { classesOf, kClasses } from './classes.mjs';
import { line, openEvaluator, ourLine } from './evaluator.mjs';
import { generate } from './generate.mjs';
import { openObservatory, ourVerdict } from './observatory.mjs';
import { ask, kData, kSkipped, policiesOf, readRows } from './support.mjs';

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kSeed = 1;
const kFewestPolicies = 400;

const without = (lines, others) => [...lines].filter((one) => !others.has(one)).sort();

/// What only one of the two says.
const difference = (tool, ours, theirs) =>
  ({ tool, only_ours: without(ours, theirs), only_theirs: without(theirs, ours) });

function compareEvaluator(evaluate, { policy, policies }, answer) {
  const linesOf = (texts) => new Set(texts.map(evaluate).flatMap(({ thrown, findings }) =>
    (thrown ? [`threw ${thrown}`] : findings.map(line))));
  const ours = new Set(answer.findings.map(ourLine));
  return [difference('evaluator', ours, linesOf(policies)),
    ...(policy.includes(',') ? [difference('evaluator uncut', ours, linesOf([policy]))] : [])];
}

function compareObservatory(observe, { policy, policies }, answer) {
  const linesOf = (verdict) => new Set(Object.entries(verdict).flatMap(([key, value]) =>
    (Array.isArray(value) ? value.map((flag) => `flag ${flag}`) : [`${key} ${value}`])));
  const ours = linesOf(ourVerdict(answer));
  return [difference('observatory', ours, linesOf(observe({ headers: policies }))),
    ...(policy.includes(',') ? [difference('observatory uncut', ours, linesOf(observe({ headers: [policy] })))] : [])];
}

/// Responses with more than one header or a `<meta>`: what the Observatory says of each is kept beside it, for the unit tests.
function checkResponses(observe, renew) {
  const rows = readRows('responses.jsonl');
  const asked = rows.map(({ expected, ...row }) => {
    const { headers, metas, report_only: reportOnly, url } = row;
    return { ...row, expected: observe({ headers, metas, reportOnly, url }) };
  });
  if (renew) writeFileSync(`${kData}responses.jsonl`, asked.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return rows.filter((row, i) => !renew && JSON.stringify(row) !== JSON.stringify(asked[i]))
    .map(({ id }) => `${id}: responses.jsonl does not hold what the Observatory says; --renew writes it down`);
}

async function main() {
  const { values: options } = parseArgs({ options: {
    program: { type: 'string', default: 'build/release/bin/cspkit' },
    packages: { type: 'string', default: 'build/lint' },
    only: { type: 'string', default: '' },
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(kSeed) },
    renew: { type: 'boolean', default: false },
  } });
  const packages = openPackages(options.packages, kHere);
  const evaluate = openEvaluator(packages);
  const observe = await openObservatory(packages);
  const cases = [...readRows('policies.jsonl'), ...generate(Number(options.seed), Number(options.count))]
    .filter(({ id }) => new RegExp(options.only).test(id))
    .map((one) => ({ ...one, policies: policiesOf(one.policy) }));
  const distinct = new Set(cases.map(({ policy }) => policy)).size;
  if (!options.only && distinct < kFewestPolicies) throw new Error(`only ${distinct} distinct policies`);

  const answers = ['evaluator', 'observatory'].map((profile) => ask(options.program, profile, cases));
  const found = cases.flatMap((one, i) =>
    [...compareEvaluator(evaluate, one, answers[0][i]), ...compareObservatory(observe, one, answers[1][i])]
      .map((compared) => ({ ...one, ...compared })));
  const differences = found.filter(({ only_ours, only_theirs }) => only_ours.length + only_theirs.length > 0)
    .map((one) => ({ id: one.id, tool: one.tool, classes: classesOf(one), only_ours: one.only_ours,
      only_theirs: one.only_theirs, policy: one.policy }));

  const failures = differences.filter((one) => one.classes === null)
    .map((one) => `${one.id}: no class explains this difference to the ${one.tool}\n  policy: ${one.policy}\n` +
      `  only ours: ${JSON.stringify(one.only_ours)}\n  only theirs: ${JSON.stringify(one.only_theirs)}`);
  const key = ({ policy, ...row }) => JSON.stringify(row);
  if (options.renew) {
    writeFileSync(`${kData}differences.jsonl`, differences.map((one) => `${key(one)}\n`).join(''));
  } else if (options.seed === String(kSeed)) {
    const ids = new Set(cases.map(({ id }) => id));
    const listed = new Map(readRows('differences.jsonl').filter(({ id }) => ids.has(id)).map((row) => [key(row), row]));
    const seen = new Set(differences.map(key));
    for (const one of differences) {
      if (one.classes !== null && !listed.has(key(one))) failures.push(`${one.id}: a new difference: ${key(one)}\n  policy: ${one.policy}`);
    }
    for (const [text, row] of listed) {
      if (!seen.has(text)) failures.push(`${row.id}: differences.jsonl lists what is no longer so: ${text}`);
    }
  }
  failures.push(...checkResponses(observe, options.renew));
  const used = new Set(differences.flatMap((one) => one.classes ?? []));
  for (const name of Object.keys(kClasses)) {
    if (!options.only && !used.has(name)) failures.push(`the class ${name} explains nothing any more`);
  }

  for (const failure of failures) console.log(failure);
  const counts = Object.keys(kClasses).map((name) => [name, differences.filter((one) => one.classes?.includes(name)).length]);
  for (const [name, count] of counts) console.log(`${String(count).padStart(5)}  ${name}`);
  console.log(`${distinct} policies, csp_evaluator ${packages.version('csp_evaluator')} and Observatory ` +
    `${packages.version('@mdn/mdn-http-observatory')}: ${found.length - differences.length} equal answers, ` +
    `${differences.length} differences, ${failures.length} failures`);
  return failures.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Unreachable)) throw error;
  console.log(`skipped: ${error.message}`);
  process.exitCode = kSkipped;
}
