// SPDX-License-Identifier: Apache-2.0
// What a page under the sandbox directive can do is seen by what it asks of the server, for its origin cannot be reached
// into. Each effect is named after the sandboxing flag that forbids it, and is either had or tried in vain.
// Source: https://html.spec.whatwg.org/multipage/browsers.html#sandboxing-flag-set

/// Another site than any case's, so that every request to it tells the page's origin.
const kWitness = 'https://witness.test';

const refusedForSecurity = "(e) => see(e.name === 'SecurityError' ? 'tried' : 'had')";

/// What the page's script does. `see(WHAT)` tells the server; `url(WHAT)` tells it when it is opened; `giveUp(tidy)` says that
/// the time is over.
const kTry = {
  scripts: "see('had')",
  forms: 'document.forms[0].submit(); giveUp()',
  'auxiliary-navigation': "let view; giveUp(() => view?.close()); view = open(url('had'))",
  // The popup tells.
  'propagates-to-auxiliary-contexts': "setTimeout(() => see('alone'), 1200); open(url('escape'))",
  // The policies are the worker's.
  worker: "const worker = new Worker('/?kworker=KEY'); worker.onmessage = () => see('had'); worker.onerror = () => see('tried'); giveUp()",
  'document-domain': "try { document.domain = document.domain; see('had'); } catch { see('tried'); }",
  navigation: "giveUp(); parent.frames[1].location.replace(url('had'))",
  // Browsers keep a page of another origin from it without a click, whatever the sandbox says.
  'top-level-navigation-without-user-activation':
    "if (self.origin === 'null') { see('foreign'); } else { giveUp(); top.location.href = url('had'); }",
  'orientation-lock': `screen.orientation.lock('any').then(() => see('had'), ${refusedForSecurity})`,
  'pointer-lock': `document.body.requestPointerLock().then(() => see('had'), ${refusedForSecurity})`,
  presentation: `try { new PresentationRequest(url('shown')); see('had'); } catch (e) { (${refusedForSecurity})(e); }`,
};

/// What other engines refuse in any frame, or do not know.
const kOnly = { 'orientation-lock': ['chromium'], 'pointer-lock': ['chromium', 'firefox'], presentation: ['chromium'] };

/// Why this effect cannot be seen, or null.
export function whyNotSandbox(effect, page, browser) {
  if (effect !== 'origin' && !(effect in kTry)) return `no page shows whether ${effect} is forbidden`;
  if (kOnly[effect]?.includes(browser) === false) return `${browser} does not show whether ${effect} is forbidden`;
  return effect === 'presentation' && page.protocol !== 'https:' ? 'secure contexts only' : null;
}

/// The body of a page that tries the effect.
export function sandboxedBody(key, effect) {
  const url = (what) => `${kWitness}/?kwhat=${what}&amp;kseen=${key}`;
  const script = `const url = (what) => '${kWitness}/?kwhat=' + what + String.fromCharCode(38) + 'kseen=${key}';
    const see = (what) => { new Image().src = url(what); };
    const giveUp = (tidy) => setTimeout(() => { see('tried'); tidy?.(); }, 700);
    onload = () => { ${(kTry[effect] ?? '').replace('KEY', key)} };`;
  const origin = effect === 'origin' ? `<img crossorigin="anonymous" src="${url('origin')}">` : '';
  return `<noscript><img src="${url('mute')}"></noscript>${origin}<form method="post" target="inner" action="${url('had')}"></form>` +
    `<iframe name="inner"></iframe><script>${script}</script>`;
}

/// A request to the witness: what it tells, and the markup with which it is answered.
export function seen(key, what, origin) {
  if (what === 'origin') return [origin === 'null' ? 'tried' : 'had', ''];
  if (what !== 'escape') return [what, ''];
  // A popup outside of the sandbox may set document.domain; one within may not.
  const tell = (name) => `new Image().src = '${kWitness}/?kwhat=${name}&kseen=${key}'`;
  return ['opened', `<script>try { document.domain = document.domain; ${tell('had')}; } catch { ${tell('tried')}; }
    setTimeout(close, 200)</script>`];
}

/// Whether the server has seen enough of this entry.
export function isClear({ seen: all }) {
  return ['had', 'tried', 'mute', 'foreign'].some((what) => all.has(what)) || (all.has('alone') && !all.has('opened'));
}

/// had, tried, or why it is neither.
export function sandboxEnd({ seen: all, one }) {
  const { effect } = one.check;
  if (effect === 'scripts' && all.has('mute')) return all.has('had') ? 'scripts ran and did not' : 'tried';
  if (effect !== 'origin' && all.has('mute')) return 'not asked: no script runs';
  if (all.has('foreign')) return 'not asked: the page is of another origin than the top';
  if (all.has('alone') && !all.has('opened')) return 'not asked: no popup opens';
  return ['had', 'tried'].find((what) => all.has(what)) ?? 'nothing was seen';
}
