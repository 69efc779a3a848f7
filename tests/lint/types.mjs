// SPDX-License-Identifier: Apache-2.0
// Every finding of high or medium severity that csp_evaluator has about a policy is there under cspkit's default profile,
// too: tests/conformance/lint/evaluator_types.json says by which of our ids, for each of its types.
//
//     node tests/lint/types.mjs --program build/release/bin/cspkit
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { openPackages, Unreachable } from '../sdk/packages.mjs';
import { openEvaluator } from './evaluator.mjs';
import { generate } from './generate.mjs';
import { ask, isPartOf, kSkipped, policiesOf, readJson, readRows } from './support.mjs';
import { kTypeExceptions } from './type_exceptions.mjs';

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kGrave = new Set(['HIGH', 'MEDIUM']);
const kFewest = 400;

/// A `*` behind an id: its finding speaks of the whole directive and need not name the value.
const tells = (ids, finding, value) =>
  ids.includes(`${finding.id}*`) || (ids.includes(finding.id) && (value === '' || isPartOf(value, finding)));

function main() {
  const { values: options } = parseArgs({ options: {
    program: { type: 'string', default: 'build/release/bin/cspkit' },
    packages: { type: 'string', default: 'build/lint' },
    profile: { type: 'string', default: 'balanced' },
    show: { type: 'string', default: '3' },
  } });
  const packages = openPackages(options.packages, kHere);
  const evaluate = openEvaluator(packages);
  const types = readJson('evaluator_types.json');
  const cases = [...readRows('policies.jsonl'), ...generate(1, 300)];
  const answers = ask(options.program, options.profile, cases);

  const lacking = new Map();
  const excepted = new Map(Object.keys(kTypeExceptions).map((name) => [name, 0]));
  const seen = new Set();
  let findings = 0;
  cases.forEach(({ policy }, i) => {
    for (const part of policiesOf(policy)) {
      for (const finding of (evaluate(part).findings ?? []).filter(({ severity }) => kGrave.has(severity))) {
        const { id, directive, value } = finding;
        const type = `${id} ${directive}` in types ? `${id} ${directive}` : id;
        if (!(type in types)) throw new Error(`evaluator_types.json does not know the type ${type}`);
        findings += 1;
        seen.add(type);
        if (answers[i].findings.some((ours) => tells(types[type], ours, value))) continue;
        const exception = Object.entries(kTypeExceptions).find(([, { explains }]) => explains(finding, part, { policies: policiesOf(policy) }));
        if (exception) {
          excepted.set(exception[0], excepted.get(exception[0]) + 1);
          continue;
        }
        const name = `${type}, which ${types[type].join(' or ')} should tell`;
        if (!lacking.has(name)) lacking.set(name, []);
        lacking.get(name).push(`${value || directive} in: ${part}`);
      }
    }
  });
  for (const [name, policies] of lacking) {
    console.log(`${policies.length} times ${name}, first:`);
    for (const policy of policies.slice(0, Number(options.show))) console.log(`  ${policy}`);
  }
  const unused = [...excepted].filter(([, count]) => count === 0).map(([name]) => name);
  for (const name of unused) console.log(`the exception ${name} explains nothing any more`);
  for (const [name, count] of excepted) console.log(`${String(count).padStart(5)}  ${name}`);
  const never = Object.keys(types).filter((type) => !seen.has(type));
  for (const type of never) console.log(`no policy has a finding of the type ${type}`);
  const policies = new Set(cases.map(({ policy }) => policy)).size;
  if (policies < kFewest) throw new Error(`only ${policies} distinct policies`);
  const failures = [...lacking.values()].flat().length + unused.length + never.length;
  console.log(`${findings} findings of csp_evaluator ${packages.version('csp_evaluator')} of high and medium severity in ` +
    `${policies} policies, ${failures} failures`);
  return failures > 0 ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof Unreachable)) throw error;
  console.log(`skipped: ${error.message}`);
  process.exitCode = kSkipped;
}
