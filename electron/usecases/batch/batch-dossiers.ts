import * as z from 'zod';
import type { ImportRow } from '../../../db/repositories/import-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { isSlip } from '../../../shared/forms/form-definition.ts';
import { type DossierId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { readFile, storeFile } from '../../host/store-file.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 512 };
const PaperId = z.uuid();

type Readers = QueryContext['readers'];

/** Every list of new dossiers, newest first. */
export const listBatches = queryHandler(contract.batch.list, (_input, { readers }) =>
  ok({
    batches: readers.imports
      .list()
      .filter(({ kind }) => kind === 'new')
      .reverse()
      .map((row) => viewOf(readers, row)),
  }),
);

/** One list with its dossiers. */
export const getBatch = queryHandler(contract.batch.get, ({ number }, { readers }) => {
  const found = findBatch(readers, number);
  if (found === undefined) return refuse('BATCH_UNKNOWN', { number });
  return ok({
    ...viewOf(readers, found),
    received: readers.imports.dossiersOf(number).map(({ dossierId, ...rest }) => {
      const parties = readers.dossiers.parties(dossierId);
      const owner = parties.find(({ role }) => role === 'owner') ?? parties[0];
      const slip = newestSlip(readers, dossierId);
      return {
        dossierId,
        ...rest,
        ownerName: owner?.party.name ?? '',
        slip: slip === undefined ? null : { ...slip, paperId: PaperId.parse(slip.paperId) },
      };
    }),
  });
});

/** Joins the newest slips of a list into one file, so that one press prints them all; each slip stays with its dossier as it is. */
export const joinBatchSlips = commandHandler(contract.batch.joinSlips, async ({ number }, context) => {
  const { readers, host, counter, signal, tx } = context;
  if (findBatch(readers, number) === undefined) return refuse('BATCH_UNKNOWN', { number });
  const slips = readers.imports
    .dossiersOf(number)
    .filter(({ voided }) => !voided)
    .flatMap(({ dossierId }) => newestSlip(readers, dossierId) ?? []);
  if (slips.length === 0) return refuse('NO_SLIPS', {});
  const files: Uint8Array[] = [];
  for (const { sha256 } of slips) {
    const bytes = await readFile(counter, sha256);
    if (bytes === undefined) throw new Error(`paper ${sha256} is gone`);
    files.push(new Uint8Array(bytes));
  }
  const joined = await host.helpers.run(
    helperKinds.joinPdfs,
    { files },
    { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
  );
  if (!joined.ok) return refuse('PAPER_NOT_DRAWN', { reason: joined.refusal.code });
  const file = await storeFile(counter, joined.value.pdf, 'application/pdf');
  return tx.immediate((w) => {
    w.blobs.name({ ...file, at: w.now });
    return ok({ sha256: file.sha256, size: file.size, slips: slips.length });
  });
});

function findBatch({ imports }: Readers, number: number): ImportRow | undefined {
  return imports.list().find((each) => each.number === number && each.kind === 'new');
}

function viewOf({ users }: Readers, { kind: _kind, takenBy, ...rest }: ImportRow) {
  return { ...rest, takenBy: users.find(UserId.parse(takenBy))?.displayName ?? '' };
}

function newestSlip({ forms, papers }: Readers, dossierId: DossierId) {
  const slip = papers.ofDossier(dossierId).findLast(({ formId }) => isSlip(forms.byId(formId)?.kind));
  return slip === undefined
    ? undefined
    : { paperId: slip.paperId, sha256: slip.sha256, printed: slip.printed };
}
