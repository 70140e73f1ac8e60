import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DigitisedSnapshot } from '../../shared/domain/delivery/digitised-wire.ts';
import type { PaperFacts } from '../../shared/domain/digitisation/paper-facts.ts';
import type { ReceiptInput } from '../../shared/domain/dossier/receipt-input.ts';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import { aCitizen, aPension, giveEveryRole, paper, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NUMBER = '086190001234';
const OTHER = 'other-1';
const REQUEST = 'to-khai-cua-doi-tuong';
const CONFIRMATION = 'giay-xac-nhan-khuyet-tat';
let running: InProcessHost;
let client: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
});
afterEach(() => running.close());

/** A dossier of some other procedure, in which the confirmation was digitised and described. */
async function digitised(change: Partial<PaperFacts> = {}, person = aCitizen().person): Promise<string> {
  const otherPapers = [
    { name: 'Giấy xác nhận khuyết tật', counts: { original: 1, certified: 0, photocopy: 0 } },
  ];
  const { dossierId } = await receiveOne(client, { ...aPension(), owner: person, otherPapers });
  const place = { dossierId, componentId: OTHER };
  const jpeg = await aPaperJpeg({ inkedShare: 0.4, dpi: 200 });
  const stored = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([jpeg]),
    'image/jpeg',
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: stored.value.sha256 });
  await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  await say(dossierId, change);
  return dossierId;
}

async function say(dossierId: string, change: Partial<PaperFacts>): Promise<void> {
  const { components } = await client.dossier.get({ dossierId: dossierId as never });
  const { first, facts } = components.find(({ componentId }) => componentId === OTHER) as never as {
    first: PaperFacts;
    facts: PaperFacts | null;
  };
  await client.scan.sayFacts({
    requestId: requestId(),
    dossierId: dossierId as never,
    componentId: OTHER,
    facts: {
      ...(facts ?? first),
      kind: 'disability',
      number: '12/GXN',
      issuedOn: '2026-03-04',
      issuer: 'UBND xã Thử Nghiệm',
      validity: { kind: 'permanent' },
      ...change,
    },
  });
}

const look = async () => {
  const whose = { number: NUMBER, dossierId: null, reason: 'Tiếp nhận hồ sơ: Trợ cấp xã hội hằng tháng' };
  return (await client.store.look({ requestId: requestId(), ...whose })).entries;
};

/** What a clerk enters for the monthly support of a disabled person: the request on paper, the confirmation as `confirmation` says. */
function aSupport(confirmation: object): ReceiptInput {
  const none = { original: 0, certified: 0, photocopy: 0 };
  return {
    ...aPension(),
    procedureCode: '1.001776',
    request: 'Trợ cấp xã hội hằng tháng',
    components: [paper(REQUEST), { ...paper(CONFIRMATION), counts: none, ...confirmation }],
  };
}
const fromStore = ({ source, sha256 }: { source: unknown; sha256: unknown }) =>
  aSupport({ source: 'store', stored: { source, sha256 } });
const counted = (table: string) =>
  running.rows<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)[0]?.count;
const everything = () =>
  ['dossier', 'dossier_component', 'digital_copy', 'reused_copy', 'paper_facts', 'event', 'packet'].map(
    counted,
  );

describe('a demanded paper that lies in the store of the owner', () => {
  it('is missing while nobody takes it, and counts as there once the clerk took it: one transaction, one reception', async () => {
    const before = await digitised();
    expect((await refusalOf(receiveOne(client, aSupport({})))).code).toBe('MISSING_COMPONENT');
    const [entry] = await look();
    expect(entry).toMatchObject({ kind: 'disability', number: '12/GXN', standing: 'holds' });
    const { dossierId, code } = await receiveOne(client, fromStore(entry as never));
    const { components } = await client.dossier.get({ dossierId });
    expect(components.find(({ componentId }) => componentId === CONFIRMATION)).toMatchObject({
      source: 'store',
      counts: { original: 0, certified: 0, photocopy: 0 },
      digitalCopy: { sha256: entry?.sha256, pages: 1, fileName: `${code}_${CONFIRMATION}_01.pdf` },
      reuse: { dossierId: before, isResult: false },
      facts: { number: '12/GXN', holder: { name: 'Lê Thị Thử' } },
    });
    const audited = running.rows("SELECT 1 FROM audit WHERE action = 'dossier.receive' AND outcome = 'done'");
    expect(audited).toHaveLength(2);
    const day = { from: '2026-11-24', to: '2026-11-24' } as never;
    expect(await client.store.figures(day)).toMatchObject({ received: 2, digitised: 2, reused: 1 });
    const [packet] = running.rows<{ bytes: Uint8Array }>(
      "SELECT bytes FROM packet WHERE kind = 'dossier.digitised' ORDER BY seq DESC LIMIT 1",
    );
    const { snapshot } = JSON.parse(Buffer.from(packet?.bytes ?? []).toString('utf8')) as {
      snapshot: unknown;
    };
    expect(DigitisedSnapshot.parse(snapshot)).toMatchObject({ componentId: CONFIRMATION, DuocTaiSuDung: 1 });
  });

  it('stands on the slip as electronic, with no paper handed over', async () => {
    await digitised();
    const [entry] = await look();
    const { dossierId } = await receiveOne(client, fromStore(entry as never));
    const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A4', copies: 1 });
    const text = await storedText(running, slip.sha256);
    expect(text).toContain('Tờ khai của đối tượng 1');
    expect(text).toMatch(
      /Giấy xác nhận khuyết tật \(dùng lại bản điện tử đã có trong kho, không nộp bản giấy\) – – –/u,
    );
  });

  it('is received once, however often the same request comes', async () => {
    await digitised();
    const [entry] = await look();
    const input = { requestId: requestId(), receipt: fromStore(entry as never) };
    const first = await client.dossier.receive(input);
    const before = everything();
    expect(await client.dossier.receive(input)).toEqual(first);
    expect(everything()).toEqual(before);
  });
});

