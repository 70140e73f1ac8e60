import { contract } from '../../../shared/contract/index.ts';
import { papersOffered } from '../../../shared/domain/print/paper-size.ts';
import { choiceFor } from '../../../shared/domain/print/print-choice.ts';
import { FORM_KINDS, sheetsOf } from '../../../shared/forms/form-definition.ts';
import { ok } from '../../../shared/types/result.ts';
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

/** How each kind of paper is printed. */
export const listPrintChoices = queryHandler(contract.print.choices, (_input, { readers }) => {
  const choices = readers.settings.get('print.choices');
  return ok({
    kinds: FORM_KINDS.map((kind) => ({ ...choiceFor(choices, kind), papers: sheetsOf(kind) })),
  });
});

/** Chooses how a kind of paper is printed. */
export const choosePrinter = commandHandler(contract.print.choose, ({ choice }, { tx }) =>
  tx.immediate((w) => {
    const { kind } = choice;
    const others = w.settings.get('print.choices').filter((each) => each.kind !== kind);
    w.settings.set('print.choices', [...others, choice], w.now);
    w.record({
      subject: { kind: 'print-choice', id: kind },
      type: 'print.chosen',
      payload: { ...choice, printer: choice.printer === null ? null : { ...choice.printer } },
    });
    w.announce('print');
    return ok({});
  }),
);
