// SPDX-License-Identifier: Apache-2.0
// As much of Firefox's remote protocol as it takes to accept the server's certificate and to open the first page:
// `LENGTH:[0,ID,COMMAND,PARAMETERS]` out, `LENGTH:[1,ID,ERROR,RESULT]` in.
import net from 'node:net';

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
}
