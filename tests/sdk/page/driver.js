// SPDX-License-Identifier: Apache-2.0
// The window without a policy. It opens the page under test as a window of its own, at the same origin, so that it can
// listen there before the page's first script; it hands on what it hears, and goes on to the next page's origin.
// It uses no timers, which browsers slow down in windows behind others: the server takes its time to answer instead.
async function post(what, body) {
  const response = await fetch(`/harness/${what}`, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

function listen(page) {
  const heard = { events: [], page: {} };
  page.document.addEventListener('securitypolicyviolation', (e) => {
    heard.events.push({ directive: e.effectiveDirective, blockedURI: e.blockedURI, disposition: e.disposition,
      policy: e.originalPolicy, sample: e.sample, source: e.sourceFile, line: e.lineNumber });
  });
  page.report = (facts) => Object.assign(heard.page, facts);
  return heard;
}

async function run({ key }) {
  const page = window.open('/page', '_blank', 'width=900,height=700');
  if (!page) throw new Error('the browser does not open a window');
  let heard;
  for (let open = true; open;) {
    // Its title is the key once the page's first part, which has no script, is there.
    if (!heard && page.document?.title === key) heard = listen(page);
    const events = heard?.events.splice(0) ?? [];
    ({ open } = await post('tick', { key, listening: heard !== undefined, events, page: heard?.page ?? {} }));
  }
  page.close();
}

async function main() {
  const job = await post('job', {});
  try {
    await run(job);
  } catch (error) {
    await post('trouble', { key: job.key, message: String(error) });
  }
  const { go } = await post('next', {});
  if (go) window.location.href = go;
}

main();
