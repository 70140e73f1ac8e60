import { contract } from '../../../shared/contract/index.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { checkReportValues } from '../../../shared/forms/own/check-report.ts';
import { Sha256 } from '../../../shared/types/ids.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';
import { drawFile } from '../dossier/draw-paper.ts';
import { inspectFile } from './inspect-file.ts';

/** Judges a file that somebody brings. Nothing of it is kept. */
export const checkFile = queryHandler(contract.check.file, ({ sha256, checkId }, context) =>
  inspectFile(context, sha256, (progress) =>
    context.host.feed.publish({ topic: 'check-progress', checkId, ...progress }),
  ),
);

/** Judges it again, so that the paper says what held when it was drawn, and keeps the paper and that it was given. */
export const drawCheckReport = commandHandler(
  contract.check.report,
  async ({ sha256, fileName }, context) => {
    const { readers, tx } = context;
    const inspected = await inspectFile(context, sha256, () => undefined);
    if (!inspected.ok) return inspected;
    const checked = inspected.value;
    const day = officeDay(checked.checkedAt);
    const form = readers.forms.on('check-report', day);
    if (form === undefined) return refuse('PAPER_NOT_DRAWN', { reason: 'FORM_UNKNOWN' });
    const office = readers.office.findOn(day) ?? readers.office.getLatest();
    const values = checkReportValues({ office, fileName, checked });
    const drawn = await drawFile(context, { form, values, paper: 'A4', copies: 1 });
    if (!drawn.ok) return drawn;
    const { file, lacking } = drawn.value;
    return tx.immediate((w) => {
      w.blobs.name({ ...file, at: w.now });
      w.record({
        subject: { kind: 'checked-file', id: sha256 },
        type: 'check.reported',
        payload: { formId: form.id, verdict: checked.verdict.verdict, report: file.sha256 },
        personal: { fileName },
      });
      return ok({ sha256: Sha256.parse(file.sha256), size: file.size, lacking });
    });
  },
);
