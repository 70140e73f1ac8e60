import type { PaperCopyRow } from '../../../db/repositories/paper-copy-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import { keepUntil } from '../../../shared/domain/certification/book.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import type { FormDefinition, FormKind } from '../../../shared/forms/form-definition.ts';
import type { FormValues } from '../../../shared/forms/form-values.ts';
import { actStatementValues } from '../../../shared/forms/nd-23-2015/act-statement.ts';
import { ACT_FACTS } from '../../../shared/forms/nd-23-2015/acts.ts';
import { copyStatementValues } from '../../../shared/forms/nd-23-2015/copy-statement.ts';
import { copyCoverValues } from '../../../shared/forms/own/copy-cover.ts';
import { watermarkOf } from '../../../shared/forms/practice-watermark.ts';
import { writtenCount } from '../../../shared/forms/written-time.ts';
import type { PaperCopyId } from '../../../shared/types/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../../../shared/types/result.ts';
import type { CommandContext } from '../../host/call-context.ts';
import { commandHandler } from '../../host/handlers.ts';
import { helperKinds } from '../../host/ports/helper-kinds.ts';
import { markSheet } from '../../host/sheet-proof.ts';
import { proveStatement } from '../../host/slip-proof.ts';
import { storeFile } from '../../host/store-file.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { keepPaper } from '../dossier/draw-paper.ts';

const LIMITS = { timeoutMs: 60_000, memoryLimitMb: 512 };

/** Statements of originals one after the other, each as often as there are copies of it. Only what has its number has a statement. */
export const drawStatements = commandHandler(
  contract.paperCopy.drawStatements,
  async ({ paperCopyIds }, context) => {
    const copies = rowsOf(context, paperCopyIds);
    if (!copies.ok) return copies;
    const unnumbered = copies.value.find(({ state }) => state !== 'numbered' && state !== 'issued');
    if (unnumbered !== undefined)
      return refuse('PAPER_COPY_MOVED', { title: unnumbered.title, state: unnumbered.state });
    const ofCopies = copies.value.filter(({ act }) => act === 'copy').length;
    if (ofCopies > 0 && ofCopies < copies.value.length) return refuse('STATEMENTS_MIXED', {});
    const kind = ofCopies > 0 ? 'copy-statement' : 'act-statement';
    const drawn = await drawEach(context, copies.value, kind, statementOf);
    if (!drawn.ok) return drawn;
    const { form, files, lacking } = drawn.value;
    const sheets = files.flatMap((file, index) =>
      Array.from({ length: copies.value[index]?.copies ?? 1 }, () => file),
    );
    const kept = await joinAndKeep(context, copies.value, form, sheets);
    return kept.ok ? ok({ ...kept.value, lacking, sheets: sheets.length }) : kept;
  },
);

/** The covers under which copies go to the officer and the seal. */
export const drawCovers = commandHandler(contract.paperCopy.drawCovers, async ({ paperCopyIds }, context) => {
  const copies = rowsOf(context, paperCopyIds);
  if (!copies.ok) return copies;
  const drawn = await drawEach(context, copies.value, 'copy-cover', coverOf);
  if (!drawn.ok) return drawn;
  const { form, files, lacking } = drawn.value;
  const kept = await joinAndKeep(context, copies.value, form, files, (w) => {
    for (const { id } of copies.value) w.paperCopies.cover(id, w.now);
    w.announce('certify');
  });
  return kept.ok ? ok({ ...kept.value, lacking }) : kept;
});

function rowsOf(
  { readers }: CommandContext,
  ids: readonly PaperCopyId[],
): Result<PaperCopyRow[], Refusal<'PAPER_COPY_UNKNOWN', Record<never, never>>> {
  const rows = [...new Set(ids)].map((id) => readers.paperCopies.find(id));
  const found = rows.flatMap((row) => row ?? []);
  return found.length < rows.length ? refuse('PAPER_COPY_UNKNOWN', {}) : ok(found);
}

