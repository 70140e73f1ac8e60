import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { ProvinceMode } from '../../shared/domain/delivery/province-wire.ts';
import { type BackOffice, createBackOffice } from './back-office.ts';
import { createFaults, type Faults } from './faults.ts';
import { createProvinceApp } from './province-app.ts';
import { createProvinceRecords, type Filing } from './province-records.ts';
import { openProvinceStore, type ProvinceStore } from './province-store.ts';

/** How a reference province is started. */
export interface ProvinceOptions {
  port?: number;
  enrolmentCode?: string;
  name?: string;
  mode?: ProvinceMode;
  /** Folder of records and files; in memory when there is none. */
  folder?: string;
  /** Records that outlive this server, for tests of an outage. */
  store?: ProvinceStore;
}

/** A reference province that listens on 127.0.0.1. */
export interface RunningProvince {
  url: string;
  port: number;
  enrolmentCode: string;
  faults: Faults;
  store: ProvinceStore;
  /** Files a submission with an agency, as a citizen does on the portal; its files are put into the store before. */
  file(agencyCode: string, filing: Filing): Promise<void>;
  /** The agencies that work on dossiers and say so. */
  backOffice: BackOffice;
  /** Ends every connection at once, as a power cut does; closes the store unless it was given. */
  close(): Promise<void>;
}

/** Starts a reference province. */
export async function startProvince(options: ProvinceOptions = {}): Promise<RunningProvince> {
  const store = options.store ?? (await openProvinceStore(options.folder));
  const records = createProvinceRecords(store);
  const enrolmentCode = options.enrolmentCode ?? randomBytes(9).toString('base64url');
  await records.admitCode(enrolmentCode);
  const self = await records.self({
    name: options.name ?? 'Tỉnh Thử Nghiệm',
    mode: options.mode ?? 'practice',
  });
  const faults = createFaults();
  const app = createProvinceApp({ store, records, self, faults });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the province has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    enrolmentCode,
    faults,
    store,
    backOffice: createBackOffice(store, records, self),
    file: (agencyCode, filing) => records.file(agencyCode, filing, self),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (options.store === undefined) await store.close();
    },
  };
}
