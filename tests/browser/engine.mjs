// SPDX-License-Identifier: Apache-2.0
// What the engine answers for the same cases, as one browser.
import { spawnSync } from 'node:child_process';

/// The engine's answers in the cases' order; `as` is a browser, or undefined for the text.
export function ask(program, cases, as) {
  if (cases.length === 0) return [];
  const input = cases.map((one, id) => JSON.stringify({ ...one, id: String(id) })).join('\n');
  const { stdout, error } = spawnSync(program, ['eval', '--batch', '-', ...(as ? ['--as', as] : [])],
    { input: `${input}\n`, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (error) throw new Error(`${program}: ${error.message}`);
  const answers = stdout.trim().split('\n').map((line) => JSON.parse(line));
  if (answers.length !== cases.length) throw new Error(`${program} answered ${answers.length} of ${cases.length} cases`);
  return answers;
}

/// Whether the engine's answer is the browser's; a browser that says no directive is not held to one.
export function agrees(answer, verdict) {
  if (answer.result !== verdict.result) return false;
  return verdict.directive === undefined || answer.directive === verdict.directive;
}
