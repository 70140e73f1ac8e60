import * as z from 'zod';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import { OTHER_CODE_KINDS, type OtherCodeKind } from '../../shared/domain/dossier/other-code.ts';
import { PROVISIONAL_RULE } from '../../shared/domain/dossier/provisional-number.ts';
import type { Instant } from '../../shared/types/clock.ts';
import { DossierId } from '../../shared/types/ids.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const OtherCodeRow = z.object({ code: z.string(), kind: z.enum(OTHER_CODE_KINDS), linkedAt: z.string() });
type OtherCodeRow = z.infer<typeof OtherCodeRow>;

const CodelessRow = z.object({
  dossierId: DossierId,
  code: z.string(),
  procedureName: z.string(),
  ownerName: z.string(),
  state: z.enum(DOSSIER_STATES),
  receivedAt: z.string(),
  codeSystem: z.string().nullable(),
});
export type CodelessRow = z.infer<typeof CodelessRow>;

const SHOWN = 500;
// The rule is written out so that the partial index serves; what ended without a result gets no code any more.
const WAITING = `FROM dossier d WHERE d.code_rule = '${PROVISIONAL_RULE}' AND d.state NOT IN ('voided', 'refused', 'withdrawn')`;

/** Reading the codes of dossiers beside their own. */
export function createCodeReader(db: ReadDb) {
  const ofDossier = db.prepare(
    `SELECT o.code, o.kind, o.linked_at AS linkedAt FROM other_code o JOIN dossier d ON d.id = o.dossier_id
     WHERE o.dossier_id = ? AND o.code <> d.code ORDER BY o.linked_at, o.code`,
  );
  const waiting = db.prepare(`
    SELECT d.id AS dossierId, d.code, d.procedure_name AS procedureName, d.state, d.received_at AS receivedAt, d.terms ->> '$.codeSystem' AS codeSystem,
      (SELECT p.name FROM dossier_party p WHERE p.dossier_id = d.id AND p.role IN ('owner', 'submitter') ORDER BY p.role LIMIT 1) AS ownerName
    ${WAITING} ORDER BY d.received_at LIMIT ${SHOWN}`);
  const figures = db.prepare(`SELECT count(*) AS count, min(d.received_at) AS oldestAt ${WAITING}`);
  return {
    /** By what else than its own code a dossier is known, in the order of noting. */
    ofDossier: (id: DossierId): OtherCodeRow[] => ofDossier.all(id).map((row) => OtherCodeRow.parse(row)),
    /** What was received under a provisional number and has no code yet, the oldest first, 500 at most. */
    waiting: (): CodelessRow[] => waiting.all().map((row) => CodelessRow.parse(row)),
    /** How many of them there are, and since when the first waits. */
    figures: () => z.object({ count: z.number(), oldestAt: z.string().nullable() }).parse(figures.get()),
  };
}

/** Codes of dossiers; part of a command's transaction. None is ever taken away: whoever holds an old paper finds the dossier. */
export function createCodeRepository(db: WriteDb) {
  const link = db.prepare(`
    INSERT INTO other_code (code, dossier_id, kind, linked_at, linked_by) VALUES (@code, @dossierId, @kind, @at, @by)
    ON CONFLICT (code, dossier_id) DO UPDATE SET kind = excluded.kind, linked_at = excluded.linked_at, linked_by = excluded.linked_by`);
  const rename = db.prepare(
    'UPDATE dossier SET code = @code, code_rule = @rule, updated_at = @at WHERE id = @dossierId',
  );
  return {
    ...createCodeReader(db),
    /** A code that others know the dossier by. */
    link(code: string, dossierId: DossierId, kind: OtherCodeKind, by: string, at: Instant): void {
      link.run({ code: code.toUpperCase(), dossierId, kind, by, at });
    },
    /** Gives a dossier its code; the caller keeps the one it had. Throws where another dossier has it. */
    rename(dossierId: DossierId, code: string, rule: string, at: Instant): void {
      rename.run({ dossierId, code, rule, at });
    },
  };
}
