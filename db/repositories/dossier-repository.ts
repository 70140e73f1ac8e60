import * as z from 'zod';
import { FilingChannel } from '../../shared/domain/catalogue/procedure-catalogue.ts';
import { ProcessingLimit } from '../../shared/domain/deadline/processing-limit.ts';
import { PARTY_ROLES } from '../../shared/domain/dossier/correction.ts';
import { DOSSIER_STATES, type DossierState } from '../../shared/domain/dossier/dossier-state.ts';
import { oldNumberOf, Party, partyNumber } from '../../shared/domain/dossier/party.ts';
import { PROCESSING_OWNERS } from '../../shared/domain/dossier/receipt.ts';
import { COMPONENT_SOURCES, ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';
import { searchForm } from '../../shared/domain/geography/search-text.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, ReadStatement, WriteDb } from '../open.ts';

/** What a dossier was accepted under besides the columns that are searched: as text of record, kept for ever. */
const DossierTerms = z.object({
  request: z.string(),
  sets: z.number().int(),
  delivery: ReceiptInput.shape.delivery,
  limit: ProcessingLimit,
  fees: z.object({ lines: z.array(z.json()), totalVnd: z.number().int() }),
  authority: z.json(),
  receiverPaper: z.string().nullable(),
  /** The central service that is to give its code, where it was received under a provisional number. */
  codeSystem: z.string().optional(),
});

const DossierRow = z.object({
  id: DossierId,
  code: z.string(),
  codeRule: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseId: z.string(),
  caseName: z.string(),
  catalogueVersion: z.string(),
  processingOwner: z.enum(PROCESSING_OWNERS),
  state: z.enum(DOSSIER_STATES),
  channel: FilingChannel,
  receivedAt: z.string(),
  receivedBy: z.string(),
  startsAt: z.string(),
  due: z.string(),
  dueAt: z.string(),
  deadlineEngine: z.number(),
  explanation: z.array(z.json()),
  terms: DossierTerms,
  /** From when its limit counts: its reception here or, where another office is competent, the one there, expected or known. */
  clockFrom: z.string(),
});
export type DossierRow = z.infer<typeof DossierRow>;

const PartyRow = z.object({ role: z.enum(PARTY_ROLES), party: Party });
export type PartyRow = z.infer<typeof PartyRow>;

const ComponentRow = z.object({
  componentId: z.string(),
  name: z.string(),
  source: z.enum(COMPONENT_SOURCES),
  original: z.number(),
  certified: z.number(),
  photocopy: z.number(),
  onlyShown: z.number().transform((value) => value === 1),
  paperReason: z.string().nullable(),
  lookupPending: z.number().transform((value) => value === 1),
});
export type ComponentRow = z.infer<typeof ComponentRow>;

const HitRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  submitterName: z.string(),
  phone: z.string(),
  address: z.string(),
  state: z.enum(DOSSIER_STATES),
  receivedAt: z.string(),
  receivedByName: z.string(),
  channel: FilingChannel,
  processingOwner: z.enum(PROCESSING_OWNERS),
  dueAt: z.string(),
  voidedFor: z.string().nullable(),
});
export type HitRow = z.infer<typeof HitRow>;

const COLUMNS = `d.id, d.code, d.code_rule AS codeRule, d.procedure_code AS procedureCode, d.procedure_name AS procedureName, d.case_id AS caseId,
  d.case_name AS caseName, d.catalogue_version AS catalogueVersion, d.processing_owner AS processingOwner, d.state, d.channel, d.received_at AS receivedAt,
  d.received_by AS receivedBy, d.starts_at AS startsAt, d.due, d.due_at AS dueAt, d.deadline_engine AS deadlineEngine, d.explanation, d.terms,
  coalesce((SELECT coalesce(c.received_at, c.expected_at) FROM competent_office c WHERE c.dossier_id = d.id AND c.clock = 'arrival'), d.received_at) AS clockFrom`;

/** What a list shows of dossiers `d`, with the people of {@link HIT_PEOPLE}. */
const HIT_COLUMNS = `d.id AS dossierId, d.code, d.procedure_code AS procedureCode, d.procedure_name AS procedureName, d.state, d.received_at AS receivedAt,
  d.due_at AS dueAt, d.channel, d.processing_owner AS processingOwner,
  d.received_by AS receivedBy, (SELECT u.display_name FROM app_user u WHERE u.id = d.received_by) AS receivedByName,
  json_extract(coalesce(o.party, s.party), '$.phone') AS phone, json_extract(coalesce(o.party, s.party), '$.address') AS address,
  CASE WHEN d.state = 'voided' THEN (SELECT json_extract(v.details, '$.reason') FROM dossier_step v WHERE v.dossier_id = d.id AND v.kind = 'void') END AS voidedFor,
  s.name AS submitterName, coalesce(o.name, s.name) AS ownerName`;
