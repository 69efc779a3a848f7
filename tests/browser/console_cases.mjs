// SPDX-License-Identifier: Apache-2.0
// Pages that violate their policies, and policies that browsers complain about. Each is { id, policies, files, violations },
// as report_site.mjs serves it; `violations` tells what is violated: { directive, blocked, policy }, the policy by its index.

const kReport = { disposition: 'report' };
const kMeta = { delivery: 'meta' };
const cdn = (name) => `https://cdn.test/${name}`;
const script = (code) => ({ body: '<script src="act.js"></script>', act: code });

const all = [];

/// policies: one text, or several { value, disposition, delivery }; page: markup, or { body, act }.
function one(id, policies, page, ...violations) {
  const list = (Array.isArray(policies) ? policies : [policies])
    .map((policy) => (typeof policy === 'string' ? { value: policy } : policy));
  const { body, act } = typeof page === 'string' ? { body: page } : page;
  const metas = list.filter(({ delivery }) => delivery === 'meta')
    .map(({ value, disposition }) => `<meta http-equiv="Content-Security-Policy${disposition ? '-Report-Only' : ''}" ` +
      `content="${value}">\n`).join('');
  all.push({
    id, policies: list, document_url: `https://doc.test/${id}/page`, status: 200,
    violations: violations.map(([directive, blocked, policy = 0]) => ({ directive, blocked, policy })),
    files: { page: `<!doctype html>\n<meta charset="utf-8">\n${metas}<title>case</title>\n<body>\n${body}\n`,
      ...(act ? { 'act.js': act } : {}) },
  });
}
/// The same page under an enforced and under a report-only policy.
function both(id, policy, page, ...violations) {
  one(id, policy, page, ...violations);
  const other = `${id}-report-only`;
  one(other, { value: `${policy}; report-uri /${other}/uri`, ...kReport }, page,
    ...violations.map(([directive, blocked]) => [directive, blocked.replace(`/${id}/`, `/${other}/`)]));
}

// Scripts
both('script', "script-src 'self'", `<script src="${cdn('a.js')}"></script>`, ['script-src-elem', cdn('a.js')]);
one('script-by-default-src', "default-src 'self'", `<script src="${cdn('a.js')}"></script>`, ['script-src-elem', cdn('a.js')]);
one('script-by-script-src-elem', "script-src-elem 'self'", `<script src="${cdn('a.js')}"></script>`, ['script-src-elem', cdn('a.js')]);
one('script-none', "script-src 'none'", `<script src="${cdn('a.js')}"></script>`, ['script-src-elem', cdn('a.js')]);
one('script-nonce', "script-src 'nonce-abc123'", `<script nonce="other" src="${cdn('a.js')}"></script>`, ['script-src-elem', cdn('a.js')]);
one('script-strict-dynamic', "script-src 'nonce-abc123' 'strict-dynamic' https:", `<script src="${cdn('a.js')}"></script>`,
  ['script-src-elem', cdn('a.js')]);
one('script-strict-dynamic-default-src', "default-src 'nonce-abc123' 'strict-dynamic'", `<script src="${cdn('a.js')}"></script>`,
  ['script-src-elem', cdn('a.js')]);
one('script-data', "script-src 'self'", '<script src="data:text/javascript,1"></script>', ['script-src-elem', 'data']);
one('script-blob', "script-src 'self'", script("const s = document.createElement('script'); " +
  "s.src = URL.createObjectURL(new Blob(['1'])); document.body.append(s);"), ['script-src-elem', 'blob']);
one('script-redirect', "script-src https://doc.test", `<script src="/redirect?to=${encodeURIComponent(cdn('a.js'))}"></script>`,
  ['script-src-elem', cdn('a.js')]);
one('script-quotes', "script-src 'self'", `<script src="${cdn("it's.js?a=%22b%22")}"></script>`, ['script-src-elem', cdn("it's.js?a=%22b%22")]);
both('inline-script', "script-src 'self'", '<script>1</script>', ['script-src-elem', 'inline']);
one('inline-script-by-default-src', "default-src 'self'", '<script>1</script>', ['script-src-elem', 'inline']);
one('inline-script-by-script-src-elem', "script-src-elem 'self'", '<script>1</script>', ['script-src-elem', 'inline']);
one('inline-script-none', "script-src 'none'", '<script>1</script>', ['script-src-elem', 'inline']);
one('inline-script-nonce', "script-src 'nonce-abc123'", '<script nonce="other">1</script>', ['script-src-elem', 'inline']);
one('inline-script-hash', "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='", '<script>1</script>',
  ['script-src-elem', 'inline']);
