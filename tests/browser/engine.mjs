// SPDX-License-Identifier: Apache-2.0
// What the engine answers for the same cases, as one browser.
import { spawnSync } from 'node:child_process';

/// One answer a line of input, by the program.
function answers(program, args, cases) {
  if (cases.length === 0) return [];
  const input = cases.map((one, id) => JSON.stringify({ ...one, id: String(id) })).join('\n');
  const { stdout, stderr, error } = spawnSync(program, args, { input: `${input}\n`, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (error) throw new Error(`${program}: ${error.message}`);
  const found = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  if (found.length !== cases.length) throw new Error(`${program} answered ${found.length} of ${cases.length} cases; ${stderr.trim()}`);
  return found;
}

/// The engine's answers in the cases' order; `as` is a browser, or undefined for the text. `eval` decides nothing about
/// sandboxes: `flags`, cspkit_case_answers, says what they forbid.
export function ask({ program, flags }, cases, as) {
  const isSandbox = ({ check }) => check.kind === 'sandbox';
  const decided = answers(program, ['eval', '--batch', '-', ...(as ? ['--as', as] : [])], cases.filter((one) => !isSandbox(one)));
  const forbidden = answers(flags, as ? [as] : [], cases.filter(isSandbox));
  return cases.map((one) => (isSandbox(one) ? forbidden : decided).shift());
}

/// Whether the engine's answer is the browser's; a browser that says no directive is not held to one.
export function agrees(answer, verdict) {
  if (answer.result !== verdict.result) return false;
  return verdict.directive === undefined || answer.directive === verdict.directive;
}
