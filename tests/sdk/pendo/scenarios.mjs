// SPDX-License-Identifier: Apache-2.0
// Pages with Pendo's real agent under the policies that the catalogue composes, and what shows that a feature works.
import { inflateSync } from 'node:zlib';

import { kVideos } from './guide.mjs';
import { bundle, inline, kVisitor, snippet, use, watch } from './page.mjs';
import { kOwn, kSubscription } from './stand_in.mjs';

const all = (...checks) => (seen) => checks.flatMap((check) => check(seen));
const lacks = (there, what) => (there ? [] : [what]);

/// The events that arrived: [{ host, method, type, … }].
const events = ({ requests }) => requests.filter(({ url }) => url.pathname.startsWith('/data/ptm.gif/'))
  .flatMap(({ method, url, body }) => {
    const packed = method === 'POST' ? JSON.parse(body).events : url.searchParams.get('jzb');
    return JSON.parse(inflateSync(Buffer.from(packed, 'base64url')))
      .map((event) => ({ host: url.hostname, method, ...event }));
  });

const eventsArrive = (host) => (seen) => {
  const there = events(seen).filter((event) => event.host === host && event.visitor_id === kVisitor);
  const track = (name, how) => there.some(({ track_event_name, method }) => track_event_name === name && method === how);
  return [...lacks(there.some(({ type }) => type === 'load'), `the page's load did not arrive at ${host}`),
    ...lacks(track('short', 'GET'), `no image took the short event to ${host}`),
    ...lacks(track('long', 'POST'), `the long event was not posted to ${host}`)];
};

const page = (facts) => ({ page: seen }) => Object.entries(facts)
  .flatMap(([name, [right, what]]) => lacks(right(seen[name]), what));
const big = (area) => area > 0;
const yes = (value) => value === true;

/// A guide is there: its box, its text by the inline styles and by the stylesheet, and its image.
const kGuide = { box: "size('pendo-guide-container')", image: "at('guide-image')?.naturalWidth ?? 0",
  spacing: "style('guide-text', 'letterSpacing')", indent: "style('guide-text', 'textIndent')" };
const guideShows = page({
  box: [big, 'the guide has no size'],
  image: [(width) => width === 80, "the guide's image has not loaded"],
  spacing: [(value) => value === '3px', "the guide's inline styles do not count"],
  indent: [(value) => value === '7px', "the guides' stylesheet does not count"],
});

const replayArrives = (host) => ({ requests }) => lacks(requests.some(({ method, url, body }) => method === 'POST' &&
  url.hostname === host && url.pathname.startsWith('/data/rec/') && url.searchParams.get('recordingId') !== 'log' &&
  body.length > 0), `no replay arrived at ${host}`);

const scenario = (name, options, features, { head, body = '', then = '', works, ...rest }) => ({ name, vendor: 'pendo',
  options: { sub_id: kSubscription, ...options }, features, page: () => ({ head, body: use(then) + body }), works, ...rest });

const kUs = 'data.pendo.io';
const kEu = 'data.eu.pendo.io';
const kOwnScripts = "default-src 'none'; script-src 'nonce-{nonce}'";
const kStrict = "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'";
const kNames = "default-src 'none'; trusted-types shop";
const kTrusted = "default-src 'none'; require-trusted-types-for 'script'; trusted-types shop";
const kWithNonce = { inlineStyleNonce: '{nonce}' };

// The agent takes its time until it is sure to be the page's only one.
const kDebug = '  (function debug() { if (!pendo.isDebuggingEnabled(true)) { pendo.enableDebugging(); setTimeout(debug, 100); } })();';
const kDebugger = { box: "size('pendo-agent-application')",
  text: "at('pendo-agent-application')?.contentDocument.body.innerText ?? ''" };
const debuggerShows = page({ box: [big, 'the debugger has no size'],
  text: [(text) => text?.length > 0, 'the debugger is empty'] });

// The preview finds in the storage what the application left there. Its bundle asks the page's own host for an icon font,
// which is not there.
const previewed = (app) => inline(`localStorage.setItem('pendo-preview', JSON.stringify({ apiKey: 'key-guide',
  guideId: 'guide-guide', subscriptionId: '${kSubscription}', stepId: 'step-guide', origin: 'https://${app}' }));`);