one('inline-script-unsafe-inline-and-nonce', "script-src 'unsafe-inline' 'nonce-abc123'", '<script>1</script>',
  ['script-src-elem', 'inline']);
one('inline-script-strict-dynamic', "script-src 'nonce-abc123' 'strict-dynamic'", '<script>1</script>',
  ['script-src-elem', 'inline']);
one('inline-script-unsafe-inline-and-strict-dynamic', "script-src 'unsafe-inline' 'strict-dynamic'",
  '<script>1</script>', ['script-src-elem', 'inline']);
both('handler', "script-src 'self'", '<img src="data:," onerror="1">', ['script-src-attr', 'inline']);
one('handler-by-default-src', "default-src 'self' data:", '<img src="data:," onerror="1">', ['script-src-attr', 'inline']);
one('handler-by-script-src-attr', "script-src-attr 'none'", '<img src="data:," onerror="1">', ['script-src-attr', 'inline']);
one('handler-hash', "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",
  '<img src="data:," onerror="1">', ['script-src-attr', 'inline']);
both('javascript-url', "script-src 'self'", '<iframe src="javascript:1"></iframe>', ['script-src-elem', 'inline']);
one('javascript-url-by-default-src', "default-src 'self'", '<iframe src="javascript:1"></iframe>', ['script-src-elem', 'inline']);
both('eval', "script-src 'self'", script("try { eval('1+1'); } catch {}"), ['script-src', 'eval']);
one('eval-uncaught', "script-src 'self'", script("eval('1+1');"), ['script-src', 'eval']);
one('eval-by-default-src', "default-src 'self'", script("try { eval('1+1'); } catch {}"), ['script-src', 'eval']);
one('function', "script-src 'self'", script("try { new Function('return 1')(); } catch {}"), ['script-src', 'eval']);
one('timeout', "script-src 'self'", script("setTimeout('1+1', 1);"), ['script-src', 'eval']);
both('wasm', "script-src 'self'", script('WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(() => {});'),
  ['script-src', 'wasm-eval']);
one('wasm-by-default-src', "default-src 'self'",
  script('WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(() => {});'), ['script-src', 'wasm-eval']);
one('wasm-uncaught', "script-src 'self'", script('new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));'),
  ['script-src', 'wasm-eval']);

// Styles
both('style', "style-src 'self'", `<link rel="stylesheet" href="${cdn('a.css')}">`, ['style-src-elem', cdn('a.css')]);
one('style-by-default-src', "default-src 'self'", `<link rel="stylesheet" href="${cdn('a.css')}">`, ['style-src-elem', cdn('a.css')]);
one('style-import', "style-src 'unsafe-inline'", `<style>@import url(${cdn('a.css')});</style>`, ['style-src-elem', cdn('a.css')]);
both('inline-style', "style-src 'self'", '<style>p { color: red }</style>', ['style-src-elem', 'inline']);
one('inline-style-by-default-src', "default-src 'self'", '<style>p { color: red }</style>', ['style-src-elem', 'inline']);
one('inline-style-by-style-src-elem', "style-src-elem 'self'", '<style>p { color: red }</style>', ['style-src-elem', 'inline']);
one('inline-style-unsafe-inline-and-nonce', "style-src 'unsafe-inline' 'nonce-abc123'", '<style>p { color: red }</style>',
  ['style-src-elem', 'inline']);
both('style-attribute', "style-src 'self'", '<p style="color: red">x</p>', ['style-src-attr', 'inline']);
one('style-attribute-by-default-src', "default-src 'self'", '<p style="color: red">x</p>', ['style-src-attr', 'inline']);
one('style-attribute-by-style-src-attr', "style-src-attr 'none'", '<p style="color: red">x</p>', ['style-src-attr', 'inline']);
one('style-attribute-by-script', "style-src 'self'", script("document.body.setAttribute('style', 'color: red');"),
  ['style-src-attr', 'inline']);

