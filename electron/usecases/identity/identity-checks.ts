import * as z from 'zod';
import type { CheckRow } from '../../../db/repositories/identity-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import {
  type CheckedRole,
  type CheckOccasion,
  decideLaterCheck,
  type IdentityMethod,
  isAccountConfirmedOnline,
} from '../../../shared/domain/identity/identity-check.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Identity } from '../../host/identity.ts';
import type { Work } from '../../host/unit-of-work.ts';

const CheckId = z.uuid();

/** Who stands at the window in a transaction, and how they were authenticated. */
interface PersonAtWindow {
  dossierId: DossierId;
  occasion: CheckOccasion;
  role: CheckedRole;
  name: string;
  method: IdentityMethod;
  by: string;
}

/** Records how somebody was authenticated, inside the transaction they stand at the window for; what the event and the packet say of it. */
export function recordIdentity(
  w: Work,
  identity: Identity,
  person: PersonAtWindow,
  later: { settles: string | null; note: string | null } = { settles: null, note: null },
) {
  w.identities.record({ id: identity.newId(CheckId), ...person, ...later, at: w.now });
  const { role, method } = person;
  return { role, method, TaiKhoanDuocXacThucVoiVNeID: isAccountConfirmedOnline(method) };
}

/** Everybody who was not authenticated and still is not. */
export const listUnverified = queryHandler(contract.identity.unverified, (_input, { readers }) =>
  ok({
    total: readers.identities.waiting().count,
    checks: readers.identities
      .unverified()
      .map((row) => ({ ...checkView(row), dossierId: row.dossierId, code: row.code })),
  }),
);

/** Records the authentication that came after the transaction; the earlier state stays beside it. */
export const recordLaterCheck = commandHandler(
  contract.identity.recordCheck,
  ({ checkId, method, note }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const earlier = w.identities.find(checkId);
      if (earlier === undefined) return refuse('CHECK_UNKNOWN', { checkId });
      const decided = decideLaterCheck({
        method: earlier.method,
        settled: w.identities.findSettling(checkId),
      });
      if (!decided.ok) return decided;
      const { dossierId, code, role, name } = earlier;
      const by = signedIn().userId;
      const facts = recordIdentity(
        w,
        host.identity,
        { dossierId, occasion: 'later', role, name, method, by },
        { settles: checkId, note },
      );
      const said = { ...facts, occasion: earlier.occasion };
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.identity-checked',
        payload: { code, ...said },
        ...(note === null ? {} : { personal: { note } }),
      });
      const sent = w.send(event, {
        kind: 'dossier.identity-checked',
        snapshot: { dossierId, dossierCode: code, ...said, at: w.now },
        files: [],
      });
      w.announce('dossier');
      return ok({ packetSeq: sent.seq });
    }),
);

/** A check as the screens show it. */
export function checkView({ id, occasion, role, name, method, note, at, by }: CheckRow) {
  return { checkId: id, occasion, role, name, method, note, at, by };
}
