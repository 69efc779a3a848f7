// SPDX-License-Identifier: Apache-2.0
// What the pages load besides their own files, the same for every host.
export const kTypes = { script: 'text/javascript', style: 'text/css', html: 'text/html; charset=utf-8' };

const kPixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const kResources = {
  '/pixel.png': ['image/png', kPixel],
  '/shared.js': [kTypes.script, 'log("shared.js");'],
  '/module.js': [kTypes.script, 'export const name = "module.js"; log("module.js runs");'],
  '/sheet.css': [kTypes.style, '#box { color: rgb(1, 2, 3) } #a #b .c { color: red !important; background: red }'],
  '/plain.html': [kTypes.html, '<!doctype html><p>plain'],
};

/// `/slow/NAME` comes 200 ms later.
export function answerResource(response, path) {
  const slow = path.startsWith('/slow/');
  const found = kResources[slow ? path.slice(5) : path];
  const answer = () => {
    if (!found) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': found[0], 'cache-control': 'no-store' });
    response.end(found[1]);
  };
  slow ? setTimeout(answer, 200) : answer();
}
