// SPDX-License-Identifier: Apache-2.0
// Opens each page of pages/ in real Chromium three times: as it is and without a policy; as `cspkit externalize` writes it,
// under the policy that it names; and the same with emptied files. The first two have to behave alike, the third not.
//
//     run.mjs PROGRAM [NAME...]
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { endAllNow, launch } from '../browser/browsers.mjs';
import { makeCertificate } from '../browser/certificate.mjs';
import { temporaryFolder } from '../browser/folder.mjs';
import { startServer } from '../browser/server.mjs';
import { PageDriver } from './driver.mjs';
import { answerResource, kTypes } from './resources.mjs';

const kPages = new URL('pages/', import.meta.url).pathname;
const kHosts = { before: 'before.test', after: 'after.test', emptied: 'emptied.test' };

/// Has the program write every page, and keeps what each host answers: path -> { type, body, policy }.
function prepare(program, names, folder) {
  const answers = { [kHosts.before]: new Map(), [kHosts.after]: new Map(), [kHosts.emptied]: new Map() };
  const problems = [];
  for (const name of names) {
    const source = readFileSync(join(kPages, name));
    answers[kHosts.before].set(`/${name}`, { type: 'text/html; charset=utf-8', body: source });
    const out = join(folder, name.replace('.html', ''));
    const { stdout, stderr, status } = spawnSync(program, ['externalize', join(kPages, name), '-o', out, '--json',
      '--charset', 'utf-8'], { encoding: 'utf8' });
    if (status !== 0) problems.push(`${name}: exit status ${status}: ${stderr}${stdout}`);
    if (status === 2) continue;
    const { policy, files, page } = JSON.parse(stdout);
    if (/'unsafe-/.test(policy)) problems.push(`${name}: the policy is ${policy}`);
    for (const host of [kHosts.after, kHosts.emptied]) {
      answers[host].set(`/${page}`, { type: 'text/html; charset=utf-8', policy, body: readFileSync(join(out, page)) });
      for (const file of files) {
        const type = kTypes[file.kind];
        answers[host].set(`/${file.name}`, { type, body: host === kHosts.after ? readFileSync(join(out, file.name)) : '' });
      }
    }
  }
  return { answers, problems };
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/// The fields of two objects, or the members of two lists, that are not the same, each as a line.
function differencesOf(before, after, where = '') {
  if (same(before, after)) return [];
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
    return [`${where}: before ${shortened(before)}, after ${shortened(after)}`];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differencesOf(before[key], after[key], `${where}/${key}`));
}
const shortened = (value) => `${JSON.stringify(value)}`.slice(0, 200);

/// `unordered`: the page's events come in no certain order. `classes`: style attributes become classes and nothing else.
function compare(before, after, options) {
  const [a, b] = [before, after].map((seen) => {
    const log = options.includes('unordered') && seen.log ? [...seen.log].sort() : seen.log;
    const elements = seen.elements?.map((element) => (options.includes('classes')
      ? { ...element, own: '', attributes: element.attributes.filter((one) => !one.startsWith('class=')) } : element));
    return { ...seen, log, elements };
  });
  return differencesOf(a, b);
}

async function main() {
  const [program, ...wanted] = process.argv.slice(2);
  const names = readdirSync(kPages).filter((name) => name.endsWith('.html') &&
    (wanted.length === 0 || wanted.some((part) => name.includes(part)))).sort();
  if (names.length === 0) throw new Error('no page of that name');
  const folder = temporaryFolder('cspkit-externalize');
  const certificate = makeCertificate(folder.path);
  const { answers, problems } = prepare(program, names, join(folder.path, 'out'));
  const server = await startServer({
    certificate,
    upgrade: () => {},
    handle: (request, response, url) => {
      const { hostname, pathname } = new URL(url);
      const answer = answers[hostname]?.get(pathname);
      if (!answer) return answerResource(response, pathname);
      const headers = { 'content-type': answer.type, 'cache-control': 'no-store' };
      if (answer.policy) headers['content-security-policy'] = answer.policy;
      response.writeHead(200, headers);
      response.end(answer.body);
    },
  });
  const browser = await launch('chromium', { folder: join(folder.path, 'profile'), port: server.port,
    fingerprint: certificate.fingerprint, url: 'about:blank', remote: true, flags: ['--window-size=800,600', '--force-device-scale-factor=1'] });
  let events = 0;
  for (const name of names) {
    const { actions, options } = actionsOf(readFileSync(join(kPages, name), 'utf8'), name);
    const seen = {};
    for (const [which, host] of Object.entries(kHosts)) {
      const driver = await PageDriver.open(browser.remote);
      seen[which] = await driver.visit(`http://${host}/${name}`, actions).catch((error) => ({ failure: error.message }));
      await driver.close();
    }
    if (seen.before.failure) {
      problems.push(`${name}: ${seen.before.failure}`);
      continue;
    }
    events += seen.before.log.length;
    if (seen.before.log.length === 0) problems.push(`${name}: records nothing, so that it shows nothing`);
    for (const violation of seen.after.violations ?? []) problems.push(`${name}: violates the policy: ${violation}`);
    for (const one of compare(seen.before, seen.after, options).slice(0, 8)) problems.push(`${name}: ${one}`);
    if (compare(seen.before, seen.emptied, options).length === 0) problems.push(`${name}: is the same with emptied files`);
  }
  await browser.stop();
  server.close();
  folder.clear();
  for (const problem of problems) console.log(problem);
  console.log(`${names.length} pages, ${events} events recorded, ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

/// What is done with the page: lines of its data block, `VERB ARGUMENT`.
function actionsOf(source, name) {
  const found = /<script type="?text\/actions"?>\n([^]*?)<\/script>/.exec(source);
  if (!found) throw new Error(`${name}: has no <script type="text/actions">`);
  const lines = found[1].split('\n').filter((line) => line.trim()).map((line) => {
    const [, verb, argument] = /^(\w+)\s*(.*)$/.exec(line.trim());
    return { verb, argument };
  });
  return { actions: lines.filter(({ verb }) => verb !== 'option'),
    options: lines.filter(({ verb }) => verb === 'option').map(({ argument }) => argument) };
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { endAllNow(); process.exit(2); });
main().then((status) => { process.exitCode = status; }, (error) => {
  console.error(`externalize_browser: ${error.stack}`);
  process.exitCode = 2;
}).finally(endAllNow);
