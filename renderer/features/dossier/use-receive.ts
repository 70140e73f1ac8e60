import { useRef, useState } from 'react';
import type { Receipt } from '../../../shared/contract/dossier.ts';
import type { ProcedureCase } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { useClient } from '../../lib/context.tsx';
import type { Refused } from '../../lib/refusal.ts';
import { useCommand } from '../../lib/use-command.ts';
import { type HandedSheet, useChosenSheet, usePrint, usePrintsSeparators } from '../print/index.ts';
import type { PartyForm } from './party-form.ts';
import { type ReceptionForm, toReceiptInput } from './reception-form.ts';
import type { Reception } from './use-reception.ts';

export type SlipPaper = HandedSheet;

/** The dossier just received, and how far its slip is. */
export interface LastReceipt {
  receipt: Receipt;
  slip: 'drawing' | 'ready' | 'refused';
  sha256: string | undefined;
  /** Whether it went to a printer, to the system's print window, or waits because letters on it cannot be printed. */
  route: 'printer' | 'viewer' | 'held';
  /** Who handed it in, for the next matter of the same visit. */
  submitter: PartyForm;
}

/** One press: receive, draw the slip, open it for printing, empty the form. */
export interface Receiving {
  receive(form: ReceptionForm, shown: ProcedureCase | undefined, paper: SlipPaper): Promise<void>;
  running: boolean;
  refused: Refused | undefined;
  /** Counts the refusals, so that the same one twice moves the focus twice. */
  tries: number;
  last: LastReceipt | undefined;
  slipRefused: Refused | undefined;
  printAgain(paper: SlipPaper): Promise<void>;
}

/** Receives dossiers for one reception screen. A second press while the first is under way does nothing; a lost answer is asked for again. */
export function useReceiving(reception: Reception): Receiving {
  const client = useClient();
  const command = useCommand(client.dossier.receive);
  const slip = useSlip();
  const separators = useSeparatorsAfterSlip();
  const busy = useRef(false);
  const [tries, setTries] = useState(0);
  const [received, setReceived] = useState<Pick<LastReceipt, 'receipt' | 'submitter'>>();
  const receive: Receiving['receive'] = async (form, shown, paper) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await reception.settle();
      const given = await command.run({
        receipt: toReceiptInput(form, shown),
        draftId: form.draftId,
      } as never);
      setTries((count) => count + 1);
      if (given === undefined) return;
      setReceived({ receipt: given, submitter: form.submitter });
      reception.startAnew();
      await slip.draw(given.dossierId, paper);
      await separators.print(given.dossierId);
    } finally {
      busy.current = false;
    }
  };
  return {
    receive,
    running: command.running,
    refused: command.refused,
    tries,
    last:
      received === undefined
        ? undefined
        : { ...received, slip: slip.state, sha256: slip.sha256, route: slip.route },
    slipRefused: slip.refused ?? separators.refused,
    printAgain: async (paper) => {
      if (received !== undefined) await slip.draw(received.receipt.dossierId, paper);
    },
  };
}

/** Draws a dossier's slip in two copies, on the chosen sheet unless another one is given, and prints it. */
export function useSlip() {
  const client = useClient();
  const draw = useCommand(client.dossier.drawSlip);
  const { printDrawn, refused } = usePrint();
  const chosen = useChosenSheet('slip');
  const [route, setRoute] = useState<LastReceipt['route']>('viewer');
  const [sha256, setSha256] = useState<string>();
  const state: LastReceipt['slip'] =
    draw.refused !== undefined ? 'refused' : sha256 === undefined || draw.running ? 'drawing' : 'ready';
  return {
    state,
    sha256,
    route,
    refused: draw.refused ?? refused,
    async draw(dossierId: Receipt['dossierId'], paper: SlipPaper = chosen): Promise<void> {
      setSha256(undefined);
      const drawn = await draw.run({ dossierId, paper, copies: 2 } as never);
      if (drawn === undefined) return;
      setSha256(drawn.sha256);
      const printed = await printDrawn(drawn);
      setRoute(printed?.route ?? (drawn.lacking === '' ? 'viewer' : 'held'));
    },
  };
}

/** Draws and prints the sheets that part the components of a dossier, where the office wants them with the slip and papers are to be scanned. */
function useSeparatorsAfterSlip() {
  const draw = useCommand(useClient().stack.drawSeparators);
  const { printDrawn, refused } = usePrint();
  const chosen = useChosenSheet('separator');
  const isWanted = usePrintsSeparators();
  return {
    refused: draw.refused?.code === 'NOTHING_TO_SCAN' ? refused : (draw.refused ?? refused),
    async print(dossierId: Receipt['dossierId']): Promise<void> {
      if (!isWanted) return;
      const drawn = await draw.run({ dossierId, paper: chosen === 'A4' ? 'A4' : 'A5' } as never);
      if (drawn !== undefined) await printDrawn(drawn);
    },
  };
}
