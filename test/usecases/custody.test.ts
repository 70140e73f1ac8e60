import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCitizen, giveEveryRole, ORIGINAL, receiveOne, recordResult } from '../support/a-receipt.ts';
import { setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';

let running: InProcessHost;
let client: CounterClient;
let dossierId: never;

beforeEach(async () => {
  running = await startInProcessHost();
  running.clock.set('2026-11-23T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  dossierId = (await receiveOne(client)).dossierId as never;
});
afterEach(() => running.close());

const keep = (change: object = {}) =>
  client.custody.keep({
    requestId: requestId(),
    dossierId,
    componentId: ORIGINAL,
    name: 'Bằng tốt nghiệp đại học',
    count: 1,
    place: 'Tủ 2, ngăn 3',
    holder: 'Lê Thị Lan',
    purpose: 'Đối chiếu khi thẩm định',
    ...change,
  });
const giveBack = (originalId: string, change: object = {}) =>
  client.custody.giveBack({
    requestId: requestId(),
    originalId,
    to: 'Lê Thị Thử',
    signature: 'paper',
    note: null,
    ...change,
  });
const handOver = () =>
  client.dossier.handOver({ requestId: requestId(), dossierId, receiver: aCitizen().person, paper: null });
const view = () => client.dossier.get({ dossierId });

describe('an original that the office keeps', () => {
  it('has a place, a holder and a purpose, is moved, and goes back with a signature', async () => {
    const { originalId } = await keep();
    expect((await client.custody.list({})).originals).toMatchObject([
      {
        originalId,
        place: 'Tủ 2, ngăn 3',
        holder: 'Lê Thị Lan',
        ownerName: 'Lê Thị Thử',
        keptBy: 'Trần Thị Bích Hạnh',
      },
    ]);
    const today = await client.today.get({});
    expect(today.lists.find(({ list }) => list === 'originals')).toMatchObject({ count: 1 });
    await client.custody.move({
      requestId: requestId(),
      originalId,
      place: 'Phòng Kinh tế',
      holder: 'Trần Văn Nhận',
    });
    expect((await view()).originals).toMatchObject([
      { place: 'Phòng Kinh tế', holder: 'Trần Văn Nhận', back: null },
    ]);
    await giveBack(originalId);
    expect((await view()).originals).toMatchObject([
      { back: { to: 'Lê Thị Thử', by: 'Trần Thị Bích Hạnh', signature: 'paper', note: null } },
    ]);
    expect((await client.custody.list({})).originals).toEqual([]);
    expect((await refusalOf(giveBack(originalId))).code).toBe('ORIGINAL_BACK');
    const moved = client.custody.move({ requestId: requestId(), originalId, place: 'Tủ 1', holder: 'Lan' });
    expect((await refusalOf(moved)).code).toBe('ORIGINAL_BACK');
    const types = (await view()).timeline.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['original.kept', 'original.moved', 'original.given-back']));
    const events = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type LIKE 'original.%'",
    );
    expect(JSON.stringify(events)).not.toContain('Lê Thị');
  });

  it('goes back without a signature only with the reason', async () => {
    const { originalId } = await keep();
    expect((await refusalOf(giveBack(originalId, { signature: 'note' }))).code).toBe('INVALID_INPUT');
    await giveBack(originalId, { signature: 'note', note: 'Gửi bưu điện EB123456789VN' });
    expect((await view()).originals[0]?.back?.note).toBe('Gửi bưu điện EB123456789VN');
  });

  it('is no more than was handed in, unless it is another paper', async () => {
    await keep();
    expect(await refusalOf(keep())).toMatchObject({
      code: 'MORE_THAN_HANDED_IN',
      data: { handedIn: 1, kept: 1 },
    });
    expect((await refusalOf(keep({ componentId: 'khong-co' }))).code).toBe('COMPONENT_UNKNOWN');
    await keep({ componentId: null, name: 'Sổ hộ khẩu cũ' });
    expect((await view()).originals).toHaveLength(2);
  });

  it('stands against every end of the dossier until it is back, and is named with its place', async () => {
    const { originalId } = await keep();
    const of = { requestId: requestId(), dossierId };
    const out = {
      code: 'ORIGINALS_OUT',
      data: { originals: [{ name: '1 × Bằng tốt nghiệp đại học (Tủ 2, ngăn 3, Lê Thị Lan)' }] },
    };
    expect(await refusalOf(client.life.withdraw({ ...of, reason: 'Rút', givenBack: '' }))).toMatchObject(out);
    expect(
      await refusalOf(client.life.refuse({ requestId: requestId(), dossierId, reason: 'Sai thẩm quyền' })),
    ).toMatchObject(out);
    const voided = { requestId: requestId(), dossierId, reason: 'Nhầm', givenBack: '', approval: null };
    expect(await refusalOf(client.life.void(voided))).toMatchObject(out);
    await recordResult(client, dossierId);
    expect(await refusalOf(handOver())).toMatchObject(out);
    await giveBack(originalId);
    expect((await handOver()).basis).toBe('owner');
    expect((await refusalOf(keep())).code).toBe('DOSSIER_CLOSED');
  });
});
