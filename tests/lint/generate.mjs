// SPDX-License-Identifier: Apache-2.0
// Policies as chance would have them, the same for the same seed: what people write, and what they get wrong.

/// mulberry32, a generator of 32 bits of state that everybody can write down.
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const kDirectives = ['script-src', 'script-src', 'script-src', 'default-src', 'default-src', 'object-src', 'base-uri',
  'script-src-elem', 'script-src-attr', 'style-src', 'img-src', 'connect-src', 'frame-ancestors', 'form-action', 'font-src',
  'media-src', 'worker-src', 'report-uri', 'report-to', 'frame-src', 'plugin-types', 'require-trusted-types-for', 'sandbox',
  'upgrade-insecure-requests', 'style-src-elem', 'manifest-src', 'referrer', 'prefetch-src', 'scirpt-src', 'Script-Src'];
const kSources = ["'self'", "'self'", "'none'", "'unsafe-inline'", "'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'",
  "'nonce-dGhpc2lzYW5vbmNl'", "'nonce-abc'", "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='", "'unsafe-hashes'",
  "'report-sample'", "'wasm-unsafe-eval'", 'https:', 'http:', 'data:', 'blob:', '*', 'https://*', "'script'", 'self',
  'https://cdn.example.com', 'cdn.example.com', '*.example.com', 'http://cdn.example.com', 'https://cdn.example.com/js/',
  'www.google.com', '*.google.com', 'www.google-analytics.com', '*.googleapis.com', 'ajax.googleapis.com',
  'cdnjs.cloudflare.com', 'cdn.jsdelivr.net', 'https://cdn.jsdelivr.net/npm/', 'unpkg.com', '*.yandex.ru', '*.gstatic.com',
  'https://www.googletagmanager.com', 'https://www.google.com/recaptcha/', '10.0.0.1', 'localhost:8080', '/csp-report',
  'https://r.example.com/csp', 'csp-endpoint', 'wss://live.example.com', 'ftp://old.example.com', 'img-src', "'unsafe-inlin'",
  'https://*.example.com:8443', 'HTTPS://CDN.EXAMPLE.COM', '*.cloudfront.net', 'vk.com', "'self'", 'https://example.com:443'];

/// `count` rows `{id, policy}`.
export function generate(seed, count) {
  const next = random(seed);
  const below = (n) => Math.floor(next() * n);
  const pick = (list) => list[below(list.length)];
  return Array.from({ length: count }, (_, i) => {
    const directives = Array.from({ length: 1 + below(6) }, () => {
      const sources = Array.from({ length: below(7) }, () => pick(kSources));
      return [pick(kDirectives), ...sources].join(' ');
    });
    // Now and then two policies in one header.
    const cut = next() < 0.08 ? 1 + below(directives.length) : directives.length;
    const parts = [directives.slice(0, cut), directives.slice(cut)].filter((part) => part.length > 0);
    return { id: `generated-${seed}/${i + 1}`, policy: parts.map((part) => part.join('; ')).join(', ') };
  });
}
