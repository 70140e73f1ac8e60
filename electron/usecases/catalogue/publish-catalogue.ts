import { contract } from '../../../shared/contract/index.ts';
import { changesOf, problemsOf } from '../../../shared/domain/catalogue/catalogue-changes.ts';
import { layOver, type OfficeCatalogue } from '../../../shared/domain/catalogue/office-catalogue.ts';
import { publicationFromJson, readPublication } from '../../../shared/domain/catalogue/publication-tables.ts';
import type { RowProblem } from '../../../shared/domain/tables/read-table.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { CATALOGUE_SHEETS } from '../../../shared/forms/tables/catalogue-sheets.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import { UserId } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import type { TablesRead } from '../../host/ports/workbook.ts';
import { drawTemplate, readTablesFile } from '../tables/tables-file.ts';

/** What a file of procedures would change, and everything that is wrong in it; nothing is kept. */
export const previewCatalogue = queryHandler(contract.catalogue.preview, async ({ sha256 }, context) => {
  const read = await readTablesFile(context, sha256);
  if (!read.ok) return read;
  const { publication, problems } = judge(context.readers, officeDay(context.clock.now()), read.value.tables);
  const before = context.readers.catalogues.newest();
  return ok({
    problems,
    number: numberOf(context.readers),
    publication:
      publication === undefined || problems.length > 0
        ? null
        : {
            validFrom: publication.validFrom,
            publishedBy: publication.publishedBy,
            changes: changesOf(before.data, publication),
          },
  });
});

/**
 * Publishes the procedures of a file from their day on, all or none. `number` is that of the preview: when somebody published meanwhile, people
 * look again.
 */
export const publishCatalogue = commandHandler(
  contract.catalogue.publish,
  async ({ sha256, fileName, number }, context) => {
    const read = await readTablesFile(context, sha256);
    if (!read.ok) return read;
    const { file, tables } = read.value;
    return context.tx.immediate((w) => {
      if (numberOf(w) !== number) return refuse('CATALOGUE_MOVED_ON', {});
      const { publication, problems } = judge(w, w.today, tables);
      if (publication === undefined || problems.length > 0)
        return refuse('TABLE_PROBLEMS', { count: problems.length });
      w.blobs.name({ ...file, at: w.now });
      const by = context.signedIn().userId;
      w.catalogues.publish({ number, content: publication, sha256, fileName, at: w.now, by });
      const { validFrom, publishedBy } = publication;
      const { version } = w.catalogues.newest();
      const facts = {
        number,
        version,
        validFrom,
        publishedBy,
        sha256,
        codes: publication.procedures.map(({ code }) => code),
        ended: publication.ended.map(({ code }) => code),
      };
      const event = w.record({
        subject: { kind: 'catalogue', id: String(number) },
        type: 'catalogue.published',
        payload: facts,
      });
      const { size, mediaType } = file;
      w.send(event, { kind: 'catalogue.published', snapshot: facts, files: [{ sha256, size, mediaType }] });
      w.announce('office');
      return ok({ number, version, validFrom });
    });
  },
);

/** Every publication, newest first. */
export const listPublications = queryHandler(contract.catalogue.publications, (_input, { readers }) =>
  ok({
    publications: readers.catalogues
      .publications()
      .reverse()
      .map(({ takenBy, ...rest }) => ({
        ...rest,
        takenBy: readers.users.find(UserId.parse(takenBy))?.displayName ?? '',
      })),
  }),
);

/** The empty workbook to fill in, with a sheet that says what goes into each column. */
export const drawCatalogueTemplate = commandHandler(contract.catalogue.template, (_input, context) =>
  drawTemplate(context, Object.values(CATALOGUE_SHEETS)),
);

type Catalogues = Pick<QueryContext['readers'], 'catalogues'>;

function numberOf({ catalogues }: Catalogues): number {
  return catalogues.publications().length + 1;
}

/** Reads and judges a publication against what is there: its day, the codes it ends, and whether the whole stays sound. */
function judge(
  { catalogues }: Catalogues,
  today: PlainDate,
  tables: Exclude<TablesRead, { kind: 'fault' }>,
): { publication: OfficeCatalogue | undefined; problems: RowProblem[] } {
  const before = catalogues.newest().data;
  const { publication, problems } =
    tables.kind === 'sheets'
      ? readPublication(tables.sheets, CATALOGUE_SHEETS, before)
      : publicationFromJson(tables.value);
  if (publication === undefined) return { publication, problems };
  const place = { sheet: CATALOGUE_SHEETS.publication.title, row: 0, column: '' };
  const earliest = [today, ...catalogues.publications().map(({ validFrom }) => validFrom)].sort().at(-1);
  if (earliest !== undefined && publication.validFrom < earliest)
    problems.push({ ...place, problem: 'too-early', value: earliest });
  const known = new Set(before.procedures.map(({ code }) => code));
  for (const { code } of publication.ended)
    if (!known.has(code))
      problems.push({ ...place, sheet: CATALOGUE_SHEETS.ended.title, problem: 'unknown', value: code });
  for (const value of problemsOf(layOver(before, [publication])))
    problems.push({ ...place, sheet: CATALOGUE_SHEETS.procedures.title, problem: 'conflict', value });
  return { publication, problems };
}
