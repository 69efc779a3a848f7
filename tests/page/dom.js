// SPDX-License-Identifier: Apache-2.0
// What documents hold that a policy decides on, by the DOM. Each is loaded in a frame whose policy lets nothing load or run.
const kJavaScript = /^(application\/(x-)?(ecma|java)script|text\/(x-)?(ecma|java)script|text\/javascript1\.[0-5]|text\/jscript|text\/livescript)$/i;
const kSpaces = { 'http://www.w3.org/1999/xhtml': 'html', 'http://www.w3.org/2000/svg': 'svg', 'http://www.w3.org/1998/Math/MathML': 'mathml' };

function typeOfScript(element, html) {
  const type = element.getAttribute('type');
  const language = html ? element.getAttribute('language') : null;
  let text;
  if (type === '' || (type === null && (language === null || language === ''))) text = 'text/javascript';
  else text = type === null ? `text/${language}` : type.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
  if (kJavaScript.test(text)) return html && element.hasAttribute('nomodule') ? '' : 'classic';
  return ['module', 'importmap', 'speculationrules'].includes(text.toLowerCase()) ? text.toLowerCase() : '';
}

function isScriptUrl(value) {
  try {
    const url = new URL(value);
    return url.protocol === 'javascript:' ? url.href : null;
  } catch {
    return null;
  }
}

/// Child text content, as it counts for scripts and styles.
const textOf = (element) => [...element.childNodes].filter((node) => node instanceof Text || node.nodeType === 3 || node.nodeType === 4).map((node) => node.data).join('');

function collect(root, active, items) {
  
  for (const element of root.querySelectorAll('*')) {
    const space = kSpaces[element.namespaceURI];
    const html = space === 'html';
    const add = (kind, what, attribute, value) => items.push({ svg: space === 'svg', element: element.localName.toLowerCase(), row: [kind, active, what, attribute, value] });
    const name = element.localName.toLowerCase();
    const raw = (attribute) => element.getAttribute(attribute);
    const request = (destination, attribute, value = raw(attribute)) => {
      if (value !== null && value !== '') add('request', destination, attribute, value);
    };
    const maybeScript = (attribute) => {
      const url = raw(attribute) === null ? null : isScriptUrl(raw(attribute));
      if (url !== null) add('navigation', 'navigation', attribute, url);
      return url !== null;
    };
    for (const { name: written, value } of element.attributes) {
      const attribute = written.toLowerCase();
      if (attribute === 'style') add('attribute', 'style-attribute', attribute, value);
      // Chromium's handlers are properties of what has them.
      if (/^on/.test(attribute) && attribute in element) add('attribute', 'script-attribute', attribute, value);
    }
    // What the page's end cuts never runs; the marker behind every document is then in it.
    const isCut = name === 'script' && (element.textContent.includes('page-end') || element.querySelector('page-end'));
    if (name === 'script' && space !== 'mathml') {
      const type = typeOfScript(element, html);
      const source = html ? 'src' : (element.hasAttribute('href') ? 'href' : 'xlink:href');
      if (element.hasAttribute(source)) {
        const runs = raw('for') === null || raw('event') === null || (raw('for').trim().toLowerCase() === 'window' && /^onload(\(\))?$/i.test(raw('event').trim()));
        if (type === 'module' || (type === 'classic' && (!html || runs))) request('script', source);
      } else if (type !== '' && textOf(element) !== '' && !isCut) {
        add('inline_block', type === 'speculationrules' ? 'speculation-rules' : 'script', '', textOf(element));
      }
    }
    if (name === 'style' && space !== 'mathml' && (!element.hasAttribute('type') || /^(text\/css)?$/i.test(raw('type')))) {
      add('inline_block', 'style', '', textOf(element));
    }
    if (html) {
      switch (name) {
        case 'img': request('image', 'src'); break;
        case 'audio': request('audio', 'src'); break;
        case 'video': request('video', 'src'); request('image', 'poster'); break;
        case 'embed': request('embed', 'src'); break;
        case 'object': request('object', 'data'); break;
        case 'frame': if (!maybeScript('src')) request('frame', 'src'); break;
        case 'iframe':
          if (element.hasAttribute('srcdoc')) add('frame_document', '', 'srcdoc', raw('srcdoc'));
          else if (!maybeScript('src')) request('iframe', 'src');
          break;
        case 'input': if (element.type === 'image') request('image', 'src'); break;
        case 'body': request('image', 'background'); break;
        case 'a': case 'area': maybeScript('href'); break;
        case 'link': {
          const rel = new Set((raw('rel') ?? '').toLowerCase().split(/[\t\n\f\r ]+/));
          if (rel.has('stylesheet') && !element.hasAttribute('disabled') && (raw('type') === null || /^\s*(text\/css)?\s*(;|$)/i.test(raw('type')))) request('style', 'href');
          if (rel.has('manifest')) request('manifest', 'href');
          if (rel.has('prefetch')) request('', 'href');
          if (rel.has('icon')) request('image', 'href');
          break;
        }
        case 'form':
          if (element.method !== 'dialog') {
            add('form_action', '', element.hasAttribute('action') ? 'action' : '', raw('action') ?? '');
            maybeScript('action');
          }
          break;
        default:
      }
      if ((name === 'button' && element.type === 'submit') || (name === 'input' && (element.type === 'submit' || element.type === 'image'))) {
        if (element.hasAttribute('formaction')) {
          add('form_action', '', 'formaction', raw('formaction'));
          maybeScript('formaction');
        }
      }
    } else if (space === 'svg') {
      const href = element.hasAttribute('href') ? 'href' : 'xlink:href';
      if (name === 'a') maybeScript(href);
      if (['image', 'feimage', 'use'].includes(name) && element.hasAttribute(href) && !raw(href).startsWith('#')) request('image', href);
    } else {
      maybeScript('href');
    }
    if (html && name === 'template' && element.content) collect(element.content, false, items);
  }
  return items;
}

