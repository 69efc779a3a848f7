// SPDX-License-Identifier: Apache-2.0
// Starts one browser with an empty profile, all of its traffic going to the server's port, and ends it by its process id.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { DevTools, kDevToolsPipes } from './devtools.mjs';
import { Marionette } from './marionette.mjs';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// Debian's own, which has the bindings; another may come first in the path.
const kPython = '/usr/bin/python3';
const running = new Set();

/// A child in a process group of its own, so that its helpers end with it.
function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'ignore', detached: true, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

async function end(child) {
  if (child.pid === undefined) return;
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      return;
    }
    for (let i = 0; i < 20 && child.exitCode === null && child.signalCode === null; ++i) await sleep(50);
  }
}

/// For the runner's own end, whatever its cause.
export function endAllNow() {
  for (const child of running) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

async function until(what, condition) {
  for (let i = 0; i < 600; ++i) {
    const value = condition();
    if (value) return value;
    await sleep(50);
  }
  throw new Error(`${what} did not start`);
}

const kChromiumFeaturesOff = ['AutoupgradeMixedContent', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable',
  'LocalNetworkAccessChecks', 'OptimizationHints', 'MediaRouter'];

/// What a browser writes about pages comes in pieces; `take` gets the whole of it so far and answers what it left over.
function gatherFrom(stream, take) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => { rest = take(rest + chunk); });
}

// [123:456:1121/101112.131415:INFO:CONSOLE:7] "the message", source: https://doc.test/page (7)
const kChromiumMessage = /^\[[^\]\n]*:CONSOLE[:(]\d+\)?\] "([^]*?)", source: (\S*) \((\d+)\)\n/m;

function chromiumMessages(text, listen) {
  for (let found; (found = kChromiumMessage.exec(text)) !== null;) {
    listen({ text: found[1], source: found[2], line: Number(found[3]) });
    text = text.slice(found.index + found[0].length);
  }
  return text;
}

async function chromium({ folder, port, fingerprint, url, remote = false, flags = [], listen }) {
  const stdio = listen ? { stdio: ['ignore', 'ignore', 'pipe'] } : remote ? { stdio: kDevToolsPipes } : {};
  const child = start('chromium', ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-default-apps',
    '--disable-extensions', '--disable-dev-shm-usage', '--mute-audio', '--disable-popup-blocking',
    '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-hang-monitor',
    '--allow-running-insecure-content', '--autoplay-policy=no-user-gesture-required',
    `--disable-features=${kChromiumFeaturesOff.join(',')}`,
    `--host-resolver-rules=MAP * 127.0.0.1:${port}`, '--no-proxy-server',
    `--ignore-certificate-errors-spki-list=${fingerprint}`, `--user-data-dir=${folder}`,
    ...(remote ? ['--remote-debugging-pipe'] : []), ...(listen ? ['--enable-logging=stderr'] : []), ...flags, url], stdio);
  if (listen) gatherFrom(child.stderr, (text) => chromiumMessages(text, listen));
  return { children: [child], remote: remote ? new DevTools(child) : undefined };
}

const kFirefoxPreferences = (port) => ({
  'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': port,
  'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': port, 'network.proxy.no_proxies_on': '',
  'network.proxy.allow_hijacking_localhost': true, 'network.proxy.testing_localhost_is_secure_when_hijacked': true,
  'network.proxy.failover_direct': false, 'marionette.port': 0, 'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false, 'browser.sessionstore.resume_from_crash': false,
  'datareporting.policy.dataSubmissionEnabled': false, 'toolkit.telemetry.enabled': false,
  'browser.safebrowsing.malware.enabled': false, 'browser.safebrowsing.phishing.enabled': false,
  'dom.security.https_first': false, 'dom.security.https_first_schemeless': false, 'dom.security.https_only_mode': false,
  'security.mixed_content.block_active_content': false, 'security.mixed_content.block_display_content': false,
  'security.mixed_content.upgrade_display_content': false, 'security.mixed_content.block_object_subrequest': false,
  'network.lna.enabled': false, 'network.lna.blocking': false, 'network.prefetch-next': true,
  'network.http.max-persistent-connections-per-proxy': 128, 'network.websocket.delay-failed-reconnects': false,
  'browser.send_pings': true, 'browser.send_pings.require_same_host': false,
  'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true, 'extensions.update.enabled': false, 'privacy.trackingprotection.enabled': false,
  'dom.disable_open_during_load': false, 'media.hardware-video-decoding.enabled': false,
  'dom.max_script_run_time': 0, 'browser.dom.window.dump.enabled': false, 'security.OCSP.enabled': 0,
  'dom.ipc.processCount': 2, 'dom.ipc.processPrelaunch.enabled': false, 'browser.newtabpage.enabled': false,
});

