import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { contract } from '../../shared/contract/index.ts';
import { type CounterClient, httpClient, socketClient, takeBearer } from './contract-clients.ts';
import { type HeadlessHost, removeFolder, startHeadlessHost, temporaryFolder } from './headless-host.ts';

/** A running host behind one kind of door; every `connect` is another window or program. */
export interface OpenDoor {
  connect(): Promise<CounterClient>;
  close(): Promise<void>;
}

/** A door that the contract suite runs against. */
export interface Door {
  name: string;
  open(): Promise<OpenDoor>;
}

/** Every door of the program. */
export const doors: Door[] = [
  { name: 'message port', open: openPortDoor },
  {
    name: 'HTTP',
    open: () => openLoopback(async (host, bearer) => ({ client: httpClient(host.address, bearer) })),
  },
  { name: 'WebSocket', open: () => openLoopback((host, bearer) => socketClient(host.address, bearer)) },
  {
    name: 'OpenAPI',
    open: () => openLoopback(async (host, bearer) => ({ client: openApiClient(host.address, bearer) })),
  },
];

function openApiClient(address: string, bearer: string): CounterClient {
  return createORPCClient(
    new OpenAPILink(contract, { url: `${address}/api`, headers: { authorization: `Bearer ${bearer}` } }),
  );
}

async function openLoopback(
  connect: (host: HeadlessHost, bearer: string) => Promise<{ client: CounterClient; close?: () => void }>,
): Promise<OpenDoor> {
  const folder = temporaryFolder();
  const host = await startHeadlessHost(folder);
  const closers: (() => void)[] = [];
  return {
    async connect() {
      const { client, close } = await connect(host, await takeBearer(host.launch()));
      if (close !== undefined) closers.push(close);
      return client;
    },
    async close() {
      for (const close of closers) close();
      await host.stop();
      removeFolder(folder);
    },
  };
}

async function openPortDoor(): Promise<OpenDoor> {
  const folder = temporaryFolder();
  const worker = new Worker(new URL('./port-host-worker.ts', import.meta.url), {
    workerData: { dataDir: folder, keyFile: join(folder, 'counter.key') },
  });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const closers: (() => void)[] = [];
  return {
    async connect() {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ type: 'connect', port: port2 }, [port2]);
      port1.start();
      closers.push(() => port1.close());
      return createORPCClient(new PortLink({ port: port1 }));
    },
    async close() {
      for (const close of closers) close();
      const exited = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage({ type: 'stop' });
      await exited;
      removeFolder(folder);
    },
  };
}
