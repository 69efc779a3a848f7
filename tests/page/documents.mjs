// SPDX-License-Identifier: Apache-2.0
// Documents about what a policy decides on, besides those of tests/html/documents.mjs.

const kPolicy = '<meta http-equiv=Content-Security-Policy content="$">';
const policy = (text) => kPolicy.replace('$', text);

// Where the reader and the DOM differ, as docs/page.md says; each with the reason. One that agrees must not stand here.
export const kKnown = {
  '<form action=a><form action=b></form></form>': 'a form in a form makes no element',
  '<svg><script>a<g>b</svg><p onclick=c>': 'an SVG script without an end tag never runs, which the DOM does not show',
  [`\0${policy('a')}`]: 'Chromium drops NUL before <body>; by the Standard it is text, and ends <head>',
  [`<frameset>${policy('a')}</frameset>`]: 'a <meta> in a <frameset> makes no element',
};

export const kDocuments = [
  // What a script is.
  '<script type>a</script><script type="">b</script><script language>c</script><script language=JavaScript>d</script>',
  '<script language=javascript1.3>a</script><script language=vbscript>b</script><script type="" language=vbscript>c</script>',
  '<script type=" text/JavaScript\n">a</script><script type="text/javascript;charset=utf-8">b</script><script type=" ">c</script>',
  '<script type=text/ecmascript>a</script><script type=application/x-javascript>b</script><script type=text/jscript>c</script><script type=text/vbscript>d</script>',
  '<script type=module>a</script><script type=MODULE src=b></script><script type=importmap>{}</script><script type=importmap src=c></script>',
  '<script type=speculationrules>{}</script><script type=application/json>{"a":1}</script><script type=application/ld+json>{}</script><script type=text/template><p onclick=a></script>',
  '<script nomodule>a</script><script nomodule src=b></script><script nomodule type=module>c</script>',
  '<script for=window event=onload>a</script><script for=document event=onload>b</script><script for=window event=onclick src=c></script><script for=" WINDOW " event=" onload() " src=d></script>',
  '<script></script><script src></script><script src="">x</script><script src=a>b</script>',
  '<svg><script type=module>a</script><script type=text/x>b</script><script href=c>d</script><script xlink:href=e></script><script nomodule>f</script></svg>',
  '<svg><script>a<![CDATA[b<c]]>&amp;&lt;<g onclick=d>e</g>f</script><script/><script>\0g</script></svg>',
  '<svg><script>a<g>b</svg><p onclick=c>',
  '<svg><style>a<![CDATA[b]]>&amp;<g>c</g>d</style><style type=text/x>e</style></svg>',
  '<math><script>a</script><style>b</style><mi href="javascript:c" onclick=d style=e></mi></math>',
  '<style></style><style type="">a</style><style type=TEXT/CSS>b</style><style type=" text/css">c</style><style type=text/less>d</style><style media=print>e</style>',
  '<script>a\r\nb\rc\nd\0e</script><style>\0</style>',
  '<script>a', '<style>b', '<script>c</script', '<svg><script>d', '<svg><style>e',
  // Handlers.
  '<p onclick=a onfoo=b onClick=c on=d o=e onunload=f onbeforeunload=g><body onunload=h onhashchange=i onload=j onpopstate=k>',
  '<video onencrypted=a onplay=b onenterpictureinpicture=c></video><div onencrypted=d onplay=e>',
  '<svg onload=a><g onbegin=b></g><animate onbegin=c onend=d onrepeat=e /><set onbegin=f /><circle onclick=g onload=h /></svg>',
  '<math onclick=a><mi onclick=b></mi></math><my-element onclick=c></my-element>',
  '<p onclick onload="" style style="">', '<p onclick="a&quot;b&lt;\r\nc\rd">',
  // javascript: URLs.
  '<a href="javascript:a">x</a><a href=" \x01\t\n java\tscr\nipt\r:b c\u00e9 ">x</a><a href=JaVaScRiPt:c>x</a><a href="java script:d">x</a><a href=javascript&colon;e>x</a>',
  '<a href="javascript">x</a><a href="javascript//:a">x</a><a href=xjavascript:b>x</a><a href=javascript:>x</a><a href="javascript:%0aa#b?c">x</a>',
  '<map><area href="javascript:a"></map><iframe src="javascript:b"></iframe><iframe src="javascript:c" srcdoc=d></iframe>',
  '<form action="javascript:a"><button formaction="javascript:b">x</button><input type=submit formaction="javascript:c"><input type=text formaction="javascript:d"><input type=image src=e formaction=f></form>',
  '<button type=button formaction=a>x</button><button type=reset formaction=b>x</button><button type=xyz formaction=c>x</button>',
  '<svg><a href="javascript:a"></a><a xlink:href="javascript:b"></a><a href=c xlink:href="javascript:d"></a></svg>',
  '<link rel=stylesheet href="javascript:a"><img src="javascript:b"><p href="javascript:c">',
  '<object data="javascript:a"></object><embed src="javascript:b"><object data=c></object><embed src=d>',
  // URLs.
  '<img src=a><image src=b><img src=""><input type=image src=c><input type=IMAGE src=d><input src=e>',
  '<video src=a poster=b></video><audio src=c></audio><iframe src=d></iframe><iframe src></iframe><body background=e>',
  '<link rel=stylesheet href=a><link rel="X StyleSheet" href=b><link rel=stylesheet type=text/less href=c><link rel=stylesheet type="text/css; a" href=d><link rel=stylesheet href=e disabled>',
  '<link rel=icon href=a><link rel="shortcut icon" href=b><link rel=manifest href=c><link rel=prefetch href=d><link rel=preconnect href=e><link rel=canonical href=f><link href=g>',
  '<svg><image href=a /><image xlink:href=b /><image href=c xlink:href=d /><use href="#e" /><use href="f#g" /><feImage href=h /><filter><feimage href=i /></filter></svg>',
  '<form></form><form action></form><form method=dialog action=a></form><form method=DIALOG></form><form action=" b ">',
  '<base target=x><base href=a><base href=b>', '<template><base href=a></template><p><base href=b>',
  '<iframe srcdoc="&lt;script>a&lt;/script><p onclick=&quot;b&quot;>">x</iframe><iframe srcdoc></iframe>',
  '<form action=a><form action=b></form></form>',
  '<source src=a><picture><source srcset="b"></picture>',
  // Templates and scripts that are off.
  '<template><script>a</script><p onclick=b style=c><template><a href="javascript:d">x</a></template></template><p onclick=e>',
  '<noscript><p onclick=a><script>b</script></noscript><p onclick=c>',
  '<svg><template><script>a</script></template><style>b</style></svg><p onclick=c>',
  // Where <head> ends.
  policy('a'), `<!doctype html><html><head>${policy('a')}</head>${policy('b')}<body>${policy('c')}`,
  `</head>${policy('a')}`, `<head></head>${policy('a')}<p>`, `<head></head> \n<!-- x -->${policy('a')}`, `<head></head>x${policy('a')}`,
  `${policy('a')}x${policy('b')}`, `&#32;&#x0a;${policy('a')}&nbsp;${policy('b')}`, `\0${policy('a')}`, `<!-- x -->${policy('a')}<!doctype x>${policy('b')}`,
  `<title>x<p></title>${policy('a')}<style>y</style><script>z</script>${policy('b')}<link rel=x>${policy('c')}<base target=x>${policy('d')}<noframes>w</noframes>${policy('e')}`,
  `<noscript>${policy('no')}</noscript>${policy('a')}`, `<head></head><noscript></noscript>${policy('a')}`,
  `<template>${policy('no')}</template>${policy('a')}<template><body><p>x</template>${policy('b')}`, `<head></head><template>x</template>${policy('a')}`,
  `</p>${policy('a')}</div></title>${policy('b')}</br>${policy('c')}`, `</body>${policy('a')}`, `</html>${policy('a')}`, `<head></p></head></head>${policy('a')}</body>${policy('b')}`,
  `<svg></svg>${policy('a')}`, `<div>${policy('a')}`, `<html lang=x><head><html class=y>${policy('a')}<head>${policy('b')}`, `<basefont><bgsound>${policy('a')}<command>${policy('b')}`,
  `<frameset>${policy('a')}</frameset>`, `<meta charset=utf-8>${policy('a&amp;b&quot;')}${policy('')}<meta http-equiv=content-security-policy><meta http-equiv=" Content-Security-Policy" content=x>`,
  `<META HTTP-EQUIV=CONTENT-SECURITY-POLICY-REPORT-ONLY CONTENT=a><meta content=b http-equiv=content-security-policy content=c http-equiv=x>`,
  `<head><svg><title>x</title></svg>${policy('a')}`, `<title>x${policy('a')}`, `<template>${policy('a')}`,
];