// Other resources
both('image', "img-src 'self'", `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png')]);
one('image-by-default-src', "default-src 'self'", `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png')]);
one('image-data', "img-src 'self'", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', ['img-src', 'data']);
one('image-port-and-query', "img-src https://cdn.test", '<img src="https://cdn.test:8443/a.png?x=1#frag">',
  ['img-src', 'https://cdn.test:8443/a.png?x=1']);
one('image-http', "img-src https:", '<img src="http://cdn.test/a.png">', ['img-src', 'http://cdn.test/a.png']);
one('image-long-list', `img-src 'self' ${Array.from({ length: 30 }, (_, i) => `https://host-${i}.example.com/images/`).join(' ')}`,
  `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png')]);
one('favicon-like', "img-src 'none'", '<link rel="icon" href="data:,x"><input type="image" src="/a.png">',
  ['img-src', 'https://doc.test/a.png'], ['img-src', 'data']);
both('font', "font-src 'self'", `<style>@font-face { font-family: F; src: url(${cdn('a.woff2')}) } p { font-family: F }</style><p>x</p>`,
  ['font-src', cdn('a.woff2')]);
one('font-data', "font-src 'self'", '<style>@font-face { font-family: F; src: url(data:font/woff2;base64,AA==) } p { font-family: F }' +
  '</style><p>x</p>', ['font-src', 'data']);
both('media', "media-src 'self'", `<video src="${cdn('a.webm')}"></video>`, ['media-src', cdn('a.webm')]);
one('audio-by-default-src', "default-src 'self'", `<audio src="${cdn('a.wav')}"></audio>`, ['media-src', cdn('a.wav')]);
one('track', "media-src 'self'", `<video crossorigin><track default kind="captions" src="${cdn('a.vtt')}"></video>` +
  '<script>document.querySelector("track").track.mode = "showing"</script>', ['media-src', cdn('a.vtt')]);
both('object', "object-src 'none'", `<object data="${cdn('a.html')}" type="text/html"></object>`, ['object-src', cdn('a.html')]);
one('embed-by-default-src', "default-src 'self'", `<embed src="${cdn('a.html')}" type="text/html">`, ['object-src', cdn('a.html')]);
both('frame', "frame-src 'self'", `<iframe src="${cdn('f.html')}"></iframe>`, ['frame-src', cdn('f.html')]);
one('frame-by-child-src', "child-src 'self'", `<iframe src="${cdn('f.html')}"></iframe>`, ['frame-src', cdn('f.html')]);
one('frame-by-default-src', "default-src 'self'", `<iframe src="${cdn('f.html')}"></iframe>`, ['frame-src', cdn('f.html')]);
one('frame-data', "frame-src 'self'", '<iframe src="data:text/html,x"></iframe>', ['frame-src', 'data']);
one('frame-custom-scheme', "frame-src 'self'", '<iframe src="acme:open?x=1"></iframe>', ['frame-src', 'acme']);
both('manifest', "manifest-src 'none'", '<link rel="manifest" href="m.json">', ['manifest-src', 'https://doc.test/manifest/m.json']);
one('prefetch', "default-src 'self'", `<link rel="prefetch" href="${cdn('a.js')}">`, ['default-src', cdn('a.js')]);
one('preload', "script-src 'self'", `<link rel="preload" as="script" href="${cdn('a.js')}">`, ['script-src-elem', cdn('a.js')]);
one('modulepreload', "script-src 'self'", `<link rel="modulepreload" href="${cdn('a.js')}">`, ['script-src-elem', cdn('a.js')]);
one('module-import', "script-src 'self'", script(`import('${cdn('a.js')}').catch(() => {});`), ['script-src-elem', cdn('a.js')]);

// Connections
both('fetch', "connect-src 'self'", script(`fetch('${cdn('api')}').catch(() => {});`), ['connect-src', cdn('api')]);
one('fetch-uncaught', "connect-src 'self'", script(`fetch('${cdn('api')}');`), ['connect-src', cdn('api')]);
one('fetch-by-default-src', "default-src 'self'", script(`fetch('${cdn('api')}').catch(() => {});`), ['connect-src', cdn('api')]);
one('xhr', "connect-src 'self'", script(`const x = new XMLHttpRequest(); x.open('GET', '${cdn('api')}'); x.send();`),
  ['connect-src', cdn('api')]);
one('beacon', "connect-src 'self'", script(`navigator.sendBeacon('${cdn('api')}', 'x');`), ['connect-src', cdn('api')]);
one('websocket', "connect-src 'self'", script("new WebSocket('wss://ws.test/live');"), ['connect-src', 'wss://ws.test/live']);
one('eventsource', "connect-src 'self'", script(`new EventSource('${cdn('events')}');`), ['connect-src', cdn('events')]);
one('ping', "connect-src 'self'", { body: `<a ping="${cdn('ping')}" href="#x">x</a><script src="act.js"></script>`,
  act: "document.querySelector('a').click();" }, ['connect-src', cdn('ping')]);

// Workers
both('worker', "worker-src 'none'", script("try { new Worker('w.js'); } catch {}"), ['worker-src', 'https://doc.test/worker/w.js']);
one('worker-blob', "worker-src 'self'", script("try { new Worker(URL.createObjectURL(new Blob(['1']))); } catch {}"), ['worker-src', 'blob']);
one('worker-by-child-src', "child-src 'none'", script("try { new Worker('/w.js'); } catch {}"), ['worker-src', 'https://doc.test/w.js']);
one('worker-by-script-src', "script-src https://doc.test/worker-by-script-src/", script("try { new Worker('/w.js'); } catch {}"),
  ['worker-src', 'https://doc.test/w.js']);
one('sharedworker', "worker-src 'none'", script("try { new SharedWorker('/w.js'); } catch {}"), ['worker-src', 'https://doc.test/w.js']);
one('serviceworker', "worker-src 'none'", script("navigator.serviceWorker?.register('/w.js').catch(() => {});"),
  ['worker-src', 'https://doc.test/w.js']);

// Navigation and the document
both('form', "form-action 'self'", { body: `<form action="${cdn('post')}" method="post"></form><script src="act.js"></script>`,
  act: "document.querySelector('form').submit();" }, ['form-action', cdn('post')]);
both('base', "base-uri 'self'", `<base href="${cdn('')}">`, ['base-uri', cdn('')]);
both('framed', "frame-ancestors 'none'", 'x', ['frame-ancestors', 'https://doc.test/']);
one('framed-by-list', "frame-ancestors https://other.test https://*.example.com", 'x', ['frame-ancestors', 'https://doc.test/']);

// Trusted Types
both('trusted-types-policy', "trusted-types a b", script("try { trustedTypes.createPolicy('mine', {}); } catch {}"),
  ['trusted-types', 'trusted-types-policy']);
one('trusted-types-policy-none', "trusted-types 'none'", script("try { trustedTypes.createPolicy('mine', {}); } catch {}"),
  ['trusted-types', 'trusted-types-policy']);
one('trusted-types-policy-twice', 'trusted-types a', script("try { trustedTypes.createPolicy('a', {}); trustedTypes.createPolicy('a', {}); " +
  '} catch {}'), ['trusted-types', 'trusted-types-policy']);
one('trusted-types-policy-uncaught', "trusted-types a b", script("trustedTypes.createPolicy('mine', {});"),
  ['trusted-types', 'trusted-types-policy']);
both('trusted-types-html', "require-trusted-types-for 'script'", script("try { document.body.innerHTML = '<b>x</b>'; } catch {}"),
  ['require-trusted-types-for', 'trusted-types-sink']);
one('trusted-types-html-uncaught', "require-trusted-types-for 'script'", script("document.body.innerHTML = '<b>x</b>';"),
  ['require-trusted-types-for', 'trusted-types-sink']);
one('trusted-types-script-url', "require-trusted-types-for 'script'",
  script("try { document.createElement('script').src = '/a.js'; } catch {}"), ['require-trusted-types-for', 'trusted-types-sink']);
one('trusted-types-script', "require-trusted-types-for 'script'",
  script("try { document.createElement('script').text = '1'; } catch {}"), ['require-trusted-types-for', 'trusted-types-sink']);
one('trusted-types-eval', "require-trusted-types-for 'script'; script-src 'self' 'unsafe-eval'", script("try { eval('1'); } catch {}"),
  ['require-trusted-types-for', 'trusted-types-sink']);

// Several policies
one('second-policy', ["img-src https:", "img-src 'self'; script-src 'self'"], `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png'), 1]);
one('two-policies', ["img-src 'self'", "default-src 'self'"], `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png'), 0],
  ['img-src', cdn('a.png'), 1]);
one('enforced-and-report-only', ["img-src 'self'", { value: "default-src https://a.test; report-uri /x/uri", ...kReport }],
  `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png'), 0], ['img-src', cdn('a.png'), 1]);
one('meta', { value: "img-src 'self'", ...kMeta }, `<img src="${cdn('a.png')}">`, ['img-src', cdn('a.png')]);

// What browsers say about the text of a policy
const complaint = (id, policy, page = 'x') => one(`says-${id}`, policy, page);
complaint('unknown-directive', "scrip-src 'self'");
complaint('duplicate-directive', "img-src 'self'; img-src https:");
complaint('invalid-source', "img-src https://*.a.*.test");
complaint('invalid-source-script', "script-src http://a.test:port");
complaint('unquoted-self', 'img-src self');
complaint('unquoted-unsafe-inline', 'script-src unsafe-inline');
complaint('unquoted-nonce', 'script-src nonce-abc123');
complaint('unquoted-hash', 'script-src sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=');
complaint('unknown-keyword', "script-src 'unsafe-everything'");
complaint('none-and-others', "img-src 'none' https:");
complaint('none-and-report-sample', "script-src 'none' 'report-sample'");
complaint('none-and-report-sample-here-in-vain', "img-src 'report-sample' 'none'");
complaint('bad-hash', "script-src 'sha256-abc'");
complaint('bad-nonce', "script-src 'nonce-'");
complaint('path-with-query', 'img-src https://a.test/x?y=1');
complaint('path-with-fragment', 'img-src https://a.test/x#y');
complaint('directive-as-source', "default-src 'self' img-src https:");
complaint('non-ascii', 'img-src https://ä.test');
complaint('comma-in-meta', { value: 'img-src https:, script-src https:', ...kMeta });
complaint('report-only-in-meta', { value: "img-src 'self'", ...kReport, ...kMeta });
complaint('frame-ancestors-in-meta', { value: "frame-ancestors 'none'", ...kMeta });
complaint('sandbox-in-meta', { value: 'sandbox', ...kMeta });
complaint('report-uri-in-meta', { value: 'report-uri /x', ...kMeta });
complaint('frame-ancestors-in-report-only', { value: "frame-ancestors 'self'; report-uri /x", ...kReport });
complaint('sandbox-in-report-only', { value: 'sandbox; report-uri /x', ...kReport });
complaint('upgrade-in-report-only', { value: 'upgrade-insecure-requests; report-uri /x', ...kReport });
complaint('report-only-without-endpoint', { value: "img-src 'self'", ...kReport });
complaint('sandbox-flag', 'sandbox allow-scripts allow-everything');
complaint('upgrade-with-value', 'upgrade-insecure-requests yes');
complaint('block-all-mixed-content', 'block-all-mixed-content');
complaint('plugin-types', 'plugin-types application/pdf');
complaint('reflected-xss', 'reflected-xss block');
complaint('referrer', 'referrer no-referrer');
complaint('navigate-to', "navigate-to 'self'");
complaint('prefetch-src', "prefetch-src 'self'");
complaint('require-sri-for', 'require-sri-for script');
complaint('strict-dynamic-in-style-src', "style-src 'strict-dynamic'");
complaint('strict-dynamic-alone', "script-src 'strict-dynamic' https:");
complaint('unsafe-inline-with-nonce', "script-src 'unsafe-inline' 'nonce-abc123'");
complaint('report-to-unknown', 'report-to nobody');
complaint('report-uri-not-a-url', 'report-uri http://[');
complaint('trusted-types-sink-group', "require-trusted-types-for 'html'");
complaint('trusted-types-none-and-names', "trusted-types 'none' a");
one('says-frame-ancestors-nonce', "frame-ancestors 'nonce-abc' 'unsafe-inline'", 'x', ['frame-ancestors', 'https://doc.test/']);
complaint('form-action-in-default', "default-src 'self'; form-action 'unsafe-inline'");
complaint('webrtc-value', "webrtc 'maybe'");

export const kCases = all;