// The messages that stand in Firefox's console, and an empty console. Runs in the browser's own context.
const kFirefoxMessages = `
  const found = Services.console.getMessageArray();
  Services.console.reset();
  return found.filter((each) => each instanceof Ci.nsIScriptError).map((each) =>
    ({ text: each.errorMessage, source: each.sourceName, line: each.lineNumber, category: each.category }));`;

async function listenToFirefox(marionette, listen, isAlive) {
  await marionette.send('Marionette:SetContext', { value: 'chrome' });
  while (isAlive()) {
    const { value } = await marionette.send('WebDriver:ExecuteScript', { script: kFirefoxMessages, args: [] });
    value.forEach(listen);
    await sleep(100);
  }
}

async function firefox({ folder, port, url, listen }) {
  const lines = Object.entries(kFirefoxPreferences(port))
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(folder, 'user.js'), `${lines.join('\n')}\n`);
  const child = start('firefox-esr', ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access',
    '--profile', folder],
    { env: { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' } });
  let marionette;
  try {
    const file = join(folder, 'MarionetteActivePort');
    const remote = await until('firefox', () => existsSync(file) && readFileSync(file, 'utf8'));
    marionette = await Marionette.connect(Number(remote));
    await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true, pageLoadStrategy: 'none' });
    await marionette.send('WebDriver:Navigate', { url });
    // The connection ends with the browser.
    if (listen) listenToFirefox(marionette, listen, () => running.has(child)).catch(() => {});
  } catch (error) {
    await end(child);
    throw error;
  }
  return { children: [child], remote: marionette };
}

// CONSOLE SECURITY ERROR Refused to load …; where it is known, the place stands before it: https://doc.test/page:7:1: CONSOLE …
const kWebkitMessage = /^(?:(\S+?):(\d+):\d+: )?CONSOLE (?:[A-Z]+ )+(.*)\n/m;

function webkitMessages(text, listen) {
  for (let found; (found = kWebkitMessage.exec(text)) !== null;) {
    listen({ text: found[3], source: found[1] ?? '', line: Number(found[2] ?? 0) });
    text = text.slice(found.index + found[0].length);
  }
  return text;
}

async function webkit({ folder, port, url, listen }) {
  const numbers = join(folder, 'display');
  const out = openSync(numbers, 'w');
  const display = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', out] });
  closeSync(out);
  const number = (await until('Xvfb', () => readFileSync(numbers, 'utf8').trim()));
  const home = join(folder, 'home');
  mkdirSync(home);
  const launcher = fileURLToPath(new URL('webkit.py', import.meta.url));
  const child = start(kPython, [launcher, `http://127.0.0.1:${port}`, home, url],
    { env: { ...process.env, DISPLAY: `:${number}`, HOME: home, XDG_RUNTIME_DIR: home, GSETTINGS_BACKEND: 'memory',
      LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      NO_AT_BRIDGE: '1' }, ...(listen ? { stdio: ['ignore', 'ignore', 'pipe'] } : {}) });
  if (listen) gatherFrom(child.stderr, (text) => webkitMessages(text, listen));
  return { children: [child, display] };
}

export const kBrowsers = { chromium, firefox, webkit };

/// Starts the browser; the answer's stop() ends it. `remote` can fetchManifest(mark): Chromium has one where the options ask
/// for it, Firefox always, WebKitGTK never. `listen`, where it is given, gets what the pages' console shows:
/// { text, source, line }.
export async function launch(browser, options) {
  const { children, remote } = await kBrowsers[browser](options);
  return {
    remote,
    alive: () => running.has(children[0]),
    stop: async () => { for (const child of children) await end(child); },
  };
}

const kVersion = {
  chromium: ['chromium', ['--version', '--no-sandbox']],
  firefox: ['firefox-esr', ['--version']],
  webkit: [kPython, [fileURLToPath(new URL('webkit.py', import.meta.url)), '--version']],
};

export function version(browser) {
  return execFileSync(...kVersion[browser], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/// The versions whose verdicts are on record in tests/conformance/ and which the engine's profiles follow.
const kOnRecord = { chromium: '156', firefox: '153', webkit: '2.50' };

/// What to know of an installed browser before a difference from its profile is taken for a fault; empty where it is of the
/// version on record.
export function ageNote(browser) {
  const [installed] = /\d+(\.\d+)*/.exec(version(browser));
  const recorded = kOnRecord[browser];
  return installed === recorded || installed.startsWith(`${recorded}.`) ? '' :
    `${browser} ${installed} is not the version whose answers are on record, ${recorded}: differences may come from that`;
}