const kPreview = { ...kGuide, bar: "size('pendo-preview')",
  inside: "at('pendo-preview')?.contentDocument.body.innerText ?? ''" };
const previewShows = all(guideShows, page({ bar: [big, 'the bar of the preview has no size'],
  inside: [(text) => text?.includes('guide-guide'), 'the bar of the preview does not name the guide'] }));
const kIconFont = "default-src 'none'; font-src 'self'";

// A page that requires Trusted Types has a policy of its own make the URL of the agent.
const trusting = (key, options = {}) => inline(
  "const shop = trustedTypes.createPolicy('shop', { createScriptURL: (url) => url });") +
  snippet('cdn.pendo.io', key, { options, url: 'shop.createScriptURL' });

export const scenarios = [
  scenario('snippet-us', {}, [], { head: snippet('cdn.pendo.io', 'key'), works: eventsArrive(kUs) }),
  scenario('snippet-eu', { region: 'eu' }, [], { head: snippet('cdn.eu.pendo.io', 'key'), works: eventsArrive(kEu) }),
  scenario('snippet-strict-dynamic', {}, ['guides'], { base: kStrict, head: snippet('cdn.pendo.io', 'key-guide'),
    body: watch(kGuide), works: all(eventsArrive(kUs), guideShows) }),
  scenario('package-eu', { region: 'eu', install: 'package' }, [], { base: kOwnScripts, head: bundle('eu', 'key'),
    works: eventsArrive(kEu) }),
  scenario('package-au', { region: 'au', install: 'package' }, [], { base: kOwnScripts, head: bundle('au', 'key'),
    works: eventsArrive('data.au.pendo.io') }),
  scenario('package-local', { install: 'package', package_config: 'local' }, [], { base: kOwnScripts,
    head: bundle('io', 'key', { options: { config: { apiKey: 'key', dataHost: kUs } } }), works: eventsArrive(kUs) }),
  scenario('package-local-without-data-host', { install: 'package', package_config: 'local_without_data_host' }, [], {
    base: kOwnScripts, head: bundle('io', 'key', { options: { config: { apiKey: 'key' } } }),
    works: eventsArrive('app.pendo.io') }),

  scenario('guide', {}, ['guides'], { head: snippet('cdn.pendo.io', 'key-guide'), body: watch(kGuide),
    works: all(eventsArrive(kUs), guideShows) }),
  scenario('guide-style-nonce', { region: 'eu', delivery: 'xhr', style_nonce: '{nonce}' }, ['guides'], {
    head: snippet('cdn.eu.pendo.io', 'key-guide', { options: kWithNonce }), body: watch(kGuide),
    works: all(eventsArrive(kEu), guideShows) }),
  scenario('guide-jsonp', { delivery: 'jsonp' }, ['guides'], { head: snippet('cdn.pendo.io', 'key-jsonp'),
    body: watch(kGuide), works: all(eventsArrive(kUs), guideShows) }),
  scenario('guide-content-proxy', { content_proxy: true }, ['guides'], {
    head: snippet('cdn.pendo.io', 'key-guide-proxied'), body: watch(kGuide), works: all(eventsArrive(kUs), guideShows) }),
  scenario('guide-cname', { cname: 'complete', content_host: kOwn.content, data_host: kOwn.data }, ['guides'], {
    head: snippet(kOwn.content, 'key-guide'), body: watch(kGuide), works: all(eventsArrive(kOwn.data), guideShows) }),
  scenario('guide-code-block', { style_nonce: '{nonce}' }, ['guides', 'code_blocks'], {
    head: snippet('cdn.pendo.io', 'key-code', { options: kWithNonce }),
    body: watch({ ...kGuide, script: 'window.blockScript === true', word: "style('block', 'wordSpacing')" }),
    works: all(eventsArrive(kUs), guideShows, page({ script: [yes, "the code block's script did not run"],
      word: [(value) => value === '5px', "the code block's stylesheet does not count"] })) }),
  scenario('guide-classic', {}, ['guides', 'classic_guides'], { head: snippet('cdn.pendo.io', 'key-classic'),
    body: watch({ box: "size('block')", script: 'window.blockScript === true' }),
    works: all(eventsArrive(kUs), page({ box: [big, 'the classic guide has no size'],
      script: [yes, "the classic guide's script did not run"] })) }),
  scenario('guide-video', { video: ['youtube', 'vimeo'] }, ['guides'], {
    head: snippet('cdn.pendo.io', 'key-video'), body: watch({ ...kGuide, frame: "size('video-youtube')" }),
    works: all(eventsArrive(kUs), guideShows, page({ frame: [big, 'the video has no size'] }),
      ({ requests }) => ['youtube', 'vimeo'].flatMap((name) => lacks(
        requests.some(({ url }) => url.href === kVideos[name]), `the video of ${name} was not asked for`))) }),

  scenario('replay', {}, ['session_replay'], { head: snippet('cdn.pendo.io', 'key-replay'),
    works: all(eventsArrive(kUs), replayArrives(kUs)) }),
  scenario('replay-self-hosted-worker', { region: 'eu', install: 'package',
    worker_url: '{origin}/pendo/dist/replay.worker.min.js' }, ['session_replay'], { base: kOwnScripts,
    head: bundle('eu', 'key-replay', { plugins: ['Replay'],
      options: { recording: { enabled: true, workerUrl: '/pendo/dist/replay.worker.min.js' } } }),
    works: all(eventsArrive(kEu), replayArrives(kEu)) }),

  scenario('staging', {}, ['staging'], { head: snippet('cdn.pendo.io', 'key-staging'), works: eventsArrive(kUs) }),
  scenario('debugger', {}, ['debugger'], { head: snippet('cdn.pendo.io', 'key'), then: kDebug, body: watch(kDebugger),
    works: debuggerShows }),
  scenario('debugger-style-nonce', { region: 'eu', style_nonce: '{nonce}' }, ['debugger'], {
    head: snippet('cdn.eu.pendo.io', 'key', { options: kWithNonce }), then: kDebug, body: watch(kDebugger),
    works: all(eventsArrive(kEu), debuggerShows) }),
  // Names of Trusted Types policies without the requirement to use them.
  scenario('debugger-policy-names', { trusted_types: true }, ['debugger'], { base: kNames,
    head: snippet('cdn.pendo.io', 'key'), then: kDebug, body: watch(kDebugger), works: debuggerShows }),
  scenario('preview', {}, ['guides', 'guide_preview'], { base: kIconFont,
    head: previewed('app.pendo.io') + snippet('cdn.pendo.io', 'key-guide'), body: watch(kPreview), works: previewShows }),
  scenario('preview-style-nonce', { region: 'eu', style_nonce: '{nonce}' }, ['guides', 'guide_preview'], {
    base: kIconFont, head: previewed('app.eu.pendo.io') + snippet('cdn.eu.pendo.io', 'key-guide', { options: kWithNonce }),
    body: watch(kPreview), works: previewShows }),
  scenario('designer', {}, ['designer'], { head: snippet('cdn.pendo.io', 'key'),
    then: '  pendo.designerv2.launchInAppDesigner({});', body: watch({ studio: 'window.studio' }),
    works: all(eventsArrive(kUs), page({ studio: [(value) => value === 'loaded', 'the studio was not loaded'] })) }),

  scenario('trusted-types', { trusted_types: true, style_nonce: '{nonce}' }, ['guides'], { base: kTrusted,
    head: trusting('key-guide', kWithNonce), body: watch(kGuide), works: all(eventsArrive(kUs), guideShows) }),
  // What the agent does with plain strings.
  scenario('trusted-types-code-block', { trusted_types: true, style_nonce: '{nonce}' }, ['guides', 'code_blocks'], {
    base: kTrusted, breaks: ['code_blocks'], head: trusting('key-code', kWithNonce), body: watch(kGuide),
    works: all(eventsArrive(kUs), guideShows) }),
  scenario('trusted-types-replay', { trusted_types: true }, ['session_replay'], { base: kTrusted,
    breaks: ['session_replay'], head: trusting('key-replay'), works: all(eventsArrive(kUs), replayArrives(kUs)) }),
  scenario('trusted-types-debugger', { trusted_types: true }, ['debugger'], { base: kTrusted, breaks: ['debugger'],
    head: trusting('key'), then: kDebug, body: watch(kDebugger), works: debuggerShows }),
  scenario('trusted-types-preview', { trusted_types: true }, ['guides', 'guide_preview'], { base: kTrusted,
    breaks: ['guide_preview'], head: previewed('app.pendo.io') + trusting('key-guide'), body: watch(kPreview),
    works: previewShows }),
];
