import * as z from 'zod';
import { DOSSIER_STATES } from '../../shared/domain/dossier/dossier-state.ts';
import { Party } from '../../shared/domain/dossier/party.ts';
import { PROCESSING_OWNERS } from '../../shared/domain/dossier/receipt.ts';
import { type SearchFacts, searchEntry } from '../../shared/domain/dossier/search-entry.ts';
import type { Instant } from '../../shared/types/clock.ts';
import type { WriteDb } from '../open.ts';
import { HIT } from './dossier-repository.ts';
import { createSearchReader, firstSeq, PUSHED } from './search-reader.ts';

const FactRow = z.object({
  code: z.string(),
  otherCodes: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  procedureCode: z.string(),
  procedureName: z.string(),
  caseName: z.string(),
  request: z.string(),
  parties: z.string().transform((text) => z.array(Party).parse(JSON.parse(text))),
  state: z.enum(DOSSIER_STATES),
  processingOwner: z.enum(PROCESSING_OWNERS),
  receivedAt: z.string(),
  receivedBy: z.string(),
});

/** By what the private letters of an entry are made. */
const FILTERED = ['state', 'processingOwner', 'receivedBy', 'procedureCode'] as const;

/** An entry as it stands; its facts are null where it has no line of the list. */
type KnownEntry = { seq: number; words: string } & Record<(typeof FILTERED)[number], string | null>;

/** Writes what lists show of dossiers that have an entry. */
const WRITE_LISTING = `
  INSERT OR REPLACE INTO search_listing (seq, dossier_id, code, procedure_code, procedure_name, state, received_at, due_at, channel, processing_owner,
    received_by, submitter_name, owner_name, phone, address, voided_for)
  SELECT e.seq, l.dossierId, l.code, l.procedureCode, l.procedureName, l.state, l.receivedAt, l.dueAt, l.channel, l.processingOwner,
    l.receivedBy, l.submitterName, l.ownerName, l.phone, l.address, l.voidedFor
  FROM search_entry e JOIN (${HIT}) l ON l.dossierId = e.dossier_id`;

/** A dossier whose entry is to be written: where in the order of reception, and what is found of it. */
export interface NewEntry {
  dossierId: string;
  receivedAt: Instant;
  facts: SearchFacts;
}

/** What the index keeps in memory while it is filled, before it writes a list: 64 MB. */
const FILLING_BYTES = 64 << 20;