const HIT_PEOPLE = `CROSS JOIN dossier_party s ON s.dossier_id = d.id AND s.role = 'submitter'
  LEFT JOIN dossier_party o ON o.dossier_id = d.id AND o.role = 'owner'`;
/** Selects what a list shows of dossiers `d`; a `WHERE` follows. */
export const HIT = `SELECT ${HIT_COLUMNS} FROM dossier d ${HIT_PEOPLE}`;

/** The clock of these runs; who waits for the citizen or for a ground is not late meanwhile. */
const AT_WORK = "d.state IN ('received', 'processing')";
/** Who waits in the plain work lists, and by what time each is reckoned: their figures and their rows are of the same words. */
const WAITING = {
  overdue: { where: `${AT_WORK} AND d.due_at < @now`, since: 'd.due_at' },
  'due-today': { where: `${AT_WORK} AND d.due_at >= @now AND d.due_at < @dayEnd`, since: 'd.due_at' },
  asked: { where: "d.state IN ('supplement-asked', 'payment-asked')", since: 'd.updated_at' },
  'to-return': { where: "d.state = 'result-in'", since: 'd.updated_at' },
} as const;
type WaitingList = keyof typeof WAITING;
const SHOWN = 500;
const OPEN_STATES = "d.state NOT IN ('refused', 'withdrawn', 'stopped', 'returned', 'voided')";

function fromRow(row: unknown): DossierRow {
  const raw = row as { explanation: string; terms: string };
  return DossierRow.parse({
    ...raw,
    explanation: JSON.parse(raw.explanation),
    terms: JSON.parse(raw.terms),
  });
}

function parseParties(rows: unknown[]): PartyRow[] {
  return (rows as { role: string; party: string }[]).map(({ role, party }) =>
    PartyRow.parse({ role, party: JSON.parse(party) }),
  );
}

/** Reading dossiers. */
export function createDossierReader(db: ReadDb) {
  const byId = db.prepare(`SELECT ${COLUMNS} FROM dossier d WHERE d.id = ?`);
  const parties = db.prepare('SELECT role, party FROM dossier_party WHERE dossier_id = ? ORDER BY role');
  const components = db.prepare(`
    SELECT component_id AS componentId, name, source, original, certified, photocopy, only_shown AS onlyShown, paper_reason AS paperReason, lookup_pending AS lookupPending
    FROM dossier_component WHERE dossier_id = ? ORDER BY position`);
  const openOf = db.prepare(`
    ${HIT} WHERE d.procedure_code = @procedureCode AND ${OPEN_STATES}
      AND d.id IN (SELECT dossier_id FROM dossier_party WHERE role IN ('owner', 'submitter')
        AND (identity_number IN (@number, @oldNumber) OR old_number IN (@number, @oldNumber)))
    ORDER BY d.received_at DESC LIMIT 5`);
  const lists = Object.fromEntries(
    Object.entries(WAITING).map(([list, { where, since }]) => [
      list,
      {
        figures: db.prepare(
          `SELECT count(*) AS count, min(${since}) AS oldestAt FROM dossier d WHERE ${where}`,
        ),
        rows: db.prepare(
          `SELECT d.id AS dossierId, d.code FROM dossier d WHERE ${where} ORDER BY ${since}, d.code LIMIT ${SHOWN}`,
        ),
      },
    ]),
  ) as Record<WaitingList, { figures: ReadStatement; rows: ReadStatement }>;
  return {
    find(id: DossierId): DossierRow | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    parties: (id: DossierId): PartyRow[] => parseParties(parties.all(id)),
    components: (id: DossierId): ComponentRow[] => components.all(id).map((row) => ComponentRow.parse(row)),
    /** Open dossiers of one procedure in which a number, or the number before it, is the owner's or the submitter's. */
    openOf: (number: string, oldNumber: string | null, procedureCode: string): HitRow[] =>
      parseHits(openOf.all({ number, oldNumber, procedureCode })),
    /** How many wait in a plain work list at a moment of a day that ends at `dayEnd`, and since when, or until when, the first. */
    waitingFigures: (list: WaitingList, at: { now: Instant; dayEnd: Instant }) =>
      Figures.parse(lists[list].figures.get(at)),
    /** The first of them, 500 at most: by their appointment, or by how long they wait. */
    waiting: (list: WaitingList, at: { now: Instant; dayEnd: Instant }) =>
      lists[list].rows.all(at).map((row) => WaitingRow.parse(row)),
  };
}

