import { RPCHandler } from '@orpc/server/message-port';
import type { CounterHost } from '../host/counter-host.ts';
import type { DoorContext } from '../host/dispatcher.ts';

/** The part of a message port that the door needs; Electron's MessagePortMain and Node's MessagePort both have it. */
type Port = Parameters<RPCHandler<DoorContext>['upgrade']>[0];

/**
 * The door of Electron's windows: serves the contract on one message port. Whoever hands the port over has checked that it goes to our own
 * page; the client lives as long as the port.
 */
export function serveMessagePort(
  host: CounterHost,
  port: Port,
  clientId: string = host.identity.randomBytes(16).toString('hex'),
): { close(): void } {
  const { client, context } = host.connect('window', clientId);
  new RPCHandler<DoorContext>(host.router).upgrade(port, { context: context() });
  return {
    close() {
      host.active().sessions.end(client.id);
    },
  };
}
