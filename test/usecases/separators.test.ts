import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readCodes } from '../../electron/helpers/codes/read-codes.ts';
import { provenMark } from '../../electron/host/sheet-proof.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { pagesText, renderPages } from '../pdf/pdf-tools.ts';
import { aMarriage, giveEveryRole, ORIGINAL, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let running: InProcessHost;
let other: InProcessHost;
let client: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  other = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await setUpAndSignIn(other.client('desk'));
  await giveEveryRole(client);
});
afterAll(async () => {
  await running.close();
  await other.close();
});

const draw = (dossierId: string, paper: 'A4' | 'A5' = 'A5') =>
  client.stack.drawSeparators({ requestId: requestId(), dossierId: dossierId as never, paper });

async function fileOf(sha256: string): Promise<Buffer> {
  const { readers, folder } = running.host.active();
  const file = readers.blobs.find(sha256);
  if (file === undefined) throw new Error('not stored');
  return await folder.blobs.readAll(file);
}

it.each(['A5', 'A4'] as const)(
  'a separator on %s says whose pages follow, to people and to this installation',
  async (paper) => {
    const { dossierId, code } = await receiveOne(client);
    const drawn = await draw(dossierId, paper);
    expect(drawn).toMatchObject({ sheets: 1, lacking: '' });
    const pdf = await fileOf(drawn.sha256);
    const [words] = await pagesText(pdf);
    expect(words).toContain('TỜ PHÂN CÁCH');
    expect(words).toContain(code);
    expect(words).toContain('Bản chính giấy tờ');
    const [page] = await renderPages(pdf, 200);
    const { codes } = await readCodes({ jpeg: page as Buffer });
    expect(codes).toHaveLength(1);
    const [{ text, format } = { text: '', format: '' }] = codes;
    expect(format).toBe('QRCode');
    const { readers } = running.host.active();
    expect(provenMark(text, readers)).toMatchObject({ kind: 'separator', dossierId, componentId: ORIGINAL });
    expect(provenMark(text, other.host.active().readers)).toBe('foreign');
    expect(provenMark(`${text.slice(0, -1)}${text.endsWith('A') ? 'E' : 'A'}`, readers)).toBe('foreign');
  },
);

it('has a sheet for each component on paper whose pages are still to come', async () => {
  const { dossierId } = await receiveOne(client, aMarriage());
  expect(await draw(dossierId)).toMatchObject({ sheets: 1 });
  const { components, papers, timeline } = await client.dossier.get({ dossierId });
  expect(components.map(({ source }) => source)).toEqual(['paper', 'database']);
  expect(papers).toMatchObject([{ formId: 'own/separator', copies: 1 }]);
  expect(timeline.map(({ type }) => type)).toContain('dossier.separators-drawn');
});

it('draws nothing for a dossier whose pages are all there, that is closed or unknown', async () => {
  const { dossierId } = await receiveOne(client);
  const uploaded = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await aPaperJpeg()]),
    'image/jpeg',
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  const page = { dossierId, componentId: ORIGINAL, sha256: uploaded.value.sha256 as never };
  await client.scan.addFile({ requestId: requestId(), ...page });
  expect((await refusalOf(draw(dossierId))).code).toBe('NOTHING_TO_SCAN');
  const drawn = () => draw('01936000-0000-7000-8000-00000000ffff');
  expect((await refusalOf(drawn())).code).toBe('DOSSIER_UNKNOWN');
  await client.life.withdraw({ requestId: requestId(), dossierId, reason: 'Đổi ý', givenBack: '' });
  expect((await refusalOf(draw(dossierId))).code).toBe('DOSSIER_CLOSED');
});
