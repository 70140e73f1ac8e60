import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pagesText } from '../pdf/pdf-tools.ts';
import { aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { expectCountsRight } from '../support/work-rows.ts';

let running: InProcessHost;
let client: CounterClient;
let files: { dossierId: never; code: string }[];
const UNIT = 'Phòng Văn hóa - Xã hội';
const TAKER = 'Trần Văn Nhận';

beforeEach(async () => {
  running = await startInProcessHost();
  // Monday 2026-11-16, half past eight.
  running.clock.set('2026-11-16T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  // A paper of the same day stays at the counter; the two others go to their unit.
  await receiveOne(client);
  files = [];
  for (const _ of [1, 2]) {
    const { dossierId, code } = await receiveOne(client, aPension());
    files.push({ dossierId: dossierId as never, code });
  }
});
afterEach(() => running.close());

async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
const prepare = (dossierIds = files.map(({ dossierId }) => dossierId)) =>
  client.transfer.prepare({ requestId: requestId(), unit: UNIT, dossierIds });
const read = (
  transferId: string,
  side: 'give' | 'take',
  code = files[0]?.code ?? '',
  taker: string | null = TAKER,
) =>
  client.transfer.confirm({
    requestId: requestId(),
    transferId,
    side,
    code,
    taker: side === 'give' ? null : taker,
  });
const notHandedOver = async () => (await expectCountsRight(client))['to-transfer'];

describe('paper files', () => {
  it('wait for their unit with their counts, and stand on Today after one working day', async () => {
    const { files: waiting } = await client.transfer.waiting({});
    expect(waiting.map(({ code, counts, late }) => ({ code, counts, late }))).toEqual(
      files.map(({ code }) => ({ code, counts: { original: 1, certified: 0, photocopy: 0 }, late: false })),
    );
    expect(await notHandedOver()).toBe(0);
    await at('2026-11-17T01:31:00.000Z');
    expect((await client.transfer.waiting({})).files.map(({ late }) => late)).toEqual([true, true]);
    expect(await notHandedOver()).toBe(2);
    const { transferId } = await prepare();
    for (const { code } of files) await read(transferId, 'give', code);
    expect(await notHandedOver()).toBe(2);
    await read(transferId, 'take');
    expect(await notHandedOver()).toBe(1);
  });

  it('are given and taken by their codes, by two people, and the province is told', async () => {
    const { transferId, reference } = await prepare();
    expect(reference).toBe('BBBG-2026-001');
    expect((await client.transfer.waiting({})).files).toEqual([]);
    expect((await refusalOf(read(transferId, 'take'))).code).toBe('NOT_GIVEN_YET');
    // A reader set to small letters reads the same file.
    expect(await read(transferId, 'give', files[0]?.code.toLowerCase())).toMatchObject({
      given: 1,
      taken: 0,
      files: 2,
    });
    expect((await refusalOf(read(transferId, 'give'))).code).toBe('CONFIRMED_ALREADY');
    expect((await refusalOf(read(transferId, 'take', undefined, null))).code).toBe('TAKER_MISSING');
    expect((await refusalOf(read(transferId, 'take', undefined, 'Trần Thị Bích Hạnh'))).code).toBe(
      'TAKER_IS_GIVER',
    );
    expect(await read(transferId, 'take')).toMatchObject({ given: 1, taken: 1, files: 2 });
    expect((await refusalOf(read(transferId, 'give', 'H61.115-261116-9999'))).code).toBe('NOT_IN_TRANSFER');
    const { items } = await client.transfer.get({ transferId });
    expect(items[0]).toMatchObject({ givenBy: 'Trần Thị Bích Hạnh', taker: TAKER });
    const [packet] = running.rows<{ kind: string; bytes: Buffer }>(
      'SELECT kind, bytes FROM packet ORDER BY seq DESC LIMIT 1',
    );
    expect(packet?.kind).toBe('file.taken');
    expect(String(packet?.bytes)).toContain(UNIT);
    const { timeline } = await client.dossier.get({ dossierId: files[0]?.dossierId as never });
    expect(timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['file.listed', 'file.given', 'file.taken']),
    );
  });

  it('are in one record at a time, whose number is never given again', async () => {
    const { transferId, reference } = await prepare();
    expect(await refusalOf(prepare())).toMatchObject({ code: 'ON_THE_WAY_ALREADY', data: { reference } });
    const [first, second] = files;
    const leaveOut = (dossierId: never) =>
      client.transfer.leaveOut({ requestId: requestId(), transferId, dossierId });
    expect(await leaveOut(first?.dossierId as never)).toEqual({ files: 1 });
    expect((await refusalOf(leaveOut(first?.dossierId as never))).code).toBe('NOT_IN_TRANSFER');
    await read(transferId, 'give', second?.code);
    expect((await refusalOf(leaveOut(second?.dossierId as never))).code).toBe('CONFIRMED_ALREADY');
    expect((await prepare([first?.dossierId as never])).reference).toBe('BBBG-2026-002');
    await at('2027-01-04T01:30:00.000Z');
    const { dossierId } = await receiveOne(client, aPension());
    expect((await prepare([dossierId as never])).reference).toBe('BBBG-2027-001');
  });

  it('leave the record when their dossier ends, and keep it from being void once they were given', async () => {
    const { transferId } = await prepare();
    const [first, second] = files;
    await client.life.withdraw({
      requestId: requestId(),
      dossierId: first?.dossierId as never,
      reason: 'Rút',
      givenBack: '',
    });
    expect((await client.transfer.get({ transferId })).items[0]).toMatchObject({ leftOut: true });
    await read(transferId, 'give', second?.code);
    const voided = { dossierId: second?.dossierId as never, reason: 'Nhầm', givenBack: '', approval: null };
    expect(await refusalOf(client.life.void({ requestId: requestId(), ...voided }))).toMatchObject({
      code: 'VOID_AFTER_TRANSFER',
      data: { unit: UNIT },
    });
  });

  it('have one paper in two copies with counts, which is kept and counted as printed with each dossier', async () => {
    const { transferId, reference } = await prepare();
    const { sha256, paperId } = await client.transfer.draw({ requestId: requestId(), transferId });
    const { blobs } = running.host.active().folder;
    const ref = running.host.active().readers.blobs.find(sha256);
    const text = (await pagesText(await blobs.readAll(ref as never))).join('\n').replace(/\s+/gu, ' ');
    for (const words of [
      'BIÊN BẢN BÀN GIAO HỒ SƠ',
      '(Liên 2: Bên nhận giữ)',
      reference,
      UNIT,
      files[1]?.code ?? '',
      'Tổng số: 02 hồ sơ; bản chính: 02',
      'NGƯỜI NHẬN',
    ])
      expect(text).toContain(words);
    await client.dossier.recordPrint({ requestId: requestId(), paperId, printer: 'window' });
    for (const { dossierId } of files)
      expect((await client.dossier.get({ dossierId })).papers).toMatchObject([
        { formId: 'own/transfer-record', sha256, printed: 1 },
      ]);
  });

  it('of an unknown or empty record are not drawn', async () => {
    const nobody = '01936000-0000-7000-8000-000000000009';
    expect((await refusalOf(client.transfer.draw({ requestId: requestId(), transferId: nobody }))).code).toBe(
      'TRANSFER_UNKNOWN',
    );
    const { transferId } = await prepare([files[0]?.dossierId as never]);
    await client.transfer.leaveOut({
      requestId: requestId(),
      transferId,
      dossierId: files[0]?.dossierId as never,
    });
    expect((await refusalOf(client.transfer.draw({ requestId: requestId(), transferId }))).code).toBe(
      'TRANSFER_EMPTY',
    );
  });
});
