// SPDX-License-Identifier: Apache-2.0
// Carries out one check in a case page, and answers how it ended: {end}, or {allowed} where the page itself can see.

const kTimeout = 2500;
const kNoEnd = 350;  // beacons and pings end without a sign

/// Waits for one of the element's events, for an enforced violation, or for the timeout.
function ended({ heard, sleep }, element, events) {
  return new Promise((resolve) => {
    for (const name of events) element.addEventListener(name, () => resolve({ end: name }), { once: true });
    heard.wake = () => resolve({ end: 'violation' });
    sleep(kTimeout).then(() => resolve({ end: 'timeout' }));
  });
}

function settled(context, promise) {
  const { heard, sleep } = context;
  return Promise.race([
    promise.then(() => ({ end: 'load' }), (error) => ({ end: 'error', message: String(error) })),
    new Promise((resolve) => { heard.wake = () => resolve({ end: 'violation' }); }),
    sleep(kTimeout).then(() => ({ end: 'timeout' })),
  ]);
}

/// An element with the attributes that are given, put into the page; waits for its load or error.
function insert(context, name, attributes, { into, events = ['load', 'error'], before } = {}) {
  const { doc } = context;
  const element = doc.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, value);
  }
  before?.(element);
  const end = ended(context, element, events);
  (into ?? doc.body).append(element);
  return end;
}

const kMediaEvents = ['loadeddata', 'loadedmetadata', 'canplay', 'error'];

const requests = {
  script: (context, { nonce, integrity, url }) => insert(context, 'script',
    { nonce, integrity, crossorigin: integrity === undefined ? undefined : 'anonymous', src: url }),
  style: (context, { nonce, integrity, url }) => insert(context, 'link',
    { nonce, integrity, crossorigin: integrity === undefined ? undefined : 'anonymous', rel: 'stylesheet', href: url },
    { into: context.doc.head }),
  image: (context, { url }) => insert(context, 'img', { src: url }),
  audio: (context, { url }) => insert(context, 'audio', { preload: 'auto', src: url }, { events: kMediaEvents }),
  video: (context, { url }) => insert(context, 'video', { preload: 'auto', src: url }, { events: kMediaEvents }),
  track: (context, { url }) => {
    const video = context.doc.createElement('video');
    video.setAttribute('crossorigin', 'anonymous');
    context.doc.body.append(video);
    return insert(context, 'track', { kind: 'captions', default: '', src: url },
      { into: video, before: (track) => { track.track.mode = 'showing'; } });
  },
  font: (context, { url }) => settled(context, new context.win.FontFace('asked', `url("${url}")`).load()),
  object: (context, { url }) => insert(context, 'object', { data: url }),
  embed: (context, { url }) => insert(context, 'embed', { src: url }),
  iframe: (context, { url }) => insert(context, 'iframe', { src: url }),
  frame: (context, { url }) => insert(context, 'frame', { src: url },
    { into: context.doc.body.appendChild(context.doc.createElement('frameset')) }),
  worker: (context, { url }) => {
    const worker = new context.win.Worker(url);
    return ended(context, worker, ['message', 'error']).finally(() => worker.terminate());
  },
  sharedworker: (context, { url }) => {
    const worker = new context.win.SharedWorker(url);
    worker.port.start();
    const end = ended(context, worker, ['error']);
    return Promise.race([end, new Promise((resolve) => {
      worker.port.addEventListener('message', () => resolve({ end: 'load' }));
    })]);
  },
  serviceworker: async (context, { url }) => {
    const { serviceWorker } = context.win.navigator;
    const registered = serviceWorker.register(url, { scope: url });
    const end = await settled(context, registered);
    registered.then((registration) => registration.unregister(), () => {});
    return end;
  },
  audioworklet: (context, { url }) => settled(context,
    new context.win.OfflineAudioContext(1, 128, 44100).audioWorklet.addModule(url)),
  paintworklet: (context, { url }) => settled(context, context.win.CSS.paintWorklet.addModule(url)),
  manifest: async (context, { url, key }) => {
    const link = context.doc.createElement('link');
    Object.assign(link, { rel: 'manifest', href: url });
    context.doc.head.append(link);
    return (await fetch(`/?kmanifest=${key}`)).json();
  },
  speculation: async (context, { url, key }) => {
    const rules = { prefetch: [{ source: 'list', urls: [url], eagerness: 'immediate' }] };
    inlines['speculation-rules'](context, { source: JSON.stringify(rules) });
    const reached = fetch(`/?kwait=${key}`).then(() => ({ end: 'load' }));
    return Promise.race([reached, new Promise((resolve) => { context.heard.wake = () => resolve({ end: 'violation' }); })]);
  },
  prefetch: (context, { url }) => insert(context, 'link', { rel: 'prefetch', href: url }, { into: context.doc.head }),
  fetch: (context, { url }) => settled(context, context.win.fetch(url, { mode: 'no-cors' })),
  xhr: (context, { url }) => {
    const request = new context.win.XMLHttpRequest();
    const end = ended(context, request, ['loadend']);
    request.open('GET', url);
    request.send();
    return end;
  },
  eventsource: (context, { url }) => {
    const source = new context.win.EventSource(url);
    return ended(context, source, ['open', 'error']).finally(() => source.close());
  },
  websocket: (context, { url }) => {
    const socket = new context.win.WebSocket(url);
    return ended(context, socket, ['open', 'error', 'close']).finally(() => socket.close());
  },
  webtransport: (context, { url }) => {
    const transport = new context.win.WebTransport(url);
    transport.closed.catch(() => {});
    return settled(context, transport.ready);
  },
  beacon: async (context, { url }) => {
    const sent = context.win.navigator.sendBeacon(url, 'x');
    await context.sleep(kNoEnd);
    return { end: sent ? 'sent' : 'error' };
  },
  ping: async (context, { url }) => {
    const anchor = context.doc.createElement('a');
    anchor.href = '#here';
    anchor.setAttribute('ping', url);
    context.doc.body.append(anchor);
    anchor.click();
    await context.sleep(kNoEnd);
    return { end: 'sent' };
  },
};

