// SPDX-License-Identifier: Apache-2.0
// The rate of `cspkit lint --batch` beside that of Google's csp_evaluator, over the same rows, in one run: rows all of which
// differ, and rows as a crawl of the web meets them, with the repetition that is in it and without.
//
//     node bench/lint_peers.mjs --rows build/bench/bin/lint_rows --program build/release/bin/cspkit
//         [--count 1000000] [--sample 2000] [--rounds 5] [--profile balanced --profile evaluator] [--packages build/lint]
//
// csp_evaluator judges the first rows of each stream, as many as --sample says (of the crawl ten times as many). What it is
// timed for is what `--batch` does: reading rows, judging, writing JSON. Once it is warm, it and cspkit take turns, round by
// round; told are medians, and the least ratio of any round, since a shared machine is never quiet for long.
import { spawn } from 'node:child_process';
import { closeSync, createReadStream, createWriteStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { openEvaluator } from '../tests/lint/evaluator.mjs';
import { openPackages } from '../tests/sdk/packages.mjs';

const kPackages = fileURLToPath(new URL('../tests/lint/', import.meta.url));
const kPollMs = 20;

const number = (value, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits });

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

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

/// Runs a program to its end; answers its seconds, its processor time and its largest memory.
function run(program, args, out) {
  return new Promise((done, fail) => {
    const begin = process.hrtime.bigint();
    const child = spawn(program, args, { stdio: ['ignore', out, 'inherit'] });
    let last = { cpu: 0, peak: 0 };
    const timer = setInterval(() => { last = usage(child.pid) ?? last; }, kPollMs);
    child.on('error', fail);
    child.on('exit', (status) => {
      clearInterval(timer);
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      return status === 0 ? done({ seconds, ...last }) : fail(new Error(`${program} ended with ${status}`));
    });
  });
}

async function writeRows(rows, args, file) {
  const out = openSync(file, 'w');
  await run(rows, args.map(String), out);
  closeSync(out);
}

async function firstLines(file, count) {
  const lines = [];
  const input = createReadStream(file);
  for await (const line of createInterface({ input })) {
    lines.push(line);
    if (lines.length === count) break;
  }
  input.destroy();
  return lines;
}

/// The same rows, but each policy once: what is left when nothing repeats.
async function writeDistinct(from, to) {
  const seen = new Set();
  const out = createWriteStream(to);
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const { policy } = JSON.parse(line);
    if (policy.length < 100 && seen.has(policy)) continue;  // only short ones repeat
    if (policy.length < 100) seen.add(policy);
    ++count;
    if (!out.write(`${line}\n`)) await new Promise((drained) => { out.once('drain', drained); });
  }
  await new Promise((done) => { out.end(done); });
  return count;
}

/// csp_evaluator with its full set of checks, as a batch: { wall, cpu } in rows a second, and what it wrote in bytes.
function evaluateAll(evaluate, lines) {
  const before = process.cpuUsage();
  const begin = process.hrtime.bigint();
  let bytes = 0;
  for (const line of lines) {
    const { id, policy } = JSON.parse(line);
    bytes += JSON.stringify({ id, ...evaluate(policy) }).length;
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  return { wall: lines.length / seconds, cpu: lines.length * 1e6 / (user + system), bytes };
}

/// cspkit on the whole stream: { wall, cpu } in rows a second, and its largest memory in MiB.
async function lintAll(program, profile, { path, count }) {
  const { seconds, cpu, peak } = await run(program, ['lint', '--profile', profile, '--batch', path], 'ignore');
  return { wall: count / seconds, cpu: count / cpu, peak };
}

/// The rounds of one stream, as lines of text.
async function compare(stream, evaluate, { program, profile: profiles, rounds }) {
  const lines = await firstLines(stream.path, Math.min(stream.sample, stream.count));
  evaluateAll(evaluate, lines);  // until it is compiled
  const theirs = [];
  const ours = profiles.map(() => []);
  for (let round = 0; round < rounds; ++round) {
    theirs.push(evaluateAll(evaluate, lines));
    for (const [i, profile] of profiles.entries()) ours[i].push(await lintAll(program, profile, stream));
  }
  const rate = (all, kind) => `${number(median(all.map((one) => one[kind])))} a second`;
  const said = [`${stream.name}: ${number(stream.count)} rows, ${rounds} rounds`,
    `  csp_evaluator, ${number(lines.length)} of them: ${rate(theirs, 'wall')}, ${rate(theirs, 'cpu')} of processor time`];
  for (const [i, profile] of profiles.entries()) {
    const ratios = (kind) => ours[i].map((one, round) => one[kind] / theirs[round][kind]);
    said.push(`  cspkit --profile ${profile}: ${rate(ours[i], 'wall')} (${number(median(ratios('wall')))} times, ` +
      `${number(Math.min(...ratios('wall')))} at least), ${rate(ours[i], 'cpu')} of processor time ` +
      `(${number(median(ratios('cpu')))} times); at most ${number(Math.max(...ours[i].map(({ peak }) => peak)), 1)} MiB`);
  }
  return said;
}

const { values: options } = parseArgs({ options: {
  rows: { type: 'string', default: 'build/bench/bin/lint_rows' },
  program: { type: 'string', default: 'build/release/bin/cspkit' },
  packages: { type: 'string', default: 'build/lint' },
  profile: { type: 'string', multiple: true, default: ['balanced', 'evaluator'] },
  count: { type: 'string', default: '1000000' },
  sample: { type: 'string', default: '2000' },
  rounds: { type: 'string', default: '5' },
} });
const total = Number(options.count);
const evaluate = openEvaluator(openPackages(options.packages, kPackages));
const folder = mkdtempSync(join(tmpdir(), 'cspkit-lint-peers-'));
try {
  const file = (name) => join(folder, `${name}.jsonl`);
  await writeRows(options.rows, [total], file('different'));
  await writeRows(options.rows, ['--crawl', total], file('crawl'));
  const distinct = await writeDistinct(file('crawl'), file('distinct'));
  const streams = [
    { name: 'all different, long', path: file('different'), count: total, sample: Number(options.sample) },
    { name: 'a crawl, with its repetition', path: file('crawl'), count: total, sample: 10 * options.sample },
    { name: 'a crawl, each policy once', path: file('distinct'), count: distinct, sample: 4 * options.sample },
  ];
  for (const stream of streams) {
    for (const line of await compare(stream, evaluate, { ...options, rounds: Number(options.rounds) })) console.log(line);
  }
} finally {
  rmSync(folder, { recursive: true });
}
