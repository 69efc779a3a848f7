// SPDX-License-Identifier: Apache-2.0
// Documents that are hard to read: written by hand, and drawn from pieces. Each item that counts bears a number, so that no
// two are alike.

// Where our reading and the DOM differ, as docs/html.md says; each with the reason. One that agrees must not stand here.
export const kKnown = {
  '<body onload=a><body onload=b><p onclick=c>': 'a second <body> adds only the attributes that the first has not',
  '<mi><svg></mi><style>a<g onclick=c></style>': 'an unknown element called <mi> is open around the <svg>',
  '<svg></i><style>a<b onclick=c></style>': 'no <i> is open around the <svg>, of which the tokenizer keeps no account',
};

const kByHand = [
  '<script>a</script><script src=b></script><style>c</style><p style=d onclick=e>',
  '<script><!--<script>a</script>b</script>c--></script><p onclick=d>',
  '<script><!-- <script > </script > --> </script><p onclick=d>',
  '<script><!--><script></script><p onclick=a></p>',
  '<script>a<!--b<scripx></script><p onclick=c>',
  '<script>a</script x="</script>" onclick=b><p onclick=c>',
  "<SCRIPT>'</SCRIP'+'T>'</SCRIPT><p onclick=a>",
  '<script>a\r\nb\rc\0d</script>',
  '<style>a</style b>c</style><p onclick=d>',
  '<style><!--</style>--></style><p onclick=a>',
  '<title>a&lt;/title>&amp;</title><p onclick=b>',
  '<textarea><p onclick=a></textare></textarea ><p onclick=b>',
  '<p onclick=a><plaintext><p onclick=b></plaintext><script>c</script>',
  '<!--><p onclick=a>--><!---><p onclick=b>--><!----!><p onclick=c><!-- --!- ><p onclick=d>--><p onclick=e>',
  '<!-----!><p onclick=a><!---!>--><p onclick=b>',
  '<![CDATA[<p onclick=a>]]><p onclick=b>',
  '<svg><![CDATA[<p onclick=a>]]]><g onclick=b></svg>',
  '<?x <p onclick=a><p onclick=b>?>',
  '</ x <p onclick=a><p onclick=b>',
  '<!doctype html "<p onclick=a>" ><p onclick=b>',
  '<a b="c"d=\'e\'onclick=f/onload=g onclick=h>',
  '<a ="><p onclick=a>" onclick=b>',
  '<a b=="><p onclick=a>" onclick=c>',
  '<a b=c="><p onclick=a>" onclick=d>',
  '<a\n\t\f\r onclick\n=\n\'c\'\nonload/>',
  '<a/onclick=a/onload=b/>',
  '<img src="a&amp;b&copy=1&copy;2&notit;&#x3c;&#128;&#0;&#xD800;&#x110000;" srcset=\'x>y\'>',
  '<a href="&NotEqualTilde;&ampamp;&am&amp" onclick="&quot;a&quot;">',
  '<a ONCLICK=a oNcLiCk=b STYLE=c>',
  '<a onclick="a\r\nb\rc\0d">',
  '<noscript><p onclick=a></noscript><p onclick=b>',
  '<head><noscript><link href=a><style>b</style></noscript></head>',
  '<iframe srcdoc="<p onclick=a>"><p onclick=b></iframe><p onclick=c>',
  '<noembed><p onclick=a></noembed><noframes><p onclick=b></noframes><xmp><p onclick=c></xmp><p onclick=d>',
  '<svg><style>a<p onclick=b>c</style><title><style>x<y></style></title></svg><style>d<e></style>',
  '<svg><desc><style>a<b onclick=c></style></desc><script>a<b onclick=d></script></svg>',
  '<svg><style><a onclick=b></style><g onclick=c></svg><style><a onclick=d></style>',
  '<svg><foreignObject><p><title>a<b onclick=c></title></foreignObject><title>c<g onclick=d></title></svg>',
  '<svg><foreignObject><p>a<p>b</p></foreignObject><style><g onclick=a></style></svg><style><g onclick=b></style>',
  '<svg><foreignObject><div></svg><style><g onclick=a></style>',
  '<svg><foreignObject></svg><style><g onclick=a></style>',
  '<math><mi><style>a<b onclick=c></style></mi><style>c<i onclick=d></style></math>',
  '<math><annotation-xml encoding="text/html"><style>a<b onclick=c></style></annotation-xml><style><mi onclick=d></style></math>',
  '<math><annotation-xml encoding="TEXT/&#x48;TML"><style>a<b onclick=c></style></annotation-xml></math>',
  '<math><annotation-xml><style>a<mi onclick=c></style></annotation-xml></math>',
  '<math><annotation-xml><svg><desc><style><b onclick=a></style></desc></svg></annotation-xml></math>',
  '<math><mi><mglyph><style><mi onclick=a></style></mglyph></mi></math>',
  '<svg><p><style>a<b onclick=c></style>',
  '<svg><font color=x><style>a<b onclick=c></style>',
  '<svg><font><style>a<g onclick=c></style></font>',
  '<svg/><style>a<b onclick=c></style>',
  '<svg><g></svg><style>a<b onclick=c></style>',
  '<div><svg></div><style>a<b onclick=c></style>',
  '<svg></p><style>a<b onclick=c></style>',
  '<svg></br><style>a<b onclick=c></style>',
  '<svg></i><style>a<b onclick=c></style>',
  '<mi><svg></mi><style>a<g onclick=c></style>',
  '<svg></annotation-xml><style>a<g onclick=c></style>',
  '<math><mi><a onclick=a><g onclick=b><a href=c>x</a></g><![CDATA[<p onclick=d>]]>',
  '<i><svg></i><style>a<b onclick=c></style>',
  '<my-element><svg></my-element><style>a<b onclick=c></style>',
  '<table><tr><td><svg></td><td><style>a<b onclick=c></style></td></tr></table>',
  '<table><tr><td><svg><desc><p></td><td><style>a<b onclick=c></style></td></tr></table>',
  '<svg><script href=a>b</script><script xlink:href=c /><style/><title/><style>d</style></svg>',
  '<svg><svg><g></svg><style><g onclick=a></style></svg><style><g onclick=b></style>',
  '<svg><desc><ul><li>a<li>b</ul></desc><style><g onclick=a></style></svg>',
  '<svg><desc><svg><desc></desc></svg></desc><style><g onclick=a></style></svg>',
  '<template><script>a</script><p onclick=b><style>c</style></template>',
  '<select><option><p onclick=a><style><b onclick=c></style></select>',
  '<table><style><b onclick=a></style><script>b</script><title><b onclick=c></title></table>',
  '<body onload=a><body onload=b><p onclick=c>',
  '<meta charset=utf-8><base href=a><link href=b><img src=c><video poster=d><source src=e></video>',
  '<p onclick=a', '<p onclick="a', '<p onclick=a ', '<script>a', '<script>a</scrip', '<script>a</script', '<style>a</', '<!--a',
  '<button formaction=a><input formaction=b><object data=c></object><embed src=d>',
  '\uFEFF<p onclick=a>', '<p onclick=\u00e9\u4e2d>',
  `${'<b>'.repeat(600)}<style><i onclick=a></style>`,
  `${'<svg>'.repeat(30)}${'</svg>'.repeat(30)}<style><i onclick=a></style>`,
  `<p title="${'x'.repeat(5000)}>" onclick=a ${'b '.repeat(300)}onload=c>`,
];

