import type { DrawnPaper } from '../../../shared/contract/drawn-paper.ts';
import type { PrintView } from '../../../shared/contract/print.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { printStored } from '../../ui/print-stored.ts';
import { lettersOf, useLacking } from './lacking.ts';

/** The sheets of what a citizen takes home. */
export type HandedSheet = 'A4' | 'A5' | '80mm';

const CHOSEN = { route: 'chosen' } as const;

/** Prints papers of dossiers where the administrator chose, or through the system's print window; what becomes of it is told by itself. */
export function usePrint() {
  const command = useCommand(useClient().print.papers);
  const show = useSystemWindow();
  const held = useHeld();
  const print = async (...paperIds: string[]): Promise<PrintView | undefined> =>
    await show(await command.run({ paperIds, to: CHOSEN }));
  return {
    refused: command.refused,
    running: command.running,
    print,
    /** Prints what was just drawn; nothing with letters that would be empty boxes before somebody has looked at it. */
    printDrawn: async (...drawn: Omit<DrawnPaper, 'size'>[]): Promise<PrintView | undefined> =>
      await held(drawn, () => print(...drawn.map(({ paperId }) => paperId))),
  };
}

/** The sheet that was chosen for a form which can be drawn on two; A5 where nobody chose. */
export function useChosenSheet(of: 'slip' | 'hand-over-receipt' | 'fee-receipt' | 'separator'): HandedSheet {
  const client = useClient();
  const asked = useAsk(['print', 'choices'], {}, () => client.print.choices({}));
  const chosen = asked.data?.kinds.find(({ kind }) => kind === of)?.paper;
  return chosen === 'A4' || chosen === '80mm' ? chosen : 'A5';
}

/** Whether separators come out of their printer at once after the slip. */
export function usePrintsSeparators(): boolean {
  const client = useClient();
  const asked = useAsk(['print', 'choices'], {}, () => client.print.choices({}));
  const choice = asked.data?.kinds.find(({ kind }) => kind === 'separator');
  return choice?.withSlip === true && choice.printer !== null;
}

/** As {@link usePrint}, for a notice to be posted. */
export function useNoticePrint() {
  const command = useCommand(useClient().print.notice);
  const show = useSystemWindow();
  const held = useHeld();
  return {
    refused: command.refused,
    printDrawn: async (drawn: Pick<DrawnPaper, 'sha256' | 'lacking'>) =>
      await held([drawn], async () => await show(await command.run({ sha256: drawn.sha256, to: CHOSEN }))),
  };
}

/** As {@link usePrint}, for a book of dossiers. */
export function useRegisterPrint() {
  const command = useCommand(useClient().print.register);
  const show = useSystemWindow();
  const held = useHeld();
  return {
    refused: command.refused,
    running: command.running,
    printDrawn: async (drawn: Pick<DrawnPaper, 'sha256' | 'lacking'> & { exportId: string }) =>
      await held([drawn], async () => show(await command.run({ exportId: drawn.exportId, to: CHOSEN }))),
  };
}

/** As {@link usePrint}, for the paper of a visit that ended with guidance. */
export function useGuidancePrint() {
  const command = useCommand(useClient().print.guidance);
  const show = useSystemWindow();
  const held = useHeld();
  const print = async (visitId: string): Promise<PrintView | undefined> =>
    await show(await command.run({ visitId, to: CHOSEN }));
  return {
    refused: command.refused,
    print,
    printDrawn: async (drawn: Pick<DrawnPaper, 'sha256' | 'lacking'> & { visitId: string }) =>
      await held([drawn], () => print(drawn.visitId)),
  };
}

/** As {@link usePrint}, for a trial sheet of the statement of paper copies. */
export function useTrialPrint() {
  const command = useCommand(useClient().print.trial);
  const show = useSystemWindow();
  return {
    refused: command.refused,
    running: command.running,
    print: async () => await show(await command.run({})),
  };
}

/** Prints what was printed before elsewhere, or once more. */
export function usePrintAgain() {
  const client = useClient();
  const command = useCommand(client.print.again);
  const show = useSystemWindow();
  type To = Parameters<typeof client.print.again>[0]['to'];
  return {
    refused: command.refused,
    running: command.running,
    again: async (runId: string, to: To) => await show(await command.run({ runId, to })),
  };
}

/** Prints papers at once, or holds them where a letter cannot be printed; what is held prints nothing yet. */
function useHeld() {
  const hold = useLacking((state) => state.hold);
  return async (
    drawn: readonly Pick<DrawnPaper, 'sha256' | 'lacking'>[],
    print: () => Promise<PrintView | undefined>,
  ): Promise<PrintView | undefined> => {
    const lacking = drawn.filter((paper) => paper.lacking !== '');
    const [first] = lacking;
    if (first === undefined) return await print();
    hold({ letters: lettersOf(lacking), sha256: first.sha256, print });
    return undefined;
  };
}

/** Opens the system's print window for a print that is meant for it; one that does not open printed nothing. */
function useSystemWindow() {
  const cancel = useCommand(useClient().print.cancel);
  return async (run: PrintView | undefined): Promise<PrintView | undefined> => {
    if (run?.state !== 'handed') return run;
    return (await printStored(run.sha256)) ? run : await cancel.run({ runId: run.runId });
  };
}
