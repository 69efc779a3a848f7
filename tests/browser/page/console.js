// SPDX-License-Identifier: Apache-2.0
// The page around the console cases: it has no policy, opens one frame after another, and marks in the console, by an
// uncaught error, where each begins and ends.
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const mark = (text) => setTimeout(() => { throw new Error(text); });

async function show({ id, url, settle }) {
  mark(`case ${id} begins`);
  await sleep(50);
  const frame = document.createElement('iframe');
  frame.src = url;
  document.body.append(frame);
  await sleep(settle);
  mark(`case ${id} ends`);
  await sleep(50);
  frame.remove();
}

async function main() {
  for (;;) {
    const response = await fetch('/?kwork=1', { method: 'POST', body: location.origin });
    const { job } = await response.json();
    if (job === null) return;
    await show(job);
  }
}

main();
