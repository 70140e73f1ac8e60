import { contract } from '../../../shared/contract/index.ts';
import type { CanonicalValue } from '../../../shared/domain/canonical-json.ts';
import { checkFacts, lackingOf, type PaperFacts } from '../../../shared/domain/digitisation/paper-facts.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { sendDigitalCopy } from './put-digital-copy.ts';

/**
 * Says what a digitised paper is: before or after its digital copy is made, and also when the dossier has ended, because the national data still ask for it.
 * A paper whose copy was sent is sent again with what is known now.
 */
export const sayFacts = commandHandler(
  contract.scan.sayFacts,
  ({ dossierId, componentId, facts, suggested }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const components = w.dossiers.components(dossierId);
      if (components.every((component) => component.componentId !== componentId))
        return refuse('COMPONENT_UNKNOWN', { componentId });
      if (dossier.state === 'voided') return refuse('DOSSIER_CLOSED', { state: dossier.state });
      const checked = checkFacts(facts, w.today);
      if (!checked.ok) return checked;
      const lacking = lackingOf(facts);
      w.paperFacts.say({
        dossierId,
        componentId,
        facts,
        suggested,
        lacking,
        at: w.now,
        by: signedIn().userId,
      });
      const event = w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'dossier.paper-facts-said',
        payload: { componentId, kind: facts.kind, suggested, lacking },
        personal: personalOf(facts),
      });
      w.announce('dossier');
      const sent = sendIfCopied(w, event, { dossierId, componentId, code: dossier.code });
      return ok({ lacking, packetSeq: sent?.seq ?? null });
    }),
);

/** A paper says who somebody is and where they live: it stands in the event by commitment only. */
function personalOf({ kind: _, ...rest }: PaperFacts): Record<string, string> {
  const said = Object.entries(rest).filter(([, value]) => value !== null) as [string, CanonicalValue][];
  return Object.fromEntries(
    said.map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function sendIfCopied(
  w: Work,
  event: ReturnType<Work['record']>,
  place: Parameters<typeof sendDigitalCopy>[2],
) {
  const isCopied = w.pages
    .digitalCopies(place.dossierId)
    .some(({ componentId }) => componentId === place.componentId);
  return isCopied ? sendDigitalCopy(w, event, place) : undefined;
}

/** Digital copies of open dossiers of which something is lacking. */
export const listLacking = queryHandler(contract.scan.lacking, (_input, { readers }) =>
  ok({
    copies: readers.paperFacts
      .lacking()
      .map(({ ownerName, ...row }) => ({ ...row, ownerName: ownerName ?? '' })),
    total: readers.paperFacts.lackingFigures().count,
  }),
);
