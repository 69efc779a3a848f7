// SPDX-License-Identifier: Apache-2.0
// More seeded cases, about what takes a page of its own: manifests, XSLT, prefetching by speculation rules, and sandboxes.
import { Generator } from './generate.mjs';
import * as pools from './pools.mjs';

class PageGenerator extends Generator {
  manifestCase() {
    const one = { policies: this.policies(['manifest-src', 'manifest-src', 'default-src']), document_url: this.documentUrl(), check: null };
    const { origin } = new URL(one.document_url);
    one.check = this.request('manifest', origin);
    if (this.chance(12)) this.redirected(one, origin);
    return one;
  }

  xsltCase() {
    const names = [...pools.kPageDestinations.xslt, 'script-src-attr', 'style-src'];
    const policies = this.policies(names, this.pick(pools.kScripts)).map((policy) => ({ ...policy, delivery: 'header' }));
    const document_url = this.documentUrl();
    const url = `${new URL(document_url).origin}${this.pick(pools.kPaths)}${this.pick(pools.kTails)}`;
    return { policies, document_url, check: { kind: 'request', url, destination: 'xslt', parser_inserted: true } };
  }

  /// Every policy lets the rules themselves in.
  speculationCase() {
    const policies = this.policies(['default-src', 'default-src', 'connect-src', 'prefetch-src', 'script-src', 'frame-src']);
    for (const policy of policies) policy.value = `script-src-elem 'inline-speculation-rules'; ${policy.value}`;
    const document_url = `${this.pick(pools.kDocuments.filter((url) => url.startsWith('https:')))}${this.pick(pools.kPages)}`;
    const url = this.validUrl(['https'], new URL(document_url).origin);
    return { policies, document_url, check: { kind: 'request', url, destination: 'document', initiator: 'prefetch', parser_inserted: false } };
  }

  sandboxDirective(effect) {
    const needed = ['scripts', 'origin', 'worker'].includes(effect) ? [] : ['allow-scripts'];
    if (effect === 'propagates-to-auxiliary-contexts') needed.push('allow-popups');
    const tokens = [...needed, ...this.some(this.below(4), () => this.pick(pools.kSandboxTokens)),
      ...(this.chance(50) ? [this.pick(pools.kTokenOfEffect[effect])] : [])];
    const order = tokens.map((token) => [this.random(), token]).sort((a, b) => a[0] - b[0]);
    const text = order.map(([, token]) => this.varyCase(this.chance(4) ? this.pick(pools.kOddSandboxTokens) : token));
    return `${this.varyCase('sandbox')} ${text.join(this.pick([' ', ' ', '  ', '\t', ' \t']))}`;
  }

  sandboxPolicy(effect) {
    const directives = this.some(this.chance(85) ? 1 : 2, () => (this.chance(94) ? this.sandboxDirective(effect)
      : this.pick(["base-uri 'none'", "font-src 'self'", 'upgrade', 'sandboxed allow-forms'])));
    return directives.join(this.pick(['; ', ';', ';;', ', '])) + this.pick(['', '', ';', ',']);
  }

  sandboxCase() {
    const effect = this.pick(Object.keys(pools.kTokenOfEffect));
    const policies = this.some(this.chance(75) ? 1 : 2, () => {
      const meta = this.chance(8);
      return { value: this.sandboxPolicy(effect), disposition: !meta && this.chance(8) ? 'report' : 'enforce',
        delivery: meta ? 'meta' : 'header' };
    });
    return { policies, document_url: this.documentUrl(), check: { kind: 'sandbox', effect } };
  }

  one() {
    this.sources = [];
    const what = this.below(100);
    if (what < 25) return this.manifestCase();
    if (what < 50) return this.xsltCase();
    if (what < 65) return this.speculationCase();
    return this.sandboxCase();
  }
}

export function generatePages(count, seed) {
  const generator = new PageGenerator(seed);
  return generator.some(count, () => generator.one()).map((one, i) => ({ id: `${seed}-p${i + 1}`, ...one }));
}
