import * as z from 'zod';
import { plainJson } from '../../../shared/domain/canonical-json.ts';
import { DigitisedSnapshot } from '../../../shared/domain/delivery/digitised-wire.ts';
import type { ReEncodedPage } from '../../../shared/domain/digitisation/copy-size.ts';
import { digitalCopyName } from '../../../shared/domain/digitisation/digital-copy-name.ts';
import { lackingOf } from '../../../shared/domain/digitisation/paper-facts.ts';
import { reuseFlags } from '../../../shared/domain/digitisation/person-store.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import type { QueryContext } from '../../host/call-context.ts';
import type { StoredFile } from '../../host/store-file.ts';
import type { RecordedEvent, Work } from '../../host/unit-of-work.ts';
import { ofNationalStore } from '../store/national-store.ts';

const DigitalCopyId = z.uuid();

/** A component of a dossier, and the code that the dossier has now. */
interface CopyPlace {
  dossierId: DossierId;
  componentId: string;
  code: string;
}

/** What a copy shows, and what had to be done for its size: pages coded anew, or the limit in bytes that a person let it pass. */
interface CopyMade {
  pages: number;
  reEncoded?: readonly ReEncodedPage[];
  largerThan?: number | null;
}

/**
 * Names a PDF as the digital copy of a component: record, event and packet. `originalName`: as an accepted file came; `reused`: where it comes
 * from when another dossier has it. */
export function putDigitalCopy(
  w: Work,
  { host, signedIn }: Pick<QueryContext, 'host' | 'signedIn'>,
  place: CopyPlace,
  { originalName, ...file }: StoredFile & { originalName: string | null },
  { pages, reEncoded = [], largerThan = null }: CopyMade,
  reused?: { fromDossier: DossierId; fromComponent: string | null; resultCode: string | null },
) {
  const { dossierId, componentId, code } = place;
  const { sha256, size } = file;
  w.blobs.name({ ...file, at: w.now });
  const number = w.pages.digitalCopiesEver(dossierId, componentId) + 1;
  const fileName = digitalCopyName({ dossierCode: code, componentId, number });
  const id = host.identity.newId(DigitalCopyId);
  const said = { sha256, pages, fileName, originalName, at: w.now, by: signedIn().userId };
  w.pages.putDigitalCopy({ id, dossierId, componentId, ...said, reEncoded, largerThan });
  if (reused !== undefined) w.store.reuse({ copyId: id, ...reused });
  const event = w.record({
    subject: { kind: 'dossier', id: dossierId },
    type: 'dossier.digitised',
    payload: {
      componentId,
      sha256,
      pages,
      size,
      fileName,
      ...(reused === undefined ? {} : { reused }),
      ...(reEncoded.length === 0 ? {} : { reEncoded: [...reEncoded] }),
      ...(largerThan === null ? {} : { largerThan }),
    },
    // A file is often called after the person.
    ...(originalName === null ? {} : { personal: { originalName } }),
  });
  w.announce('dossier');
  return sendDigitalCopy(w, event, place);
}

/** Sends the digital copy that a component has, with what is known of its paper. Throws when it has none. */
export function sendDigitalCopy(w: Work, event: RecordedEvent, { dossierId, componentId, code }: CopyPlace) {
  const copy = w.pages.digitalCopies(dossierId).find((row) => row.componentId === componentId);
  if (copy === undefined) throw new Error(`component ${componentId} of ${dossierId} has no digital copy`);
  const facts = w.paperFacts.find(dossierId, componentId)?.facts ?? null;
  const reuse = w.store.reusesOf(dossierId).find((row) => row.componentId === componentId);
  const { sha256, size, pages, fileName, originalName, madeAt, madeBy, reEncoded } = copy;
  const snapshot = DigitisedSnapshot.parse({
    dossierId,
    dossierCode: code,
    componentId,
    sha256,
    size,
    pages,
    fileName,
    originalName,
    digitisedAt: madeAt,
    digitisedBy: madeBy,
    reEncoded: reEncoded.map(({ page, quality, dpi }) => ({ page, quality, dpi })),
    facts,
    lacking: lackingOf(facts),
    ...reuseFlags(reuse ?? null, ofNationalStore(w, dossierId).has(componentId)),
    at: w.now,
  });
  const files = [{ sha256, size, mediaType: 'application/pdf' }];
  return w.send(event, { kind: 'dossier.digitised', snapshot: plainJson(snapshot), files });
}
