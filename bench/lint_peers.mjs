// SPDX-License-Identifier: Apache-2.0
// The rate of `cspkit lint --batch` beside that of Google's csp_evaluator, over the same rows, in one run: rows all of which
// differ, and rows as a crawl of the web meets them, with the repetition that is in it and without.
//
//     node bench/lint_peers.mjs --rows build/bench/bin/lint_rows --program build/release/bin/cspkit
//         [--count 1000000] [--sample 2000] [--profile balanced --profile evaluator] [--packages build/lint]
//
// csp_evaluator judges the first rows of each stream, as many as --sample says (of the crawl ten times as many), twice: once
// to be warm, once against the clock. What it is timed for is what `--batch` does: reading rows, judging, writing JSON.
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

/// csp_evaluator with its full set of checks, as a batch.
function evaluateAll(evaluate, lines) {
  const before = process.cpuUsage();
  const begin = process.hrtime.bigint();
  let bytes = 0;
  for (const line of lines) {
    const { id, policy } = JSON.parse(line);
    bytes += JSON.stringify({ id, ...evaluate(policy) }).length;
  }
  const { user, system } = process.cpuUsage(before);
  return { seconds: Number(process.hrtime.bigint() - begin) / 1e9, cpu: (user + system) / 1e6, bytes };
}

const { values: options } = parseArgs({ options: {
  rows: { type: 'string', default: 'build/bench/bin/lint_rows' },
  program: { type: 'string', default: 'build/release/bin/cspkit' },
  packages: { type: 'string', default: 'build/lint' },
  profile: { type: 'string', multiple: true, default: ['balanced', 'evaluator'] },
  count: { type: 'string', default: '1000000' },
  sample: { type: 'string', default: '2000' },
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
  for (const { name, path, count, sample } of streams) {
    const lines = await firstLines(path, Math.min(sample, count));
    evaluateAll(evaluate, lines);  // until it is compiled
    const theirs = evaluateAll(evaluate, lines);
    const their = { wall: lines.length / theirs.seconds, cpu: lines.length / theirs.cpu };
    console.log(`${name}: ${number(count)} rows`);
    console.log(`  csp_evaluator, ${number(lines.length)} of them: ${number(their.wall)} a second, ` +
      `${number(their.cpu)} a second of processor time`);
    for (const profile of options.profile) {
      const ours = await run(options.program, ['lint', '--profile', profile, '--batch', path], 'ignore');
      const our = { wall: count / ours.seconds, cpu: count / ours.cpu };
      console.log(`  cspkit --profile ${profile}: ${number(our.wall)} a second (${number(our.wall / their.wall)} times), ` +
        `${number(our.cpu)} a second of processor time (${number(our.cpu / their.cpu)} times); ` +
        `${number(ours.seconds, 1)} s, at most ${number(ours.peak, 1)} MiB`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
