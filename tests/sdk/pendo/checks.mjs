// SPDX-License-Identifier: Apache-2.0
// What shows that a feature works: each check takes what was seen and answers what is missing, in words.
import { inflateSync } from 'node:zlib';

import { kVisitor } from './page.mjs';

export const all = (...checks) => (seen) => checks.flatMap((check) => check(seen));

const lacks = (there, what) => (there ? [] : [what]);

/// The events that arrived: [{ host, method, type, … }].
const events = ({ requests }) => requests.filter(({ url }) => url.pathname.startsWith('/data/ptm.gif/'))
  .flatMap(({ method, url, body }) => {
    const packed = method === 'POST' ? JSON.parse(body).events : url.searchParams.get('jzb');
    return JSON.parse(inflateSync(Buffer.from(packed, 'base64url')))
      .map((event) => ({ host: url.hostname, method, ...event }));
  });

/// Both ways of an event: a short one travels as an image, a long one is posted.
export const eventsArrive = (host) => (seen) => {
  const there = events(seen).filter((event) => event.host === host && event.visitor_id === kVisitor);
  const track = (name, how) => there.some((event) => event.track_event_name === name && event.method === how);
  return [...lacks(there.some(({ type }) => type === 'load'), `the page's load did not arrive at ${host}`),
    ...lacks(track('short', 'GET'), `no image took the short event to ${host}`),
    ...lacks(track('long', 'POST'), `the long event was not posted to ${host}`)];
};

/// Something from the worker: without one the agent sends no more than a word about why, as the recording "log".
export const replayArrives = (host) => ({ requests }) => lacks(requests.some(({ method, url, body }) =>
  method === 'POST' && url.hostname === host && url.pathname.startsWith('/data/rec/') &&
  url.searchParams.get('recordingId') !== 'log' && body.length > 0), `no replay arrived at ${host}`);

export const asked = (...urls) => ({ requests }) => urls.flatMap((wanted) =>
  lacks(requests.some(({ url }) => url.href === wanted), `${wanted} was not asked for`));

/// What the page tells, by name: [whether it is right, what is missing where it is not].
export const told = (facts) => ({ page }) => Object.entries(facts)
  .flatMap(([name, [right, what]]) => lacks(right(page[name]), what));

const big = (area) => area > 0;
export const is = (wanted) => (value) => value === wanted;

// What the page tells (see page.mjs, `watch`) and the check of it.
const pair = (...facts) => ({ told: Object.fromEntries(facts.map(([name, text]) => [name, text])),
  shows: told(Object.fromEntries(facts.map(([name, , right, what]) => [name, [right, what]]))) });

const kGuideFacts = [
  ['box', "size('pendo-guide-container')", big, 'the guide has no size'],
  ['image', "at('guide-image')?.naturalWidth", is(80), "the guide's image has not loaded"],
  ['spacing', "style('guide-text', 'letterSpacing')", is('3px'), "the guide's inline styles do not count"],
  ['indent', "style('guide-text', 'textIndent')", is('7px'), "the guides' stylesheet does not count"],
];
const inFrame = (id) => `at('${id}')?.contentDocument?.body?.innerText`;

export const kGuide = pair(...kGuideFacts);
export const kCode = pair(...kGuideFacts,
  ['script', 'window.blockScript', is(true), "the code block's script did not run"],
  ['word', "style('block', 'wordSpacing')", is('5px'), "the code block's stylesheet does not count"]);
export const kTabs = pair(...kGuideFacts,
  ['script', 'window.blockScript', is(true), "the code block's script did not run"],
  ['word', "style('block', 'wordSpacing')", is('5px'), "the code block's style attribute does not count"],
  ['letter', "style('press', 'letterSpacing')", is('2px'), "the code block's style sheet does not count"],
  ['pressed', "(at('press')?.click(), window.pressed)", is('click press'), "the code block's button does nothing"],
  ['text', "at('press')?.textContent", is('Pressed'), "the button's handler did not see its element"],
  ['stayed', "(at('leave')?.click(), window.stayed && location.hash)", is(''), 'the link was followed, or did nothing']);
export const kClassic = pair(['box', "size('block')", big, 'the classic guide has no size'],
  ['script', 'window.blockScript', is(true), "the classic guide's script did not run"],
  ['image', "document.querySelector('._pendo-credits_ img')?.naturalWidth", big, 'the logo has not loaded']);
export const kVideos = (...names) => pair(...kGuideFacts,
  ...names.map((name) => [`video_${name}`, `size('video-${name}')`, big, `the video of ${name} has no size`]));
const badge = (id) => [['image', `at('${id}')?.naturalWidth`, big, 'the badge has not loaded'],
  ['box', `size('${id}')`, big, 'the badge has no size']];
export const kClassicBadge = pair(...badge('_pendo-badge_step-badge'));
export const kDefaultBadge = pair(...badge('_pendo-badge_step-defaultbadge'));
export const kFlags = pair(...kGuideFacts,
  ['flags', "(window.pendo?.segmentFlags ?? []).join('+')", is('flag'), "the visitor's segment flags are not there"]);
export const kDebugger = pair(['box', "size('pendo-agent-application')", big, 'the debugger has no size'],
  ['text', inFrame('pendo-agent-application'), (text) => text?.includes('Alerts'), 'the debugger is empty']);
export const kPreview = pair(...kGuideFacts, ['bar', "size('pendo-preview')", big, 'the preview has no size'],
  ['text', inFrame('pendo-preview'), (text) => text?.includes('guide-guide'), 'the preview does not name the guide']);
export const kStudio = pair(['studio', 'window.studio', is('loaded'), 'the studio was not loaded']);
