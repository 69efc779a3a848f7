// SPDX-License-Identifier: Apache-2.0
// What the comparisons with other linters have in common.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const kData = fileURLToPath(new URL('../conformance/lint/', import.meta.url));
export const kSkipped = 77;

export const readJson = (file) => JSON.parse(readFileSync(kData + file, 'utf8'));
export const readRows = (file) => readFileSync(kData + file, 'utf8').split('\n').filter(Boolean).map((row) => JSON.parse(row));

/// What cspkit answers to each policy, in order.
export function ask(program, profile, cases) {
  const input = cases.map(({ id, policy }) => `${JSON.stringify({ id, policy })}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync(program, ['lint', '--profile', profile, '--batch', '-'],
    { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  const rows = stdout.split('\n').filter(Boolean).map((row) => JSON.parse(row));
  if (status > 1 || rows.length !== cases.length || rows.some(({ error: failure }) => failure)) {
    throw new Error(`cspkit lint --profile ${profile} answered ${rows.length} of ${cases.length} rows, status ${status}: ${stderr}`);
  }
  return rows;
}

/// What browsers see of a header's value: its policies.
export function policiesOf(text) {
  const parts = text.split(',').map((part) => part.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, ''));
  return parts.length > 1 ? parts.filter((part) => /[^;\t\n\f\r ]/.test(part)) : [text];
}

/// One policy as browsers read it: the values of each name, of the first directive that has it.
export function directivesOf(policy) {
  const directives = new Map();
  for (const part of policy.split(';')) {
    const [name, ...values] = part.split(/[\t\n\f\r ]+/).filter(Boolean);
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values);
  }
  return directives;
}

/// Whether the finding is about that value: it is the value, or one of those that the finding lists.
export const isPartOf = (value, finding) =>
  (finding.value ?? '').toLowerCase().split(' ').includes(value.toLowerCase()) || finding.message.toLowerCase().includes(value.toLowerCase());
