import type { SignerRow } from '../../../db/repositories/signer-repository.ts';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { type Expiry, expiryOfDay, expiryOfInstant } from '../../../shared/domain/certification/expiry.ts';
import { isPermitted } from '../../../shared/domain/people/permissions.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ok } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';

/**
 * Certificates and rights to sign that end soon, the nearest first: to everybody their own, to seal keepers the agency's, to administrators all.
 * What has a successor that lasts is not told of. Nothing is stopped before its end; the signing itself refuses what has ended.
 */
export const listExpiries = queryHandler(
  contract.certify.expiries,
  (_input, { readers, clock, signedIn }) => {
    const { userId, roles } = signedIn();
    const now = clock.now();
    const all = isPermitted('certify:administer', roles);
    const keys = readers.signingKeys
      .all()
      .filter(
        ({ role, holderId }) =>
          all || (role === 'agency' ? isPermitted('certify:seal', roles) : holderId === userId),
      )
      .map((key) => ({ of: key, end: expiryOfInstant(key.notAfter, now) }));
    const today = officeDay(now);
    const rights = readers.signers
      .all()
      .filter((right) => all || right.userId === userId)
      .map((right) => ({ of: right, end: endOfRight(right, today) }));
    const told = [
      ...lastOf(keys, ownerOfKey).map(({ of, end }) => ({
        kind: 'key' as const,
        name: nameOfKey(of),
        ...end,
      })),
      ...lastOf(rights, ({ userId: holder }) => holder)
        // A right that has ended is history; nobody needs to do anything about it.
        .filter(({ end }) => end.stage !== 'ended')
        .map(({ of, end }) => ({ kind: 'signer' as const, name: of.name, ...end })),
    ];
    const near = told.filter(({ stage }) => stage !== 'far');
    return ok({ expiries: near.sort((a, b) => a.daysLeft - b.daysLeft) });
  },
);

/** Of each owner what lasts longest. */
function lastOf<T>(rows: readonly { of: T; end: Expiry }[], ownerOf: (row: T) => string) {
  const longest = new Map<string, { of: T; end: Expiry }>();
  for (const row of rows) {
    const known = longest.get(ownerOf(row.of));
    if (known === undefined || known.end.until < row.end.until) longest.set(ownerOf(row.of), row);
  }
  return [...longest.values()];
}

const ownerOfKey = ({ role, holderId, keyId }: KeyRow) => (role === 'agency' ? role : (holderId ?? keyId));

const nameOfKey = ({ label, holderName }: KeyRow) => holderName ?? label;

function endOfRight({ validTo }: SignerRow, today: string): Expiry {
  return validTo === null
    ? { until: '9999-12-31', daysLeft: Number.MAX_SAFE_INTEGER, stage: 'far' }
    : expiryOfDay(validTo, today);
}
