// SPDX-License-Identifier: Apache-2.0
// Verdicts as test data: one compressed line a case with what each browser answered.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { kBrowsers } from './browsers.mjs';

const isPlain = (key, value) => (key === 'disposition' && value === 'enforce') || (key === 'delivery' && value === 'header');

/// The case without what goes without saying.
function short({ id, policies, document_url, via, redirect_from, check }) {
  return { id, policies: policies.map((policy) => Object.fromEntries(Object.entries(policy).filter(([k, v]) => !isPlain(k, v)))),
    document_url, via, redirect_from, check };
}

/// Puts FOLDER/BROWSER.jsonl of all browsers together, by the cases' names, and writes them to `file`. Cases that
/// no browser could be asked are left out. Answers how many are kept.
export function keep(folders, file) {
  const rows = new Map();
  for (const folder of folders) {
    for (const browser of Object.keys(kBrowsers)) {
      const path = join(folder, `${browser}.jsonl`);
      if (!existsSync(path)) throw new Error(`${path} is missing; run ./dev browsers for all three first`);
      for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
        const { [browser]: verdict, ...one } = JSON.parse(line);
        if (verdict.result === null) continue;
        const row = rows.get(one.id) ?? rows.set(one.id, short(one)).get(one.id);
        row[browser] = { result: verdict.result, directive: verdict.directive };
      }
    }
  }
  const lines = [...rows.values()].map((row) => JSON.stringify(row));
  writeFileSync(file, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
  return lines.length;
}
