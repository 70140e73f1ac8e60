import type { DrawnPaper } from '../../../shared/contract/drawn-paper.ts';
import { useClient } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { useChosenSheet, usePrint } from '../print/index.ts';

/** Draws how the appointment was reckoned, and prints it. */
export function useExplanation() {
  return useDossierPaper(useClient().life.drawExplanation);
}

/** Draws the draft of an apology, and prints it. */
export function useApologyDraft() {
  return useDossierPaper(useClient().life.drawApology);
}

/** Draws the control sheet of a dossier, and prints it. */
export function useControlSheet() {
  return useDossierPaper(useClient().dossier.drawControl);
}

/** Draws what was done with a dossier, and prints it. */
export function useProcessExtract() {
  return useDossierPaper(useClient().dossier.drawProcess);
}

/** Draws the receipt of a result that was handed over, and prints it. */
export function useHandOverReceipt() {
  const client = useClient();
  const draw = useCommand(client.dossier.drawHandOver);
  const paper = useChosenSheet('hand-over-receipt');
  const printing = usePrint();
  return {
    refused: draw.refused ?? printing.refused,
    running: draw.running || printing.running,
    draw: async (dossierId: string) =>
      openDrawn(await draw.run({ dossierId: dossierId as never, paper }), printing),
  };
}

type Client = ReturnType<typeof useClient>;
type Draw =
  | Client['life']['drawExplanation']
  | Client['life']['drawApology']
  | Client['dossier']['drawControl']
  | Client['dossier']['drawProcess'];

function useDossierPaper(drawing: Draw) {
  const draw = useCommand(drawing as Client['life']['drawExplanation']);
  const printing = usePrint();
  return {
    refused: draw.refused ?? printing.refused,
    running: draw.running || printing.running,
    draw: async (dossierId: string) => openDrawn(await draw.run({ dossierId: dossierId as never }), printing),
  };
}

/** Draws the paper of a step, and prints it. */
export function useNotice() {
  const client = useClient();
  const draw = useCommand(client.life.drawNotice);
  const printing = usePrint();
  return {
    refused: draw.refused ?? printing.refused,
    running: draw.running || printing.running,
    async draw(stepId: string): Promise<void> {
      await openDrawn(await draw.run({ stepId, paper: 'A4' }), printing);
    },
  };
}

async function openDrawn(
  drawn: DrawnPaper | undefined,
  { printDrawn }: ReturnType<typeof usePrint>,
): Promise<void> {
  if (drawn !== undefined) await printDrawn(drawn);
}
