import type { SigningCertificate } from '../../host/ports/signer.ts';
import { type ParsedCertificate, subjectName } from './certificate.ts';
import { issued } from './trust.ts';

/** What people choose a certificate by; names through node:crypto, which knows their encodings. */
export function describeCertificate(
  certificate: ParsedCertificate,
  others: readonly ParsedCertificate[],
): SigningCertificate {
  const chain: ParsedCertificate[] = [];
  let last = certificate;
  for (;;) {
    const issuer = others.find((other) => other !== last && !chain.includes(other) && issued(other, last));
    if (issuer === undefined || issuer.issuerDer.equals(issuer.subjectDer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return {
    certificate: new Uint8Array(certificate.der),
    chain: chain.map(({ der }) => new Uint8Array(der)),
    fingerprint: certificate.fingerprint,
    subject: subjectName(certificate),
    issuer: issuerName(certificate),
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
  };
}

function issuerName({ x509 }: ParsedCertificate): string {
  const lines = x509.issuer.split('\n');
  return (lines.find((line) => line.startsWith('CN='))?.slice(3) ?? lines.join(', ')).normalize('NFC');
}
