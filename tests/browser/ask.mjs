// SPDX-License-Identifier: Apache-2.0
// ask.mjs BROWSER < cases.jsonl > verdicts.jsonl
import { createInterface } from 'node:readline';

import { endAllNow, kBrowsers } from './browsers.mjs';
import { askBrowser } from './oracle.mjs';

process.on('exit', endAllNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

const browser = process.argv[2];
if (!(browser in kBrowsers)) {
  console.error(`usage: ask.mjs ${Object.keys(kBrowsers).join('|')} < cases.jsonl > verdicts.jsonl`);
  process.exit(2);
}
const cases = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== '') cases.push(JSON.parse(line));
}
const verdicts = await askBrowser(browser, cases);
verdicts.forEach((verdict, i) => console.log(JSON.stringify({ id: cases[i].id, ...verdict })));
