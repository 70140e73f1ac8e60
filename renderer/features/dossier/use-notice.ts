import { useClient } from '../../lib/context.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { printStored } from '../../ui/print-stored.ts';

/** Draws the paper of a step, opens it for printing and notes that it was. */
export function useNotice() {
  const client = useClient();
  const draw = useCommand(client.life.drawNotice);
  const print = useCommand(client.dossier.recordPrint);
  return {
    refused: draw.refused,
    running: draw.running,
    async draw(stepId: string): Promise<void> {
      const drawn = await draw.run({ stepId, paper: 'A4' });
      if (drawn === undefined) return;
      const opened = await printStored(drawn.sha256);
      if (opened) await print.run({ paperId: drawn.paperId, printer: 'window' });
    },
  };
}
