import { contract } from '../../../shared/contract/index.ts';
import { type CanonicalValue, canonicalJson, plainJson } from '../../../shared/domain/canonical-json.ts';
import { NATIONAL_STATUS } from '../../../shared/domain/dossier/dossier-state.ts';
import { readOpenDossiers, type TakenOverDossier } from '../../../shared/domain/dossier/taken-over.ts';
import { nextNumber } from '../../../shared/domain/installation/number-start.ts';
import type { RowProblem } from '../../../shared/domain/tables/read-table.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { OPEN_DOSSIER_SHEETS } from '../../../shared/forms/tables/open-dossier-sheets.ts';
import type { Instant } from '../../../shared/types/clock.ts';
import { DossierId, UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { sha256Hex } from '../../host/packet-signer.ts';
import type { TablesRead } from '../../host/ports/workbook.ts';
import type { Work } from '../../host/unit-of-work.ts';
import { drawTemplate, readTablesFile } from '../tables/tables-file.ts';
import { catalogueOf, type ImportedBy, insertTakenOver } from './insert-taken-over.ts';

/** What a file of open dossiers would bring, and everything that is wrong in it; nothing is kept. */
export const previewOpenDossiers = queryHandler(
  contract.goingLive.preview,
  async ({ sha256, source }, context) => {
    const read = await readTablesFile(context, sha256);
    if (!read.ok) return read;
    const judged = judge(context.readers, context.clock.now(), source, read.value.tables);
    return ok({
      problems: judged.problems,
      number: context.readers.imports.list().length + 1,
      dossiers: judged.dossiers.map(({ standing, dossier }) => ({
        row: dossier.row,
        code: dossier.code,
        procedureName: dossier.procedure.shortName,
        ownerName: (dossier.owner ?? dossier.submitter).name,
        state: dossier.state,
        receivedAt: dossier.receivedAt,
        dueAt: dossier.deadline.dueAt,
        standing,
      })),
    });
  },
);

/**
 * Takes over the open dossiers of a file, all or none, with the codes, dates and pauses they have. Rows that were taken over before are passed
 * over, so the same file may come again. No reception is reported: the other system has reported each under its code; one packet names the
 * dossiers, so that the province knows to which code later packets of this installation belong.
 */
export const takeOpenDossiers = commandHandler(
  contract.goingLive.take,
  async ({ sha256, fileName, source, number }, context) => {
    const read = await readTablesFile(context, sha256);
    if (!read.ok) return read;
    const { file, tables } = read.value;
    return context.tx.immediate((w) => {
      if (w.imports.list().length + 1 !== number) return refuse('IMPORT_MOVED_ON', {});
      const { dossiers, problems } = judge(w, w.now, source, tables);
      if (problems.length > 0) return refuse('TABLE_PROBLEMS', { count: problems.length });
      const news = dossiers.filter(({ standing }) => standing === 'new');
      if (news.length === 0) return refuse('NOTHING_NEW', { there: dossiers.length });
      w.blobs.name({ ...file, at: w.now });
      const by = context.signedIn().userId;
      w.imports.insert({ number, kind: 'open', source, sha256, fileName, at: w.now, by });
      const taken = news.map(({ dossier, rowSha256 }) => {
        const imported = { number, by, rowSha256, id: context.host.identity.newId(DossierId) };
        insertTakenOver(w, context.host.identity, dossier, imported);
        return announced(w, dossier, imported);
      });
      const facts = { number, source, sha256, dossiers: taken };
      const event = w.record({
        subject: { kind: 'import', id: String(number) },
        type: 'dossiers.taken-over',
        payload: { number, sha256, count: taken.length },
        personal: { source },
      });
      const sent = w.send(event, { kind: 'dossiers.taken-over', snapshot: facts, files: [] });
      w.announce('dossier');
      return ok({ number, taken: taken.length, packetSeq: sent.seq });
    });
  },
);

/** Every file of open dossiers that was taken, newest first. */
export const listImports = queryHandler(contract.goingLive.imports, (_input, { readers }) =>
  ok({
    imports: readers.imports
      .list()
      .filter(({ kind }) => kind === 'open')
      .reverse()
      .map(({ kind: _kind, takenBy, ...rest }) => ({
        ...rest,
        takenBy: readers.users.find(UserId.parse(takenBy))?.displayName ?? '',
      })),
  }),
);

/** The empty workbook to fill in. */
export const drawOpenDossierTemplate = commandHandler(contract.goingLive.template, (_input, context) =>
  drawTemplate(context, Object.values(OPEN_DOSSIER_SHEETS)),
);

type Known = Pick<QueryContext['readers'], 'catalogues' | 'imports' | 'numbers' | 'office'>;

interface Judged {
  dossier: TakenOverDossier;
  rowSha256: string;
  standing: 'new' | 'there' | 'there-otherwise';
}

function judge(
  known: Known,
  now: Instant,
  source: string,
  tables: Exclude<TablesRead, { kind: 'fault' }>,
): { dossiers: Judged[]; problems: RowProblem[] } {
  const sheet = OPEN_DOSSIER_SHEETS.dossiers;
  const at = { sheet: sheet.title, row: 0, column: '' };
  if (tables.kind === 'json')
    return { dossiers: [], problems: [{ ...at, problem: 'sheet-missing', value: '' }] };
  const { dossiers, problems } = readOpenDossiers(tables.sheets, OPEN_DOSSIER_SHEETS, {
    now,
    source,
    procedureOn: (code, day) => catalogueOf(known, code, day).recordedProcedure(code),
  });
  const isOwn = ownCodes(known, officeDay(now));
  const judged = dossiers.map((dossier): Judged => {
    const rowSha256 = hashOf(dossier);
    const there = known.imports.findCode(dossier.code);
    const place = { ...at, row: dossier.row, column: sheet.columns[0].title, value: dossier.code };
    if (there === null) problems.push({ ...place, problem: 'in-use' });
    if (there === undefined && isOwn(dossier.code)) problems.push({ ...place, problem: 'own-range' });
    if (there === undefined) return { dossier, rowSha256, standing: 'new' };
    return { dossier, rowSha256, standing: there === rowSha256 ? 'there' : 'there-otherwise' };
  });
  return { dossiers: judged, problems };
}

// What the row says, whatever the catalogue of the day makes of it.
function hashOf({ row: _row, procedure, case: entry, deadline, ...rest }: TakenOverDossier): string {
  const words = { ...rest, procedure: procedure.code, caseId: entry.id, due: deadline.due };
  return sha256Hex(canonicalJson(plainJson(words)));
}

/** Whether a code is one that this installation may still give: of today or later, and inside what is left of its range. */
function ownCodes({ office, numbers }: Known, today: string): (code: string) => boolean {
  const { agencyCode } = office.findOn(today) ?? office.getLatest();
  const range = numbers.inForce(today).find(({ kind }) => kind === 'dossier-code');
  const day = today.slice(2).replaceAll('-', '');
  return (code) => {
    const [digits = '', sequence = ''] = code.slice(agencyCode.length + 1).split('-');
    if (range === undefined || !code.startsWith(`${agencyCode}-`) || digits < day) return false;
    const lowest = digits === day ? nextNumber(range) : range.firstNumber;
    return Number(sequence) >= lowest && Number(sequence) <= (range.lastNumber ?? Number.MAX_SAFE_INTEGER);
  };
}

/** The event of one dossier, without a personal word, and its line of the packet. */
function announced(w: Work, dossier: TakenOverDossier, { id, number }: ImportedBy): CanonicalValue {
  const { code, procedure, case: entry, state, receivedAt, deadline, pauses } = dossier;
  const facts = {
    code,
    procedureCode: procedure.code,
    caseId: entry.id,
    receivedAt,
    dueAt: deadline.dueAt,
    state,
    pauses: pauses.length,
  };
  w.record({
    subject: { kind: 'dossier', id },
    type: 'dossier.taken-over',
    payload: { ...facts, import: number },
    personal: { owner: JSON.stringify(dossier.owner), submitter: JSON.stringify(dossier.submitter) },
  });
  const { pauses: _pauses, state: _state, code: _code, ...sent } = facts;
  return { dossierId: id, dossierCode: code, status: NATIONAL_STATUS[state], ...sent };
}
