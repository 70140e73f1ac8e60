import type { UseQueryResult } from '@tanstack/react-query';
import type { CounterClient } from '../../lib/client.ts';
import { useClient } from '../../lib/context.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useChosenSheet, usePrint } from '../print/index.ts';

/** What is to be paid for a dossier, its receipts, and who issues them. */
export type DossierFees = Awaited<ReturnType<CounterClient['fee']['ofDossier']>>;

/** Asks for the fees of a dossier; nothing is asked while there is no id. */
export function useDossierFees(dossierId: string | undefined): UseQueryResult<DossierFees> {
  const client = useClient();
  return useAsk(
    ['dossier', 'fees'],
    { dossierId },
    () => client.fee.ofDossier({ dossierId: dossierId as never }),
    dossierId !== undefined,
  );
}

/** Takes money, draws its receipt and prints it; a receipt that is drawn already is printed again. */
export function useFeeReceipt() {
  const client = useClient();
  const take = useCommand(client.fee.take);
  const draw = useCommand(client.fee.draw);
  const printing = usePrint();
  const paper = useChosenSheet('fee-receipt') === 'A4' ? 'A4' : 'A5';
  const print = async (receiptId: string): Promise<void> => {
    const drawn = await draw.run({ receiptId, paper });
    if (drawn !== undefined) await printing.printDrawn(drawn);
  };
  return {
    take: take.run,
    print,
    running: take.running,
    refused: take.refused,
    printRefused: draw.refused ?? printing.refused,
    reset: take.reset,
  };
}
