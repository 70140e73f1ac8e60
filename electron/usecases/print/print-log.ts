import type { PrintRun } from '../../../db/repositories/print-repository.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { PrintView } from '../../../shared/contract/print.ts';
import { guidanceReference } from '../../../shared/domain/guidance/guidance.ts';
import { secondsAfter, startOfOfficeDay } from '../../../shared/domain/time/office-time.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { queryHandler } from '../../host/handlers.ts';
import type { Readers } from '../../host/repositories.ts';

/** More than a busy office prints in a day. */
const MOST_OF_A_DAY = 1000;
/** How long a print that came out is told. */
const TOLD_FOR_SECONDS = 6;

/** One print, as it stands. */
export const getPrint = queryHandler(contract.print.get, ({ runId }, { readers }) => {
  const run = readers.prints.find(runId);
  return run === undefined ? refuse('PRINT_UNKNOWN', {}) : ok(viewOfPrint(readers, run));
});

/** What the caller printed and that is under way, or did not come out. */
export const listMyPrints = queryHandler(contract.print.mine, (_input, { readers, clock, signedIn }) =>
  ok({
    prints: readers.prints
      .ofPerson(signedIn().userId, secondsAfter(clock.now(), -TOLD_FOR_SECONDS))
      .map((run) => viewOfPrint(readers, run)),
  }),
);

/** The log of a day of the office. */
export const listPrintLog = queryHandler(contract.print.log, ({ day }, { readers }) => {
  const span = { from: startOfOfficeDay(day), to: startOfOfficeDay(day, 1), limit: MOST_OF_A_DAY + 1 };
  const found = readers.prints.between(span);
  const prints = found.slice(0, MOST_OF_A_DAY).map((run) => viewOfPrint(readers, run));
  return ok({ prints, more: found.length > MOST_OF_A_DAY });
});

/** A print as windows are told of it, with the title of its form, one that an administrator gave too. */
export function viewOfPrint(
  { forms }: Pick<Readers, 'forms'>,
  { id, sentSha256, ...run }: PrintRun,
): PrintView {
  const {
    job: _job,
    media: _media,
    tray: _tray,
    duplex: _duplex,
    askedBy: _askedBy,
    seenAt: _seenAt,
    guidance,
    ...told
  } = run;
  const title = forms.byId(run.formId)?.title ?? run.formId;
  return {
    ...told,
    runId: id,
    sha256: sentSha256,
    title,
    guidanceReference: guidance === null ? null : guidanceReference(guidance),
  };
}
