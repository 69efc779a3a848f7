// SPDX-License-Identifier: Apache-2.0
// What documents hold that matters to a policy, by the DOM: loads each in a frame whose policy lets nothing load or run, which
// leaves the parser's scripting flag on, and parses it with DOMParser too, where the flag is off.
const kUrls = new Set(['src', 'href', 'xlink:href', 'srcset', 'data', 'poster', 'formaction', 'srcdoc']);
const kRaw = new Set(['script', 'style', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
const kNamespaces = { 'http://www.w3.org/1999/xhtml': 'html', 'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1998/Math/MathML': 'mathml' };

function collect(root, scripting, items) {
  for (const element of root.querySelectorAll('*')) {
    const space = kNamespaces[element.namespaceURI];
    const name = element.localName.toLowerCase();
    for (const attribute of element.attributes) {
      const key = attribute.name.toLowerCase();
      if (key.startsWith('on') || key === 'style' || kUrls.has(key)) items.push(['attribute', key, attribute.value]);
    }
    if (name === 'script' || name === 'style') items.push(['element', space, name]);
    const raw = kRaw.has(name) || (name === 'noscript' && scripting);
    if (space === 'html' && raw) items.push(['text', name, element.textContent]);
    if (name === 'template' && element.content) collect(element.content, scripting, items);
  }
  return items;
}

function load(url) {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.addEventListener('load', () => {
      const items = collect(frame.contentDocument, true, []);
      frame.remove();
      resolve(items);
    }, { once: true });
    frame.src = url;
    document.body.append(frame);
  });
}

async function main() {
  const documents = await (await fetch('/documents')).json();
  const results = new Array(documents.length);
  let next = 0;
  const worker = async () => {
    while (next < documents.length) {
      const index = next++;
      const enabled = await load(`/document/${index}`);
      const parsed = new DOMParser().parseFromString(documents[index], 'text/html');
      results[index] = { enabled, disabled: collect(parsed, false, []) };
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
}

main().catch((error) => fetch('/results', { method: 'POST', body: JSON.stringify({ error: String(error) }) }));
