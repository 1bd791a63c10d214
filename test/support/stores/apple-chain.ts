// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 needs what it adds.
import 'reflect-metadata';
import { KeyObject, sign, type webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** The extensions that mark Apple's certificates for signing App Store data, and for issuing such certificates. */
const LEAF_MARK = '1.2.840.113635.100.6.11.1';
const INTERMEDIATE_MARK = '1.2.840.113635.100.6.2.1';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

interface ChainOptions {
  /** Undefined for a certificate that the same root issued for another purpose. */
  readonly leafMark?: string | undefined;
  readonly intermediateMark?: string | undefined;
  /** The expiry of the leaf, in milliseconds since 1970. */
  readonly leafEnds?: number;
}

/** A stand-in for Apple's certificates and signatures. */
export interface AppleChain {
  /** The root as base64 DER, for the configuration. */
  readonly root: string;
  /** Leaf, intermediate and root, in the form of `x5c`. */
  readonly certificates: readonly string[];
  /** Signs a payload as the App Store does: a JWS with the chain in its header. */
  signTransaction(payload: object, header?: object): string;
}

/** Creates a root, an intermediate and a leaf certificate, each with its own key. */
export async function mintAppleChain(options: ChainOptions = {}): Promise<AppleChain> {
  const { leafMark = LEAF_MARK, intermediateMark = INTERMEDIATE_MARK, leafEnds = Date.now() + DAY } = options;
  const root = await mintRoot();
  const intermediate = await issue('CN=Scripted WWDR', root, Date.now() + 20 * DAY, [
    new BasicConstraintsExtension(true, undefined, true),
    mark(intermediateMark),
  ]);
  const leaf = await issue('CN=Scripted Leaf', intermediate, leafEnds, [mark(leafMark)]);
  const x5c = [leaf, intermediate, root].map(({ certificate }) => certificate.toString('base64'));
  const key = KeyObject.from(leaf.keys.privateKey);
  return {
    root: root.certificate.toString('base64'),
    certificates: x5c,
    signTransaction: (payload, header) => toJws({ alg: 'ES256', x5c, ...header }, payload, key),
  };
}

interface Authority {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function mintRoot(): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Scripted Root CA',
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 30 * DAY),
    notAfter: new Date(Date.now() + 30 * DAY),
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return { certificate, keys };
}

async function issue(
  subject: string,
  issuer: Authority,
  ends: number,
  extensions: Extension[],
): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 20 * DAY),
    notAfter: new Date(ends),
    extensions,
  });
  return { certificate, keys };
}

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** An extension whose value is ASN.1's NULL. */
const mark = (oid: string) => new Extension(oid, false, new Uint8Array([0x05, 0x00]));

function toJws(header: object, payload: object, key: KeyObject): string {
  const signed = `${toPart(header)}.${toPart(payload)}`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const toPart = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
