// SPDX-License-Identifier: Apache-2.0
// Answers for Customer.io's hosts, as far as the real client and its in-app messages have to be answered: scripts from the
// package, a workspace's settings, acceptance of calls, a queue with one message, a realtime stream, and a renderer.
export const kWriteKey = 'stand_in_write_key';
export const kDelivery = 'delivery-1';
export const kImage = 'image.png';

const kClient = '@customerio/cdp-analytics-browser';
const kPixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const kPolyfill = '/ajax/libs/babel-polyfill/7.7.0/polyfill.min.js';
const kDestination = '/v1/next-integrations/actions/stand-in/1.js';
const kRenderer = 'https://code.gist.build/renderer/3.0/index.html';

export const cdpHost = ({ region, proxy_host: proxy }) =>
  proxy ?? (region === 'eu' ? 'cdp-eu.customer.io' : 'cdp.customer.io');
export const apiHost = (options) => options.proxy_api_host ?? cdpHost(options);

export function hosts(options) {
  return [...new Set([cdpHost(options), apiHost(options), 'cdp.customer.io', 'consumer.cloud.gist.build',
    'realtime.cloud.gist.build', 'engine.api.gist.build', 'renderer.gist.build', 'code.gist.build',
    'cdnjs.cloudflare.com', ...(options.inbox_image_host ? [options.inbox_image_host] : [])])];
}

const reply = (type, body, headers = {}) => ({ status: 200, headers: { 'Content-Type': type, ...headers }, body });
const json = (value, headers) => reply('application/json', JSON.stringify(value), headers);
const script = (body) => reply('text/javascript', body);

/// What the workspace's settings say; a page's own options come over it.
function settings({ region }) {
  const host = cdpHost({ region });
  return {
    integrations: {
      'Customer.io Data Pipelines': { apiKey: kWriteKey, apiHost: `${host}/v1`, type: 'server' },
    },
    plan: {},
    // The sample rate is the workspace's; pages that are about metrics ask for theirs by the write key.
    metrics: { sampleRate: 0 },
  };
}

function settingsFor(options, writeKey) {
  const answer = settings(options);
  const site = /_(message|realtime|inbox|embed)$/.exec(writeKey)?.[1];
  if (site) answer.integrations['Customer.io In-App Plugin'] = { siteId: `stand-in-${site}` };
  if (writeKey.endsWith('_metrics')) {
    // What is counted is the calls that destinations of the older kind receive.
    answer.metrics = { sampleRate: 1, flushTimer: 200 };
    answer.integrations.Metered = { type: 'browser', bundlingStatus: 'bundled', versionSettings: {} };
  }
  if (writeKey.endsWith('_destination')) {
    answer.remotePlugins = [{ name: 'Stand-in', creationName: 'Stand-in', libraryName: 'standInDestination',
      url: `https://cdp.customer.io${kDestination}`, settings: {} }];
  }
  return answer;
}

/// A destination's bundle: it hands on to the page what it receives.
const kDestinationBundle = `
window.standInDestination = () => ({
  name: 'Stand-in', version: '1.0.0', type: 'destination', isLoaded: () => true, load: () => Promise.resolve(),
  track: (context) => { window.report({ destination: context.event.event }); return context; },
});
`;

const kMeteredBundle = `
window.meteredDeps = [];
window.meteredLoader = () => {};
window.meteredIntegration = class {
  #heard = {};
  on(name, tell) { this.#heard[name] = tell; }
  once(name, tell) { this.#heard[name] = tell; }
  initialize() { for (const tell of Object.values(this.#heard)) tell(); }
  invoke() {}
};
window.meteredIntegration.prototype.name = 'Metered';
`;

/// The renderer's page: it is told what to show, and tells that it shows it, and how tall it is.
const kRendererPage = `<!doctype html><meta charset="utf-8"><title>message</title><body><p>Hello.</p><script>
addEventListener('message', ({ data, source }) => {
  if (!data.options) return;
  const { instanceId, messageId } = data.options;
  const tell = (method, parameters) => source.postMessage({ gist: { instanceId, method, parameters } }, '*');
  tell('routeLoaded', { route: messageId });
  tell('sizeChanged', { width: 414, height: 120 });
  fetch(data.options.endpoint + '/api/v1/message', { method: 'POST', body: messageId });
});
</script>`;

