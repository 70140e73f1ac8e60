import type { SignerView } from '../../../shared/contract/book.ts';
import type { PaperCopyView } from '../../../shared/contract/paper-copy.ts';
import { decideSigner } from '../../../shared/domain/certification/signer.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { ACT_FACTS } from '../../../shared/forms/nd-23-2015/acts.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { usePrint } from '../print/index.ts';

const idsOf = (papers: readonly PaperCopyView[]) => papers.map(({ paperCopyId }) => paperCopyId);

/** Numbers of the books and statements of some papers in one go, and who may sign all of them today. */
export function useNumbering(papers: readonly PaperCopyView[]) {
  const client = useClient();
  const today = officeDay(new Date(useHostClock()).toISOString());
  const asked = useAsk(['certify', 'signers'], {}, () => client.book.signers({}));
  const ableOf = (signers: readonly SignerView[] = []) =>
    signers.filter((signer) =>
      papers.every(({ act }) => decideSigner([signer], ACT_FACTS[act].certification, today).ok),
    );
  const able = ableOf(asked.data?.signers);
  const number = useCommand(client.paperCopy.number);
  const statements = useCommand(client.paperCopy.drawStatements);
  const printing = usePrint();
  return {
    able,
    nobodySigns: asked.data !== undefined && able.length === 0,
    running: number.running || statements.running,
    refused: number.refused ?? statements.refused ?? printing.refused,
    /** True once all have their numbers; the statements may still have to be drawn again. */
    run: async (signer: SignerView | undefined): Promise<boolean> => {
      if (papers.length === 0 || number.running) return false;
      // The key may be pressed before the signers are there.
      const by = signer ?? ableOf((await asked.refetch()).data?.signers)[0];
      if (by === undefined) return false;
      const numbered = await number.run({ paperCopyIds: idsOf(papers), signerId: by.signerId });
      if (numbered === undefined) return false;
      // Those of copies go onto the copies in the tray, the others onto blank sheets.
      for (const isCopy of [true, false]) {
        const alike = papers.filter(({ act }) => (act === 'copy') === isCopy);
        const drawn = alike.length === 0 ? undefined : await statements.run({ paperCopyIds: idsOf(alike) });
        if (drawn !== undefined) await printing.printDrawn(drawn);
      }
      return true;
    },
  };
}
