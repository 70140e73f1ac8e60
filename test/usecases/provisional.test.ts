import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierId } from '../../shared/types/ids.ts';
import { aReceipt, giveEveryRole, paper, receiveOne } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { codesOnPaper } from '../support/slip-codes.ts';
import { storedFile, storedText } from '../support/stored-text.ts';
import { expectCountsRight } from '../support/work-rows.ts';
import { aPublication, type Sheets, workbookOf } from '../tables/a-publication.ts';
import { giveFile } from '../tables/a-workbook.ts';

const SYSTEM = 'Hệ thống hộ tịch dùng chung';
const CENTRAL = { codeGiver: 'Hệ thống dùng chung cấp', codeSystem: SYSTEM, codeBasis: 'Công văn 7' };

let running: InProcessHost;
let client: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  await publish(CENTRAL);
});
afterAll(() => running.close());

function published(more: Record<string, string>, validFrom = '24/11/2026'): Sheets {
  const sheets = aPublication(validFrom);
  return { ...sheets, procedures: sheets.procedures.map((row) => ({ ...row, ...more })) };
}
async function publish(more: Record<string, string>) {
  const sha256 = await giveFile(running, await workbookOf(published(more)));
  const { number, problems } = await client.catalogue.preview({ sha256 });
  expect(problems).toEqual([]);
  await client.catalogue.publish({ requestId: requestId(), sha256, fileName: 'a.xlsx', number });
}
async function receive() {
  const [first] = (await client.catalogue.get({ code: '1.999001' })).procedure.cases;
  return await receiveOne(client, {
    ...aReceipt(),
    procedureCode: '1.999001',
    caseId: first?.id ?? '',
    components: [
      paper(first?.components[0]?.id ?? ''),
      {
        ...paper(first?.components[1]?.id ?? ''),
        source: 'database',
        counts: { original: 0, certified: 0, photocopy: 0 },
      },
    ],
    fees: [
      {
        feeId: first?.fees[0]?.id ?? '',
        settlement: 'now',
        quantity: 1,
        councilAmountVnd: null,
        originals: [],
        waivedFor: null,
      },
    ],
  });
}
const link = (dossierId: DossierId, code: string, sure = false) =>
  client.dossier.linkCode({ requestId: requestId(), dossierId, code, sure });
const drawSlip = (dossierId: DossierId) =>
  client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 1 });
const found = async (text: string) =>
  (await client.dossier.search({ text })).hits.map(({ dossierId }) => dossierId);
const waiting = async () => (await expectCountsRight(client))['codeless'];
const snapshot = (kind: string) => {
  const [row] = running.rows<{ bytes: Uint8Array }>(
    `SELECT bytes FROM packet WHERE kind = '${kind}' ORDER BY seq DESC`,
  );
  return JSON.parse(Buffer.from(row?.bytes ?? []).toString('utf8')).snapshot;
};