const message = (site) => ({ messageId: 'hello', queueId: 'queue-1', priority: 1,
  properties: { gist: { campaignId: kDelivery, ...(site === 'embed' ? { elementId: 'place' } : {}) } } });

const inboxMessage = ({ inbox_image_host: host }) => ({ queueId: 'inbox-1', deliveryId: kDelivery, type: 'card',
  opened: false, topics: ['cio_inbox'], priority: 1, sentAt: '2026-01-01T00:00:00Z',
  properties: { heading: 'News', ...(host ? { image: `https://${host}/${kImage}` } : {}) } });

export const kTemplates = { card: [{ version: '1', root: { type: 'layout', direction: 'vertical', gap: 8, children: [
  { type: 'heading', variant: 'h3', name: 'heading' }, { type: 'image', name: 'image', width: 40 }] } }] };

const text = { color: '#fff', fontSize: 12, fontWeight: 600, fontFamily: 'sans-serif', lineHeight: '1' };
export const kBranding = { patterns: { inbox: { position: 'bottomRight', background: '#fff', cornerRadius: 8, borderColor: '#ccc',
  dividerColor: '#eee', hoverBackground: '#eee', shadow: { offsetX: 0, offsetY: 2, blur: 8, color: '#0003' },
  floatingIcon: { background: '#036', color: '#fff', svg: '<svg viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#fff"/></svg>' },
  unreadIndicator: { showAlert: true, background: '#c00', text } } } };

function queue({ method, url, headers, options }) {
  const site = headers['x-cio-site-id']?.replace('stand-in-', '');
  if (url.pathname === '/api/v4/users') {
    const messages = site === 'inbox' ? { inAppMessages: [], inboxMessages: [inboxMessage(options)] }
      : { inAppMessages: [message(site)], inboxMessages: [] };
    return json(messages, { 'X-Gist-Queue-Polling-Interval': '600', 'X-CIO-Use-SSE': String(site === 'realtime'),
      'X-CIO-Inbox-Enabled': String(site === 'inbox') });
  }
  if (url.pathname === '/api/v1/branding') return json(kBranding);
  if (url.pathname === '/api/v1/templates') return json(kTemplates);
  if (/^\/api\/v1\/(logs|messages)\//.test(url.pathname) && method !== 'GET') return json({});
  return undefined;
}

function cdp({ method, url, options }, sdk) {
  const file = /^\/v1\/analytics-js\/(?:snippet\/(\w+)\/analytics\.min|(\w[\w-]*))\.js$/.exec(url.pathname);
  if (file) return script(sdk.file(kClient, `dist/umd/${file[1] ? 'standalone' : file[2]}.js`));
  const project = /^\/v1\/projects\/(\w+)\/settings$/.exec(url.pathname);
  if (project) return json(settingsFor(options, project[1]));
  if (url.pathname === '/v1/analytics-js/actions/metered.js') return script(kMeteredBundle);
  if (url.pathname === kDestination) return script(kDestinationBundle);
  // The client falls back to this script when it sees a policy block its host; there is none here.
  if (url.pathname.endsWith('/analytics.classic.js')) return script('');
  if (method === 'POST' && /^\/v1\/[a-z]$/.test(url.pathname)) return json({ success: true });
  return undefined;
}

export function answer(request, sdk) {
  const { url, options, origin } = request;
  if (url.origin === origin) return url.pathname === '/app.js' ? script(bundle(sdk)) : undefined;
  switch (url.hostname) {
    case 'consumer.cloud.gist.build': return queue(request);
    case 'realtime.cloud.gist.build':
      return { ...reply('text/event-stream', 'event: connected\ndata: {"heartbeat":30}\n\n'), open: true };
    case 'engine.api.gist.build': return json({});
    case 'renderer.gist.build': return { status: 302, headers: { Location: kRenderer }, body: '' };
    case 'code.gist.build': return reply('text/html', kRendererPage);
    case 'cdnjs.cloudflare.com': return url.pathname === kPolyfill ? script('') : undefined;
    case options.inbox_image_host: return reply('image/gif', kPixel);
    default: return cdp(request, sdk);
  }
}

/// The page's own script, with the package in it.
function bundle(sdk) {
  return sdk.bundle(`import { AnalyticsBrowser } from '${kClient}';
window.cioPackage = AnalyticsBrowser; window.dispatchEvent(new Event('package'));`, [kClient]);
}
