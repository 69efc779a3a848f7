// SPDX-License-Identifier: Apache-2.0
// What pages do with Customer.io, by the options and features of the catalogue.
import { apiHost, cdpHost, kBranding, kDelivery, kImage, kTemplates, kWriteKey } from './stand_in.mjs';

const kPackages = { core: '@customerio/cdp-analytics-browser', messages: 'customerio-gist-web' };

/// What the published snippet does, in a script of our own: a queue that takes the calls, and a script element whose URL
/// is set as a string, put before the page's first script.
const snippet = (host, key, options) => `
(function (name) {
  var queue = window[name] = window[name] || [];
  if (queue.initialize || queue.invoked) return;
  queue.invoked = true;
  ['track', 'page', 'identify', 'group', 'alias', 'reset', 'ready', 'on', 'once', 'off'].forEach(function (method) {
    queue[method] = function () {
      queue.push([method].concat([].slice.call(arguments)));
      return queue;
    };
  });
  queue.load = function (key, options) {
    var script = document.createElement('script');
    script.type = 'text/javascript';
    script.async = true;
    script.setAttribute('data-global-customerio-analytics-key', name);
    script.src = 'https://${host}/v1/analytics-js/snippet/' + key + '/analytics.min.js';
    queue._writeKey = key;
    queue._loadOptions = options;
    var first = document.getElementsByTagName('script')[0];
    first.parentNode.insertBefore(script, first);
  };
  queue.load(${JSON.stringify(key)}, ${JSON.stringify(options)});
  queue.page('Shop');
})('cioanalytics');`;

const kCalls = "identify('person-1', { email: 'person@shop.test' }); client.track('Bought', { price: 1 });";

/// Tells what people see of messages and of the inbox.
const kWatch = `
const look = () => {
  const frame = document.querySelector('iframe.gist-message, iframe.gist-frame');
  if (frame) {
    const style = getComputedStyle(frame);
    const clear = frame.matches('.gist-frame') ? frame.offsetHeight > 0 : frame.matches('.gist-visible');
    report({ message: clear, borderless: style.borderTopStyle === 'none' });
  }
  const button = document.querySelector('#gist-inbox-button');
  if (button) report({ button: getComputedStyle(button).position });
  if (button && !button.dataset.clicked) { button.dataset.clicked = 'yes'; button.click(); }
  const card = document.querySelector('#gist-inbox-panel .jist__heading');
  if (card) report({ card: card.textContent });
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
`;

const element = (text, nonce, attributes = '') => `<script nonce="${nonce}"${attributes}>${text}</script>`;

function page({ options, key, before = '' }) {
  const nonce = options.script_nonce ?? '{nonce}';
  const own = options.proxy_host || options.proxy_api_host
    ? { integrations: { 'Customer.io Data Pipelines': { apiHost: `${apiHost(options)}/v1` } } } : {};
  const place = '<div id="place"></div>';
  const first = before && element(before, nonce);
  if (options.install === 'package') {
    const start = `addEventListener('package', () => {
      const client = cioPackage.load({ writeKey: '${key}', cdnURL: 'https://${cdpHost(options)}' }, ${JSON.stringify(own)});
      client.page('Shop'); client.${kCalls} });`;
    return { head: first, body: place + element(kWatch + start, nonce) +
      element('', nonce, ' type="module" src="/app.js"') };
  }
  return { head: first + element(snippet(cdpHost(options), key, own), nonce),
    body: place + element(`${kWatch} const client = cioanalytics; client.${kCalls}`, nonce) };
}

const body = (request) => JSON.parse(request.body.toString() || '{}');
const posted = (seen, host, path) => seen.requests.filter(({ method, url }) => method === 'POST' && url.hostname === host &&
  url.pathname === path);
const went = (seen, host, path) => seen.requests.some(({ url }) => url.hostname === host && url.pathname.startsWith(path));

/// What is missing of tracking.
function tracking(options) {
  const host = apiHost(options);
  return (seen) => [
    went(seen, cdpHost(options), '/v1/projects/') || 'the settings were not read',
    posted(seen, host, '/v1/p').some((one) => body(one).name === 'Shop') || 'the page call did not arrive',
    posted(seen, host, '/v1/i').some((one) => body(one).userId === 'person-1') || 'the identify call did not arrive',
    posted(seen, host, '/v1/t').some((one) => body(one).event === 'Bought') || 'the track call did not arrive',
  ].filter((said) => said !== true);
}

/// … and of a message: its frame, that it is seen and styled, and that its opening is counted.
const message = (options) => (seen) => [
  went(seen, 'consumer.cloud.gist.build', '/api/v4/users') || 'the queue of messages was not read',
  went(seen, 'code.gist.build', '/renderer/') || "the message's frame did not load",
  seen.page.message === true || 'the message is not seen',
  seen.page.borderless === true || 'the message has no styles',
  posted(seen, apiHost(options), '/v1/t').some((one) => body(one).properties?.deliveryId === kDelivery) ||
    'the opening of the message is not counted',
].filter((said) => said !== true);

const inbox = (options) => (seen) => [
  seen.page.button === 'fixed' || `the inbox's button is not in its place (${seen.page.button})`,
  seen.page.card === 'News' || 'the inbox does not show its message',
  !options.inbox_image_host || went(seen, options.inbox_image_host, `/${kImage}`) || "the message's image did not load",
].filter((said) => said !== true);

const realtime = () => (seen) => (went(seen, 'realtime.cloud.gist.build', '/api/v3/sse') ? []
  : ['the realtime stream was not opened']);

const metrics = () => (seen) => (went(seen, 'cdp.customer.io', '/v1/m') ? [] : ["the client's metrics did not arrive"]);

