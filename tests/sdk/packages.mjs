// SPDX-License-Identifier: Apache-2.0
// Packages at the versions that a package-lock.json pins, installed once into a folder of the build.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kLock = 'package-lock.json';

const kNoNetwork = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH',
  'ERR_SOCKET_TIMEOUT'];

/// The registry could not be asked, and the packages are not there from before.
export class Unreachable extends Error {}

/// Whether the folder holds what the lock file names; npm writes its own copy of it last.
function installed(from, folder) {
  const [asked, had] = [join(from, kLock), join(folder, 'node_modules', '.package-lock.json')]
    .map((file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}));
  // Optional ones are for other machines.
  return Object.entries(asked).every(([path, { version, optional }]) =>
    path === '' || optional || had[path]?.version === version);
}

/// Installs where something is missing; answers how to read the packages. `from` is the folder of package.json and its lock.
export function openPackages(where, from = kHere) {
  const folder = resolve(where);
  if (!installed(from, folder)) {
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', kLock, '.npmrc']) copyFileSync(join(from, name), join(folder, name));
    const { status, stderr, error } = spawnSync('npm', ['ci', '--no-progress', '--fetch-retries=1'],
      { cwd: folder, encoding: 'utf8' });
    if (error) throw new Error(`npm does not start (${error.message}); install it: apt-get install npm`);
    if (status !== 0) {
      const what = /^npm (?:error|ERR!) code (\w+)/m.exec(stderr)?.[1] ?? `status ${status}`;
      if (kNoNetwork.includes(what)) {
        throw new Unreachable(`npm's registry cannot be reached (${what}), and ${folder} does not hold the packages`);
      }
      throw new Error(`npm ci failed in ${folder} (${what}); run it there by hand to see why`);
    }
  }
  const bundles = new Map();
  const path = (name, file) => join(folder, 'node_modules', name, file);
  return {
    file(name, file) {
      if (!existsSync(path(name, file))) throw new Error(`${name} has no file ${file} in ${folder}`);
      return readFileSync(path(name, file));
    },
    /// The source as one ES module with its imports in it, as a site's own build makes it.
    bundle(source) {
      if (!bundles.has(source)) {
        const { status, stdout, stderr, error } = spawnSync(path('esbuild', 'bin/esbuild'),
          ['--bundle', '--format=esm', '--minify'], { cwd: folder, input: source, maxBuffer: 1 << 26 });
        if (status !== 0) throw new Error(`esbuild does not bundle the packages: ${error?.message ?? stderr}`);
        bundles.set(source, stdout);
      }
      return bundles.get(source);
    },
    path,
    has: (name, file) => existsSync(path(name, file)),
    version: (name) => JSON.parse(readFileSync(path(name, 'package.json'), 'utf8')).version,
  };
}
