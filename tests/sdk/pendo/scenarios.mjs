// SPDX-License-Identifier: Apache-2.0
// Pages with Pendo's real agent under the policies that the catalogue composes.
import { all, asked, eventsArrive, kClassic, kClassicBadge, kCode, kDebugger, kDefaultBadge, kFlags, kGuide, kPreview,
  kStudio, kTabs, kVideos, replayArrives } from './checks.mjs';
import { kBadged, kVideoUrls } from './guide.mjs';
import { bundle, inline, snippet, use, watch } from './page.mjs';
import { kOwn, kPortal, kSubscription } from './stand_in.mjs';

const kUs = 'data.pendo.io';
const kEu = 'data.eu.pendo.io';
const kOwnScripts = "default-src 'none'; script-src 'nonce-{nonce}'";
const kStrict = "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'";
const kNames = "default-src 'none'; trusted-types shop";
const kTrusted = "default-src 'none'; require-trusted-types-for 'script'; trusted-types shop";
const kDefault = `${kTrusted} default`;
// The preview's bundle asks the page's own host for an icon font, which is not there.
const kIconFont = "default-src 'none'; font-src 'self'";
const kStyleNonce = { style_nonce: '{nonce}' };
const kInlineNonce = { options: { inlineStyleNonce: '{nonce}' } };

/// head: what installs the agent; then: what the page does when the agent is ready; shows: a pair of checks.mjs.
const scenario = (name, options, features, { head, body = '', then, shows, works = [], ...rest }) => ({
  name, vendor: 'pendo', options: { sub_id: kSubscription, ...options }, features,
  page: () => ({ head, body: body + use(then) + (shows ? watch(shows.told) : '') }),
  works: all(...works, ...(shows ? [shows.shows] : [])), ...rest });

// The agent takes its time until it is sure to be the page's only one.
const kDebug = `(function debug() {
  if (pendo.isDebuggingEnabled(true)) return;
  pendo.enableDebugging();
  setTimeout(debug, 100);
})();`;

// The preview finds in the page's storage what the application left there.
const previewed = (app) => inline(`localStorage.setItem('pendo-preview', JSON.stringify({ apiKey: 'key-guide',
  guideId: 'guide-guide', subscriptionId: '${kSubscription}', stepId: 'step-guide', origin: 'https://${app}' }));`);

// Where Trusted Types are required, a policy of the page's own makes the URL of the agent.
const kShop = inline("const shop = trustedTypes.createPolicy('shop', { createScriptURL: (url) => url });");
const trusting = (key, options) => kShop + snippet('cdn.pendo.io', key, { url: 'shop.createScriptURL', options });
const kAnyString = inline("trustedTypes.createPolicy('default', { createScriptURL: (url) => url });");
// It tries again and again to show a guide that it may not.
const kGiveUp = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  if (effectiveDirective === 'require-trusted-types-for') pendo.stopGuides();
});`;

// A style sheet that is not there after half a second, the agent asks for once more, as an image, to learn when it is.
// Source: dist/pendo.module.js, loadExternalCss and loadWatcher.
const kLateStyles = { seldom: ['guide.css', 'guide-content/'].map((file) => ({ directive: 'img-src',
  url: `https://pendo-static-${kSubscription}.storage.googleapis.com/${file}`, why: 'the style sheet comes late' })) };

const kBadgedElement = `<button id="${kBadged}">Badged</button>`;

/// A guide with a video of each provider.
const videos = (name, providers, options = {}) => scenario(name, { video: providers, ...options }, ['guides'], {
  head: snippet('cdn.pendo.io', 'key-video'), shows: kVideos(...providers),
  works: [eventsArrive(kUs), asked(...providers.map((provider) => kVideoUrls[provider]))] });