/// What the catalogue's note says of blocked metrics.
const fallsBack = (seen) => (seen.requests.some(({ url }) => url.pathname.endsWith('/analytics.classic.js')) ? []
  : ['the client does not load its older version']);

const destination = () => (seen) => (seen.page.destination === 'Bought' ? [] : ['the destination did not receive the call']);

const polyfill = () => (seen) => (went(seen, 'cdnjs.cloudflare.com', '/ajax/') ? [] : ['the polyfill was not loaded']);

const kAftermath = [{ directive: 'connect-src', url: 'https://cdp.customer.io/v1/m',
  why: 'the client counts its own errors there, whatever the region or the proxy' }];

/// A scenario; `key` names the workspace whose settings the stand-in answers, `checks` what has to work besides tracking.
function scenario(name, { options = {}, features = [], key = 'core', checks = [], before, ...rest }) {
  const all = [tracking, ...checks];
  const gist = /^(message|realtime|inbox|embed)$/.test(key);
  const base = options.install === 'package' ? { base: "default-src 'none'; script-src 'nonce-{nonce}'" } : {};
  return { vendor: 'customerio', name, options, features, aftermath: kAftermath, ...base, ...rest,
    packages: Object.values(kPackages).slice(0, gist ? 2 : 1),
    page: () => page({ options, key: `${kWriteKey}_${key}`, before }),
    works: (seen) => all.flatMap((check) => check(options)(seen)) };
}

const kPackage = { install: 'package' };
const kProxy = { proxy_host: 'cio.shop.test' };
const kBothProxies = { ...kProxy, proxy_api_host: 'cio-api.shop.test' };
const kImages = { inbox_image_host: 'images.shop.test' };
const kInApp = { features: ['in_app'], key: 'message', checks: [message] };
// As an earlier page view has left it. On the very first one, the client draws its inbox when it has fetched the branding,
// at times after the messages, and then empty.
const kKept = { 'gist.web.inbox.enabled': true, 'gist.web.branding': kBranding, 'gist.web.templates': kTemplates };
const kSeen = `const kept = ${JSON.stringify(kKept).replaceAll('</', '<\\/')};
for (const [name, value] of Object.entries(kept)) {
  localStorage.setItem(name, JSON.stringify({ value, expiry: new Date(Date.now() + 600000) }));
}`;
const kInbox = { features: ['inbox'], key: 'inbox', checks: [inbox], before: kSeen };
const kMetrics = { features: ['metrics'], key: 'metrics', checks: [metrics] };
const kDestinations = { features: ['device_mode_destinations'], key: 'destination', checks: [destination] };

// The client tells an old browser by its name.
const kOld = `Object.defineProperty(navigator, 'userAgent',
  { value: 'Mozilla/5.0 (X11; rv:46.0) Gecko/20100101 Firefox/46.0' });`;
const kDefaultPolicy = `if (window.trustedTypes) trustedTypes.createPolicy('default', {
  createScriptURL: (text) => (new URL(text, location.href).hostname === 'cdp.customer.io' ? text : null),
  createHTML: (text) => text });`;
const kTrustedTypes = "require-trusted-types-for 'script'";

export const scenarios = [
  scenario('snippet', {}),
  scenario('snippet-eu', { options: { region: 'eu' } }),
  scenario('snippet-script-nonce', { options: { script_nonce: 'cGFnZSBub25jZQ' } }),
  scenario('snippet-proxy', { options: kProxy }),
  scenario('snippet-both-proxies', { options: kBothProxies }),
  scenario('package', { options: kPackage }),
  scenario('package-eu', { options: { ...kPackage, region: 'eu' } }),
  scenario('package-both-proxies', { options: { ...kPackage, ...kBothProxies } }),
  scenario('message', kInApp),
  scenario('message-eu', { ...kInApp, options: { region: 'eu' } }),
  scenario('message-proxy', { ...kInApp, options: kProxy }),
  scenario('message-package', { ...kInApp, options: kPackage }),
  scenario('message-realtime', { ...kInApp, key: 'realtime', checks: [message, realtime] }),
  scenario('message-strict-dynamic', { ...kInApp,
    base: "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'" }),
  scenario('microsurvey-in-place', { ...kInApp, features: ['microsurveys'], key: 'embed' }),
  scenario('inbox', { ...kInbox, options: kImages }),
  scenario('inbox-package', { ...kInbox, options: { ...kPackage, ...kImages } }),
  scenario('metrics', kMetrics),
  scenario('metrics-eu', { ...kMetrics, options: { region: 'eu' }, without: { 'connect-src cdp.customer.io': fallsBack } }),
  scenario('metrics-package-eu', { ...kMetrics, options: { ...kPackage, region: 'eu' },
    features: ['metrics', 'device_mode_destinations'] }),
  scenario('destination', kDestinations),
  scenario('destination-eu', { ...kDestinations, options: { region: 'eu' } }),
  scenario('destination-package', { ...kDestinations, options: kPackage }),
  scenario('old-browser', { features: ['old_browsers'], checks: [polyfill], before: kOld }),
  scenario('trusted-types', { base: `default-src 'none'; ${kTrustedTypes}`, breaks: ['core'] }),
  scenario('trusted-types-message', { ...kInApp, options: kPackage,
    base: `default-src 'none'; script-src 'nonce-{nonce}'; ${kTrustedTypes}`, breaks: ['in_app'] }),
  scenario('trusted-types-default-policy', { ...kInApp, before: kDefaultPolicy,
    base: `default-src 'none'; ${kTrustedTypes}`, copes: "the page's default policy lets the client's strings through" }),
];
