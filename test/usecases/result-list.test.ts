import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aCitizen,
  aMarriage,
  aReceipt,
  giveEveryRole,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let client: CounterClient;
let first: Awaited<ReturnType<typeof receiveOne>>;
let second: typeof first;
let open: typeof first;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  first = await receiveOne(client, aReceipt(aCitizen('086190000001', 'Nguyễn Thị Thủy').person));
  second = await receiveOne(client, aMarriage());
  open = await receiveOne(client, aReceipt(aCitizen('086190000003', 'Lò Thị Mỷ').person));
  await recordResult(client, first.dossierId as never);
  running.clock.advance(60);
  await recordResult(client, second.dossierId as never);
});
afterAll(() => running.close());

const draw = (...dossierIds: string[]) =>
  client.results.drawList({ requestId: requestId(), dossierIds: dossierIds as never });

it('offers the results that wait to be returned, the newest first; what has none is refused and nothing is drawn', async () => {
  const { results } = await client.results.waiting({});
  expect(results.map(({ code }) => code)).toEqual([second.code, first.code]);
  expect(results).toMatchObject([
    { listedAt: null, recordedBy: 'Trần Thị Bích Hạnh', byPost: false },
    { ownerName: 'Nguyễn Thị Thủy' },
  ]);
  expect(await refusalOf(draw(first.dossierId, open.dossierId))).toMatchObject({
    code: 'NO_RESULT_WAITS',
    data: { codes: [open.code] },
  });
  const stranger = crypto.randomUUID();
  expect((await refusalOf(draw(stranger))).code).toBe('DOSSIER_UNKNOWN');
  expect(running.rows("SELECT 1 FROM drawn_paper WHERE form_id = 'own/hand-over-list'")).toEqual([]);
});

it('draws one list of those chosen, kept with each and told in its log; they go behind those on no list', async () => {
  const drawn = await draw(second.dossierId, second.dossierId);
  const text = await storedText(running, drawn.sha256);
  for (const words of [
    second.code,
    'Tổng số: 01 kết quả',
    'Bên giao: Trần Thị Bích Hạnh',
    '(Liên 2: Bên nhận giữ)',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain(first.code);
  const { papers } = await client.dossier.get({ dossierId: second.dossierId as never });
  expect(papers).toMatchObject([
    { formId: 'own/hand-over-list', paper: 'A4', copies: 2, sha256: drawn.sha256 },
  ]);
  const { results } = await client.results.waiting({});
  expect(results.map(({ code, listedAt }) => [code, listedAt === null])).toEqual([
    [first.code, true],
    [second.code, false],
  ]);
  const both = await draw(first.dossierId, second.dossierId);
  const printed = await client.print.papers({
    requestId: requestId(),
    paperIds: [both.paperId],
    to: { route: 'viewer' },
  });
  expect(printed.papers).toBe(1);
  expect(running.rows("SELECT 1 FROM event WHERE type = 'dossier.slip-printed'")).toHaveLength(2);
});
