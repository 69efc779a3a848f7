// SPDX-License-Identifier: Apache-2.0
// One tab that opens pages, acts on them as a person would, and tells what became of them.

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const kPatience = 15_000;
const kQuiet = 250;  // ms without an entry in the log, after which a page is taken to be at rest

// Runs in every document before its own scripts. Pages write down what happens with log().
const kRecorder = `
  if (window === top) {
    window.__log = [];
    window.__violations = [];
  }
  window.log = (...what) => { top.__log.push(what.map(String).join(' ')); top.__at = performance.now(); };
  document.addEventListener('securitypolicyviolation', (event) =>
    top.__violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
`;

// Every element as scripts and people find it, but for what externalize changes: where code is, and the marks it leaves.
const kLook = `(() => {
  const hidden = new Set(['SCRIPT', 'script', 'STYLE', 'LINK', 'HEAD', 'META', 'TITLE', 'BASE', 'TEMPLATE']);
  const isCode = (name, value) => name.startsWith('on') || name === 'style' || name === 'srcdoc' ||
    name.startsWith('data-cspkit') || (name.endsWith('href') && (value === '#' || /^javascript:/i.test(value.replace(/\\s/g, ''))));
  const all = [];
  const walk = (root, path) => {
    for (const element of root.querySelectorAll('*')) {
      if (hidden.has(element.tagName)) continue;
      const computed = element.ownerDocument.defaultView.getComputedStyle(element);
      const attributes = [...element.attributes].filter(({ name, value }) => !isCode(name, value))
        .map(({ name, value }) => name + '=' + value).sort();
      const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('|');
      all.push({ path, tag: element.localName, attributes, text, own: element.style && element.style.cssText,
        computed: Object.fromEntries([...computed].map((name) => [name, computed.getPropertyValue(name).replaceAll(location.host, 'HOST')])) });
      if (element.contentDocument && element.contentDocument.documentElement) walk(element.contentDocument, path + '/' + all.length);
    }
  };
  walk(document, '');
  return { log: __log, violations: __violations, elements: all, scroll: [scrollX, scrollY], hash: location.hash };
})()`;

export class PageDriver {
  static async open(tools) {
    const driver = new PageDriver();
    driver.tools = tools;
    const { targetId } = await tools.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await tools.send('Target.attachToTarget', { targetId, flatten: true });
    Object.assign(driver, { sessionId, targetId });
    await driver.send('Page.enable');
    await driver.send('Page.addScriptToEvaluateOnNewDocument', { source: kRecorder });
    await driver.send('Emulation.setDeviceMetricsOverride', { width: 800, height: 600, deviceScaleFactor: 1, mobile: false });
    await driver.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    return driver;
  }

  close() {
    return this.tools.send('Target.closeTarget', { targetId: this.targetId });
  }

  async send(method, params = {}) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${method} is not answered: ${JSON.stringify(params).slice(0, 200)}`)), kPatience);
    });
    try {
      return await Promise.race([this.tools.send(method, params, this.sessionId), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) throw new Error(`${expression.slice(0, 100)}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  /// What the page is and did: { log, violations, elements, scroll, hash, picture }.
  async visit(url, actions) {
    await this.send('Page.navigate', { url });
    await this.until('the page', `document.readyState === 'complete' && location.href.startsWith(${JSON.stringify(url)})`);
    await this.rest();
    for (const { verb, argument } of actions) {
      await this.act(verb, argument);
      await this.rest();
    }
    // The pointer may not show, and animations have to have ended.
    await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 799, y: 599 });
    await this.evaluate('document.activeElement && document.activeElement.blur(); __log.length');
    await this.rest();
    const seen = await this.evaluate(kLook);
    const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
    return { ...seen, picture: data };
  }

  async until(what, condition) {
    for (const end = Date.now() + kPatience; Date.now() < end;) {
      if (await this.evaluate(`!!(${condition})`).catch(() => false)) return;
      await sleep(20);
    }
    throw new Error(`${what} did not come within ${kPatience / 1000} s: ${condition}`);
  }

  rest() {
    return this.evaluate(`new Promise((resolve) => {
      const began = performance.now();
      const look = () => performance.now() - Math.max(began, top.__at || 0) > ${kQuiet} ? resolve() : setTimeout(look, 20);
      look();
    })`);
  }

  async placeOf(selector) {
    const place = await this.evaluate(`(() => {
      const [first, ...inner] = ${JSON.stringify(selector)}.split(' >>> ');
      let element = document.querySelector(first), x = 0, y = 0;
      for (const one of inner) {
        const frame = element.getBoundingClientRect();
        x += frame.x + element.clientLeft; y += frame.y + element.clientTop;
        element = element.contentDocument.querySelector(one);
      }
      if (!element) return null;
      const box = element.getBoundingClientRect();
      return { x: x + box.x + box.width / 2, y: y + box.y + box.height / 2 };
    })()`);
    if (!place) throw new Error(`nothing is ${selector}`);
    return place;
  }

  async act(verb, argument) {
    if (verb === 'js') return this.evaluate(argument);
    if (verb === 'wait') return sleep(Number(argument));
    if (verb === 'key') return this.key(argument);
    if (verb !== 'click' && verb !== 'hover') throw new Error(`unknown action ${verb}`);
    const { x, y } = await this.placeOf(argument);
    await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
    if (verb === 'hover') return undefined;
    const button = { x, y, button: 'left', clickCount: 1 };
    await this.send('Input.dispatchMouseEvent', { ...button, type: 'mousePressed' });
    return this.send('Input.dispatchMouseEvent', { ...button, type: 'mouseReleased' });
  }

  async key(key) {
    const params = { key, text: key.length === 1 ? key : key === 'Enter' ? '\r' : undefined,
      windowsVirtualKeyCode: key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0) };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...params });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...params });
  }
}