const inlines = {
  'speculation-rules': (context, job) => inlines.script(context, { ...job, rules: true }),
  script: (context, { nonce, source, rules }) => {
    const { doc } = context;
    const script = doc.createElement('script');
    if (rules) script.type = 'speculationrules';
    if (nonce !== undefined) script.setAttribute('nonce', nonce);
    script.append(doc.createTextNode(source));
    doc.body.append(script);
  },
  'script-attribute': ({ doc }, { source }) => {
    const button = doc.createElement('button');
    button.setAttribute('onclick', source);
    doc.body.append(button);
    button.click();
  },
  style: ({ doc }, { nonce, source }) => {
    const style = doc.createElement('style');
    if (nonce !== undefined) style.setAttribute('nonce', nonce);
    style.append(doc.createTextNode(source));
    doc.head.append(style);
  },
  'style-attribute': ({ doc }, { source }) => {
    const element = doc.createElement('p');
    element.setAttribute('style', source);
    doc.body.append(element);
  },
  navigation: ({ doc }, { source }) => {
    const anchor = doc.createElement('a');
    anchor.href = source;
    doc.body.append(anchor);
    anchor.click();
  },
};

/// An object URL of the case page's own, for what a case writes as blob:….
function objectUrl(win, job) {
  return win.URL.createObjectURL(new win.Blob([job.blob.text], { type: job.blob.type }));
}

function attempt(action) {
  try {
    action();
    return { allowed: true };
  } catch (error) {
    return { allowed: false, message: String(error) };
  }
}

const kinds = {
  request: (context) => {
    const { job, win } = context;
    const url = job.blob ? objectUrl(win, job) : job.url;
    return requests[job.via](context, { ...job, url });
  },
  inline: async (context) => {
    const { job, sleep, win } = context;
    let ran = false;
    win.alert = () => { ran = true; };
    inlines[job.type](context, job);
    await sleep(job.type === 'navigation' ? 60 : 0);
    return { ran };
  },
  eval: ({ job, win }) => attempt(() => {
    win.alert = () => {};
    win.eval(job.source);
  }),
  wasm: ({ win }) => attempt(() => new win.WebAssembly.Module(new win.Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
  'form-action': async (context) => {
    const { job, doc } = context;
    const sink = document.createElement('iframe');
    sink.name = `sink-${job.key}`;
    document.body.append(sink);
    const form = doc.createElement('form');
    form.method = 'post';
    form.action = job.url;
    form.target = sink.name;
    doc.body.append(form);
    const end = ended(context, sink, ['load']);
    form.submit();
    return end.finally(() => setTimeout(() => sink.remove(), 500));
  },
  'base-uri': ({ job, doc }) => {
    const base = doc.createElement('base');
    base.href = job.url;
    doc.head.append(base);
    return { allowed: doc.baseURI === new URL(job.url).href };
  },
  webrtc: async ({ win, sleep }) => {
    const connection = new win.RTCPeerConnection();
    connection.createDataChannel('asked');
    const candidate = new Promise((resolve) => {
      connection.addEventListener('icecandidate', (e) => { if (e.candidate) resolve(true); });
    });
    const gathered = connection.setLocalDescription(await connection.createOffer()).then(() => candidate);
    return { allowed: await Promise.race([gathered, sleep(kTimeout).then(() => false)]) };
  },
  'trusted-types-policy': ({ job, win }) => {
    for (const name of job.existing) {
      if (!attempt(() => win.trustedTypes.createPolicy(name, {})).allowed) return { error: 'not asked: the policies forbid a name that has to exist' };
    }
    return attempt(() => win.trustedTypes.createPolicy(job.name, {}));
  },
  'trusted-types-sink': ({ doc }) => attempt(() => { doc.createElement('div').innerHTML = 'x'; }),
};

/// A page whose rest, with the marked-up script, was waiting for the listener.
async function streamed(context) {
  const { job, loaded, sleep, win } = context;
  let ran = false;
  win.alert = () => { ran = true; };
  await fetch(`/?kgo=${job.key}`);
  await Promise.race([loaded, sleep(kTimeout)]);
  return { end: 'load', ran };
}

export async function perform(context) {
  return context.job.streamed ? streamed(context) : kinds[context.job.kind](context);
}
