import type { SignerView } from '../../../shared/contract/book.ts';
import type { PaperCopyView } from '../../../shared/contract/paper-copy.ts';
import { decideSigner } from '../../../shared/domain/certification/signer.ts';
import { officeDay } from '../../../shared/domain/time/office-time.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useHostClock } from '../../lib/use-host-clock.ts';
import { usePrint } from '../print/index.ts';

type Id = PaperCopyView['paperCopyId'];

/** Numbers of the book and statements in one go, and who may sign them today. */
export function useNumbering() {
  const client = useClient();
  const today = officeDay(new Date(useHostClock()).toISOString());
  const asked = useAsk(['certify', 'signers'], {}, () => client.book.signers({}));
  const ableOf = (signers: readonly SignerView[] = []) =>
    signers.filter((signer) => decideSigner([signer], 'copy', today).ok);
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
    run: async (ids: readonly Id[], signer: SignerView | undefined): Promise<boolean> => {
      if (ids.length === 0 || number.running) return false;
      // The key may be pressed before the signers are there.
      const by = signer ?? ableOf((await asked.refetch()).data?.signers)[0];
      if (by === undefined) return false;
      const order = { paperCopyIds: [...ids] };
      const numbered = await number.run({ ...order, signerId: by.signerId });
      if (numbered === undefined) return false;
      const drawn = await statements.run(order);
      if (drawn !== undefined) await printing.printDrawn(drawn);
      return true;
    },
  };
}
