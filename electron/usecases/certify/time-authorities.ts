import { contract } from '../../../shared/contract/index.ts';
import { ok } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { tryAuthority } from '../../host/prove.ts';
import { provingRefusal } from './proving-refusal.ts';
import { proofTools } from './stamp-signature.ts';

/** Whom the office asks for time stamps, in order. */
export const getTimeAuthorities = queryHandler(contract.certify.timeAuthorities, (_input, { readers }) =>
  ok(readers.settings.get('certify.timeAuthorities')),
);

/** Names whom the office asks for time stamps; the whole list, each time. Copies that wait are tried at once. */
export const setTimeAuthorities = commandHandler(
  contract.certify.setTimeAuthorities,
  ({ addresses, digest }, { tx, counter }) => {
    const done = tx.immediate((w) => {
      w.settings.set('certify.timeAuthorities', { addresses, digest }, w.now);
      const waiting = addresses.length > 0 ? w.proofs.hurry(null, w.now) : 0;
      if (addresses.length === 0) w.proofs.rest();
      w.announce('certify');
      return ok({ addresses, digest, waiting });
    });
    if (done.ok) counter.prover.look();
    return done;
  },
);

/** Asks one authority for a stamp over nothing of worth, to see whether it can be used. */
export const tryTimeAuthority = queryHandler(
  contract.certify.tryTimeAuthority,
  async ({ address }, context) => {
    const said = await tryAuthority(proofTools(context), address);
    if (!said.ok) return provingRefusal(said.refusal);
    const { at, authority, authorityNotAfter } = said.value;
    return ok({ at, authority, authorityNotAfter });
  },
);
