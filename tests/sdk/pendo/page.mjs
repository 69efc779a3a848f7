// SPDX-License-Identifier: Apache-2.0
// The pages: how the agent is installed, what the page does with it, and how it tells what there is to see.

export const kVisitor = 'visitor-1';

/// A script of the page's own.
export const inline = (text) => `<script nonce="{nonce}">${text}</script>`;

const settings = (options) => JSON.stringify({ visitor: { id: kVisitor }, account: { id: 'account-1' }, ...options });

/// An install script of our own: it queues the calls and asks for the agent. `url` makes a script's URL of a string.
export const snippet = (host, key, { options = {}, url = '' } = {}) => inline(`
var pendo = window.pendo = { _q: [] };
['initialize', 'identify', 'updateOptions', 'pageLoad', 'track', 'trackAgent'].forEach(function (name) {
  pendo[name] = function () {
    pendo._q[name === 'initialize' ? 'unshift' : 'push']([name].concat([].slice.call(arguments)));
  };
});
var agent = document.createElement('script');
agent.async = true;
agent.src = ${url}('https://${host}/agent/static/${key}/pendo.js');
document.head.appendChild(agent);
pendo.initialize(${settings(options)});`);

/// The package, in the page's bundle.
export const bundle = (env, key, { options = {}, plugins = [] } = {}) => `<script type="module" nonce="{nonce}">
import { initialize${plugins.map((name) => `, ${name}`).join('')} } from '/pendo/index.js';
await initialize({ apiKey: '${key}', env: '${env}', plugins: [${plugins.join(', ')}], ...${settings(options)} });
</script>`;

/// A short event travels as an image, a long one is posted.
const kEvents = `
  pendo.track('short', { size: 1 });
  pendo.flushNow(true);
  pendo.track('long', { text: Array.from({ length: 900 }, () => Math.random().toString(36).slice(2, 8)).join(' ') });
  pendo.flushNow(true);`;

/// What every page does once the agent is ready; `then` is what it does besides.
export const use = (then = '') => inline(`(function wait() {
  if (!window.pendo || !pendo.isReady || !pendo.isReady()) return void setTimeout(wait, 50);
${kEvents}
  ${then}
})();`);

/// Tells again and again, by those names, what the expressions say.
export const watch = (expressions) => inline(`(function look() {
  const at = (id) => document.getElementById(id);
  const size = (id) => { const box = at(id)?.getBoundingClientRect(); return box ? box.width * box.height : 0; };
  const style = (id, name) => (at(id) ? getComputedStyle(at(id))[name] : '');
  const facts = {};
${Object.entries(expressions).map(([name, text]) => `  facts.${name} = ${text};`).join('\n')}
  window.report(facts);
  setTimeout(look, 100);
})();`);
