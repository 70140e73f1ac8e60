import { contract } from '../../../shared/contract/index.ts';
import { isPublic, publicNotice } from '../../../shared/domain/catalogue/public-notice.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { publicNoticeValues } from '../../../shared/forms/own/public-notice.ts';
import type { PlainDate } from '../../../shared/types/clock.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { drawFile } from '../dossier/draw-paper.ts';

/** Every procedure in force today fits into one list. */
const MOST_SHOWN = 500;

/** Procedures that citizens may ask for today, by words with or without marks; an empty text lists all. */
export const searchPublicNotices = queryHandler(
  contract.publicView.search,
  ({ text }, { clock, readers }) => {
    const day = officeDay(clock.now());
    const found = readers.catalogues.on(day).searchProcedures(text, { day, limit: MOST_SHOWN });
    const hits = found
      .map(({ procedure }) => procedure)
      .filter(isPublic)
      .map(({ code, shortName, field }) => ({ code, shortName, field }));
    return ok({ hits, day });
  },
);

/** One procedure as citizens are told of it. */
export const getPublicNotice = queryHandler(contract.publicView.get, ({ code }, { clock, readers }) => {
  const day = officeDay(clock.now());
  const found = findPublic(readers, code, day);
  return found.ok ? ok({ notice: publicNotice(found.value, day), day }) : found;
});

/**
 * Draws the paper on which a procedure is posted (niêm yết), as it is in force today, and keeps it; the event says who drew which version, so that
 * a posted paper can be told from a later one.
 */
export const drawPublicNotice = commandHandler(contract.catalogue.drawNotice, async ({ code }, context) => {
  const { readers, clock, tx } = context;
  const now = clock.now();
  const day = officeDay(now);
  const found = findPublic(readers, code, day);
  if (!found.ok) return found;
  const form = readers.forms.on('public-notice', day);
  if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
  const { version } = readers.catalogues.on(day);
  const office = readers.office.findOn(day) ?? readers.office.getLatest();
  const values = publicNoticeValues(publicNotice(found.value, day), { office, version, at: now });
  const drawn = await drawFile(context, { form, values, paper: 'A4', copies: 1 });
  if (!drawn.ok) return drawn;
  const { file, lacking } = drawn.value;
  return tx.immediate((w) => {
    const { sha256, size } = file;
    w.blobs.name({ ...file, at: w.now });
    w.record({
      subject: { kind: 'procedure', id: found.value.code },
      type: 'catalogue.notice-drawn',
      payload: { version, formId: form.id, sha256 },
    });
    return ok({ sha256, size, lacking });
  });
});

function findPublic(
  { catalogues }: Pick<QueryContext['readers'], 'catalogues'>,
  code: string,
  day: PlainDate,
) {
  const found = catalogues.on(day).findProcedure(code, day);
  return found.ok && !isPublic(found.value) ? refuse('PROCEDURE_UNKNOWN', { code }) : found;
}