/** Writing the index; part of a command's transaction. */
export function createSearchRepository(db: WriteDb) {
  const changed = db
    .prepare('SELECT dossier_id FROM search_due WHERE backlog = 0 ORDER BY dossier_id')
    .pluck();
  const backlog = db
    .prepare('SELECT dossier_id FROM search_due WHERE backlog = 1 ORDER BY dossier_id DESC LIMIT ?')
    .pluck();
  const done = db.prepare('DELETE FROM search_due WHERE dossier_id = ?');
  const facts = db.prepare(FACTS);
  const entryOf = db.prepare<[string], KnownEntry>(
    `SELECT e.seq, e.words, l.state, l.processing_owner AS processingOwner, l.received_by AS receivedBy, l.procedure_code AS procedureCode
     FROM search_entry e LEFT JOIN search_listing l ON l.seq = e.seq WHERE e.dossier_id = ?`,
  );
  const isTaken = db.prepare('SELECT 1 FROM search_entry WHERE seq = ?').pluck();
  const nextFree = db
    .prepare(
      'SELECT s.seq + 1 FROM search_entry s WHERE s.seq >= ? AND NOT EXISTS (SELECT 1 FROM search_entry n WHERE n.seq = s.seq + 1) ORDER BY s.seq LIMIT 1',
    )
    .pluck();
  const insertEntry = db.prepare(
    'INSERT INTO search_entry (seq, dossier_id, text, words) VALUES (@seq, @dossierId, @text, @words)',
  );
  const updateEntry = db.prepare(
    'UPDATE search_entry SET text = @text, words = @words WHERE seq = @seq AND (text <> @text OR words <> @words)',
  );
  const deleteEntry = db.prepare('DELETE FROM search_entry WHERE seq = ?');
  const writeListing = db.prepare(`${WRITE_LISTING} WHERE e.dossier_id = @dossierId`);
  const deleteListing = db.prepare('DELETE FROM search_listing WHERE seq = ?');
  const insertWords = db.prepare('INSERT INTO dossier_search (rowid, words) VALUES (?, ?)');
  const deleteWords = db.prepare('DELETE FROM dossier_search WHERE rowid = ?');

  function index(dossierId: string): void {
    const row = facts.get(dossierId);
    if (row === undefined) throw new Error(`dossier ${dossierId} is to be indexed and is not there`);
    const { code, otherCodes, receivedAt, ...found } = FactRow.parse(row);
    const all: SearchFacts = { ...found, codes: [code, ...otherCodes] };
    const { text, words, letters } = searchEntry(all);
    const known = entryOf.get(dossierId);
    const first = firstSeq(receivedAt);
    const stays = known !== undefined && known.seq >= first && known.seq < first + PUSHED;
    // What only changes the hour or the way of filing leaves the index as it is.
    const isIndexed = stays && known.words === words && FILTERED.every((fact) => known[fact] === found[fact]);
    if (known !== undefined && !isIndexed) deleteWords.run(known.seq);
    if (known !== undefined && !stays) {
      deleteListing.run(known.seq);
      deleteEntry.run(known.seq);
    }
    const seq = stays ? known.seq : placeFor(first);
    if (stays) updateEntry.run({ seq, text, words });
    else insertEntry.run({ seq, dossierId, text, words });
    if (!isIndexed) insertWords.run(seq, `${words} ${letters}`);
    writeListing.run({ dossierId });
    done.run(dossierId);
  }

  function placeFor(first: number): number {
    return isTaken.get(first) === undefined ? first : (nextFree.get(first) as number);
  }

  return {
    ...createSearchReader(db),
    /** Writes the entries of the dossiers that changed since the last call. */
    indexChanged(): void {
      for (const id of changed.all() as string[]) index(id);
    },
    /** Writes so many entries of a new or forgotten index, the newest dossiers first; answers how many it wrote. */
    indexBacklog(most: number): number {
      const ids = backlog.all(most) as string[];
      // The index takes rising places in one go; every step back would begin a new list in the file.
      for (const id of ids.reverse()) index(id);
      return ids.length;
    },
    /**
     * Fills an empty index of a file that nobody uses meanwhile: `put` takes the entries in the order of reception, `end` makes the lists whole.
     * The places are those that the dossiers would have got one by one.
     */
    filling() {
      const set = (name: string, value: number) =>
        db.exec(`INSERT INTO dossier_search (dossier_search, rank) VALUES ('${name}', ${value})`);
      set('hashsize', FILLING_BYTES);
      set('automerge', 0);
      let last = Number.NEGATIVE_INFINITY;
      return {
        put({ dossierId, receivedAt, facts }: NewEntry): void {
          const { text, words, letters } = searchEntry(facts);
          last = Math.max(firstSeq(receivedAt), last + 1);
          insertEntry.run({ seq: last, dossierId, text, words });
          insertWords.run(last, `${words} ${letters}`);
        },
        end(): void {
          db.exec(`${WRITE_LISTING} ORDER BY e.seq`);
          db.exec("INSERT INTO dossier_search (dossier_search) VALUES ('optimize')");
          set('hashsize', 1 << 20);
          set('automerge', 4);
        },
      };
    },
    /** Forgets the whole index; every dossier is to be written again. */
    forget(): void {
      db.exec(`
        INSERT INTO dossier_search (dossier_search) VALUES ('delete-all');
        DELETE FROM search_listing;
        DELETE FROM search_entry;
        INSERT INTO search_due (dossier_id, backlog) SELECT id, 1 FROM dossier WHERE true ON CONFLICT DO NOTHING;`);
    },
  };
}

const FACTS = `
  SELECT d.code, d.procedure_code AS procedureCode, d.procedure_name AS procedureName, d.case_name AS caseName,
    json_extract(d.terms, '$.request') AS request, d.state, d.processing_owner AS processingOwner, d.received_at AS receivedAt, d.received_by AS receivedBy,
    (SELECT json_group_array(json(p.party)) FROM dossier_party p WHERE p.dossier_id = d.id) AS parties,
    (SELECT json_group_array(code) FROM (SELECT code FROM linked_child WHERE dossier_id = d.id UNION SELECT code FROM other_code WHERE dossier_id = d.id)) AS otherCodes
  FROM dossier d WHERE d.id = ?`;
