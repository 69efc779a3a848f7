// SPDX-License-Identifier: Apache-2.0
// The rate of `cspkit lint --batch` beside that of Google's csp_evaluator, over the same policies, in one run.
//
//     node bench/lint_peers.mjs --rows build/bench/bin/lint_rows --program build/release/bin/cspkit
//         [--count 1000000] [--sample 2000] [--profile balanced] [--packages build/lint]
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { openEvaluator } from '../tests/lint/evaluator.mjs';
import { openPackages } from '../tests/sdk/packages.mjs';

const kPackages = fileURLToPath(new URL('../tests/lint/', import.meta.url));
const kPollMs = 50;

const number = (value, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits });

/// Processor time of a process in seconds, and its largest memory in MiB; null once it is gone.
function usage(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    const peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return peak === null ? null : { cpu: (Number(stat[11]) + Number(stat[12])) / 100, peak: Number(peak[1]) / 1024 };
  } catch {
    return null;
  }
}

/// Judges `count` policies, which come through a pipe and go nowhere.
function judgeAll({ rows, program, profile, count, threads }) {
  return new Promise((done, fail) => {
    const source = spawn(rows, [String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const begin = process.hrtime.bigint();
    const judge = spawn(program, ['lint', '--profile', profile, '--batch', '-', ...(threads ? ['--threads', threads] : [])],
      { stdio: [source.stdout, 'ignore', 'inherit'] });
    let last = { cpu: 0, peak: 0 };
    const timer = setInterval(() => { last = usage(judge.pid) ?? last; }, kPollMs);
    judge.on('error', fail);
    judge.on('exit', (status) => {
      clearInterval(timer);
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      if (status > 1 || status === null) return fail(new Error(`cspkit lint ended with ${status}`));
      return done({ seconds, ...last });
    });
  });
}

/// The policies per second of csp_evaluator with its full set of checks, once warm, by this process's own time.
function evaluateSome({ rows, packages, sample }) {
  const evaluate = openEvaluator(openPackages(packages, kPackages));
  const { stdout } = spawnSync(rows, [String(sample)], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const policies = stdout.split('\n').filter(Boolean).map((row) => JSON.parse(row).policy);
  for (const policy of policies) evaluate(policy);  // until it is compiled
  const before = process.cpuUsage();
  const begin = process.hrtime.bigint();
  let findings = 0;
  for (const policy of policies) findings += evaluate(policy).findings.length;
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpu: (user + system) / 1e6, findings };
}

const { values: options } = parseArgs({ options: {
  rows: { type: 'string', default: 'build/bench/bin/lint_rows' },
  program: { type: 'string', default: 'build/release/bin/cspkit' },
  packages: { type: 'string', default: 'build/lint' },
  profile: { type: 'string', default: 'balanced' },
  threads: { type: 'string', default: '' },
  count: { type: 'string', default: '1000000' },
  sample: { type: 'string', default: '2000' },
} });
const count = Number(options.count);
const sample = Number(options.sample);
const ours = await judgeAll({ ...options, count });
const theirs = evaluateSome({ ...options, sample });
const rate = { ours: count / ours.cpu, theirs: sample / theirs.cpu };
const wall = { ours: count / ours.seconds, theirs: sample / theirs.seconds };
console.log(`cspkit lint --batch, profile ${options.profile}: ${number(count)} policies in ${number(ours.seconds, 1)} s, ` +
  `${number(ours.cpu, 1)} s of processor time; at most ${number(ours.peak, 1)} MiB`);
console.log(`csp_evaluator: ${number(sample)} of the same in ${number(theirs.seconds, 1)} s, ${number(theirs.cpu, 1)} s of processor time`);
console.log(`policies a second: ${number(wall.ours)} and ${number(wall.theirs, 1)} (${number(wall.ours / wall.theirs)} times); ` +
  `of processor time ${number(rate.ours)} and ${number(rate.theirs, 1)} (${number(rate.ours / rate.theirs)} times)`);
