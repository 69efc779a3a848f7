// SPDX-License-Identifier: Apache-2.0
// Whether the hash of each inline item is the one that real Chromium computes: hashes.mjs PROGRAM.
// Each page is served under a policy with exactly the hashes that the reader found, where nothing may be blocked; and once
// for each of them without that one, where just its item must be.
import { readFileSync } from 'node:fs';

import { askChromium, askReader, run } from './chromium.mjs';

const bytes = (text) => Buffer.from(text, 'latin1');
const kListen = '<script src="/listen.js"></script>';
const utf16 = (text) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const inline = (text) => `<script>var a = "${text}"</script><style>p::before { content: "${text}" }</style><p onclick="'${text}'" style="quotes: '${text}' ''"></p>`;

/// Each page, with the charset of its Content-Type where that names one.
const kPages = [
  ['scripts', Buffer.from(`${kListen}<script>\r\nvar a = 1;\rvar b = 2;\n</script><script>var c = "\0&amp;<!-- <script> </script> -->"</script>
    <script type=module>let d;</script><script type="text/javascript" nonce=x>var e;</script><script type=application/json>{"no": 1}</script>
    <script type=importmap>{"imports":{}}</script><script></script><script language=JavaScript>var f</script><script nomodule>g</script>`)],
  ['svg', Buffer.from(`${kListen}<svg><script>var a = "&lt;&amp;";<![CDATA[var b = a < 1;]]></script><style>g { fill: red<![CDATA[; stroke: blue]]> }</style>
    <g onclick="var a = &quot;x&quot;" style="fill: blue"></g><script type=text/x>no</script></svg><math><script>no</script><mi onclick="1" style="color: red"></mi></math>`)],
  ['styles', Buffer.from(`${kListen}<style>p { color: red }\r\n</style><style media=print>q{}</style><style type="">r{}</style>
    <p style="color: red; background: 'a&quot;b'"></p><p style=" color:blue\r\n"></p><svg><g style=fill:red></g></svg>`)],
  ['templates', Buffer.from(`${kListen}<body><template><p style="color: red" onclick="2">x</p><script>no</script><style>no{}</style></template>
    <div><template shadowrootmode=open><p style="color: blue" onclick="1">x</p><style>p{}</style></template></div>`)],
  ['handlers', Buffer.from(`${kListen}<body onload="window.x = 1" onhashchange="y"><p onclick="a &lt; b\r\n&amp;&nbsp;&copy;" onfoo=no onmouseover=z></p><video onplay=v></video>
    <button onclick='"q"'>x</button>`)],
  ['urls', Buffer.from(`${kListen}<a href="javascript:void 0">1</a><a href=" java\n\tscript:void 'a b' ">2</a><a href="JAVASCRIPT:void '\u00e9'">3</a>
    <a href="javascript:void '%41%0a%C3%A9'">4</a><a href="javascript:void '&quot;<>'">5</a><a href="javascript:void 6#f?q">6</a><a href="javascript:void '%zz%ff'">7</a>
    <svg><a href="javascript:void 8"><text>x</text></a></svg>`), 'utf-8'],
  ['srcdoc', Buffer.from(`${kListen}<iframe srcdoc="<script src='/listen.js'></script><script>var a = '&amp;amp;'</script><style>p{}</style><p onclick=&quot;b&quot;>"></iframe>`)],
  ['utf-8', Buffer.from(`<meta charset=utf-8>${kListen}${inline('\u00e9\u4e2d\u{1F600}')}`)],
  ['utf-8 by byte order mark', Buffer.from(`\uFEFF${kListen}${inline('\u00e9')}`), 'windows-1252'],
  ['ill-formed utf-8', Buffer.concat([bytes(`<meta charset=utf-8>${kListen}`), bytes(inline('\xff\xe4\xb8x\xf0\x9f\x98 \xc0\x80\xed\xa0\x80'))])],
  ['utf-16', utf16(`${kListen}${inline('\u00e9\u4e2d\u{1F600}')}`)],
  ['utf-16 that only <meta> says', bytes(`<meta charset=utf-16>${kListen}${inline('\xc3\xa9')}`)],
  ['windows-1252', bytes(`<meta charset=iso-8859-1>${kListen}${inline('\xe9\x80\x9f\x81')}`)],
  ['windows-1252 by Content-Type', bytes(`<meta charset=utf-8>${kListen}${inline('\xe9')}`), 'latin1'],
  ['koi8-r', bytes(`<meta http-equiv=content-type content="text/html; charset=koi8-r">${kListen}${inline('\xc1\xc2')}`)],
  ['shift_jis', bytes(`<meta charset=shift_jis>${kListen}${inline('\x83\x5c\x93\xfa\xb1')}`)],
  ['gb18030', bytes(`<meta charset=gb2312>${kListen}${inline('\xc4\xe3\x81\x30\x81\x30')}`)],
  ['big5', bytes(`<meta charset=big5>${kListen}${inline('\xa4\xa4\xb3\x5c')}`)],
  ['euc-kr', bytes(`<meta charset=euc-kr>${kListen}${inline('\xb0\xa1\x81\x41')}`)],
  ['euc-jp', bytes(`<meta charset=euc-jp>${kListen}${inline('\xc6\xfc\x8e\xb1')}`)],
  ['iso-2022-jp', bytes(`<meta charset=iso-2022-jp>${kListen}${inline('\x1b$B8l\x1b(B')}`)],
  ['a late meta', bytes(`<title>${'x'.repeat(1500)}</title><meta charset=koi8-r>${kListen}${inline('\xc1')}`)],
  ['a policy of its own', Buffer.from(`<meta http-equiv=Content-Security-Policy content="script-src * 'unsafe-inline'; style-src 'unsafe-inline'">${kListen}${inline('x')}`)],
];

