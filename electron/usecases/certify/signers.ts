import * as z from 'zod';
import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

const SignerId = z.uuid();

/** Who may sign certifications, those in force first. */
export const listSigners = queryHandler(contract.book.signers, (_input, { readers }) =>
  ok({ signers: readers.signers.all() }),
);

/** Records somebody's right to sign certifications; an authorisation names its paper and its office. */
export const addSigner = commandHandler(
  contract.book.addSigner,
  ({ requestId: _, ...right }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const user = w.users.find(right.userId);
      if (user === undefined) return refuse('USER_NOT_FOUND', { userId: right.userId });
      const isAuthorised = right.kind === 'authorised';
      if (isAuthorised && (right.office === '' || right.ground === ''))
        return refuse('SIGNER_GROUND_MISSING', {});
      if (right.validTo !== null && right.validTo < right.validFrom) return refuse('SIGNER_DAYS_WRONG', {});
      const signerId = host.identity.newId(SignerId);
      const said = isAuthorised ? right : { ...right, office: '', ground: '', compares: false };
      const by = signedIn().userId;
      w.signers.insert({ ...said, signerId, name: user.displayName, at: w.now, by });
      w.record({ subject: { kind: 'signer', id: signerId }, type: 'signer.added', payload: { ...said } });
      w.announce('certify');
      return ok({ signerId });
    }),
);

/** Ends a right with a day. What was signed before stays. */
export const endSigner = commandHandler(contract.book.endSigner, ({ signerId, lastDay }, { tx }) =>
  tx.immediate((w) => {
    if (!w.signers.end(signerId, lastDay)) return refuse('SIGNER_ALREADY_ENDED', {});
    w.record({ subject: { kind: 'signer', id: signerId }, type: 'signer.ended', payload: { lastDay } });
    w.announce('certify');
    return ok({});
  }),
);
