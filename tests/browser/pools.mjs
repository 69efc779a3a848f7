// SPDX-License-Identifier: Apache-2.0
// The alphabet of the generator: few values, so that they meet, and the odd ones that rules turn on.
export const kHosts = ['doc.test', 'sub.doc.test', 'cdn.test', 'other.example', 'a.sub.doc.test', 'notdoc.test', 'cdn.test.',
  'x-y.other.example', 'xn--bcher-kva.example', 'a_b.test', 'localhost', '127.0.0.1', '[::1]', '1.example', 'a'];

export const kDocuments = ['https://doc.test', 'http://doc.test', 'https://sub.doc.test', 'http://sub.doc.test',
  'https://doc.test:8443', 'http://doc.test:8080', 'http://doc.test:443', 'https://doc.test:80', 'https://cdn.test.',
  'http://127.0.0.1', 'https://[::1]', 'http://localhost:8080', 'https://xn--bcher-kva.example'];

export const kPages = ['/', '/page.html', '/a/b/page.html'];
export const kPorts = ['80', '443', '8080', '8443', '81', '65535', '0443', '00080', '65536', '4294967376', '*'];
export const kUrlPorts = ['80', '443', '8080', '8443', '81', '65535'];

export const kPaths = ['/', '/a', '/a/', '/a/b', '/a/b/', '/a/b/c.js', '/a%2fb', '/a%2Fb', '/%61', '/A', '/a//b', '/a/b//',
  '/a.b', '/~u/$x', '/a:b@c', '/*', '/a/*/b', '/%C3%A9', '/%c3%a9', '/%2541', '/%2F', '/b/a', '/a;b', '/a,b', '/a%2Cb',
  '/a%3Bb', "/'q'", '/a=b&c'];
export const kOddPaths = ['//', '//a', '/a?x=1', '/a#f', '?x', '#f', '/%zz', '/%4', '/a%', '/a"b', '/a[b', '/a\\b', '/é', '/a|b',
  '/a^b', '/{a}', '/a`b', '/<a>'];
export const kTails = ['', '', '', '', '/', '/c', '%2f', ';x', '?q=1', '#f', 'x'];

export const kKeywords = ["'self'", "'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", "'unsafe-hashes'",
  "'report-sample'", "'wasm-unsafe-eval'", "'none'", "'trusted-types-eval'", "'unsafe-allow-redirects'",
  "'inline-speculation-rules'", "'report-sha256'"];

export const kOddTokens = ['*', '*.', '*.*', '**', '*a.test', 'a.*.test', '.cdn.test', 'cdn..test', "'self", 'self', 'none',
  "'bogus'", '://cdn.test', 'http://', 'http:/', 'https:///a', '*:*', '*:443', '*:80', '*/a', '*/', 'https://*', 'http://*:80/a',
  'https://*:*', 'ws://*', 'wss://*', 'data://*', 'blob://*', 'cdn.test:', 'cdn.test:8*', 'cdn.test:*/a', 'user@cdn.test',
  'nonce-abc', 'sha256-abc', "\"'self'\"", "'nonce-'", "'sha256-'", "'sha1-abc'", 'http', 'https', "'NONE'", 'data', 'blob',
  'cdn.test:80:80', '[::1]', 'https://[::1]:80', '127.0.0.1:*', '+a:', '1a:', '*.cdn.test.', 'cdn.test.:443', '*.127.0.0.1',
  '*.doc.test:*', 'http:cdn.test', 'https:cdn.test', 'cdn.test/a', '//cdn.test', '/a', './a', 'cdn.test\\a', 'CDN.TEST',
  'HTTPS://CDN.TEST', 'a+b-c.d:', '*.test', 'test', '-cdn.test', 'cdn.test-', 'c_dn.test', 'cdn!test', 'é', 'cdn.test,',
  "'self'x", "''", "'", "'unsafe-inline", "'strict-dynamic'x"];

export const kFetchDirectives = ['default-src', 'script-src', 'script-src-elem', 'script-src-attr', 'style-src', 'style-src-elem',
  'style-src-attr', 'img-src', 'font-src', 'connect-src', 'media-src', 'object-src', 'frame-src', 'child-src', 'worker-src',
  'manifest-src', 'prefetch-src', 'fenced-frame-src'];

export const kNonces = ['abc', 'ABC', 'abc=', 'a-b_c==', 'YWJj+/', 'x'];
export const kOddNonces = ['', 'a b', 'abc===', '=', "abc'", 'a*b', 'a.b', 'é'];