function policiesOf(document) {
  return [...document.querySelectorAll('meta[content]')].filter((meta) => meta.namespaceURI.endsWith('xhtml') && meta.content !== '' &&
    /^content-security-policy(-report-only)?$/i.test(meta.getAttribute('http-equiv') ?? '')).map((meta) => [meta.getAttribute('content'), meta.parentNode === document.head]);
}

function load(index) {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.addEventListener('load', () => {
      const inner = frame.contentDocument;
      const base = inner.querySelector('base[href]');
      resolve({ items: collect(inner, true, []), policies: policiesOf(inner), base: base && base.namespaceURI.endsWith('xhtml') ? base.getAttribute('href') : null });
      frame.remove();
    }, { once: true });
    frame.src = `/document/${index}`;
    document.body.append(frame);
  });
}

async function main() {
  const count = await (await fetch('/count')).json();
  const results = new Array(count);
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await load(index);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  // The handlers that each kind of element knows.
  const handlers = [];
  const svg = (name) => document.createElementNS('http://www.w3.org/2000/svg', name);
  const samples = [['html', 'div'], ['html', 'body'], ['html', 'frameset'], ['html', 'video'], ['html', 'audio'], ['html', 'a'], ['html', 'script'], ['html', 'marquee'],
    ['html', 'my-element'], ['svg', 'g'], ['svg', 'svg'], ['svg', 'animate'], ['svg', 'set'], ['svg', 'animatetransform'], ['mathml', 'mi']];
  for (const [space, name] of samples) {
    const element = space === 'html' ? document.createElement(name) : space === 'svg' ? svg(name === 'animatetransform' ? 'animateTransform' : name)
      : document.createElementNS('http://www.w3.org/1998/Math/MathML', name);
    for (const key in element) if (/^on/.test(key) && element[key] === null) handlers.push(`${name} ${space} ${key}`);
  }
  await fetch('/results', { method: 'POST', body: JSON.stringify({ documents: results, handlers }) });
}

main().catch((error) => fetch('/results', { method: 'POST', body: JSON.stringify({ error: String(error.stack) }) }));