describe('a dossier whose code a central service gives', () => {
  it('is received under a provisional number of the day, which no other dossier shares and no code looks like', async () => {
    const before = await receiveOne(client);
    const received = await receive();
    const after = await receiveOne(client);
    expect(received).toMatchObject({ codeSystem: SYSTEM });
    expect(before.codeSystem).toBeNull();
    const last = ({ code }: { code: string }) => Number(code.split('-').at(-1));
    expect(received.code).toMatch(/^TAM-H61\.\d+-2026\.11\.24-\d{4}$/u);
    expect([last(before) + 1, last(before) + 2]).toEqual([last(received), last(after)]);
    expect(await found(received.code)).toEqual([received.dossierId]);
    expect(await found(String(last(received)))).toContain(received.dossierId);
    const dossier = await client.dossier.get({ dossierId: received.dossierId });
    expect(dossier).toMatchObject({ code: received.code, codeSystem: SYSTEM, otherCodes: [] });
    expect(snapshot('dossier.received')).not.toHaveProperty('codeSystem');
    const told = running.rows<{ bytes: Uint8Array }>(
      `SELECT bytes FROM packet WHERE subject_id = '${received.dossierId}'`,
    )[0];
    expect(JSON.parse(Buffer.from(told?.bytes ?? []).toString('utf8')).snapshot).toMatchObject({
      dossierCode: received.code,
      codeSystem: SYSTEM,
    });
  });

  it('prints SỐ TẠM with who gives the code, and its QR code is the number', async () => {
    const { dossierId, code } = await receive();
    const { sha256 } = await drawSlip(dossierId);
    const text = await storedText(running, sha256);
    expect(text).toContain(`Mã hồ sơ: SỐ TẠM ${code}`);
    expect(text).toContain(`Mã hồ sơ chính thức: do ${SYSTEM} cấp sau`);
    expect((await codesOnPaper(await storedFile(running, sha256)))[0]).toBe(code);
    const ordinary = await receiveOne(client);
    expect(await storedText(running, (await drawSlip(ordinary.dossierId)).sha256)).not.toMatch(
      /SỐ TẠM|chính thức/u,
    );
  });

  it('waits on a list until its code is noted, has that code then, and both find it and open its old slip', async () => {
    const { dossierId, code } = await receive();
    const [, proof = ''] = await codesOnPaper(await storedFile(running, (await drawSlip(dossierId)).sha256));
    const before = (await waiting()) ?? 0;
    const { dossiers } = await client.dossier.codeless({});
    expect(dossiers.at(-1)).toMatchObject({ dossierId, code, codeSystem: SYSTEM, ownerName: 'Lê Thị Thử' });

    expect(await link(dossierId, 'g22.99-261124-150123')).toMatchObject({ code: 'G22.99-261124-150123' });
    expect(await waiting()).toBe(before - 1);
    for (const text of [code, code.toLowerCase(), 'G22.99-261124-150123', '150123'])
      expect(await found(text)).toEqual([dossierId]);
    expect(await client.dossier.get({ dossierId })).toMatchObject({
      code: 'G22.99-261124-150123',
      codeSystem: null,
      otherCodes: [{ code, kind: 'provisional' }],
    });
    expect(snapshot('dossier.code-linked')).toMatchObject({
      dossierId,
      dossierCode: 'G22.99-261124-150123',
      otherCode: code,
      former: 'provisional',
    });
    // The citizen still holds the slip with the number.
    expect(await client.slip.check({ text: proof })).toMatchObject({
      verdict: 'genuine',
      code,
      dossier: { dossierId, sameDue: true },
    });
    const text = await storedText(running, (await drawSlip(dossierId)).sha256);
    expect(text).toContain('Mã hồ sơ: G22.99-261124-150123');
    expect(text).toContain(`${code}: số tạm đã cấp trước`);
    expect(text).toContain('Thay thế giấy đã lập lúc');
  });

  it('takes a code of unusual shape only from a clerk who is sure, and another in the place of one that was mistaken', async () => {
    const { dossierId, code } = await receive();
    expect(await refusalOf(link(dossierId, 'G22-99-HT-9'))).toMatchObject({ code: 'CODE_UNUSUAL' });
    expect(await refusalOf(link(dossierId, 'TAM-H61.45-2026.11.24-3999'))).toMatchObject({
      code: 'CODE_PROVISIONAL',
    });
    expect((await client.dossier.get({ dossierId })).code).toBe(code);
    await link(dossierId, 'G22-99-HT-9', true);
    await link(dossierId, 'G22.99-261124-150999');
    expect((await client.dossier.get({ dossierId })).otherCodes.map(({ kind }) => kind).sort()).toEqual([
      'mistaken',
      'provisional',
    ]);
    expect(await refusalOf(link(dossierId, code))).toMatchObject({ code: 'CODE_LINKED_BEFORE' });
    // It was right after all.
    await link(dossierId, 'G22-99-HT-9', true);
    const dossier = await client.dossier.get({ dossierId });
    expect([dossier.code, ...dossier.otherCodes.map((other) => other.code)].sort()).toEqual(
      ['G22-99-HT-9', 'G22.99-261124-150999', code].sort(),
    );
    const another = await receive();
    expect(await refusalOf(link(another.dossierId, 'G22-99-HT-9', true))).toMatchObject({
      code: 'CODE_OF_ANOTHER',
    });
  });

  it('waits no longer once it ended without a result', async () => {
    const { dossierId } = await receive();
    const before = (await waiting()) ?? 0;
    await client.life.withdraw({
      requestId: requestId(),
      dossierId,
      reason: 'Không còn nhu cầu',
      givenBack: 'Đơn đề nghị',
    });
    expect(await waiting()).toBe(before - 1);
  });
});

describe('the workbook', () => {
  const problemsOf = async (more: Record<string, string>) => {
    const sha256 = await giveFile(running, await workbookOf(published(more)));
    return (await client.catalogue.preview({ sha256 })).problems.map(
      ({ column, problem }) => `${column}: ${problem}`,
    );
  };

  it.each([
    [{ codeGiver: 'Hệ thống dùng chung cấp' }, ['Hệ thống cấp mã: required', 'Căn cứ cấp mã: required']],
    [{ codeSystem: SYSTEM }, ['Mã hồ sơ do: required']],
    [{ elsewhere: 'Cả nước' }, ['Căn cứ nhận thay: required']],
    [{ elsewhereBasis: 'Danh mục 1' }, ['Nhận thay nơi khác: required']],
    [{ elsewhere: 'Ba tỉnh', elsewhereBasis: 'x' }, ['Nhận thay nơi khác: not-a-choice']],
  ])('with %j lacks what belongs to it', async (more, problems) => {
    expect(await problemsOf(more as unknown as Record<string, string>)).toEqual(problems);
  });

  it('keeps what it does not speak of, and takes it away when it says so', async () => {
    const entry = async () => (await client.catalogue.get({ code: '1.999001' })).procedure;
    await publish({
      elsewhere: 'Cả nước',
      elsewhereClock: 'Nơi tiếp nhận nhận',
      elsewhereBasis: 'Danh mục 1',
    });
    expect(await entry()).toMatchObject({
      centralCode: { system: SYSTEM, basis: 'Công văn 7' },
      elsewhere: { reach: 'nationwide', clock: 'reception', basis: 'Danh mục 1' },
    });
    await publish({ codeGiver: 'Cơ quan tiếp nhận cấp' });
    expect((await entry()).centralCode).toBeUndefined();
    expect((await entry()).elsewhere).toMatchObject({ reach: 'nationwide' });
    expect((await receive()).code).toMatch(/^H61\./u);
  });
});
