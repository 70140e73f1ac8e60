import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import WebSocket from 'ws';
import type { Contract } from '../../shared/contract/index.ts';

/** The typed client that every door serves. */
export type CounterClient = ContractRouterClient<Contract>;

/** Exchanges a launch token for a program's bearer. */
export async function takeBearer(launch: { address: string; token: string }): Promise<string> {
  const response = await fetch(`${launch.address}/launch`, {
    method: 'POST',
    body: JSON.stringify({ token: launch.token }),
  });
  if (!response.ok) throw new Error(`launch token refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { bearer: string }).bearer;
}

/** A client over HTTP. */
export function httpClient(address: string, bearer: string): CounterClient {
  return createORPCClient(
    new RPCLink({ url: `${address}/rpc`, headers: { authorization: `Bearer ${bearer}` } }),
  );
}

/** A client over a WebSocket, with the way to hang up. */
export async function socketClient(
  address: string,
  bearer: string,
): Promise<{ client: CounterClient; close(): void }> {
  const socket = new WebSocket(`${address.replace('http:', 'ws:')}/ws`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const link = new SocketLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { client: createORPCClient(link), close: () => socket.close() };
}
