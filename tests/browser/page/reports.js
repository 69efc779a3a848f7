// SPDX-License-Identifier: Apache-2.0
// The page around the report cases: it has no policy, opens a frame for each case that the server names, and keeps it
// until the server says that its reports have come.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function open({ id, url, referrerPolicy }) {
  const frame = document.createElement('iframe');
  frame.id = id;
  frame.width = 300;
  frame.height = 200;
  frame.referrerPolicy = referrerPolicy;
  frame.src = url;
  document.body.append(frame);
}

async function main() {
  for (;;) {
    const response = await fetch('/?kwork=1', { method: 'POST', body: location.origin });
    const { toOpen, toClose, go } = await response.json();
    if (go !== undefined) {
      if (go !== null) location.href = go;
      return;
    }
    for (const id of toClose) document.getElementById(id)?.remove();
    toOpen.forEach(open);
    await sleep(150);
  }
}

main();
