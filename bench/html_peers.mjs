// SPDX-License-Identifier: Apache-2.0
// The rate of the HTML tokenizer beside those of npm's parse5 and htmlparser2, over the same page of 100 KB, in one run.
//
//     node bench/html_peers.mjs [--programs build/bench/bin] [--packages build/html_peers] [--seconds 2]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { openPackages } from '../tests/sdk/packages.mjs';

const kPackages = fileURLToPath(new URL('html_peers/', import.meta.url));
const kRounds = 5;

function output(program, args = []) {
  const { status, stdout, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error || status !== 0) throw new Error(`${program}: ${error?.message ?? `status ${status}`}; build it: ./dev bench`);
  return stdout;
}

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

/// { rate in bytes a second of processor time, tags } of a tokenizer, once warm; the median of some rounds.
function measure(page, seconds, tokenize) {
  const bytes = Buffer.byteLength(page);
  const run = (until) => {
    const before = process.cpuUsage();
    let turns = 0;
    let used = 0;
    do {
      tokenize(page);
      turns += 1;
      const { user, system } = process.cpuUsage(before);
      used = (user + system) / 1e6;
    } while (used < until);
    return (turns * bytes) / used;
  };
  run(seconds);  // until it is compiled
  return { rate: median(Array.from({ length: kRounds }, () => run(seconds / kRounds))), tags: tokenize(page) };
}

/// What a tree builder would tell parse5's tokenizer: how the text of these elements is read.
function parse5Tokenizer({ Tokenizer, TokenizerMode }) {
  const modes = { script: TokenizerMode.SCRIPT_DATA, style: TokenizerMode.RAWTEXT, title: TokenizerMode.RCDATA,
    textarea: TokenizerMode.RCDATA };
  return (page) => {
    let tags = 0;
    const nothing = () => {};
    const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, {
      onStartTag({ tagName }) { tags += 1; if (modes[tagName] !== undefined) tokenizer.state = modes[tagName]; },
      onEndTag: nothing, onComment: nothing, onDoctype: nothing, onCharacter: nothing, onNullCharacter: nothing,
      onWhitespaceCharacter: nothing, onEof: nothing, onParseError: null });
    tokenizer.write(page, true);
    return tags;
  };
}

function htmlparser2Tokenizer({ Parser }) {
  return (page) => {
    let tags = 0;
    const parser = new Parser({ onopentag() { tags += 1; }, ontext() {} });
    parser.end(page);
    return tags;
  };
}

/// Rows of html_bench: { rate, tags }.
function ours(programs, seconds) {
  const { benchmarks } = JSON.parse(output(join(programs, 'html_bench'), ['--benchmark_filter=tokenize.*/100KB$',
    `--benchmark_min_time=${seconds / kRounds}`, `--benchmark_repetitions=${kRounds}`, '--benchmark_format=json']));
  return (name) => {
    const rows = benchmarks.filter((row) => row.run_type === 'iteration' && row.run_name === `${name}/100KB`);
    return { rate: median(rows.map((row) => row.bytes_per_second)), tags: rows[0].start_tags };
  };
}

const { values: options } = parseArgs({ options: {
  programs: { type: 'string', default: 'build/bench/bin' },
  packages: { type: 'string', default: 'build/html_peers' },
  seconds: { type: 'string', default: '2' },
} });
const seconds = Number(options.seconds);
const packages = openPackages(options.packages, kPackages);
const load = (name) => import(pathToFileURL(packages.path(name, 'dist/index.js')));
const page = output(join(options.programs, 'html_page'));
const row = ours(options.programs, seconds);
const all = row('tokenize_everything');
const rows = [
  ['cspkit, every token', all],
  ['cspkit, scripts and styles alone', row('tokenize_to_stamp')],
  ['htmlparser2', measure(page, seconds, htmlparser2Tokenizer(await load('htmlparser2')))],
  ['parse5, tokenizer alone', measure(page, seconds, parse5Tokenizer(await load('parse5')))],
];
for (const [name, { rate, tags }] of rows) {
  console.log(`${name.padEnd(34)} ${(rate / 1e6).toFixed(rate < 1e8 ? 1 : 0).padStart(6)} MB/s  ${tags} start tags  ` +
    `${(rate / all.rate).toFixed(3)} of the first`);
}
