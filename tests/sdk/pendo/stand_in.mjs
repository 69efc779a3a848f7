// SPDX-License-Identifier: Apache-2.0
// Answers for Pendo's hosts, for the hosts of a CNAME, and for what the page's own host serves: @pendo/agent, as a
// bundler would put it there, and the worker. What the API key ends in says how the application is set up
// ("key-guide-replay").
import { contentScript, kVideoUrls, listed, png, structure, tabsOf } from './guide.mjs';

export const kPackage = '@pendo/agent';
export const kSubscription = '4815162342';
export const kOwn = { content: 'content.shop.example', data: 'data.shop.example' };

/// Where the ideas portal is embedded from: a frame of the page's own.
export const kPortal = 'https://portal.pendo.io/';

/// Frames of others, of which only the doors are here.
const kFrames = [...Object.values(kVideoUrls), kPortal].map((url) => new URL(url).hostname);

const kBuckets = 'storage.googleapis.com';
const region = (env, app, cdn, data, bucket, ofSubscription = bucket) => ({ env, app, cdn, data,
  globalBucket: `${bucket}.${kBuckets}`, bucket: `${ofSubscription}-${kSubscription}.${kBuckets}`,
  proxy: `content-${kSubscription}.static.pendo.io` });
const kRegions = {
  us: region('prod', 'app.pendo.io', 'cdn.pendo.io', 'data.pendo.io', 'pendo-io-static', 'pendo-static'),
  us1: region('prod-us1', 'us1.app.pendo.io', 'us1.cdn.pendo.io', 'us1.data.pendo.io', 'pendo-us1-static'),
  eu: region('prod-eu', 'app.eu.pendo.io', 'cdn.eu.pendo.io', 'data.eu.pendo.io', 'pendo-eu-static'),
  jp: region('prod-jp', 'app.jpn.pendo.io', 'cdn.jpn.pendo.io', 'data.jpn.pendo.io', 'pendo-jp-prod-static'),
  au: region('prod-au', 'app.au.pendo.io', 'cdn.au.pendo.io', 'data.au.pendo.io', 'pendo-au-static'),
};
const kOwnHosts = { ...kRegions.us, cdn: kOwn.content, bucket: kOwn.content, data: kOwn.data };
const kHostsOf = ({ app, cdn, data, globalBucket, bucket, proxy }) => [app, cdn, data, globalBucket, bucket, proxy];

/// Every host that the page may ask, whether its policy allows it or not.
export function hosts() {
  return [...new Set([...Object.values(kRegions), kOwnHosts].flatMap(kHostsOf)), ...kFrames];
}

const answerOf = (type, body) => ({ status: 200, headers: { 'Content-Type': type }, body });
const script = (text) => answerOf('text/javascript', text);
const json = (value) => answerOf('application/json', JSON.stringify(value));
const kHtmlType = 'text/html;charset=utf-8';

const setUp = (key) => new Set(key.split('-').slice(1));

/// What pendo.js carries, and config.json hands out.
function configuration(key, { env, app, cdn, data, globalBucket }, version, page) {
  const has = setUp(key);
  return { apiKey: key, env, server: `https://${app}`, designerServer: `https://${app}`, assetHost: cdn,
    assetPath: `agent/releases/${version}`, ...(has.has('bare') ? {} : { dataHost: data }),
    ...(has.has('staging') ? { stagingServers: [page],
      stagingAgentUrl: `https://${globalBucket}/agent/static/${key}/pendo-staging.js` } : {}),
    ...(has.has('jsonp') ? { requestSegmentFlags: true } : {}),
    ...(has.has('replay') ? { recording: { enabled: true } } : {}) };
}

