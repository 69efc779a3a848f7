// SPDX-License-Identifier: Apache-2.0
// As much of Firefox's remote protocol as it takes to accept the server's certificate, to open the first page, and to have a
// page's manifest fetched:
// `LENGTH:[0,ID,COMMAND,PARAMETERS]` out, `LENGTH:[1,ID,ERROR,RESULT]` in.
import net from 'node:net';

/// Runs with the browser's own rights: it finds the page's tab and asks for the manifest, as the browser does on demand.
const kObtainManifest = `
  const [mark, done] = arguments;
  const { ManifestObtainer } = ChromeUtils.importESModule('resource://gre/modules/ManifestObtainer.sys.mjs');
  const tabs = [...Services.wm.getEnumerator('navigator:browser')].flatMap((window) => [...window.gBrowser.tabs]);
  const tab = tabs.find((one) => one.linkedBrowser.currentURI.spec.includes(mark));
  if (!tab) done('no page has ' + mark);
  else ManifestObtainer.browserObtainManifest(tab.linkedBrowser).then(() => done(null), () => done(null));`;

export class Marionette {
  static async connect(port) {
    const socket = net.connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new Marionette(socket);
  }

  constructor(socket) {
    this.socket = socket;
    this.buffer = Buffer.alloc(0);
    this.waiting = new Map();
    this.id = 0;
    socket.on('data', (chunk) => {
      this.buffer = Buffer.concat([this.buffer, chunk]);
      while (this.readOne());
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('firefox closed the connection'));
    });
  }

  readOne() {
    const colon = this.buffer.indexOf(':');
    if (colon < 0) return false;
    const end = colon + 1 + Number(this.buffer.subarray(0, colon));
    if (this.buffer.length < end) return false;
    const message = JSON.parse(this.buffer.subarray(colon + 1, end).toString());
    this.buffer = this.buffer.subarray(end);
    if (!Array.isArray(message)) return true;  // the greeting
    const [, id, error, result] = message;
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
    return true;
  }

  send(command, parameters) {
    this.id += 1;
    const text = JSON.stringify([0, this.id, command, parameters]);
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.waiting.set(this.id, { resolve, reject }));
  }

  /// Has the manifest fetched of the page in whose URL `mark` stands.
  async fetchManifest(mark) {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    const { value } = await this.send('WebDriver:ExecuteAsyncScript', { script: kObtainManifest, args: [mark] });
    if (value) throw new Error(value);
  }
}
