// SPDX-License-Identifier: Apache-2.0
// What real Chromium reads in bytes, encoding by encoding.
async function main() {
  const rows = (await (await fetch('/rows')).text()).trimEnd().split('\n');
  const results = rows.map((row) => {
    const [label, hex = ''] = row.split(' ');
    let decoder;
    try {
      decoder = new TextDecoder(label, { ignoreBOM: true });
    } catch {
      return 'none ';
    }
    const bytes = new Uint8Array(hex.length / 2).map((_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
    return `${decoder.encoding} ${[...new TextEncoder().encode(decoder.decode(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  });
  await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
}

main().catch((error) => fetch('/results', { method: 'POST', body: JSON.stringify({ error: String(error.stack) }) }));
