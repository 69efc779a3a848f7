// SPDX-License-Identifier: Apache-2.0
// Guides as Pendo's data host lists them and as its content host holds them: made here, drawn by the real agent.
import { deflateSync } from 'node:zlib';

export const kVideoUrls = {
  brightcove: 'https://players.brightcove.net/1/default_default/index.html',
  loom: 'https://www.loom.com/embed/VIDEO',
  microsoft_stream_classic: 'https://web.microsoftstream.com/embed/video/VIDEO',
  microsoft_stream_sharepoint: 'https://shop.sharepoint.com/_layouts/15/embed.aspx',
  vimeo: 'https://player.vimeo.com/video/1',
  vidyard: 'https://play.vidyard.com/VIDEO.html',
  wistia: 'https://fast.wistia.net/embed/iframe/VIDEO',
  youtube: 'https://www.youtube.com/embed/VIDEO',
};

/// The element that badges stand at.
export const kBadged = 'badged';

const kDefaultBadge = `data:image/png;base64,${png(20, 20).toString('base64')}`;

/// What a guide that a click on its badge opens has of it: classic ones an image beside the agent, others a structure,
/// which holds the image itself where nobody has chosen one.
const kBadges = {
  badge: (agent) => ({ position: 'top-right', width: 13, height: 13, imageUrl: `${agent}/img/badge.png` }),
  defaultbadge: () => ({ position: 'top-right', domJson: { type: 'img', props: { id: 'pendo-image-badge',
    src: kDefaultBadge, style: { position: 'absolute', width: '20px', height: '20px' } } } }),
};

/// The entry of a guide in the list; `content` is the origin of what it is made of, `agent` that of the agent.
/// kind: 'guide', 'video', 'code', 'tabs' (a code block that cspkit has split), 'classic', 'badge', 'defaultbadge', or 'jsonp' for one whose structure is handed out
/// as a script only.
export function listed(kind, content, agent) {
  const id = `guide-${kind}`;
  const base = `${content}/guide-content/${id}/step-${kind}/step`;
  const files = {
    guide: { domUrl: `${base}.dom.json`, domJsonpUrl: `${base}.dom.jsonp` },
    video: { domUrl: `${base}.dom.json`, domJsonpUrl: `${base}.dom.jsonp` },
    jsonp: { domJsonpUrl: `${base}.dom.jsonp` },
    ...Object.fromEntries(['code', 'tabs'].map((block) => [block, { domUrl: `${base}.dom.json`,
      domJsonpUrl: `${base}.dom.jsonp`, contentUrlCss: `${base}.css`, contentUrlJs: `${base}.js` }])),
    classic: { contentUrl: base, contentUrlCss: `${base}.css`, contentUrlJs: `${base}.js` },
    badge: { contentUrl: base, contentUrlCss: `${base}.css`, contentUrlJs: `${base}.js` },
    defaultbadge: { domUrl: `${base}.dom.json`, domJsonpUrl: `${base}.dom.jsonp` },
  }[kind];
  const classic = kind === 'classic' || kind === 'badge';
  const badge = kBadges[kind]?.(agent);
  return {
    id, name: id, state: 'public', launchMethod: badge ? 'badge' : 'auto', isMultiStep: false, isTraining: false, recurrence: 0,
    polls: [], audienceUiHint: { filters: [] },
    attributes: { type: classic ? 'lightbox' : 'building-block', priority: 1, ...(badge ? { badge } : {}) },
    steps: [{ id: `step-${kind}`, guideId: id, type: classic ? 'lightbox' : '', rank: 1, advanceMethod: 'button',
      pageId: '', ...(badge ? { elementPathRule: `#${kBadged}` } : {}), attributes: { width: 400, height: 300 }, ...files }],
  };
}

/// What the agent draws a guide from.
export function structure(kind, content, videos) {
  const image = { type: 'img', props: { id: 'guide-image', src: `${content}/guide-images/image.png`,
    style: { width: '80px', height: '60px' } } };
  const video = (name) => ({ type: 'div', props: { class: 'pendo-video-wrapper' }, children: [
    { type: 'iframe', props: { class: '_pendo-video', id: `video-${name}`, src: kVideoUrls[name] } }] });
  const inside = {
    tabs: [{ type: 'div', props: { id: 'guide-code', 'data-pendo-code-block': true } }],
    code: [{ type: 'div', props: { id: 'guide-code', 'data-pendo-code-block': true } }],
    video: videos.map(video),
  }[kind] ?? [];
  return { type: 'div', props: { id: 'pendo-base', class: '_pendo-step-container' }, children: [
    { type: 'div', props: { id: `pendo-g-step-${kind}`, 'data-vertical-alignment': 'Centered',
      style: { position: 'fixed', left: '20px', top: '20px', width: '400px', height: '260px' } }, children: [
      { type: 'style', props: { type: 'text/css', scoped: 'scoped' },
        css: [{ selector: '#guide-text', styles: { 'letter-spacing': '3px' } }] },
      { type: 'div', props: { id: 'pendo-guide-container', role: 'dialog', style: { width: '400px', height: '260px' } },
        children: [{ type: 'div', props: { id: 'guide-text' }, content: 'A guide' }, image, ...inside] }] }] };
}

/// The HTML of a code block, or of a classic guide.
export const kHtml = '<div id="block">A block</div>';

/// A code block as somebody writes it in one piece, with all that a policy without 'unsafe-inline' stops.
const kInOnePiece = `<div id="block" style="word-spacing: 5px">A block
  <button id="press" onclick="window.pressed = event.type + ' ' + this.id; this.textContent = 'Pressed'; return false">Press</button>
  <a id="leave" href="#left" onclick="window.stayed = true; return false">Leave</a>
</div>
<style>#press { letter-spacing: 2px }</style>
<script>window.blockScript = true</script>
`;

const kWhole = { html: kHtml, css: '#block { word-spacing: 5px; }', js: 'window.blockScript = true;' };

/// What the tabs of a step's code block hold.
export const tabsOf = (kind, sdk) => (kind === 'tabs' ? sdk.guideTabs(kInOnePiece) : kWhole);

/// A script that hands out the HTML, and what runs when it is shown. The agent calls that with step, guide and itself:
/// source: dist/pendo.module.js, runCustomScripts.
export const contentScript = (guide, step, { html, js }) => `pendo.guideContent(${JSON.stringify(guide)}, ` +
  `${JSON.stringify(step)}, ${JSON.stringify(html)}, function () { return ${JSON.stringify(html)}; }, ` +
  `function (step, guide, pendo) {\n${js}\n});`;

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/// A PNG of one grey. Source: PNG (Third Edition), sections 5 and 11.
export function png(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let y = 0; y < height; ++y) rows[y * (width + 1)] = 0;
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
