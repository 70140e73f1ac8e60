import * as z from 'zod';
import type { AssistedFileRow, AssistedRow } from '../../../db/repositories/assisted-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { findCase } from '../../../shared/domain/catalogue/catalogue.ts';
import type { ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { MAX_SUBMITTED_FILE } from '../../../shared/domain/delivery/submission-wire.ts';
import {
  missingOnline,
  portalFields,
  portalFileName,
} from '../../../shared/domain/online/assisted-filing.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { vi } from '../../../shared/messages/vi.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { Readers } from '../../host/repositories.ts';
import { readFile, type StoredFile, storeFile } from '../../host/store-file.ts';
import { assemblePages, type ReadyPage } from '../scan/assemble-pages.ts';
import { findOpen, note } from './open-filing.ts';

const LIMITS = { timeoutMs: 120_000, memoryLimitMb: 1024 };
const FileId = z.uuid();

interface Prepared {
  name: string;
  componentId: string;
  pages: number;
  bytes: Uint8Array;
}

/**
 * Makes of what was brought the files that the portal takes: pages as one PDF a component, PDFs as they are (a signature in one would not bear a
 * change), named by place and component, and one ZIP file of all with the words to copy.
 */
export const prepareFiling = commandHandler(
  contract.assist.prepare,
  async ({ filingId, restElsewhere }, context) => {
    const { readers, host, signal, counter, tx } = context;
    const open = findOpen(readers, filingId);
    if (!open.ok) return open;
    const entry = caseOf(readers, open.value, officeDay(context.clock.now()));
    const brought = readers.assisted.files(filingId).filter(({ name }) => name === null);
    if (brought.length === 0) return refuse('NO_PAGES', {});
    const missing = missingOnline(
      entry,
      brought.map(({ componentId }) => componentId ?? ''),
    );
    if (missing.length > 0 && !restElsewhere)
      return refuse('ONLINE_PAPERS_MISSING', { names: missing.map(({ name }) => name) });
    const files: Prepared[] = [];
    for (const [index, { componentId, name }] of placesOf(entry).entries()) {
      const made = await partsOf(
        context,
        brought.filter((file) => file.componentId === componentId),
        name,
      );
      if (!made.ok) return made;
      for (const [part, { pages, bytes }] of made.value.entries()) {
        const suffix = part === 0 ? '' : ` ${part + 1}`;
        files.push({ name: portalFileName(index + 1, name + suffix, 'pdf'), componentId, pages, bytes });
      }
    }
    const large = files.find(({ bytes }) => bytes.length > MAX_SUBMITTED_FILE);
    if (large !== undefined)
      return refuse('PREPARED_FILE_TOO_LARGE', { name: large.name, most: MAX_SUBMITTED_FILE });
    const words = { name: WORDS_NAME, bytes: wordsOf(open.value) };
    const packed = await host.helpers.run(
      helperKinds.packFiles,
      { files: [...files.map(({ name, bytes }) => ({ name, bytes })), words] },
      { ...LIMITS, ...(signal === undefined ? {} : { signal }) },
    );
    if (!packed.ok) return refuse('PAGES_NOT_READ', { reason: packed.refusal.code });
    const stored: (Omit<Prepared, 'bytes'> & { kind: 'prepared'; file: StoredFile })[] = [];
    for (const { bytes, ...file } of files)
      stored.push({
        ...file,
        kind: 'prepared',
        file: await storeFile(counter, bytes, 'application/pdf'),
      });
    const bundle = {
      name: BUNDLE_NAME,
      componentId: null,
      pages: 0,
      kind: 'bundle' as const,
      file: await storeFile(counter, packed.value.zip, 'application/zip'),
    };
    return tx.immediate((w) => {
      const still = findOpen(w, filingId);
      if (!still.ok) return still;
      if (
        !isSame(
          brought,
          w.assisted.files(filingId).filter(({ name }) => name === null),
        )
      )
        return refuse('PAGES_CHANGED', {});
      w.assisted.removePrepared(filingId, w.now);
      for (const { file, ...rest } of [...stored, bundle]) {
        const { sha256, size } = file;
        w.blobs.name({ ...file, at: w.now });
        const fileId = host.identity.newId(FileId);
        w.assisted.addFile({ fileId, filingId, ...rest, sha256, size, dpi: null, at: w.now });
      }
      w.assisted.prepared(filingId, w.now);
      const made = stored.map(({ name, file }) => ({ name, sha256: file.sha256, size: file.size }));
      note(w, filingId, 'assisted.prepared', {
        files: made,
        missing: missing.map(({ componentId }) => componentId),
      });
      return ok({ files: stored.length });
    });
  },
);

/** Where a paper goes that the procedure does not name. */
export const OTHER_PLACE = 'other';
const WORDS_NAME = '00-thong-tin-can-nhap.txt';
const BUNDLE_NAME = 'ho-so-truc-tuyen.zip';

/** The case that a filing is for, as it stands in the catalogue of a day. */
export function caseOf(
  { catalogues }: Pick<Readers, 'catalogues'>,
  { procedureCode, caseId }: AssistedRow,
  day: string,
): ProcedureCase {
  const procedure =
    catalogues.on(day).recordedProcedure(procedureCode) ??
    catalogues.newest().recordedProcedure(procedureCode);
  const entry = procedure === undefined ? undefined : findCase(procedure, caseId);
  if (entry === undefined) throw new Error(`no case ${caseId} of ${procedureCode}`);
  return entry;
}

/** The components of a case and the place of everything else, in the order of the files. */
export function placesOf(entry: ProcedureCase): { componentId: string; name: string }[] {
  const named = entry.components.map(({ id, name }) => ({ componentId: id, name }));
  return [...named, { componentId: OTHER_PLACE, name: vi['assist.other'] }];
}

/** Pages as one PDF, before the PDFs that were brought as such. */
async function partsOf(context: CommandContext, files: readonly AssistedFileRow[], title: string) {
  const { counter, readers, clock } = context;
  const pages = files.filter(({ kind }) => kind === 'page');
  const parts: { pages: number; bytes: Uint8Array }[] = [];
  if (pages.length > 0) {
    const office = readers.office.findOn(officeDay(clock.now())) ?? readers.office.getLatest();
    const facts = { title, author: office.superiorName, createdAt: clock.now() };
    const made = await counter.folder.scratch.use(async (place) => {
      const pictures: ReadyPage[] = [];
      for (const { sha256, dpi } of pages) {
        const file = place.newFile();
        await place.write(file, [await bytesOf(context, sha256)]);
        pictures.push({ file, dpi });
      }
      return await assemblePages(context, place, pictures, facts, gathered);
    });
    if (!made.ok) return made;
    parts.push({ pages: pages.length, bytes: made.value });
  }
  for (const { sha256, pages: count } of files.filter(({ kind }) => kind === 'pdf'))
    parts.push({ pages: count, bytes: await bytesOf(context, sha256) });
  return ok(parts);
}

async function gathered(pieces: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function bytesOf({ counter }: CommandContext, sha256: string): Promise<Uint8Array> {
  const bytes = await readFile(counter, sha256);
  if (bytes === undefined) throw new Error(`file ${sha256} is gone`);
  return new Uint8Array(bytes);
}

/** What is typed into the portal's form, a line a field; the mark in front lets every editor show Vietnamese. */
function wordsOf(filing: AssistedRow): Uint8Array {
  const lines = portalFields(filing).map(({ field, value }) => {
    const shown = field === 'sex' ? vi[value === 'male' ? 'party.sex.male' : 'party.sex.female'] : value;
    return `${vi[`assist.field.${field}`]}: ${shown}`;
  });
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function isSame(before: readonly AssistedFileRow[], after: readonly AssistedFileRow[]): boolean {
  return before.map(({ fileId }) => fileId).join() === after.map(({ fileId }) => fileId).join();
}
