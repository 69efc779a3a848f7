// SPDX-License-Identifier: Apache-2.0
// Runs the vendors' real SDKs in a real browser under the policies that cspkit composes for them. `--help` says how.
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { endAllNow, kBrowsers, version } from '../browser/browsers.mjs';
import { Judge } from './judge.mjs';
import { Lane } from './lane.mjs';
import { drift, writeObserved } from './observed.mjs';
import { Unreachable, openPackages } from './packages.mjs';

const kHelp = `Runs every scenario of every vendor in a real browser: under the composed policy nothing is blocked and the
feature works; with any one source removed, what \`cspkit check\` predicts is blocked, and nothing else.

  --browser NAME    chromium (default), firefox or webkit
  --only NAME       scenarios whose "vendor/name" contains it
  --program FILE    the cspkit to ask (default build/release/bin/cspkit)
  --packages DIR    where the npm packages are, or are installed (default build/sdk)
  --lanes N         browsers at the same time (default 3)
  --delay MS        the vendors' hosts answer so much later, as on a slow network (default 0)
  --write           write tests/sdk/observed.jsonl anew, instead of comparing with it

Exit status 1 where a scenario fails or differs from observed.jsonl, 2 where something went wrong, 77 where npm's registry
cannot be reached and the packages are not there.

Example: node tests/sdk/run.mjs --browser firefox --only customerio
`;
const kSkipped = 77;

function options() {
  const { values } = parseArgs({ options: {
    browser: { type: 'string', default: 'chromium' },
    only: { type: 'string', default: '' },
    program: { type: 'string', default: 'build/release/bin/cspkit' },
    packages: { type: 'string', default: 'build/sdk' },
    lanes: { type: 'string', default: '3' },
    delay: { type: 'string', default: '0' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } });
  if (!(values.browser in kBrowsers)) {
    throw new Error(`unknown browser ${values.browser}; known: ${Object.keys(kBrowsers).join(', ')}`);
  }
  if (!/^[1-9]\d*$/.test(values.lanes)) throw new Error(`--lanes takes a number from 1, not ${values.lanes}`);
  if (!/^\d+$/.test(values.delay)) throw new Error(`--delay takes a number of milliseconds, not ${values.delay}`);
  if (!existsSync(values.program)) throw new Error(`there is no ${values.program}; build it: ./dev build`);
  return { ...values, lanes: Number(values.lanes), delay: Number(values.delay) };
}

/// [{ scenario, standIn }] of every folder that has them.
async function collect(only) {
  const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/scenarios.mjs`, import.meta.url)));
  const all = [];
  for (const { name } of folders) {
    const { scenarios } = await import(`./${name}/scenarios.mjs`);
    const standIn = await import(`./${name}/stand_in.mjs`);
    all.push(...scenarios.map((scenario) => ({ scenario, standIn })));
  }
  const chosen = all.filter(({ scenario }) => `${scenario.vendor}/${scenario.name}`.includes(only));
  if (chosen.length === 0) {
    throw new Error(`no scenario's name contains "${only}"; there are: ` +
      `${all.map(({ scenario }) => `${scenario.vendor}/${scenario.name}`).join(', ') || 'none'}`);
  }
  return chosen;
}

async function runAll(chosen, { browser, program, sdk, lanes, delay }) {
  const judge = new Judge({ program, browser, lanes, sdk, delay });
  const rows = [];
  const passed = new Set();
  let failed = 0;
  const queue = [...chosen];
  const next = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const { scenario, standIn } = one;
      const began = Date.now();
      const { problems, rows: found, packages } = await judge.scenario(scenario, standIn);
      const sdks = packages.filter((name) => sdk.has(name, 'package.json')).sort()
        .map((name) => `${name} ${sdk.version(name)}`);
      const { vendor, name, options: asked } = scenario;
      if (problems.length === 0) {
        rows.push(...found.map((row) => ({ vendor, sdk: sdks, scenario: name, options: asked, ...row })));
      }
      const needed = found.filter(({ status }) => status === 'needed').length;
      const sources = found.filter(({ directive }) => directive !== null).length;
      const result = problems.length > 0 ? 'FAILS' : scenario.breaks?.length > 0 ? 'breaks, as check says' : 'works';
      console.log(`${scenario.vendor}/${scenario.name}: ${result}; ${needed} of ${sources} sources seen to be needed; ` +
        `${((Date.now() - began) / 1000).toFixed(1)} s`);
      for (const problem of problems) console.log(`  ${problem}`);
      if (problems.length > 0) failed += 1;
      else passed.add(`${scenario.vendor} ${scenario.name}`);
    }
  };
  await Promise.all(lanes.map(next));
  return { rows, passed, failed };
}

async function main() {
  const chosen = options();
  const { browser } = chosen;
  const scenarios = await collect(chosen.only);
  const sdk = openPackages(chosen.packages);
  const began = Date.now();
  const lanes = Array.from({ length: chosen.lanes }, () => new Lane(browser));
  let result;
  try {
    result = await runAll(scenarios, { ...chosen, sdk, lanes });
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
  const { rows, passed, failed } = result;
  let drifted = [];
  if (chosen.write) writeObserved(rows, browser, passed);
  else drifted = drift(rows, browser, passed);
  for (const what of drifted) console.log(`drift: ${what}`);
  if (drifted.length > 0) console.log('Is the difference right? Then: node tests/sdk/run.mjs --write');
  console.log(`${scenarios.length} scenarios in ${version(browser)}: ${scenarios.length - failed} as predicted, ` +
    `${failed} failed, ${drifted.length} differences from observed.jsonl; ${((Date.now() - began) / 1000).toFixed(0)} s`);
  return failed > 0 || drifted.length > 0 ? 1 : 0;
}

process.on('exit', endAllNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
if (process.argv.includes('--help')) {
  process.stdout.write(kHelp);
} else {
  main().then((status) => process.exit(status), (error) => {
    console.error(`sdk: ${error.message}`);
    process.exit(error instanceof Unreachable ? kSkipped : 2);
  });
}
