// SPDX-License-Identifier: Apache-2.0
// Loads pages whose policy allows just the hashes that the reader found, all of them and all but one, and tells what
// was blocked. What runs only when something happens (handlers, javascript: URLs) is made to.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function touch(frame) {
  const { contentDocument: inner } = frame;
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      // Chromium compiles a handler, and asks the policy, when it is looked at.
      for (const { name } of element.attributes) if (/^on/i.test(name)) void element[name.toLowerCase()];
      if (element instanceof element.ownerDocument.defaultView.HTMLElement && element.matches('a[href], area[href]') && /^\s*j/i.test(element.getAttribute('href'))) element.click();
      if (element.namespaceURI.endsWith('svg') && element.localName === 'a') element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  };
  walk(inner);
  for (const nested of inner.querySelectorAll('iframe[srcdoc]')) if (nested.contentDocument) walk(nested.contentDocument);
}

async function load(path) {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = path;
  document.body.append(frame);
  await loaded;
  touch(frame);
  await sleep(60);
  const blocked = frame.contentWindow.blocked ?? null;
  frame.remove();
  return blocked;
}

async function main() {
  const cases = await (await fetch('/cases')).json();
  const results = new Array(cases.length);
  let next = 0;
  const worker = async () => {
    while (next < cases.length) {
      const index = next++;
      results[index] = await load(`/case/${index}`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
}

main().catch((error) => fetch('/results', { method: 'POST', body: JSON.stringify({ error: String(error.stack) }) }));