/// Where the item stands; what is the same in another stands for it too.
const kDirectives = { script: 'script-src-elem', style: 'style-src-elem', 'script-attribute': 'script-src-attr', 'style-attribute': 'style-src-attr', navigation: 'script-src-elem' };

function casesOf(number, found) {
  const inlineItems = found.items.filter((item) => item.type !== null && (item.active || item.kind === 'attribute'));
  const source = (directive, item) => (kDirectives[item.type].startsWith(directive) ? item.chromium_hash : null);
  const policy = (items) => ['script-src', 'style-src'].map((directive) =>
    `${directive} http://doc.test/listen.js 'unsafe-hashes' ${[...new Set(items.map((item) => source(directive, item)))].filter(Boolean).join(' ')}`).join('; ');
  const key = (item) => `${kDirectives[item.type]} ${item.chromium_hash}`;
  const alike = (item) => (other) => other.hash === item.hash && kDirectives[other.type].slice(0, 6) === kDirectives[item.type].slice(0, 6);
  const unique = inlineItems.filter((item, index) => inlineItems.findIndex(alike(item)) === index);
  return [{ page: number, policy: policy(inlineItems), expected: [] },
    ...unique.map((left) => ({ page: number, policy: policy(inlineItems.filter((item) => !alike(left)(item))), left: key(left), item: left,
      expected: [...new Set(inlineItems.filter(alike(left)).map((item) => kDirectives[item.type]))].sort() }))];
}

run('page_hashes', async (program) => {
  const cases = kPages.flatMap(([, page, charset], number) => casesOf(number, askReader(program, [page], ...(charset ? [charset] : []))[0]));
  const blocked = await askChromium({
    script: readFileSync(new URL('hashes.js', import.meta.url)),
    serve: (path) => {
      if (path === '/cases') return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(cases.map(() => 0)) };
      if (path === '/listen.js') {
        return { headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: `
          const top_ = location.href === 'about:srcdoc' ? parent : window;
          top_.blocked ??= [];
          document.addEventListener('securitypolicyviolation', (event) => top_.blocked.push(event.effectiveDirective));` };
      }
      const wanted = /^\/case\/(\d+)$/.exec(path);
      if (!wanted) return undefined;
      const one = cases[Number(wanted[1])];
      const [, page, charset] = kPages[one.page];
      return { headers: { 'content-type': `text/html${charset ? `; charset=${charset}` : ''}`, 'content-security-policy': one.policy }, body: page };
    },
  });
  let wrong = 0;
  cases.forEach((one, index) => {
    const got = blocked[index] && [...new Set(blocked[index])].sort();
    if (JSON.stringify(got) === JSON.stringify(one.expected)) return;
    wrong += 1;
    console.log(`${kPages[one.page][0]}: ${one.left ? `without ${one.left} of ${JSON.stringify(one.item.value)}` : 'with every hash'}\n  blocked ${JSON.stringify(got)} instead of ${JSON.stringify(one.expected)}`);
  });
  console.log(`${kPages.length} pages, ${cases.length} policies, ${wrong} wrong`);
  if (cases.length < 60) throw new Error('the pages hold too little for the comparison to say anything');
  return wrong === 0 ? 0 : 1;
});
