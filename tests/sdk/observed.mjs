// SPDX-License-Identifier: Apache-2.0
// observed.jsonl: what the real SDKs were seen to need, a line for each source of each scenario.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kFile = fileURLToPath(new URL('observed.jsonl', import.meta.url));
const kBrowserOrder = ['chromium', 'firefox', 'webkit'];

const key = ({ vendor, scenario, directive, source }) => [vendor, scenario, directive, source].join(' ');

export function readObserved() {
  if (!existsSync(kFile)) return [];
  return readFileSync(kFile, 'utf8').split('\n').filter((line) => line !== '').map((line, i) => {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw new Error(`${kFile}:${i + 1}: ${error.message}`);
    }
  });
}

/// Needed is what any browser needs.
function summary(row) {
  const statuses = Object.values(row.browsers);
  return { ...row, status: statuses.includes('needed') ? 'needed' : statuses[0] };
}

/// The file's rows with this run's put in; `scenarios` are the names of those that ran.
function merged(old, rows, browser) {
  const had = new Map(old.map((row) => [key(row), row]));
  return rows.map(({ status, ...row }) => {
    const browsers = { ...had.get(key(row))?.browsers, [browser]: status };
    const ordered = Object.fromEntries(kBrowserOrder.filter((name) => name in browsers)
      .map((name) => [name, browsers[name]]));
    return summary({ ...row, status, browsers: ordered });
  });
}

export function writeObserved(rows, browser, ran) {
  const old = readObserved();
  const rest = old.filter(({ vendor, scenario }) => !ran.has(`${vendor} ${scenario}`));
  const all = [...rest, ...merged(old, rows, browser)].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  writeFileSync(kFile, all.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/// How this run differs from what is written down, in words.
export function drift(rows, browser, ran) {
  const written = new Map(readObserved().filter(({ vendor, scenario }) => ran.has(`${vendor} ${scenario}`))
    .map((row) => [key(row), row]));
  const said = [];
  for (const row of rows) {
    const had = written.get(key(row));
    written.delete(key(row));
    const what = row.directive === null ? `${row.vendor} ${row.scenario}` : key(row);
    if (!had || !(browser in had.browsers)) said.push(`${what}: ${row.status} is not written down for ${browser}`);
    else if (had.browsers[browser] !== row.status) said.push(`${what}: ${row.status}, was ${had.browsers[browser]}`);
    else if (had.sdk.join() !== row.sdk.join()) said.push(`${what}: seen with ${row.sdk}, written for ${had.sdk}`);
    else if (had.feature !== row.feature) said.push(`${what}: for ${row.feature}, was for ${had.feature}`);
  }
  for (const [what, { browsers }] of written) {
    if (browser in browsers) said.push(`${what}: written down, and no longer asked for`);
  }
  return said;
}
