import * as z from 'zod';
import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { copyFileName } from '../../../shared/domain/certification/copy-delivery.ts';
import { isHeld } from '../../../shared/domain/certification/copy-proof.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { DELIVERY_NOTE_NAME, deliveryNote } from '../../../shared/forms/own/delivery-note.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

const DeliveryId = z.uuid();

/** The copies of a dossier that may be given, with their files and the note beside them, and what was given before. */
export const listDeliverable = queryHandler(
  contract.certify.deliverable,
  ({ dossierId }, { readers, clock }) => {
    if (readers.dossiers.find(dossierId) === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
    const today = officeDay(clock.now());
    const issued = readers.copies.ofDossier(dossierId).flatMap((copy) => {
      const file = fileOf(readers, copy);
      return file === undefined ? [] : [{ copy, file }];
    });
    const ready = issued.filter(({ file }) => !file.held && file.purgedAt === null);
    const noted = ready.map(({ copy, file }) => ({ ...file, certifiedOn: copy.certifiedOn ?? today }));
    const office = readers.office.findOn(today) ?? readers.office.getLatest();
    const newest = new Map(issued.map(({ copy, file }) => [copy.id, file.sha256]));
    return ok({
      copies: issued.map(({ copy, file }) => ({ copyId: copy.id, ...file })),
      note: { name: DELIVERY_NOTE_NAME, text: deliveryNote(office.name, today, noted) },
      person: personOf(readers, dossierId),
      given: readers.copyDeliveries.ofDossier(dossierId).map((row) => {
        const { title, way, place, givenAt, givenBy } = row;
        const state = readers.outbox.findState({ epoch: row.packetEpoch, seq: row.packetSeq });
        return {
          ...{ title, way, place, givenAt, givenBy },
          outdated: newest.get(row.copyId) !== row.sha256,
          packet: PACKET[state ?? 'waiting'] ?? ('waiting' as const),
        };
      }),
    });
  },
);

const PACKET: Partial<Record<string, 'sent' | 'refused'>> = { receipted: 'sent', refused: 'refused' };

/** Records that copies were given, each with its event and its packet; what is kept back, void or not yet certified is refused, all or none. */
export const deliverCopies = commandHandler(
  contract.certify.deliver,
  ({ dossierId, way, place, files }, { tx, host, signedIn }) =>
    tx.immediate((w) => {
      const dossier = w.dossiers.find(dossierId);
      if (dossier === undefined) return refuse('DOSSIER_UNKNOWN', { dossierId });
      const person = personOf(w, dossierId);
      if (way === 'store' && !person.hasStore) return refuse('STORE_OWNER_UNKNOWN', {});
      for (const { copyId, sha256 } of files) {
        const copy = w.copies.find(copyId);
        if (copy === undefined || copy.dossierId !== dossierId) return refuse('COPY_UNKNOWN', { copyId });
        const { title, book } = copy;
        const newest = fileOf(w, copy);
        if (newest?.purgedAt != null)
          return refuse('COPY_FILE_PURGED', { title, on: officeDay(newest.purgedAt) });
        if (newest === undefined || newest.held) return refuse('COPY_NOT_DELIVERABLE', { title });
        const earlierPurgedAt = w.blobs.purgedAt(sha256);
        if (earlierPurgedAt !== null)
          return refuse('COPY_FILE_PURGED', { title, on: officeDay(earlierPurgedAt) });
        // A newer version may have come while the stick was written; what lies on the stick is a version all the same.
        const isVersion = w.proofs.versions(copyId).some((version) => version.sha256 === sha256);
        if (sha256 !== newest.sha256 && !isVersion) return refuse('COPY_FILE_UNKNOWN', { title });
        const facts = { copyId, book, number: newest.number, sha256, way };
        const event = w.record({
          subject: { kind: 'dossier', id: dossierId },
          type: 'copy.delivered',
          payload: facts,
          personal: { place: way === 'store' ? person.name : place },
        });
        const stored = w.blobs.find(sha256);
        const sent = w.send(event, {
          kind: 'copy.delivered',
          snapshot: {
            ...facts,
            dossierId,
            dossierCode: dossier.code,
            at: w.now,
            ...(way === 'store' ? { storeOf: person.number, holder: person.name } : {}),
          },
          files:
            way === 'store' && stored !== undefined
              ? [{ sha256, size: stored.size, mediaType: 'application/pdf' }]
              : [],
        });
        w.copyDeliveries.insert({
          id: host.identity.newId(DeliveryId),
          ...{ copyId, sha256, way },
          place: way === 'store' ? person.name : place,
          packetEpoch: sent.epoch,
          packetSeq: sent.seq,
          at: w.now,
          by: signedIn().userId,
        });
      }
      w.announce('certify');
      w.announce('dossier');
      return ok({});
    }),
);

/** The file of a copy that holds, as it stands now; undefined while it has none, or none that holds any more. */
function fileOf({ proofs, blobs }: Pick<Readers, 'proofs' | 'blobs'>, copy: CopyRow) {
  const proof = proofs.find(copy.id);
  const sha256 = proof?.sha256 ?? copy.certifiedSha256;
  if (copy.state !== 'certified' || sha256 === null || copy.number === null || copy.book === null)
    return undefined;
  const { title, book } = copy;
  const number = writtenCount(copy.number);
  return {
    ...{ title, book, number, sha256 },
    size: blobs.find(sha256)?.size ?? 0,
    purgedAt: blobs.purgedAt(sha256),
    fileName: copyFileName({ number, book, title }),
    held: proof !== undefined && isHeld(proof),
  };
}

/** Who asked for the copies: copies are theirs, whoever's paper was copied. */
function personOf({ dossiers }: Pick<Readers, 'dossiers'>, id: DossierId) {
  const party = dossiers.parties(id).find(({ role }) => role === 'submitter')?.party;
  const number = party?.kind === 'person' && party.identity.kind === 'citizen' ? party.identity.number : null;
  return { name: party?.name ?? '', email: party?.email ?? '', hasStore: number !== null, number };
}