const Figures = z.object({ count: z.number(), oldestAt: z.string().nullable() });
const WaitingRow = z.object({ dossierId: DossierId, code: z.string() });

/** Rows of {@link HIT}. */
export function parseHits(rows: unknown[]): HitRow[] {
  return rows.map((row) => HitRow.parse(row));
}

/** Writing dossiers; part of a command's transaction. */
export function createDossierRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO dossier (id, code, code_rule, procedure_code, procedure_name, case_id, case_name, catalogue_version, processing_owner, state, channel,
      received_at, received_by, starts_at, due, due_at, deadline_engine, explanation, terms, updated_at)
    VALUES (@id, @code, @codeRule, @procedureCode, @procedureName, @caseId, @caseName, @catalogueVersion, @processingOwner, @state, @channel,
      @receivedAt, @receivedBy, @startsAt, @due, @dueAt, @deadlineEngine, @explanation, @terms, @receivedAt)`);
  const insertParty = db.prepare(`
    INSERT INTO dossier_party (dossier_id, role, name, name_folded, identity_number, old_number, party)
    VALUES (@dossierId, @role, @name, @folded, @number, @oldNumber, @party)`);
  const updateParty = db.prepare(`
    UPDATE dossier_party SET name = @name, name_folded = @folded, identity_number = @number, old_number = @oldNumber, party = @party WHERE dossier_id = @dossierId AND role = @role`);
  const updateTerms = db.prepare('UPDATE dossier SET terms = @terms WHERE id = @id');
  const insertComponent = db.prepare(`
    INSERT INTO dossier_component (dossier_id, component_id, position, name, source, original, certified, photocopy, only_shown, paper_reason, lookup_pending)
    VALUES (@dossierId, @componentId, @position, @name, @source, @original, @certified, @photocopy, @onlyShown, @paperReason, @lookupPending)`);
  const settleLookup = db.prepare(
    'UPDATE dossier_component SET lookup_pending = 0 WHERE dossier_id = ? AND component_id = ? AND lookup_pending = 1',
  );
  const appoint = db.prepare(`
    UPDATE dossier SET due = @due, due_at = @dueAt, deadline_engine = @engine, explanation = @explanation, updated_at = @at WHERE id = @id`);
  const startAt = db.prepare('UPDATE dossier SET starts_at = @startsAt WHERE id = @id');
  const setState = db.prepare('UPDATE dossier SET state = @state, updated_at = @at WHERE id = @id');
  return {
    ...createDossierReader(db),
    insert(dossier: Omit<DossierRow, 'clockFrom'>): void {
      insert.run({
        ...dossier,
        explanation: JSON.stringify(dossier.explanation),
        terms: JSON.stringify(dossier.terms),
      });
    },
    insertParty(dossierId: DossierId, role: PartyRow['role'], party: Party): void {
      insertParty.run(partyColumns(dossierId, role, party));
    },
    insertComponent(dossierId: DossierId, position: number, component: ComponentRow): void {
      insertComponent.run({
        dossierId,
        position,
        ...component,
        onlyShown: component.onlyShown ? 1 : 0,
        lookupPending: component.lookupPending ? 1 : 0,
      });
    },
    /** False when no look-up of the component is open. */
    settleLookup: (dossierId: DossierId, componentId: string): boolean =>
      settleLookup.run(dossierId, componentId).changes === 1,
    setState(id: DossierId, state: DossierState, at: Instant): void {
      setState.run({ id, state, at });
    },
    /** The moment of work at which the clock starts, once it is known. */
    startAt: (id: DossierId, startsAt: string): void => void startAt.run({ id, startsAt }),
    correctParty(dossierId: DossierId, role: PartyRow['role'], party: Party): void {
      updateParty.run(partyColumns(dossierId, role, party));
    },
    correctTerms(id: DossierId, terms: DossierRow['terms']): void {
      updateTerms.run({ id, terms: JSON.stringify(terms) });
    },
    /** Another appointment with its explanation; the one before stands with the step that moved it. */
    appoint(
      id: DossierId,
      appointment: { due: string; dueAt: Instant; engine: number; explanation: readonly unknown[] },
      at: Instant,
    ): void {
      appoint.run({ id, ...appointment, explanation: JSON.stringify(appointment.explanation), at });
    },
  };
}

/** The columns of a party. */
export function partyColumns(dossierId: DossierId, role: PartyRow['role'], party: Party) {
  return {
    dossierId,
    role,
    name: party.name,
    folded: searchForm(party.name),
    number: partyNumber(party),
    oldNumber: oldNumberOf(party),
    party: JSON.stringify(party),
  };
}
