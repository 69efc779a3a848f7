// SPDX-License-Identifier: Apache-2.0
// As much of Chromium's remote protocol as it takes to have a page's manifest fetched: JSON objects, each ended by a zero
// byte, over the two pipes of --remote-debugging-pipe.

/// The pipes as options of `spawn`: the browser reads from descriptor 3 and writes to 4.
export const kDevToolsPipes = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];

export class DevTools {
  constructor(child) {
    [, , , this.input, this.output] = child.stdio;
    this.text = '';
    this.waiting = new Map();
    this.id = 0;
    this.output.setEncoding('utf8').on('data', (chunk) => {
      const parts = (this.text + chunk).split('\0');
      this.text = parts.pop();
      for (const part of parts) this.read(JSON.parse(part));
    });
    this.input.on('error', () => {});
    this.output.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('chromium closed the pipe'));
    });
  }

  read({ id, result, error }) {
    const { resolve, reject } = this.waiting.get(id) ?? {};
    this.waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  }

  send(method, params = {}, sessionId = undefined) {
    this.id += 1;
    this.input.write(`${JSON.stringify({ id: this.id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.waiting.set(this.id, { resolve, reject }));
  }

  /// Has the manifest fetched of the page in whose URL `mark` stands.
  async fetchManifest(mark) {
    const { targetInfos } = await this.send('Target.getTargets');
    const target = targetInfos.find(({ type, url }) => type === 'page' && url.includes(mark));
    if (!target) throw new Error(`no page has ${mark}`);
    const { sessionId } = await this.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
    await this.send('Page.getAppManifest', {}, sessionId);
    await this.send('Target.detachFromTarget', { sessionId });
  }
}