/// pendo.js is the agent within a function whose argument is the configuration. The package holds the same agent as a
/// module: here it is taken out of the module, and told its configuration and its plug-in as pendo.js tells them.
function agentScript(sdk, config) {
  const module = sdk.file(kPackage, 'dist/pendo.module.min.js').toString();
  const [exported, names] = /export\s*\{([^}]*)\};?/.exec(module);
  const name = (of) => new RegExp(`([\\w$]+) as ${of}\\b`).exec(names)?.[1] ?? of;
  // The worker that 2.291.4 carries within itself names `window`, which workers lack, and fails in every page. Where it
  // is told what that is, it runs; nothing that a policy sees changes.
  const body = module.replace(exported, '')
    .replace(/(createInlineWorkerFactory\(function\s*\(\)\s*\{)/, '$1var window=self;');
  // The agent's own switch for what it loads as scripts. How it asks for the list of guides is not in the package.
  return `(function (PendoConfig) {\n${body}\nvar pendo = ${name('loadAgent')}(PendoConfig);\n` +
    "if (PendoConfig.requestSegmentFlags) pendo.LOADER = 'script';\n" +
    `if (PendoConfig.recording) {\n  var plugin = ${name('Replay')}();\n` +
    "  pendo.addExtension({ name: plugin.name, version: '1.0.0', type: 'agent', use: 'plugin', uri: plugin });\n}\n" +
    `})(${JSON.stringify(config)});`;
}

/// The hosts that keep the content of the guides, by the host that lists them.
function contentOf(key, place) {
  return `https://${setUp(key).has('proxied') ? place.proxy : place.bucket}`;
}

function guideList(key, place, id, page) {
  const kinds = ['guide', 'jsonp', 'video', 'code', 'tabs', 'classic', 'badge', 'defaultbadge'].filter((kind) => setUp(key).has(kind));
  const content = contentOf(key, place);
  return { id, guides: kinds.map((kind) => listed(kind, content, `https://${place.cdn}`)), normalizedUrl: page,
    lastGuideStepSeen: {}, throttling: {}, guideCssUrl: `${content}/guide.css`,
    guideWidget: { enabled: false, data: { guideCssUrl: `${content}/guide.css` } } };
}

/// The data host. Source: dist/pendo.module.js, buildBaseDataUrl and its callers.
function data({ url, origin }, place) {
  const [, , what, key] = url.pathname.split('/');
  const id = url.searchParams.get('id');
  switch (what) {
    case 'ptm.gif': case 'guide.gif': case 'log.gif': case 'agentic.gif':
      return answerOf('image/png', png(1, 1));
    case 'guide.json': return json(guideList(key, place, id, `${origin}/page`));
    case 'segmentflag.js': return script(`pendo.segmentsPayload({ id: '${id}', segmentFlags: ['flag'] });`);
    case 'recordingconf': return json({ enable: true });
    case 'rec': return json({});
    case 'errorlog': return json({});
    default: return undefined;
  }
}

/// The content host: buckets, the content proxy, or your own.
function content({ url, options }, sdk) {
  const drawn = (kind) => structure(kind, url.origin, options.video ?? []);
  const [, guide, step, kind, file] = /^\/guide-content\/([^/]+)\/(step-([^/]+))\/(.*)$/.exec(url.pathname) ?? [];
  if (url.pathname === '/guide.css') {
    return answerOf('text/css', '#guide-text { text-indent: 7px; } ._pendo-hidden_ { display: none; }');
  }
  if (url.pathname.startsWith('/guide-images/')) return answerOf('image/png', png(80, 60));
  switch (file) {
    case 'step.dom.json': return json(drawn(kind));
    case 'step.dom.jsonp':
      return script(`pendo.receiveDomStructureJson('${guide}', '${step}', ${JSON.stringify(drawn(kind))});`);
    case 'step.js': return script(contentScript(guide, step, tabsOf(kind, sdk)));
    case 'step.css': return answerOf('text/css', tabsOf(kind, sdk).css);
    default: return undefined;
  }
}

/// Where the agent comes from. The files of a release are those of the package.
function agent({ url, origin }, place, sdk) {
  const [, key, file] = /^\/agent\/static\/([^/]+)\/(.*)$/.exec(url.pathname) ?? [];
  const config = key && configuration(key, place, sdk.version(kPackage), new URL(origin).host);
  if (file === 'config.json') return json(config);
  if (file === 'pendo.js') return script(agentScript(sdk, config));
  if (file === 'pendo-staging.js') return script(agentScript(sdk, { ...config, environmentName: 'staging' }));
  const [, release] = /^\/agent\/releases\/[^/]+\/([\w.-]+)$/.exec(url.pathname) ?? [];
  if (release && sdk.has(kPackage, `dist/${release}`)) {
    return answerOf(release.endsWith('.css') ? 'text/css' : 'text/javascript', sdk.file(kPackage, `dist/${release}`));
  }
  if (url.pathname.startsWith('/fonts/')) return answerOf('font/woff2', '');
  if (url.pathname.startsWith('/img/')) return answerOf('image/png', png(40, 10));
  return undefined;
}

/// The application: the Visual Design Studio, of which only the doors are here, and the guides to preview.
function application({ url }, place) {
  if (/^\/api\/s\/\w+\/guide\/[^/]+\/preview$/.test(url.pathname)) {
    const content = `https://${place.bucket}`;
    return json({ guide: listed('guide', content), pages: [], normalizedUrl: '', guideCssUrl: `${content}/guide.css` });
  }
  if (url.pathname.endsWith('/plugin.js')) return script("window.studio = 'loaded';");
  if (url.pathname.endsWith('.html')) return answerOf(kHtmlType, '<!doctype html><title>studio</title>');
  return undefined;
}

/// What the page's own host serves. A bundler makes modules of JSON files.
function own({ url }, sdk) {
  const [, file] = /^\/pendo\/([\w./-]+)$/.exec(url.pathname) ?? [];
  if (!file || !sdk.has(kPackage, file)) return undefined;
  const text = sdk.file(kPackage, file);
  return script(file.endsWith('.json') ? `export default ${text};` : text);
}

export function answer(request, sdk) {
  const { url } = request;
  const { hostname } = url;
  if (kFrames.includes(hostname)) return answerOf(kHtmlType, '<!doctype html><title>frame</title>');
  const place = Object.values(kRegions).find((one) => kHostsOf(one).includes(hostname)) ?? kOwnHosts;
  const { app, cdn, data: dataHost, globalBucket, bucket, proxy } = place;
  // With a CNAME one host is many things, and where no data host is named the application's host is it.
  const roles = [[[dataHost, app], () => data(request, place)], [[cdn, globalBucket], () => agent(request, place, sdk)],
    [[bucket, proxy], () => content(request, sdk)], [[app], () => application(request, place)]];
  const served = roles.filter(([names]) => names.includes(hostname));
  if (served.length === 0) return own(request, sdk);
  for (const [, role] of served) {
    const found = role();
    if (found) return found;
  }
  return undefined;
}
