import { X509Certificate } from 'node:crypto';
import * as z from 'zod';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { DeviceId, Sha256 } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { KeySource } from '../../host/ports/signer.ts';
import { signingRefusal } from './signing-refusal.ts';

const KeyId = z.uuid();

/** The keys that sign here. */
export const listKeys = queryHandler(contract.certify.keys, (_input, { readers }) =>
  ok({ keys: readers.signingKeys.all().map(toView) }),
);

/** Tokens that a driver sees now. */
export const listTokens = queryHandler(contract.certify.tokens, async (input, { host }) => {
  const tokens = await host.signer.tokens(input);
  if (!tokens.ok) return signingRefusal(tokens.refusal);
  return ok({
    tokens: tokens.value.map(({ tokenLabel, tokenSerial, pin }) => ({ tokenLabel, tokenSerial, pin })),
  });
});

/** Records where a key is kept, after its certificate was read there. The PIN is used for the reading and forgotten. */
export const addKey = commandHandler(contract.certify.addKey, async (input, { tx, host }) => {
  const { role, label, deviceId, source, pin } = input;
  const found = await host.signer.certificates({ deviceId, source, pin });
  if (!found.ok) return signingRefusal(found.refusal);
  const certificate = found.value[0];
  if (certificate === undefined) return refuse('KEY_MISSING', {});
  return tx.immediate((w) => {
    const key: KeyRow = {
      keyId: host.identity.newId(KeyId),
      role,
      label,
      deviceId,
      source: source as never,
      fingerprint: Sha256.parse(certificate.fingerprint),
      subject: certificate.subject,
      issuer: certificate.issuer,
      notAfter: certificate.notAfter,
      certificate: Buffer.from(certificate.certificate),
      chain: certificate.chain.map((issuer) => Buffer.from(issuer).toString('base64')),
    };
    w.signingKeys.insert({ ...key, at: w.now });
    w.record({
      subject: { kind: 'signing-key', id: key.keyId },
      type: 'signing-key.added',
      payload: { role, fingerprint: key.fingerprint, deviceId, kind: source.kind },
    });
    w.announce('certify');
    return ok(toView(key));
  });
});

/** Takes a key out of use; what it signed stays. */
export const retireKey = commandHandler(contract.certify.retireKey, ({ keyId }, { tx }) =>
  tx.immediate((w) => {
    if (!w.signingKeys.retire(keyId, w.now)) return refuse('KEY_MISSING', {});
    w.record({ subject: { kind: 'signing-key', id: keyId }, type: 'signing-key.retired', payload: {} });
    w.announce('certify');
    return ok({});
  }),
);

/** Records a root certificate that the office trusts. */
export const addTrustAnchor = commandHandler(contract.certify.addTrustAnchor, ({ pem }, { tx }) => {
  const certificate = parseCertificate(pem);
  if (certificate === undefined) return refuse('CERTIFICATE_UNREADABLE', {});
  const fingerprint = Sha256.parse(certificate.fingerprint256.replaceAll(':', '').toLowerCase());
  return tx.immediate((w) => {
    const subject = /(?:^|\n)CN=(.*)/u.exec(certificate.subject)?.[1] ?? certificate.subject;
    w.signingKeys.trust({ fingerprint, subject, certificate: certificate.raw, at: w.now });
    w.record({
      subject: { kind: 'trust-anchor', id: fingerprint },
      type: 'trust-anchor.added',
      payload: { fingerprint },
    });
    w.announce('certify');
    return ok({ fingerprint, subject });
  });
});

/** Whom the office trusts. */
export const listTrustAnchors = queryHandler(contract.certify.trustAnchors, (_input, { readers }) =>
  ok({
    anchors: readers.signingKeys
      .trustAnchors()
      .map(({ fingerprint, subject, addedAt }) => ({ fingerprint, subject, addedAt })),
  }),
);

function toView({ keyId, role, label, deviceId, source, subject, issuer, notAfter }: KeyRow) {
  const { kind } = KeySource.parse(source);
  return { keyId, role, label, deviceId: DeviceId.parse(deviceId), kind, subject, issuer, notAfter };
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
