import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import {
  copyCertificationText,
  ELECTRONIC_COPY_BOOK,
} from '../../../shared/forms/nd-23-2015/copy-certification.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import type { PreparedSignature } from '../../host/ports/signer.ts';
import { readFile, storeFile } from '../../host/store-file.ts';
import { checksOf, runSigning } from './signing-run.ts';

/** Books of an installation are not divided into volumes. */
const VOLUME = '01';
const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 1024 };
const FIELDS = { officer: 'officer', agency: 'agency' } as const;

/**
 * The officer signs copies: number and date are taken now, drawn into the statement, both signature fields are made, and the certifying
 * signature is put (Điều 10 Nghị định 45/2020/NĐ-CP). A copy whose signing was stopped keeps its number and gets the day of this attempt.
 */
export const signCopies = commandHandler(contract.certify.sign, (input, context) =>
  runSigning(context, input, {
    role: 'officer',
    prepare: (copy, key) => prepareOfficer(context, copy, key),
    finish: (copy, signed) => finishOfficer(context, copy, signed),
  }),
);

async function prepareOfficer(
  context: CommandContext,
  copy: CopyRow,
  key: KeyRow,
): Promise<Result<PreparedSignature>> {
  const { host, counter, tx } = context;
  const numbered = numberCopy(context, copy);
  if (!numbered.ok) return numbered;
  const drawn = await drawStatement(context, copy, numbered.value);
  if (!drawn.ok) return drawn;
  const { pdf, pageIndex, officerRect, agencyRect } = drawn.value;
  const { deviceId } = key;
  const fields = await host.signer.addFields({
    deviceId,
    pdf,
    fields: [
      { name: FIELDS.officer, pageIndex, rect: officerRect, appearance: null },
      { name: FIELDS.agency, pageIndex, rect: agencyRect, appearance: null },
    ],
  });
  if (!fields.ok) return fields;
  const prepared = await host.signer.prepare({
    deviceId,
    pdf: fields.value,
    field: FIELDS.officer,
    certificate: key.certificate,
    chain: key.chain.map((issuer) => Buffer.from(issuer, 'base64')),
    certify: true,
    checks: checksOf(context),
  });
  if (!prepared.ok) return prepared;
  const file = await storeFile(counter, prepared.value.pdf, 'application/pdf');
  const kept = tx.immediate((w) => {
    w.blobs.name({ ...file, at: w.now });
    const manifest = JSON.stringify(prepared.value.manifest);
    const moved = w.copies.prepareOfficer(copy.id, { sha256: file.sha256, manifest, at: w.now });
    return moved ? ok(undefined) : refuse('COPY_MOVED', {});
  });
  return kept.ok ? prepared : kept;
}

interface Numbered {
  book: string;
  number: number;
  certifiedOn: string;
}

function numberCopy({ tx, signedIn }: CommandContext, copy: CopyRow): Result<Numbered> {
  return tx.immediate((w) => {
    const by = signedIn().userId;
    const day = w.today;
    if (copy.book !== null && copy.number !== null) {
      if (!w.copies.redate(copy.id, { day, by, at: w.now })) return refuse('COPY_MOVED', {});
      return ok({ book: copy.book, number: copy.number, certifiedOn: day });
    }
    const taken = w.numbers.takeNext('certification-book', ELECTRONIC_COPY_BOOK, day);
    if (taken === undefined || taken.number === null)
      return refuse('BOOK_MISSING', { symbol: ELECTRONIC_COPY_BOOK });
    const { seriesId, number, period } = taken;
    const book = `${VOLUME}/${period}-${ELECTRONIC_COPY_BOOK}`;
    if (!w.copies.number(copy.id, { seriesId, book, number, day, by, at: w.now }))
      return refuse('COPY_MOVED', {});
    w.record({
      subject: { kind: 'dossier', id: copy.dossierId },
      type: 'copy.numbered',
      payload: { copyId: copy.id, book, number },
    });
    w.announce('certify');
    return ok({ book, number, certifiedOn: day });
  });
}

async function drawStatement(
  context: CommandContext,
  copy: CopyRow,
  { book, number, certifiedOn }: Numbered,
) {
  const { host, counter, readers, signedIn, clock } = context;
  const scan = await readFile(counter, copy.scanSha256);
  if (scan === undefined) return refuse('FILE_NOT_STORED', { sha256: copy.scanSha256 });
  const officer = readers.users.find(signedIn().userId);
  const lastPage = readers.pages
    .ofDossier(copy.dossierId)
    .filter(({ componentId }) => componentId === copy.componentId)
    .at(copy.pages - 1);
  return await host.helpers.run(
    helperKinds.drawCertification,
    {
      pdf: scan,
      text: copyCertificationText({ number: writtenCount(number), book, certifiedOn }),
      signatory: {
        titleLines: [(officer?.jobTitle ?? '').toLocaleUpperCase('vi')].filter(Boolean),
        name: officer?.displayName ?? '',
      },
      at: clock.now(),
      lastPageImage: lastPage === undefined ? null : ((await readFile(counter, lastPage.sha256)) ?? null),
      watermark: watermarkOf(counter.workspace),
    },
    LIMITS,
  );
}

async function finishOfficer(
  { counter, tx }: CommandContext,
  copy: CopyRow,
  signed: Uint8Array,
): Promise<Result<unknown>> {
  const file = await storeFile(counter, signed, 'application/pdf');
  return tx.immediate((w) => {
    w.blobs.name({ ...file, at: w.now });
    if (!w.copies.signOfficer(copy.id, { sha256: file.sha256, at: w.now })) return refuse('COPY_MOVED', {});
    w.record({
      subject: { kind: 'dossier', id: copy.dossierId },
      type: 'copy.officer-signed',
      payload: { copyId: copy.id, sha256: file.sha256 },
    });
    w.announce('certify');
    return ok(undefined);
  });
}