export const scenarios = [
  scenario('snippet-us', {}, [], { head: snippet('cdn.pendo.io', 'key'), works: [eventsArrive(kUs)] }),
  scenario('snippet-strict-dynamic', {}, ['guides'], { base: kStrict, head: snippet('cdn.pendo.io', 'key-guide'),
    shows: kGuide, works: [eventsArrive(kUs)] }),
  scenario('package-au', { region: 'au', install: 'package' }, [], { base: kOwnScripts, head: bundle('au', 'key'),
    works: [eventsArrive('data.au.pendo.io')] }),
  scenario('package-local', { install: 'package', package_config: 'local' }, [], { base: kOwnScripts,
    head: bundle('io', 'key', { options: { config: { apiKey: 'key', dataHost: kUs } } }), works: [eventsArrive(kUs)] }),
  scenario('package-local-without-data-host', { install: 'package', package_config: 'local_without_data_host' }, [], {
    base: kOwnScripts, head: bundle('io', 'key', { options: { config: { apiKey: 'key' } } }),
    works: [eventsArrive('app.pendo.io')] }),

  scenario('guide', {}, ['guides'], { head: snippet('cdn.pendo.io', 'key-guide'), shows: kGuide,
    works: [eventsArrive(kUs)] }),
  scenario('guide-eu-style-nonce', { region: 'eu', delivery: 'xhr', ...kStyleNonce }, ['guides'], {
    head: snippet('cdn.eu.pendo.io', 'key-guide', kInlineNonce), shows: kGuide, works: [eventsArrive(kEu)] }),
  scenario('guide-jsonp', { delivery: 'jsonp' }, ['guides'], { head: snippet('cdn.pendo.io', 'key-jsonp'),
    shows: kFlags, works: [eventsArrive(kUs)] }),
  scenario('guide-content-proxy', { content_proxy: true }, ['guides'], {
    head: snippet('cdn.pendo.io', 'key-guide-proxied'), shows: kGuide, works: [eventsArrive(kUs)] }),
  scenario('guide-cname', { cname: 'complete', content_host: kOwn.content, data_host: kOwn.data }, ['guides'], {
    head: snippet(kOwn.content, 'key-guide'), shows: kGuide, works: [eventsArrive(kOwn.data)] }),
  scenario('guide-code-block', kStyleNonce, ['guides', 'code_blocks'], {
    head: snippet('cdn.pendo.io', 'key-code', kInlineNonce), shows: kCode, works: [eventsArrive(kUs)] }),
  // One text with handlers and styles in it, split by `cspkit externalize --guide`.
  scenario('guide-code-block-tabs', kStyleNonce, ['guides', 'code_blocks'], {
    head: snippet('cdn.pendo.io', 'key-tabs', kInlineNonce), shows: kTabs, works: [eventsArrive(kUs)] }),
  scenario('guide-classic', {}, ['guides', 'classic_guides'], { head: snippet('cdn.pendo.io', 'key-classic'),
    shows: kClassic, works: [eventsArrive(kUs)], ...kLateStyles }),
  scenario('guide-cname-setup', { cname: 'setup', content_host: kOwn.content, data_host: kOwn.data }, ['guides'], {
    head: snippet(kOwn.content, 'key-guide'), shows: kGuide, works: [eventsArrive(kOwn.data)] }),
  scenario('classic-badge', {}, ['guides', 'classic_guides', 'classic_badges'], {
    head: snippet('cdn.pendo.io', 'key-badge'), body: kBadgedElement, shows: kClassicBadge, works: [eventsArrive(kUs)],
    ...kLateStyles }),
  scenario('default-badge', {}, ['guides', 'default_badges'], { head: snippet('cdn.pendo.io', 'key-defaultbadge'),
    body: kBadgedElement, shows: kDefaultBadge, works: [eventsArrive(kUs)], ...kLateStyles }),
  videos('guide-video', ['youtube', 'vimeo']),
  videos('guide-video-brightcove-loom', ['brightcove', 'loom']),
  videos('guide-video-vidyard-wistia', ['vidyard', 'wistia']),
  videos('guide-video-stream', ['microsoft_stream_classic', 'microsoft_stream_sharepoint'], { org_id: 'shop' }),

  scenario('replay', {}, ['session_replay'], { head: snippet('cdn.pendo.io', 'key-replay'),
    works: [eventsArrive(kUs), replayArrives(kUs)] }),
  scenario('replay-eu-self-hosted-worker', { region: 'eu', install: 'package',
    worker_url: '{origin}/pendo/dist/replay.worker.min.js' }, ['session_replay'], { base: kOwnScripts,
    head: bundle('eu', 'key-replay', { plugins: ['Replay'],
      options: { recording: { enabled: true, workerUrl: '/pendo/dist/replay.worker.min.js' } } }),
    works: [eventsArrive(kEu), replayArrives(kEu)] }),

  scenario('staging', {}, ['staging'], { head: snippet('cdn.pendo.io', 'key-staging'), works: [eventsArrive(kUs)] }),
  // Names of Trusted Types policies are limited here, and not required.
  scenario('debugger', { trusted_types: true }, ['debugger'], { base: kNames, head: snippet('cdn.pendo.io', 'key'),
    then: kDebug, shows: kDebugger }),
  scenario('preview-eu-style-nonce', { region: 'eu', ...kStyleNonce }, ['guides', 'guide_preview'], { base: kIconFont,
    head: previewed('app.eu.pendo.io') + snippet('cdn.eu.pendo.io', 'key-guide', kInlineNonce), shows: kPreview }),
  // The page embeds the portal itself.
  scenario('listen-portal', {}, ['listen_portal'], { head: snippet('cdn.pendo.io', 'key'),
    body: `<iframe src="${kPortal}"></iframe>`, works: [eventsArrive(kUs), asked(kPortal)] }),
  scenario('designer', {}, ['designer'], { head: snippet('cdn.pendo.io', 'key'),
    then: 'pendo.designerv2.launchInAppDesigner({});', shows: kStudio, works: [eventsArrive(kUs)] }),

  scenario('trusted-types', { trusted_types: true, delivery: 'jsonp', ...kStyleNonce }, ['guides'], { base: kTrusted,
    head: trusting('key-jsonp', kInlineNonce.options), shows: kFlags, works: [eventsArrive(kUs)] }),
  // What the agent makes of plain strings.
  scenario('trusted-types-code-block', { trusted_types: true, ...kStyleNonce }, ['guides', 'code_blocks'], {
    base: kTrusted, breaks: ['code_blocks'], head: trusting('key-code', kInlineNonce.options), then: kGiveUp,
    shows: kCode }),
  scenario('trusted-types-replay', { trusted_types: true }, ['session_replay'], { base: kTrusted,
    breaks: ['session_replay'], head: trusting('key-replay'), works: [replayArrives(kUs)] }),
  scenario('trusted-types-replay-default-policy', { trusted_types: true }, ['session_replay'], { base: kDefault,
    copes: 'the default policy lets the URL of the worker through', head: kAnyString + trusting('key-replay'),
    works: [eventsArrive(kUs), replayArrives(kUs)] }),
  scenario('trusted-types-debugger', { trusted_types: true }, ['debugger'], { base: kTrusted, breaks: ['debugger'],
    head: trusting('key'), then: kDebug, shows: kDebugger }),
  scenario('trusted-types-preview', { trusted_types: true }, ['guides', 'guide_preview'], { base: kTrusted,
    breaks: ['guide_preview'], head: previewed('app.pendo.io') + trusting('key-guide'), shows: kPreview }),
];
