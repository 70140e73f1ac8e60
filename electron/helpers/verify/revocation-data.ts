import { verify } from 'node:crypto';
import { CertificateRevocationList } from 'pkijs';
import { exactBuffer, type ParsedCertificate } from './certificate.ts';
import { childrenOf, oidText, readDer, TAG } from './der.ts';
import { parseOcspResponse } from './ocsp-response.ts';
import { REVOCATION_DIGESTS, type RevocationData } from './revocation.ts';

/** Reads a CRL (RFC 5280, 5) or an OCSP response (RFC 6960) in DER; undefined when it is neither. */
export function parseRevocationData(bytes: Uint8Array): RevocationData | undefined {
  return parseRevocationList(bytes) ?? parseOcspResponse(bytes);
}

function parseRevocationList(bytes: Uint8Array): RevocationData | undefined {
  try {
    const der = Buffer.from(bytes);
    const [tbs, algorithm, signature] = childrenOf(readDer(der), TAG.sequence);
    if (tbs === undefined || algorithm === undefined || signature === undefined) return undefined;
    const parsed = CertificateRevocationList.fromBER(exactBuffer(bytes));
    const digest = REVOCATION_DIGESTS[oidText(childrenOf(algorithm, TAG.sequence)[0])];
    const issuerDer = Buffer.from(parsed.issuer.toSchema().toBER());
    const revoked = new Map(
      (parsed.revokedCertificates ?? []).map(({ userCertificate, revocationDate }) => [
        Buffer.from(userCertificate.toBER()).toString('hex'),
        revocationDate.value.getTime(),
      ]),
    );
    // A part of a list, or only its changes, names the revoked but proves nobody good (RFC 5280, 5.2.4, 5.2.5).
    const isWhole = (parsed.crlExtensions?.extensions ?? []).every(({ critical }) => !critical);
    // A list may be long, and every certificate of its issuer asks: it is hashed once for each issuer.
    const known = new Map<string, boolean>();
    const signedBy = ({ publicKey, keyUsage, fingerprint }: ParsedCertificate): boolean => {
      const before = known.get(fingerprint);
      if (before !== undefined) return before;
      // The first byte of a BIT STRING counts its unused bits.
      const value = signature.content.subarray(1);
      const holds =
        digest !== undefined && keyUsage?.crlSign !== false && verify(digest, tbs.whole, publicKey, value);
      known.set(fingerprint, holds);
      return holds;
    };
    return {
      kind: 'crl',
      der,
      asOf: parsed.thisUpdate.value.getTime(),
      nextUpdate: parsed.nextUpdate?.value.getTime(),
      answer(certificate, issuer) {
        const revokedAt = revoked.get(certificate.serialDer.toString('hex'));
        if (revokedAt === undefined && !isWhole) return undefined;
        return issuerDer.equals(issuer.subjectDer) && signedBy(issuer) ? { revokedAt } : undefined;
      },
    };
  } catch {
    return undefined;
  }
}