describe('a store that changes between the look and the reception', () => {
  const receiveChanged = async (change: (dossierId: string) => Promise<unknown>) => {
    const dossierId = await digitised();
    const [entry] = await look();
    await change(dossierId);
    const before = everything();
    const refused = await refusalOf(receiveOne(client, fromStore(entry as never)));
    expect(everything()).toEqual(before);
    return refused;
  };

  it('refuses what was revoked meanwhile, names the component, and writes nothing', async () => {
    const refused = await receiveChanged((dossierId) =>
      client.store.revoke({
        requestId: requestId(),
        source: { kind: 'component', dossierId: dossierId as never, componentId: OTHER },
        reason: 'Cơ quan cấp đã thu hồi',
      }),
    );
    expect(refused).toMatchObject({
      code: 'STORED_PAPER_UNFIT',
      data: { componentId: CONFIRMATION, name: 'Giấy xác nhận khuyết tật', standing: 'revoked' },
    });
    // The next dossier takes the number that this one did not use.
    expect(
      (await receiveOne(client, aSupport({ counts: { original: 1, certified: 0, photocopy: 0 } }))).code,
    ).toMatch(/3002$/u);
  });

  it('refuses what expired, what is of another kind now and what another file took the place of', async () => {
    const expired = await receiveChanged((id) => say(id, { validity: { kind: 'until', on: '2026-11-23' } }));
    expect(expired).toMatchObject({ code: 'STORED_PAPER_UNFIT', data: { standing: 'expired' } });
    const other = await receiveChanged((id) => say(id, { kind: 'diploma', number: 'B1' }));
    expect(other).toMatchObject({ code: 'STORED_PAPER_UNFIT', data: { standing: 'other-kind' } });
    const changed = await receiveChanged(async (dossierId) => {
      const place = { dossierId: dossierId as never, componentId: OTHER };
      const { components } = await client.dossier.get({ dossierId: dossierId as never });
      const pages = components.find(({ componentId }) => componentId === OTHER)?.pages ?? [];
      await client.scan.cleanUp({
        requestId: requestId(),
        pages: pages.slice(0, 1).map(({ pageId, quality }) => ({
          pageId,
          cleanUp: { ...quality.cleanUp, turn: 180 },
        })),
      });
      await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
    });
    expect(changed).toMatchObject({ code: 'STORED_PAPER_UNFIT', data: { standing: 'changed' } });
  });

  it('refuses what belongs to nobody of the dossier', async () => {
    await digitised({}, aCitizen('086190009999', 'Người Khác').person);
    const whose = { number: '086190009999', dossierId: null, reason: 'Người dân hỏi' };
    const { entries } = await client.store.look({ requestId: requestId(), ...whose } as never);
    const refused = await refusalOf(receiveOne(client, fromStore(entries[0] as never)));
    expect(refused).toMatchObject({ code: 'STORED_PAPER_UNFIT', data: { standing: 'gone' } });
  });
});

it('a paper that is made for one dossier only is taken out of no store', async () => {
  await digitised();
  const [entry] = await look();
  const receipt = fromStore(entry as never);
  const [request, confirmation] = receipt.components;
  const { stored } = confirmation as never as { stored: object };
  const none = { original: 0, certified: 0, photocopy: 0 };
  const asked = { ...request, source: 'store', counts: none, stored };
  const refused = await refusalOf(
    receiveOne(client, { ...receipt, components: [asked, confirmation] } as never),
  );
  expect(refused).toMatchObject({ code: 'COMPONENT_NOT_IN_STORE', data: { componentId: REQUEST } });
  const without = { ...confirmation, stored: undefined };
  expect(
    (await refusalOf(receiveOne(client, { ...receipt, components: [request, without] } as never))).code,
  ).toBe('INVALID_INPUT');
});
