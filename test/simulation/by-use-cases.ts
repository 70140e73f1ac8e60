import { requestId } from '../support/request-id.ts';
import type { Step } from './history.ts';
import type { SimulatedOffice } from './simulated-office.ts';
import { inputOf } from './step-inputs.ts';

/** Lives a history through the contract, as windows would: each step with its sessions, permissions, checks and its own commit. */
export async function liveByUseCases(
  office: SimulatedOffice,
  steps: Iterable<Step>,
  lived: (at: string) => void,
): Promise<void> {
  const ids = new Map<number, string>();
  for (const step of steps) {
    office.at(step.at);
    const client = office.clients[step.clerk] as SimulatedOffice['clients'][number];
    const input = { requestId: requestId(), ...inputOf(step, ids.get(step.dossier)) } as never;
    switch (step.does) {
      case 'receive':
        ids.set(step.dossier, (await client.dossier.receive(input)).dossierId);
        break;
      case 'start':
        await client.dossier.startProcessing(input);
        break;
      case 'ask':
        await client.life.askSupplement(input);
        break;
      case 'resume':
        await client.life.resume(input);
        break;
      case 'refuse':
        await client.life.refuse(input);
        break;
      case 'withdraw':
        await client.life.withdraw(input);
        break;
      case 'result':
        await client.dossier.recordResult(input);
        break;
      case 'hand-over':
        await client.dossier.handOver(input);
        break;
    }
    lived(step.at);
  }
}
