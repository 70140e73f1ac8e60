import { aCitizen, aReceipt } from '../support/a-receipt.ts';
import { PASSWORD } from '../support/an-office.ts';
import { httpClient } from '../support/contract-clients.ts';
import { requestId } from '../support/request-id.ts';

/** What the bench tells a racer, and what the racer answers when the range is used up. */
export interface RaceOrder {
  address: string;
  bearer: string;
}
export interface RaceAnswer {
  codes: string[];
  refusal: string;
}

// One counter in a process of its own: receives dossiers as fast as the host answers, until the host refuses.
process.once('message', (order: RaceOrder) => void race(order));

async function race({ address, bearer }: RaceOrder): Promise<void> {
  const client = httpClient(address, bearer);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  const codes: string[] = [];
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  for (;;) {
    try {
      // A citizen of its own for each: twenty thousand open dossiers of one person are no day at any counter.
      const number = String(10_000_000_000 + process.pid * 100_000 + codes.length).padStart(12, '0');
      const receipt = aReceipt(aCitizen(number).person);
      const { code } = await client.dossier.receive({ requestId: requestId(), receipt });
      codes.push(code);
    } catch (error) {
      const refusal = (error as { code?: string }).code ?? String(error);
      process.send?.({ codes, refusal } satisfies RaceAnswer, () => process.disconnect());
      return;
    }
  }
}