export const kScripts = ['alert(1)', 'alert(2)', 'alert(3)', ' alert(1)', 'alert("é")', 'javascript:alert(1)'];
export const kStyles = ['.q{color:red}', 'p{}', '', ' '];
export const kStyleAttributes = ['color:red', '', 'color: red', 'x'];
export const kSpeculationRules = ['{"prefetch":[]}', '{}'];
export const kNavigations = ['javascript:alert(1)', 'javascript:alert(2)', 'javascript:void 0'];

/// Which directives a destination asks, the nearest first.
export const kDestinations = {
  '': ['connect-src', 'default-src'],
  script: ['script-src-elem', 'script-src', 'default-src'],
  style: ['style-src-elem', 'style-src', 'default-src'],
  image: ['img-src', 'default-src'],
  font: ['font-src', 'default-src'],
  audio: ['media-src', 'default-src'],
  video: ['media-src', 'default-src'],
  track: ['media-src', 'default-src'],
  object: ['object-src', 'default-src', 'frame-src'],
  embed: ['object-src', 'default-src', 'child-src'],
  iframe: ['frame-src', 'child-src', 'default-src'],
  frame: ['frame-src', 'child-src', 'default-src'],
  worker: ['worker-src', 'child-src', 'script-src', 'default-src'],
  sharedworker: ['worker-src', 'child-src', 'script-src', 'default-src'],
  serviceworker: ['worker-src', 'child-src', 'script-src', 'default-src'],
  audioworklet: ['script-src-elem', 'script-src', 'worker-src', 'default-src'],
  paintworklet: ['script-src-elem', 'script-src', 'worker-src', 'default-src'],
};
/// Those whose cases generate_pages.mjs makes.
export const kPageDestinations = {
  manifest: ['manifest-src', 'default-src'],
  xslt: ['script-src-elem', 'script-src', 'default-src'],
};

export const kPolicyNames = ['default', 'foo', 'FOO', 'bar', 'b!d', 'a-b#=_/@.%', '', 'a b', "'none'", '*', 'é', 'x,y', 'a;b',
  "'allow-duplicates'", 'a:b', 'a+b', 'a~b', 'a$b'];
export const kPolicyTokens = ['default', 'foo', 'FOO', 'bar', 'b!d', 'a-b#=_/@.%', '*', "'none'", "'NONE'", "'allow-duplicates'",
  "'Allow-Duplicates'", "'bogus'", 'a:b', 'a+b', 'é', "'*'", '**'];
export const kSinkGroups = ["'script'", "'script'", "'script'", "'SCRIPT'", 'script', "'none'", '', "'style' 'script'", "'script''",
  "'script' 'bogus'", "'script'x", "''script''"];

/// What gives an effect back to a sandboxed page: the tokens that are about it, the wrong ones among them.
export const kTokenOfEffect = {
  scripts: ['allow-scripts', 'allow-script', 'allow-forms'],
  origin: ['allow-same-origin', 'allow-same-origin', 'allow-same-site'],
  forms: ['allow-forms', 'allow-forms', 'allow-form'],
  'auxiliary-navigation': ['allow-popups', 'allow-popups', 'allow-popups-to-escape-sandbox'],
  'propagates-to-auxiliary-contexts': ['allow-popups-to-escape-sandbox', 'allow-popups-to-escape-sandbox', 'allow-popups'],
  'document-domain': ['allow-same-origin', 'allow-document-domain'],
  navigation: ['allow-top-navigation', 'allow-same-origin', 'allow-navigation'],
  'top-level-navigation-without-user-activation': ['allow-top-navigation', 'allow-top-navigation',
    'allow-top-navigation-by-user-activation', 'allow-top-navigation-to-custom-protocols'],
  'orientation-lock': ['allow-orientation-lock'],
  worker: ['allow-scripts', 'allow-same-origin'],
  presentation: ['allow-presentation'],
  'pointer-lock': ['allow-pointer-lock'],
};
export const kSandboxTokens = ['allow-downloads', 'allow-forms', 'allow-modals', 'allow-orientation-lock', 'allow-pointer-lock',
  'allow-popups', 'allow-popups-to-escape-sandbox', 'allow-presentation', 'allow-same-origin', 'allow-same-origin', 'allow-scripts',
  'allow-storage-access-by-user-activation', 'allow-top-navigation', 'allow-top-navigation-by-user-activation',
  'allow-top-navigation-to-custom-protocols'];
export const kOddSandboxTokens = ["'none'", "'allow-scripts'", 'allow-scripts,', 'allow-scriptsx', 'allow_scripts', '*', 'allow-',
  'é', 'allow-same-origin.'];
