// SPDX-License-Identifier: Apache-2.0
// One loopback port that answers for every host, port and scheme: it tells TLS from plain text by the first byte, and
// it is an HTTP proxy too, whose tunnels end in itself. So nothing that a browser asks for leaves the machine.
import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

const kTlsHandshake = 22;

/// handle(request, response, url) answers; upgrade(url) is told of WebSocket handshakes.
export async function startServer({ certificate, handle, upgrade }) {
  const open = new Set();
  const plain = http.createServer({ keepAliveTimeout: 60_000 });
  const secure = https.createServer({ ...certificate, keepAliveTimeout: 60_000 });

  const route = (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (chunk) => {
      socket.pause();
      socket.unshift(chunk);
      (chunk[0] === kTlsHandshake ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  };

  for (const server of [plain, secure]) {
    const scheme = server === secure ? 'https' : 'http';
    // A proxy is asked with the whole URL.
    const full = ({ url, headers }) => (url.startsWith('/') ? `${scheme}://${headers.host}${url}` : url);
    server.on('request', (request, response) => handle(request, response, full(request)));
    server.on('upgrade', (request, socket) => {
      upgrade(full(request).replace(/^http/, 'ws'));
      accept(request, socket);
    });
    server.on('tlsClientError', (_, socket) => socket.destroy());
    server.on('clientError', (_, socket) => socket.destroy());
  }
  plain.on('connect', (_, socket, head) => {
    socket.write('HTTP/1.1 200 Connected\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    route(socket);
  });

  const front = net.createServer(route);
  await new Promise((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    port: front.address().port,
    close() {
      front.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/// Completes a WebSocket handshake and closes the socket at once. Source: RFC 6455, section 4.2.2.
function accept(request, socket) {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${key.digest('base64')}\r\n\r\n`);
  socket.end(Buffer.from([0x88, 0x00]));
}
