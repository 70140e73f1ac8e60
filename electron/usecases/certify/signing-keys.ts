import { X509Certificate } from 'node:crypto';
import * as z from 'zod';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { isDemoRoot } from '../../../shared/domain/certification/demo-root.ts';
import { isNamedAs } from '../../../shared/domain/certification/key-holder.ts';
import { DeviceId, Sha256, type UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { KeySource } from '../../host/ports/signer.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { type ServiceSource, signWhole } from './sign-whole.ts';
import { signingRefusal } from './signing-refusal.ts';
import { TRIAL_NAME, trialPage } from './trial-page.ts';

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
export const addKey = commandHandler(contract.certify.addKey, async (input, context) => {
  const { tx, host } = context;
  const { role, label, deviceId, source, pin, holderId, nameSeen } = input;
  if (role === 'officer' && holderId === null) return refuse('KEY_HOLDER_MISSING', {});
  const found =
    source.kind === 'service'
      ? await tryService(context, deviceId, source)
      : await host.signer.certificates({ deviceId, source, pin });
  if (!found.ok) return signingRefusal(found.refusal);
  const [certificate] = found.value;
  if (certificate === undefined) return refuse('KEY_MISSING', {});
  return tx.immediate((w) => {
    const fingerprint = Sha256.parse(certificate.fingerprint);
    const held = { fingerprint, certificate: Buffer.from(certificate.certificate) };
    const holder = role === 'officer' && holderId !== null ? holderOf(w, held, holderId, nameSeen) : ok(null);
    if (!holder.ok) return holder;
    const key: KeyRow = {
      keyId: host.identity.newId(KeyId),
      role,
      label,
      deviceId,
      source,
      ...held,
      subject: certificate.subject,
      issuer: certificate.issuer,
      notAfter: certificate.notAfter,
      holderId: holder.value?.id ?? null,
      holderName: holder.value?.displayName ?? null,
      chain: certificate.chain.map((issuer) => Buffer.from(issuer).toString('base64')),
    };
    w.signingKeys.insert({ ...key, at: w.now });
    w.record({
      subject: { kind: 'signing-key', id: key.keyId },
      type: 'signing-key.added',
      payload: { role, fingerprint, deviceId, kind: source.kind, holderId: key.holderId },
    });
    w.announce('certify');
    return ok(toView(key));
  });
});

/** Says whose a personal key is. Who it was said of is not changed afterwards: a wrong one is taken out of use and the key taken up again. */
export const bindKey = commandHandler(contract.certify.bindKey, ({ keyId, holderId, nameSeen }, { tx }) =>
  tx.immediate((w) => {
    const key = w.signingKeys.find(keyId);
    if (key === undefined) return refuse('KEY_MISSING', {});
    if (key.role !== 'officer') return refuse('KEY_ROLE_WRONG', { role: key.role });
    if (key.holderId !== null) return refuse('KEY_ALREADY_BOUND', {});
    const holder = holderOf(w, key, holderId, nameSeen);
    if (!holder.ok) return holder;
    w.signingKeys.bind(keyId, holderId);
    w.record({
      subject: { kind: 'signing-key', id: keyId },
      type: 'signing-key.bound',
      payload: { holderId },
    });
    w.announce('certify');
    return ok({});
  }),
);

/** The person, where a certificate can be theirs: it names them, or the administrator has seen that it does not, and it is nobody else's. */
function holderOf(
  w: Work,
  { fingerprint, certificate }: Pick<KeyRow, 'fingerprint' | 'certificate'>,
  userId: UserId,
  nameSeen: boolean,
) {
  const user = w.users.find(userId);
  if (user === undefined) return refuse('USER_NOT_FOUND', { userId });
  const other = w.signingKeys
    .all()
    .find((key) => key.fingerprint === fingerprint && key.holderId !== null && key.holderId !== userId);
  if (other !== undefined) return refuse('KEY_HELD_BY_ANOTHER', { holder: other.holderName ?? '' });
  const name = commonName(new X509Certificate(certificate));
  return nameSeen || isNamedAs(name, user.displayName)
    ? ok(user)
    : refuse('KEY_NAME_DIFFERS', { certificate: name, holder: user.displayName });
}

/** The certificate of a key behind a program that signs, seen by having it sign a page without content: so it is known to work, too. */
async function tryService(context: QueryContext, deviceId: string, source: ServiceSource) {
  const signed = await signWhole(context, { deviceId, source, certificate: null }, trialPage(), TRIAL_NAME);
  return signed.ok ? ok([signed.value.signer]) : signed;
}

/** Takes a key out of use; what it signed stays. */
export const retireKey = commandHandler(contract.certify.retireKey, ({ keyId }, { tx }) =>
  tx.immediate((w) => {
    if (!w.signingKeys.retire(keyId, w.now)) return refuse('KEY_MISSING', {});
    w.record({ subject: { kind: 'signing-key', id: keyId }, type: 'signing-key.retired', payload: {} });
    w.announce('certify');
    return ok({});
  }),
);

/** Records a root certificate that the office trusts: an authority that vouches for itself, since nobody else does. */
export const addTrustAnchor = commandHandler(
  contract.certify.addTrustAnchor,
  ({ pem, fileName }, { tx, signedIn }) => {
    const certificate = parseCertificate(pem);
    if (certificate === undefined) return refuse('CERTIFICATE_UNREADABLE', {});
    if (!isSelfSigned(certificate)) return refuse('ROOT_NOT_SELF_SIGNED', { issuer: certificate.issuer });
    if (!certificate.ca) return refuse('ROOT_NOT_AUTHORITY', {});
    const fingerprint = Sha256.parse(certificate.fingerprint256.replaceAll(':', '').toLowerCase());
    return tx.immediate((w) => {
      const notAfter = certificate.validToDate.toISOString();
      if (notAfter < w.now) return refuse('CERTIFICATE_EXPIRED', { notAfter });
      const subject = commonName(certificate);
      const by = signedIn().userId;
      w.signingKeys.trust({ fingerprint, subject, certificate: certificate.raw, fileName, at: w.now, by });
      w.record({
        subject: { kind: 'trust-anchor', id: fingerprint },
        type: 'trust-anchor.added',
        payload: { fingerprint, fileName },
      });
      w.announce('certify');
      return ok({ fingerprint, subject });
    });
  },
);

/** Takes a root out of trust, with the reason. */
export const removeTrustAnchor = commandHandler(
  contract.certify.removeTrustAnchor,
  ({ fingerprint, reason }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const by = signedIn().userId;
      if (!w.signingKeys.distrust({ fingerprint, reason, at: w.now, by }))
        return refuse('ANCHOR_UNKNOWN', {});
      w.record({
        subject: { kind: 'trust-anchor', id: fingerprint },
        type: 'trust-anchor.removed',
        payload: { fingerprint, reason },
      });
      w.announce('certify');
      return ok({});
    }),
);

/** Whom the office trusts, and how that came. */
export const listTrustAnchors = queryHandler(contract.certify.trustAnchors, (_input, { readers }) =>
  ok({
    anchors: readers.signingKeys.trustAnchors().map(({ certificate, ...anchor }) => ({
      ...anchor,
      notAfter: new X509Certificate(certificate).validToDate.toISOString(),
      isDemo: isDemoRoot(anchor.subject),
    })),
    history: readers.signingKeys.trustHistory(),
  }),
);

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

function toView({ holderId, holderName, source, ...key }: KeyRow) {
  const { keyId, role, label, subject, issuer, notAfter } = key;
  const { kind } = KeySource.parse(source);
  const deviceId = DeviceId.parse(key.deviceId);
  const holder = holderId === null ? null : { userId: holderId, name: holderName ?? '' };
  return { keyId, role, label, deviceId, kind, subject, issuer, notAfter, holder };
}

function commonName({ subject }: X509Certificate): string {
  return /(?:^|\n)CN=(.*)/u.exec(subject)?.[1] ?? subject;
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