async function drawEach(
  context: CommandContext,
  copies: readonly PaperCopyRow[],
  kind: FormKind,
  valuesOf: (context: CommandContext, copy: PaperCopyRow) => FormValues,
) {
  const { readers, host, counter, clock } = context;
  const form = readers.forms.on(kind, officeDay(clock.now()));
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const place = readers.settings.get('certify.statementPlaces').usual;
  const files: Uint8Array[] = [];
  const letters = new Set<string>();
  for (const copy of copies) {
    const values = valuesOf(context, copy);
    const watermark = watermarkOf(counter.workspace);
    const order = { form, values, paper: paperOf(kind), copies: 1 as const, watermark, place };
    const drawn = await host.helpers.run(helperKinds.drawForm, order, LIMITS);
    if (!drawn.ok) return refuse('PAPER_NOT_DRAWN', { reason: drawn.refusal.code });
    files.push(drawn.value.pdf);
    for (const letter of drawn.value.lacking) letters.add(letter);
  }
  return ok({ form, files, lacking: [...letters].join('') });
}

function paperOf(kind: FormKind) {
  return kind === 'copy-cover' ? ('A5' as const) : ('A4' as const);
}

/** One file for the printer, kept with every dossier that has a part in it. */
async function joinAndKeep(
  context: CommandContext,
  copies: readonly PaperCopyRow[],
  form: FormDefinition,
  files: readonly Uint8Array[],
  also?: (w: Work) => void,
) {
  const { host, counter } = context;
  const joined = await host.helpers.run(helperKinds.joinPdfs, { files: [...files] }, LIMITS);
  if (!joined.ok) return refuse('PAPER_NOT_DRAWN', { reason: joined.refusal.code });
  const file = await storeFile(counter, joined.value.pdf, 'application/pdf');
  const [first, ...others] = [...new Set(copies.map(({ dossierId }) => dossierId))];
  if (first === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'NOTHING_TO_DRAW' });
  return keepPaper(context, [first, ...others], file, {
    formId: form.id,
    paper: paperOf(form.kind),
    copies: 1,
    event: 'dossier.copy-papers-drawn',
    ...(also === undefined ? {} : { also }),
  });
}

function statementOf({ readers, clock }: CommandContext, copy: PaperCopyRow): FormValues {
  const at = clock.now();
  const facts = {
    office: readers.office.findOn(officeDay(at)) ?? readers.office.getLatest(),
    number: writtenCount(copy.number ?? 0),
    book: copy.book ?? '',
    certifiedOn: copy.certifiedOn ?? officeDay(at),
    signerTitle: (copy.signerTitle ?? '').split('\n'),
    signerName: copy.signerName ?? '',
    at,
  };
  if (copy.act === 'copy') return copyStatementValues({ ...facts, proof: codeOf(readers, copy) });
  const { act, title, detail, people, pages, copies, comparedByName, signerName } = copy;
  const receiver = comparedByName === signerName ? null : comparedByName;
  return actStatementValues({ ...facts, act, title, detail, people, pages, copies, receiver });
}

/** The code that leads to the entry; null where the office prints none. */
function codeOf({ settings, installation }: CommandContext['readers'], { id }: PaperCopyRow): string | null {
  if (!settings.get('certify.statementCode')) return null;
  return proveStatement({ mode: installation.get().mode, paperCopyId: id }, installation.getPacketKey());
}

function coverOf({ readers, clock }: CommandContext, copy: PaperCopyRow): FormValues {
  const at = clock.now();
  const { id, dossierId, dossierCode, act, title, pages, copies, requester, comparedByName } = copy;
  const { number, book, certifiedOn } = copy;
  return copyCoverValues({
    office: readers.office.findOn(officeDay(at)) ?? readers.office.getLatest(),
    at,
    code: dossierCode,
    act: ACT_FACTS[act].heading,
    keepUntil: certifiedOn === null ? null : keepUntil(ACT_FACTS[act].keepYears, certifiedOn),
    title,
    pages,
    copies,
    requester,
    comparedBy: comparedByName,
    number: number === null ? null : writtenCount(number),
    book,
    mark: markSheet({ kind: 'copy-cover', dossierId, componentId: id }, readers),
  });
}
