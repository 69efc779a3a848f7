// SPDX-License-Identifier: Apache-2.0
// A folder for a browser's profile and its certificate, which is gone when the run is, however it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/// { path, clear }: the folder, and what takes it away.
export function temporaryFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.once('exit', remove);
  return { path, clear: () => {
    remove();
    process.removeListener('exit', remove);
  } };
}
