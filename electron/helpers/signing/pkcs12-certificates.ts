import forge from 'node-forge';

type Asn1 = forge.asn1.Asn1;

/** What the typings leave out: any password scheme of PKCS#5 and PKCS#12 by its identifier, and lenient reading. */
interface UntypedForge {
  pki: {
    pbe: { getCipher(oid: string, parameters: Asn1 | undefined, password: string): forge.cipher.BlockCipher };
  };
  asn1: { fromDer(bytes: string, options: { strict: boolean; decodeBitStrings: boolean }): Asn1 };
}

const untyped = forge as unknown as UntypedForge;

/**
 * The exact bytes of every certificate in a PKCS#12 file (RFC 7292) whose password has been checked. forge itself hands out certificates
 * that it writes anew, which breaks the signature of some.
 */
export function certificatesIn(file: Asn1, password: string): Buffer[] {
  const { oids } = forge.pki;
  const authSafe = parse(octets(child(file, 1, 1, 0)));
  return children(authSafe).flatMap((info) => {
    const isPlain = oidOf(child(info, 0)) === oids['data'];
    const contents = isPlain ? octets(child(info, 1, 0)) : decrypt(child(info, 1, 0), password);
    const bags = children(parse(contents)).filter((bag) => oidOf(child(bag, 0)) === oids['certBag']);
    return bags.map((bag) => Buffer.from(octets(child(bag, 1, 0, 1, 0)), 'latin1'));
  });
}

/** EncryptedData: version, then the type, the scheme and the bytes. */
function decrypt(encryptedData: Asn1, password: string): string {
  const scheme = child(encryptedData, 1, 1);
  const cipher = untyped.pki.pbe.getCipher(oidOf(child(scheme, 0)), children(scheme)[1], password);
  cipher.update(forge.util.createBuffer(octets(child(encryptedData, 1, 2))));
  if (!cipher.finish()) throw new Error('a safe that does not decrypt');
  return cipher.output.getBytes();
}

function parse(bytes: string): Asn1 {
  return untyped.asn1.fromDer(bytes, { strict: false, decodeBitStrings: false });
}

function children({ value }: Asn1): Asn1[] {
  return typeof value === 'string' ? [] : value;
}

function child(from: Asn1, ...path: readonly number[]): Asn1 {
  let node = from;
  for (const step of path) {
    const next = children(node)[step];
    if (next === undefined) throw new Error('not the structure of PKCS#12');
    node = next;
  }
  return node;
}

/** An octet string, also one that BER has cut into pieces. */
function octets({ value }: Asn1): string {
  return typeof value === 'string' ? value : value.map(octets).join('');
}

function oidOf({ value }: Asn1): string {
  if (typeof value !== 'string') throw new Error('an object identifier expected');
  return forge.asn1.derToOid(forge.util.createBuffer(value));
}
