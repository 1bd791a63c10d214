import { X509Certificate } from 'node:crypto';

const PEM_BOUNDARY = /-----(?:BEGIN|END)[^-]*-----/g;

/**
 * Reads X.509 certificates: PEM, or DER in base64, with or without line breaks, separated by white space. A line break
 * may be written `\n`, for environment variables of one line.
 *
 * @returns undefined when the text contains anything else.
 */
export function parseCertificates(text: string): X509Certificate[] | undefined {
  const certificates: X509Certificate[] = [];
  let unread = '';
  for (const word of text.replaceAll(String.raw`\n`, ' ').replace(PEM_BOUNDARY, ' ').split(/\s+/)) {
    unread += word;
    const certificate = parseCertificate(unread);
    if (certificate === undefined) continue;
    certificates.push(certificate);
    unread = '';
  }
  return unread === '' ? certificates : undefined;
}

/** @returns undefined when it is not a certificate, or not yet complete. */
function parseCertificate(base64: string): X509Certificate | undefined {
  const der = Buffer.from(base64, 'base64');
  if (der.toString('base64') !== base64) return undefined;
  try {
    const certificate = new X509Certificate(der);
    return certificate.raw.equals(der) ? certificate : undefined;
  } catch {
    return undefined;
  }
}
