import { useClient } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { printStored } from '../../ui/print-stored.ts';

/** Draws how the appointment was reckoned, opens it for printing and notes that it was. */
export function useExplanation() {
  return useDossierPaper(useClient().life.drawExplanation);
}

/** Draws the draft of an apology, opens it for printing and notes that it was. */
export function useApologyDraft() {
  return useDossierPaper(useClient().life.drawApology);
}

/** Draws the control sheet of a dossier, opens it for printing and notes that it was. */
export function useControlSheet() {
  return useDossierPaper(useClient().dossier.drawControl);
}

/** Draws what was done with a dossier, opens it for printing and notes that it was. */
export function useProcessExtract() {
  return useDossierPaper(useClient().dossier.drawProcess);
}

/** Draws the receipt of a result that was handed over, opens it for printing and notes that it was. */
export function useHandOverReceipt() {
  const client = useClient();
  const draw = useCommand(client.dossier.drawHandOver);
  const print = useCommand(client.dossier.recordPrint);
  return {
    refused: draw.refused,
    running: draw.running,
    draw: async (dossierId: string, paper: 'A4' | 'A5') =>
      openDrawn(await draw.run({ dossierId: dossierId as never, paper }), print),
  };
}

type Client = ReturnType<typeof useClient>;
type Draw =
  | Client['life']['drawExplanation']
  | Client['life']['drawApology']
  | Client['dossier']['drawControl']
  | Client['dossier']['drawProcess'];

function useDossierPaper(drawing: Draw) {
  const client = useClient();
  const draw = useCommand(drawing as Client['life']['drawExplanation']);
  const print = useCommand(client.dossier.recordPrint);
  return {
    refused: draw.refused,
    running: draw.running,
    draw: async (dossierId: string) => openDrawn(await draw.run({ dossierId: dossierId as never }), print),
  };
}

/** Draws the paper of a step, opens it for printing and notes that it was. */
export function useNotice() {
  const client = useClient();
  const draw = useCommand(client.life.drawNotice);
  const print = useCommand(client.dossier.recordPrint);
  return {
    refused: draw.refused,
    running: draw.running,
    async draw(stepId: string): Promise<void> {
      await openDrawn(await draw.run({ stepId, paper: 'A4' }), print);
    },
  };
}

async function openDrawn(
  drawn: { paperId: string; sha256: string } | undefined,
  print: { run: (input: { paperId: string; printer: string }) => Promise<unknown> },
): Promise<void> {
  if (drawn === undefined) return;
  const opened = await printStored(drawn.sha256);
  if (opened) await print.run({ paperId: drawn.paperId, printer: 'window' });
}
