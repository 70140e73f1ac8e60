import { contract } from '../../../shared/contract/index.ts';
import { papersOffered } from '../../../shared/domain/print/paper-size.ts';
import { choiceFor } from '../../../shared/domain/print/print-choice.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { formsOn } from '../../../shared/forms/forms.ts';
import { ok, refuse } from '../../../shared/types/result.ts';
import { commandHandler, queryHandler } from '../../host/handlers.ts';

/** The printers of every desk that answers, as they stand now. */
export const listPrinters = queryHandler(contract.print.printers, async (_input, { host, readers }) => {
  const desks = await Promise.all(
    readers.devices.list().map(async (device) => {
      const agent = host.deviceAgents.of(device.id);
      const offers = agent.ok ? await agent.value.printers() : undefined;
      if (offers?.ok !== true) return { printers: [], complete: offers === undefined };
      return {
        complete: true,
        printers: offers.value.map(({ id, name, media, trays, duplex, accepting, state }) => ({
          deviceId: device.id,
          deviceName: device.name,
          printerId: id,
          name,
          papers: papersOffered(media),
          trays: [...trays],
          duplex,
          ready: accepting && state !== 'stopped',
        })),
      };
    }),
  );
  return ok({
    printers: desks.flatMap(({ printers }) => printers),
    complete: desks.every(({ complete }) => complete),
  });
});

/** How each kind of paper that is in force today is printed. */
export const listPrintChoices = queryHandler(contract.print.choices, (_input, { readers, clock }) => {
  const choices = readers.settings.get('print.choices');
  const forms = formsOn(officeDay(clock.now()));
  return ok({
    kinds: forms.map(({ formNumber, title, papers }) => ({
      ...choiceFor(choices, formNumber),
      title,
      papers,
    })),
  });
});

/** Chooses how a kind of paper is printed. */
export const choosePrinter = commandHandler(contract.print.choose, ({ choice }, { tx }) =>
  tx.immediate((w) => {
    const { formNumber } = choice;
    if (!formsOn(w.today).some((form) => form.formNumber === formNumber))
      return refuse('FORM_UNKNOWN', { formNumber });
    const others = w.settings.get('print.choices').filter((each) => each.formNumber !== formNumber);
    w.settings.set('print.choices', [...others, choice], w.now);
    w.record({
      subject: { kind: 'print-choice', id: formNumber },
      type: 'print.chosen',
      payload: { ...choice, printer: choice.printer === null ? null : { ...choice.printer } },
    });
    w.announce('print');
    return ok({});
  }),
);
