// SPDX-License-Identifier: Apache-2.0
// A self-signed certificate of one day, made anew at each start, and its key's fingerprint (for Chromium).
import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function makeCertificate(folder) {
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-days', '2', '-subj', '/CN=csp.test', '-addext', 'subjectAltName=DNS:csp.test', '-keyout', files.key,
    '-out', files.cert], { stdio: 'ignore' });
  const cert = readFileSync(files.cert);
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: readFileSync(files.key), cert, fingerprint: createHash('sha256').update(publicKey).digest('base64') };
}