// $ is a number of the item's own.
const kPieces = ['<script>s$</script>', '<script src=$>', '</script>', '<script>', '<ScRiPt defer src="u$"></sCript >', '<style>c$</style>',
  '<style>', '</style>', '<title>t$</title>', '<title>', '</title>', '<textarea>', '</textarea>', '<xmp>x$</xmp>', '<iframe src=u$>f$</iframe>',
  '<noscript><a href=u$></noscript>', '<noembed>n$</noembed>', '<noframes>n$</noframes>', '<svg>', '<svg/>', '</svg>', '<math>', '</math>',
  '</mi>', '<svg><foreignObject>', '</foreignObject>', '</desc>', '<g onclick=h$>', '</g>', '<annotation-xml encoding=text/html>',
  '</annotation-xml>', '<![CDATA[', ']]>', ']', '<!--', '-->', '--!>', '-', '<!-->', '<!doctype html>', '<!x>', '<?x>', '</ x>', '</>',
  '<', '</', '>', '"', "'", '=', '/', '<a href=u$ onclick="h$()">x</a>', "<a href='u$>y'>", '<a b=\'c\'onclick="h$"e=f/>', '<a ="x" onclick=h$>',
  '<a b==">" onclick=h$>', '<a b=c=">" onclick=h$>', '<a/b/onclick=h$>', '<a b\n=\t\'c\'\r\nonclick=h$>', '<img src=u$ onerror=h$>', '<img srcset="u$ 2x">',
  '<div style="s$">x</div>', '<p style=s$>', '</p>', '<br/>', '<input value="a&quot;b" onfocus=h$>', '&amp;', '&lt', '&', 'text', ' ', '\n',
  '\r\n', '\0', '<!--<script>', '<b onclick=h$>x</b>', '<i>x</i>', '<ul><li>x</ul>', '<span onclick="h$>">x</span>', '<link href=u$>',
  '<svg><style>', '<svg><title>', '<math><mi>', '<svg><desc>', '<p title="', '" onclick=h$>', '<button formaction=u$>x</button>'];

/// A generator of numbers below n, by Lehmer.
function random(seed) {
  let state = seed * 2654435761 % 2147483647 || 1;
  return (n) => {
    state = state * 48271 % 2147483647;
    return state % n;
  };
}

/// `count` documents of the seed, behind those written by hand.
export function documents(count, seed) {
  const below = random(seed);
  let number = 0;
  const drawn = Array.from({ length: count }, () => Array.from({ length: 2 + below(24) }, () =>
    kPieces[below(kPieces.length)].replaceAll('$', () => String((number += 1)))).join(''));
  return [...kByHand, ...drawn];
}
