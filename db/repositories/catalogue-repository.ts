import * as z from 'zod';
import {
  type Catalogue,
  createCatalogue,
  shippedCatalogue,
} from '../../shared/domain/catalogue/catalogue.ts';
import { layOver, OfficeCatalogue, publicationsIn } from '../../shared/domain/catalogue/office-catalogue.ts';
import type { Instant, PlainDate } from '../../shared/types/clock.ts';
import type { ReadDb, WriteDb } from '../open.ts';

const PublicationRow = z.object({
  number: z.number().int(),
  validFrom: z.string(),
  sha256: z.string(),
  fileName: z.string(),
  publishedBy: z.string(),
  takenAt: z.string(),
  takenBy: z.string(),
});
type PublicationRow = z.infer<typeof PublicationRow>;

/** Reading the catalogue: the shipped one with the office's publications laid over it. */
export function createCatalogueReader(db: ReadDb) {
  const list = db.prepare(`
    SELECT number, valid_from AS validFrom, sha256, file_name AS fileName, json_extract(content, '$.publishedBy') AS publishedBy, taken_at AS takenAt,
      taken_by AS takenBy FROM catalogue_publication ORDER BY number`);
  const contents = db
    .prepare('SELECT content FROM catalogue_publication WHERE number <= ? ORDER BY number')
    .pluck();
  const inForce = db
    .prepare('SELECT coalesce(max(number), 0) FROM catalogue_publication WHERE valid_from <= ?')
    .pluck();
  const mark = db.prepare('SELECT sha256 FROM catalogue_publication WHERE number = ?').pluck();
  // Laying over and indexing takes milliseconds; the newest ones asked for are kept. The file's hash tells a number that a rollback gave back.
  const built = new Map<string, Catalogue>();
  const withFirst = (number: number): Catalogue => {
    const sha256 = mark.get(number);
    if (sha256 === undefined) return shippedCatalogue;
    const key = `${number}:${sha256}`;
    const known = built.get(key);
    if (known !== undefined) return known;
    const publications = (contents.all(number) as string[]).map((text) =>
      OfficeCatalogue.parse(JSON.parse(text)),
    );
    const catalogue = createCatalogue(layOver(shippedCatalogue.data, publications));
    if (built.size >= 4) built.clear();
    built.set(key, catalogue);
    return catalogue;
  };
  return {
    /** What is in force on a day. */
    on: (day: PlainDate): Catalogue => withFirst(inForce.get(day) as number),
    /** What a version holds that a dossier was accepted under. The shipped part is that of this program. */
    ofVersion: (version: string): Catalogue => withFirst(publicationsIn(version)),
    /** With every publication, also those of a later day. */
    newest: (): Catalogue => withFirst(inForce.get('9999-12-31') as number),
    /** Oldest first. */
    publications: (): PublicationRow[] => list.all().map((row) => PublicationRow.parse(row)),
  };
}

/** Taking publications; part of a command's transaction. */
export function createCatalogueRepository(db: WriteDb) {
  const insert = db.prepare(`
    INSERT INTO catalogue_publication (number, valid_from, content, sha256, file_name, taken_at, taken_by)
    VALUES (@number, @validFrom, @content, @sha256, @fileName, @at, @by)`);
  return {
    ...createCatalogueReader(db),
    publish(publication: {
      number: number;
      content: OfficeCatalogue;
      sha256: string;
      fileName: string;
      at: Instant;
      by: string;
    }): void {
      const { content, ...rest } = publication;
      insert.run({ ...rest, validFrom: content.validFrom, content: JSON.stringify(content) });
    },
  };
}
