import type { CopyRow } from '../../../db/repositories/certified-copy-repository.ts';
import type { SignerRow } from '../../../db/repositories/signer-repository.ts';
import type { KeyRow } from '../../../db/repositories/signing-key-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { dayAtRetry } from '../../../shared/domain/certification/book.ts';
import { decideSigner, maySignCompared } from '../../../shared/domain/certification/signer.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import {
  copyCertificationText,
  ELECTRONIC_COPY_BOOK,
} from '../../../shared/forms/nd-23-2015/copy-certification.ts';
import { signerLines } from '../../../shared/forms/nd-23-2015/signer-lines.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { UserId } from '../../../shared/types/ids.ts';
import { ok, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { readFile, storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { keyForUse } from './key-for-use.ts';
import { checksOf, runSigning } from './signing-run.ts';
import {
  HANDED_WHOLE,
  type Handed,
  type Locked,
  type Numbered,
  reach,
  type Stamped,
} from './signing-steps.ts';
import { takeEntry } from './take-entry.ts';

const FIELDS = { officer: 'officer', agency: 'agency' } as const;

/**
 * The officer signs copies: number and date are taken now, drawn into the statement, both signature fields are made, and the certifying
 * signature is put (Điều 10 Nghị định 45/2020/NĐ-CP). Who has no right to certify copies today signs none. A copy whose signing was stopped keeps its number.
 */
export const signCopies = commandHandler(contract.certify.sign, async (input, context) => {
  const { readers, signedIn, clock } = context;
  const right = decideSigner(readers.signers.ofUser(signedIn().userId), 'copy', officeDay(clock.now()));
  if (!right.ok) return right;
  const own = keyForUse(context, input.keyId);
  if (!own.ok) return own;
  return await runSigning(context, input, {
    role: 'officer',
    begin: (copy) => number(context, copy, right.value),
    lock: (copy, key) => lockStated(context, copy, key),
    hand: (copy, key) => handStated(context, copy, key),
    keep: (copy) => keepSigned(context, copy),
  });
});

async function lockStated(
  context: CommandContext,
  numbered: Numbered,
  key: KeyRow,
): Promise<Result<Locked<'officer'>>> {
  const { host, tx } = context;
  const { copy } = numbered;
  const stated = await statedFile(context, numbered);
  if (!stated.ok) return stated;
  const prepared = await host.signer.certify({
    ...stated.value,
    deviceId: key.deviceId,
    field: FIELDS.officer,
    certificate: key.certificate,
    chain: key.chain.map((issuer) => Buffer.from(issuer, 'base64')),
    checks: checksOf(context),
  });
  if (!prepared.ok) return prepared;
  const manifest = JSON.stringify(prepared.value.manifest);
  const kept = tx.immediate((w) =>
    w.copies.prepareOfficer(copy.id, { manifest, at: w.now }) ? ok(undefined) : refuse('COPY_MOVED', {}),
  );
  return kept.ok ? ok(reach<Locked<'officer'>>({ copy, prepared: prepared.value })) : kept;
}

/** The statement and the agency's field only: a program that signs files whole makes a field of its own, and certifies nothing (DocMDP). */
async function handStated(
  context: CommandContext,
  numbered: Numbered,
  { deviceId }: KeyRow,
): Promise<Result<Handed<'officer'>>> {
  const { host, tx, clock } = context;
  const { copy } = numbered;
  const stated = await statedFile(context, numbered);
  if (!stated.ok) return stated;
  const pdf = await host.signer.state({ ...stated.value, deviceId, at: clock.now() });
  if (!pdf.ok) return pdf;
  const kept = tx.immediate((w) =>
    w.copies.prepareOfficer(copy.id, { manifest: HANDED_WHOLE, at: w.now })
      ? ok(undefined)
      : refuse('COPY_MOVED', {}),
  );
  return kept.ok ? ok(reach<Handed<'officer'>>({ copy, pdf: pdf.value })) : kept;
}

/** The scan and what is drawn into it. */
async function statedFile({ counter, readers }: CommandContext, { copy, entry, signer }: Numbered) {
  const pdf = await readFile(counter, copy.scanSha256);
  if (pdf === undefined) return refuse('FILE_NOT_STORED', { sha256: copy.scanSha256 });
  const lastPage = readers.pages
    .ofDossier(copy.dossierId)
    .filter(({ componentId }) => componentId === copy.componentId)
    .at(copy.pages - 1);
  const statement = {
    text: copyCertificationText({ ...entry, number: writtenCount(entry.number) }),
    signatory: { titleLines: signerLines(signer), name: signer.name },
    lastPageImage: lastPage === undefined ? null : ((await readFile(counter, lastPage.sha256)) ?? null),
    watermark: watermarkOf(counter.workspace),
  };
  return ok({ pdf, statement, nextField: FIELDS.agency });
}

type Entry = Numbered['entry'];

/** The copy's number and day, taken now and in the order of the list, or those that it had when its signing was stopped. */
function number(context: CommandContext, copy: CopyRow, signer: SignerRow): Result<Numbered> {
  if (!maySignCompared(signer, copy.comparedById, signer.userId)) return refuse('COMPARED_BY_SIGNER', {});
  const entry = entryOf(context, copy, signer);
  return entry.ok ? ok(reach<Numbered>({ copy, entry: entry.value, signer })) : entry;
}

function entryOf(context: CommandContext, copy: CopyRow, signer: SignerRow): Result<Entry> {
  const { tx, signedIn } = context;
  return tx.immediate((w) => {
    const by = signedIn().userId;
    if (copy.entryId !== null) return startAgain(w, copy, signer, by);
    const { dossierId, requester, title } = copy;
    const order = { dossierId, requester, title, quantity: 1, feeVnd: null, signer };
    const taken = takeEntry(w, context, { symbol: ELECTRONIC_COPY_BOOK, ...order });
    if (!taken.ok) return taken;
    const { entryId, book, number, certifiedOn } = taken.value;
    if (!w.copies.number(copy.id, { entryId, by, at: w.now })) return refuse('COPY_MOVED', {});
    w.record({
      subject: { kind: 'dossier', id: copy.dossierId },
      type: 'copy.numbered',
      payload: { copyId: copy.id, book, number },
    });
    w.announce('certify');
    return ok({ book, number, certifiedOn });
  });
}

/** The same number; the day only while the days of the book stay in the order of its numbers. */
function startAgain(w: Work, { id, entryId }: CopyRow, signer: SignerRow, by: UserId): Result<Entry> {
  const entry = entryId === null ? undefined : w.books.find(entryId);
  const last = entry && w.books.lastOf(entry.seriesId, entry.book);
  if (entry === undefined || last === undefined) return refuse('COPY_MOVED', {});
  const day = dayAtRetry(entry, last, w.today);
  const named = { day, signerTitle: signerLines(signer).join('\n'), signerName: signer.name };
  if (!w.books.retry(entry.id, named) || !w.copies.restart(id, { by, at: w.now }))
    return refuse('COPY_MOVED', {});
  return ok({ book: entry.book, number: entry.number, certifiedOn: day });
}

async function keepSigned(
  { counter, tx }: CommandContext,
  { copy, pdf }: Stamped<'officer'>,
): Promise<Result<unknown>> {
  const file = await storeFile(counter, pdf, 'application/pdf');
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
