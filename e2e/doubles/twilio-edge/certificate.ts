import { createHash, createPublicKey } from 'node:crypto';
import { generate } from 'selfsigned';

/** PEM texts; `spki` is the base64 sha256 that Chromium's --ignore-certificate-errors-spki-list takes. */
export type EdgeCertificate = { key: string; cert: string; spki: string };

/** A new self-signed certificate for *.twilio.com, good on this machine alone. */
export async function createCertificate(): Promise<EdgeCertificate> {
  const pems = await generate([{ name: 'commonName', value: 'twilio-edge double' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: '*.twilio.com' },
          { type: 2, value: 'voice-js.roaming.twilio.com' },
          { type: 2, value: 'voice-js.ashburn.twilio.com' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const der = createPublicKey(pems.cert).export({ type: 'spki', format: 'der' });
  return { key: pems.private, cert: pems.cert, spki: createHash('sha256').update(der).digest('base64') };
}
