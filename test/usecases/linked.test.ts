import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING_SAID } from '../../shared/domain/digitisation/result-facts.ts';
import { aLinkedBirth, aReceipt, giveEveryRole, paper, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

const FUNERAL_OF_PENSIONER = 3;

describe('a linked dossier', () => {
  let running: InProcessHost;
  let client: CounterClient;
  beforeEach(async () => {
    running = await startInProcessHost();
    client = running.client('desk');
    await setUpAndSignIn(client);
    await giveEveryRole(client);
  });
  afterEach(() => running.close());

  const linkedOf = async (dossierId: string) =>
    (await client.dossier.get({ dossierId: dossierId as never })).linked;
  const end = (childId: string, state: 'done' | 'refused', outcome: string) =>
    client.linked.end({ requestId: requestId(), childId, state, outcome });

  it('gives each procedure a code, its agency and a clock; those that wait begin when the first result is there', async () => {
    const { dossierId, code } = await receiveOne(client, aLinkedBirth());
    const [birth, residence, card] = await linkedOf(dossierId);
    expect([birth, residence, card]).toMatchObject([
      { agency: 'here', state: 'running', endedAt: null },
      { agency: 'police', state: 'waiting', startedAt: null },
      { agency: 'social-insurance', state: 'waiting', startedAt: null },
    ]);
    expect(new Set([code, birth?.code, residence?.code, card?.code]).size).toBe(4);
    const { hits } = await client.dossier.search({ text: card?.code as string });
    expect(hits.map((hit) => hit.code)).toEqual([code]);
    const sent = running.rows<{ bytes: Buffer }>('SELECT bytes FROM packet ORDER BY seq DESC LIMIT 1')[0];
    expect(sent?.bytes.toString()).toContain(`"linked":[{"agency":"here","code":"${birth?.code}"`);

    expect(await refusalOf(end(residence?.childId as string, 'done', 'Đã đăng ký'))).toEqual({
      code: 'LINKED_NOT_RUNNING',
      data: { state: 'waiting' },
    });
    const answered = await end(birth?.childId as string, 'done', 'Giấy khai sinh số 12/2026');
    expect(answered.begun).toEqual([residence?.code, card?.code]);
    const after = await linkedOf(dossierId);
    expect(after).toMatchObject([
      { state: 'done', outcome: 'Giấy khai sinh số 12/2026', endedBy: expect.any(String) },
      { state: 'running', startedAt: expect.any(String) },
      { state: 'running', startedAt: expect.any(String) },
    ]);
    expect(await refusalOf(end(birth?.childId as string, 'done', 'Lần nữa'))).toMatchObject({
      code: 'LINKED_NOT_RUNNING',
    });
    const { timeline } = await client.dossier.get({ dossierId });
    expect(timeline.map(({ type }) => type)).toContain('dossier.linked-ended');
  });

  it('has a result only when each procedure has its answer', async () => {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const record = () =>
      client.dossier.recordResult({
        requestId: requestId(),
        dossierId,
        description: 'Giấy khai sinh, thẻ BHYT',
        sha256: null,
        facts: { ...NOTHING_SAID, link: 'https://vbdt.example/ket-qua.pdf' },
      });
    expect(await refusalOf(record())).toEqual({
      code: 'LINKED_STILL_OPEN',
      data: {
        names: ['Đăng ký khai sinh', 'Đăng ký thường trú', 'Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi'],
      },
    });
    for (const { childId } of await linkedOf(dossierId)) await end(childId, 'done', 'Có kết quả');
    expect(await record()).toMatchObject({ state: 'result-in' });
  });

  it('names the lateness of one procedure as its own', async () => {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const [birth] = await linkedOf(dossierId);
    await end(birth?.childId as string, 'done', 'Giấy khai sinh số 12/2026');
    running.clock.set('2026-12-20T02:00:00.000Z');
    await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    expect((await linkedOf(dossierId)).map(({ late }) => late)).toEqual([false, true, true]);
  });

  it('lets its procedures stand still while the whole waits for a supplement, each with its own time', async () => {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const [birth] = await linkedOf(dossierId);
    await end(birth?.childId as string, 'done', 'Giấy khai sinh số 12/2026');
    const before = await linkedOf(dossierId);
    const signedInAt = async (instant: string) => {
      running.clock.set(instant);
      await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    };
    // A day later, at the same minute; the supplement comes three weeks after that.
    await signedInAt('2026-11-25T01:30:00.000Z');
    await client.life.askSupplement({
      requestId: requestId(),
      dossierId,
      items: [{ componentId: null, text: 'Giấy tờ chứng minh chỗ ở', paperReason: null }],
      reason: 'Thiếu giấy tờ về chỗ ở',
      answerBy: '2026-12-24',
      ground: null,
    });
    await signedInAt('2026-12-16T01:30:00.000Z');
    expect((await linkedOf(dossierId)).map(({ late }) => late)).toEqual([false, false, false]);
    await client.life.resume({ requestId: requestId(), dossierId, brought: 'Giấy tờ về chỗ ở' });
    // Three whole weeks without a rest day but their ends: each appointment is three weeks later, the birth's is past.
    expect(before.map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-25T10:00:00.000Z',
      '2026-11-30T00:00:00.000Z',
      '2026-11-27T00:00:00.000Z',
    ]);
    expect((await linkedOf(dossierId)).map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-25T10:00:00.000Z',
      '2026-12-21T00:00:00.000Z',
      '2026-12-18T00:00:00.000Z',
    ]);
  });

  it('drops what waited when the first procedure is refused', async () => {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const [birth] = await linkedOf(dossierId);
    await end(birth?.childId as string, 'refused', 'Trẻ đã được đăng ký khai sinh');
    expect((await linkedOf(dossierId)).map(({ state }) => state)).toEqual(['refused', 'dropped', 'dropped']);
  });

  it('leaves no procedure running, and none late, in a dossier that ended without a result', async () => {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const [birth] = await linkedOf(dossierId);
    await end(birth?.childId as string, 'done', 'Giấy khai sinh số 12/2026');
    await client.life.withdraw({
      requestId: requestId(),
      dossierId,
      reason: 'Công dân rút hồ sơ',
      givenBack: '',
    });
    running.clock.set('2026-12-20T02:00:00.000Z');
    await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    expect((await linkedOf(dossierId)).map(({ state, late }) => [state, late])).toEqual([
      ['done', false],
      ['dropped', false],
      ['dropped', false],
    ]);
  });

  it('asks for one branch, and keeps only that', async () => {
    const receipt = {
      ...aReceipt(),
      procedureCode: '2.002913',
      caseId: 'standard',
      components: [paper('to-khai-dien-tu'), paper('giay-bao-tu')],
      fees: [],
    };
    expect(await refusalOf(receiveOne(client, receipt))).toMatchObject({ code: 'LINKED_BRANCH_NOT_CHOSEN' });
    expect((await client.dossier.search({ text: '' })).hits).toEqual([]);
    const appointment = await client.catalogue.appointment({
      code: '2.002913',
      caseId: 'standard',
      linkedChoices: [FUNERAL_OF_PENSIONER],
    });
    expect(appointment.linked.map(({ position }) => position)).toEqual([0, 1, FUNERAL_OF_PENSIONER]);
    const { dossierId, dueAt } = await receiveOne(client, {
      ...receipt,
      linkedChoices: [FUNERAL_OF_PENSIONER],
    });
    expect(dueAt).toBe(appointment.dueAt);
    expect(await linkedOf(dossierId)).toHaveLength(3);
  });

  it('prints every procedure with its code on the slip', async () => {
    const { dossierId } = await receiveOne(client, aLinkedBirth());
    const { sha256 } = await client.dossier.drawSlip({
      requestId: requestId(),
      dossierId,
      paper: 'A4',
      copies: 1,
    });
    const text = await storedText(running, sha256);
    expect(text).toContain('Đăng ký thường trú (Công an xã, phường), mã');
    for (const { code } of await linkedOf(dossierId)) expect(text).toContain(code);
  });
});
