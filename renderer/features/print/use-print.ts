import type { PrintView } from '../../../shared/contract/print.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { printStored } from '../../ui/print-stored.ts';

/** The sheets of what a citizen takes home. */
export type HandedSheet = 'A4' | 'A5' | '80mm';

const CHOSEN = { route: 'chosen' } as const;

/** Prints papers of dossiers where the administrator chose, or through the system's print window; what becomes of it is told by itself. */
export function usePrint() {
  const command = useCommand(useClient().print.papers);
  const show = useSystemWindow();
  return {
    refused: command.refused,
    running: command.running,
    print: async (...paperIds: string[]): Promise<PrintView | undefined> =>
      await show(await command.run({ paperIds, to: CHOSEN })),
  };
}

/** The sheet that was chosen for a form which can be drawn on two; A5 where nobody chose. */
export function useChosenSheet(of: 'slip' | 'hand-over-receipt'): HandedSheet {
  const client = useClient();
  const asked = useAsk(['print', 'choices'], {}, () => client.print.choices({}));
  const chosen = asked.data?.kinds.find(({ kind }) => kind === of)?.paper;
  return chosen === 'A4' || chosen === '80mm' ? chosen : 'A5';
}

/** As {@link usePrint}, for a notice to be posted. */
export function useNoticePrint() {
  const command = useCommand(useClient().print.notice);
  const show = useSystemWindow();
  return {
    refused: command.refused,
    print: async (sha256: PrintView['sha256']) => await show(await command.run({ sha256, to: CHOSEN })),
  };
}

/** As {@link usePrint}, for a book of dossiers. */
export function useRegisterPrint() {
  const command = useCommand(useClient().print.register);
  const show = useSystemWindow();
  return {
    refused: command.refused,
    running: command.running,
    print: async (exportId: string) => await show(await command.run({ exportId, to: CHOSEN })),
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

/** Opens the system's print window for a print that is meant for it; one that does not open printed nothing. */
function useSystemWindow() {
  const cancel = useCommand(useClient().print.cancel);
  return async (run: PrintView | undefined): Promise<PrintView | undefined> => {
    if (run?.state !== 'handed') return run;
    return (await printStored(run.sha256)) ? run : await cancel.run({ runId: run.runId });
  };
}
