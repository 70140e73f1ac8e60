import * as z from 'zod';
import type { OriginalRow } from '../../../db/repositories/custody-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { decideKeeping } from '../../../shared/domain/dossier/kept-original.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Work } from '../../host/unit-of-work.ts';

const OriginalId = z.uuid();

/** Records that the office keeps an original: how many, where, with whom and what for. */
export const keepOriginal = commandHandler(
  contract.custody.keep,
  ({ dossierId, componentId, name, count, place, holder, purpose }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      if (!isOpen(dossier.state)) return refuse('DOSSIER_CLOSED', { state: dossier.state });
      const component = w.dossiers.components(dossierId).find((entry) => entry.componentId === componentId);
      if (componentId !== null && component === undefined)
        return refuse('COMPONENT_UNKNOWN', { componentId });
      const out = w.custody.ofDossier(dossierId).filter(({ backAt }) => backAt === null);
      const kept = out.filter((entry) => entry.componentId === componentId);
      const decided = decideKeeping(
        { name, handedIn: component?.original ?? null },
        kept.reduce((sum, entry) => sum + entry.count, 0),
        count,
      );
      if (!decided.ok) return decided;
      const originalId = host.identity.newId(OriginalId);
      const said = { name, place, holder, purpose };
      w.custody.keep({
        id: originalId,
        dossierId,
        componentId,
        count,
        ...said,
        at: w.now,
        by: signedIn().userId,
      });
      w.record({
        subject: { kind: 'dossier', id: dossierId },
        type: 'original.kept',
        payload: { originalId, componentId, count },
        personal: said,
      });
      w.announce('dossier');
      return ok({ originalId });
    }),
);

/** Records that an original lies elsewhere now, or that somebody else answers for it. */
export const moveOriginal = commandHandler(contract.custody.move, ({ originalId, place, holder }, { tx }) =>
  tx.immediate((w) => {
    const found = findOut(w, originalId);
    if (!found.ok) return found;
    w.custody.move(originalId, { place, holder });
    w.record({
      subject: { kind: 'dossier', id: found.value.dossierId },
      type: 'original.moved',
      payload: { originalId },
      personal: { place, holder },
    });
    w.announce('dossier');
    return ok({ movedAt: w.now });
  }),
);

/** Records that an original went back: to whom, and signed on paper or with the reason why it was not. */
export const giveBackOriginal = commandHandler(
  contract.custody.giveBack,
  ({ originalId, to, signature, note }, { tx, signedIn }) =>
    tx.immediate((w) => {
      const found = findOut(w, originalId);
      if (!found.ok) return found;
      w.custody.giveBack(originalId, { at: w.now, by: signedIn().userId, to, signature, note });
      w.record({
        subject: { kind: 'dossier', id: found.value.dossierId },
        type: 'original.given-back',
        payload: { originalId, signature },
        personal: { to, ...(note === null ? {} : { note }) },
      });
      w.announce('dossier');
      return ok({ backAt: w.now });
    }),
);

/** Every original that the office keeps now, the oldest first. */
export const listOriginals = queryHandler(contract.custody.list, (_input, { readers }) =>
  ok({
    total: readers.custody.waiting().count,
    originals: readers.custody.out().map((row) => {
      const { back: _, ...original } = originalView(row);
      const { dossierId, code, ownerName } = row;
      return { ...original, dossierId, code, ownerName };
    }),
  }),
);

/** An original as a screen shows it. */
export function originalView({
  id,
  name,
  count,
  place,
  holder,
  purpose,
  keptAt,
  keptBy,
  ...row
}: OriginalRow) {
  const { backAt, backBy, backTo, signature, backNote } = row;
  return {
    originalId: id,
    name,
    count,
    place,
    holder,
    purpose,
    keptAt,
    keptBy,
    back:
      backAt === null || signature === null
        ? null
        : { at: backAt, by: backBy ?? '', to: backTo ?? '', signature, note: backNote },
  };
}

function findOut(w: Work, originalId: string) {
  const original = w.custody.find(originalId);
  if (original === undefined) return refuse('ORIGINAL_UNKNOWN', { originalId });
  const { backAt, backTo } = original;
  return backAt === null ? ok(original) : refuse('ORIGINAL_BACK', { to: backTo ?? '', at: backAt });
}
