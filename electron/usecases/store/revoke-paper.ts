import { contract } from '../../../shared/contract/index.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler } from '../../host/handlers.ts';

/** Takes a paper or a result out of force for good; it stays where it is, and is offered to nobody any more. */
export const revokePaper = commandHandler(contract.store.revoke, ({ source, reason }, { tx, signedIn }) =>
  tx.immediate((w) => {
    const { dossierId } = source;
    const componentId = source.kind === 'component' ? source.componentId : '';
    const isThere =
      source.kind === 'component'
        ? w.pages.digitalCopies(dossierId).some((copy) => copy.componentId === componentId)
        : w.results.find(dossierId) !== undefined;
    if (!isThere) return refuse('STORE_ENTRY_UNKNOWN', {});
    const revoked = w.store.revoke({ dossierId, componentId, reason, at: w.now, by: signedIn().userId });
    if (!revoked) return refuse('REVOKED_BEFORE', {});
    w.record({
      subject: { kind: 'dossier', id: dossierId },
      type: 'dossier.paper-revoked',
      payload: { componentId: componentId === '' ? null : componentId },
      personal: { reason },
    });
    w.announce('dossier');
    return ok({});
  }),
);
