import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPaperJpeg } from '../pdf/a-scan.ts';
import {
  aCitizen,
  aMarriage,
  giveEveryRole,
  ORIGINAL,
  receiveOne,
  recordResult,
} from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { DEMO_PIN, demoKeys } from '../support/demo-keys.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let client: CounterClient;
let dossierId: never;
let code: string;

beforeEach(async () => {
  // Monday 2026-11-23, half past eight.
  running = await startInProcessHost();
  running.clock.set('2026-11-23T01:30:00.000Z');
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  const received = await receiveOne(client);
  dossierId = received.dossierId as never;
  code = received.code;
});
afterEach(() => running.close());

const ask = (change: object = {}, by = client) =>
  by.life.askSupplement({
    requestId: requestId(),
    dossierId,
    items: [{ componentId: null, text: 'Bản chính bằng tốt nghiệp còn nguyên vẹn', paperReason: null }],
    reason: 'Bản chính bị rách, không đọc được số hiệu',
    answerBy: '2026-12-04',
    ground: null,
    ...change,
  });
const resume = (brought = 'Bản chính bằng tốt nghiệp') =>
  client.life.resume({ requestId: requestId(), dossierId, brought });
/** Later the same person signs in again: an idle window is locked. */
async function at(instant: string): Promise<void> {
  running.clock.set(instant);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
}
const view = () => client.dossier.get({ dossierId });
const listed = async (list: string) =>
  (await client.today.get({})).lists.find((each) => each.list === list)?.count;
const packets = () =>
  running.rows<{ kind: string }>('SELECT kind FROM packet ORDER BY seq').map(({ kind }) => kind);

async function noticeText(stepId: string): Promise<string> {
  const { sha256 } = await client.life.drawNotice({ requestId: requestId(), stepId, paper: 'A4' });
  return await textOf(sha256);
}

const textOf = (sha256: string) => storedText(running, sha256);

describe('a supplement', () => {
  it('stops the clock until it comes, and what was left of the time runs on', async () => {
    const { dueAt } = await view();
    const { stepId, state } = await ask();
    expect(state).toBe('supplement-asked');
    expect(await listed('asked')).toBe(1);
    await at('2026-11-26T03:00:00.000Z');
    expect(await view()).toMatchObject({ state: 'supplement-asked', late: false });
    expect(await listed('overdue')).toBe(0);
    const again = await resume();
    expect(again.stepId).toBe(stepId);
    expect(again.state).toBe('processing');
    expect(again.dueAt > dueAt).toBe(true);
    const { steps, dueAt: newDue, late } = await view();
    expect(steps).toMatchObject([{ stepId, brought: 'Bản chính bằng tốt nghiệp', dueAfter: again.due }]);
    expect([newDue, late]).toEqual([again.dueAt, false]);
    expect(packets().slice(-2)).toEqual(['dossier.supplement-asked', 'dossier.resumed']);
  });

  it('is asked for once; again only with a ground of the head', async () => {
    await ask();
    await resume();
    expect((await refusalOf(ask())).code).toBe('SUPPLEMENT_ASKED_BEFORE');
    expect((await view()).state).toBe('processing');
    await client.people.create({
      requestId: requestId(),
      login: 'ngoclan',
      displayName: 'Lê Thị Ngọc Lan',
      jobTitle: 'Công chức tư pháp - hộ tịch',
      initialPassword: 'mat-khau-ban-dau',
      grants: [{ role: 'clerk', validFrom: '2026-01-01', validTo: null }],
    });
    const clerk = running.client('clerk');
    await clerk.session.signIn({ requestId: requestId(), login: 'ngoclan', password: 'mat-khau-ban-dau' });
    const change = { currentPassword: 'mat-khau-ban-dau', newPassword: PASSWORD };
    await clerk.session.changePassword({ requestId: requestId(), ...change });
    const ground = 'Công dân nộp nhầm giấy của người khác';
    expect((await refusalOf(ask({ ground }, clerk))).code).toBe('GROUND_NEEDS_HEAD');
    expect((await ask({ ground })).state).toBe('supplement-asked');
  });

  it('demands no paper whose data is in a database without saying why', async () => {
    const declared = await receiveOne(client, aMarriage());
    const item = { componentId: 'giay-to-tuy-than', text: 'Căn cước của bên nam', paperReason: null };
    const of = { dossierId: declared.dossierId as never };
    expect(await refusalOf(ask({ ...of, items: [item] }))).toMatchObject({
      code: 'PAPER_IN_DATABASE',
      data: { database: 'Cơ sở dữ liệu quốc gia về dân cư' },
    });
    expect((await refusalOf(ask({ ...of, items: [{ ...item, componentId: 'khong-co' }] }))).code).toBe(
      'COMPONENT_UNKNOWN',
    );
    const asked = await ask({ ...of, items: [{ ...item, paperReason: 'data-inexact' }] });
    expect(asked.state).toBe('supplement-asked');
  });

  it('has its paper (Mẫu 02), and the slip afterwards says both times', async () => {
    const { stepId } = await ask();
    const text = await noticeText(stepId);
    for (const words of [
      'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      '/PBS-TTPVHCC',
      `Mã hồ sơ: ${code}`,
      '1. Bản chính bằng tốt nghiệp còn nguyên vẹn',
      'Lý do: Bản chính bị rách',
      'ngày 04 tháng 12 năm 2026',
      'NGƯỜI HƯỚNG DẪN',
    ])
      expect(text).toContain(words);
    await at('2026-11-26T03:00:00.000Z');
    await resume();
    const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A4', copies: 1 });
    const slipText = await textOf(slip.sha256);
    expect(slipText).toContain('Thời gian đã hẹn trước đây: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026');
  });
});

describe('other pauses and ends', () => {
  it('waits for a payment and goes on when it is shown', async () => {
    const { stepId } = await client.life.askPayment({
      requestId: requestId(),
      dossierId,
      noticeNumber: '1234/TB-TCT',
      issuer: 'Thuế cơ sở 3 tỉnh Vĩnh Long',
      amountVnd: 1_250_000,
      payBy: '2026-12-20',
    });
    expect(
      (await refusalOf(client.life.drawNotice({ requestId: requestId(), stepId, paper: 'A4' }))).code,
    ).toBe('STEP_HAS_NO_PAPER');
    expect((await view()).nationalStatus).toBe(6);
    expect((await resume('Giấy nộp tiền 0987')).state).toBe('processing');
  });

  it('counts the wait for a supplement that ended in a stop as one pause', async () => {
    await ask();
    await at('2026-11-25T03:00:00.000Z');
    const stop = { reason: 'Chờ văn bản của cấp trên', article: 'Điều 21 Nghị định 118/2025/NĐ-CP' };
    const { stepId } = await client.life.stop({ requestId: requestId(), dossierId, ...stop });
    expect(await noticeText(stepId)).toContain('THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ');
    await at('2026-11-26T03:00:00.000Z');
    const once = await resume('Văn bản của cấp trên');
    // Six and a half hours of work were left at half past eight of the 23rd.
    expect(once.due).toMatch(/^2026-11-27T08:30/u);
    expect(await view()).toMatchObject({ late: false, portal: null });
  });

  it('refuses with its reason (Mẫu 03), and nothing more may be done', async () => {
    const reason = 'Không thuộc thẩm quyền giải quyết của Ủy ban nhân dân xã';
    const { stepId, state } = await client.life.refuse({ requestId: requestId(), dossierId, reason });
    expect(state).toBe('refused');
    expect(await noticeText(stepId)).toContain(reason);
    expect(await view()).toMatchObject({ actions: [], late: false });
    expect((await refusalOf(ask())).code).toBe('ACTION_NOT_ALLOWED');
  });

  it('stays late when it is refused after its time', async () => {
    await at('2026-11-25T03:00:00.000Z');
    await client.life.refuse({ requestId: requestId(), dossierId, reason: 'Không thuộc thẩm quyền' });
    expect((await view()).late).toBe(true);
  });

  it('lets the citizen withdraw before a result, never after', async () => {
    const withdraw = () =>
      client.life.withdraw({
        requestId: requestId(),
        dossierId,
        reason: 'Công dân không còn nhu cầu',
        givenBack: 'Bản chính',
      });
    await recordResult(client, dossierId);
    expect((await refusalOf(withdraw())).code).toBe('ACTION_NOT_ALLOWED');
    const other = await receiveOne(client);
    dossierId = other.dossierId as never;
    const { stepId } = await withdraw();
    expect((await view()).nationalStatus).toBe(7);
    expect(await noticeText(stepId)).toContain('Giấy tờ, phí, lệ phí trả lại: Bản chính');
  });

  it('apologises and appoints the return anew, once, later and within the opening times', async () => {
    await at('2026-11-23T09:30:00.000Z');
    const move = (returnAt: string) =>
      client.life.reappoint({
        requestId: requestId(),
        dossierId,
        returnAt,
        reason: 'Hệ thống của tỉnh gián đoạn',
      });
    expect((await refusalOf(move('2026-11-23T03:00:00.000Z'))).code).toBe('REAPPOINTMENT_NOT_LATER');
    expect((await refusalOf(move('2026-11-28T03:00:00.000Z'))).code).toBe('REAPPOINTMENT_OUT_OF_HOURS');
    const { stepId, dueAt } = await move('2026-11-25T09:00:00.000Z');
    expect(dueAt).toBe('2026-11-25T09:00:00.000Z');
    // An apology makes nothing early: half past four is in time, after five it is late against the first slip.
    expect((await view()).late).toBe(false);
    await at('2026-11-23T10:05:00.000Z');
    // The portal goes by the apology's date: the two readings differ, and the screen says why.
    expect(await view()).toMatchObject({ late: true, portal: { late: false, cause: 'other-appointment' } });
    const text = await noticeText(stepId);
    expect(text).toContain('Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026');
    expect(text).toContain('vào lúc: 16 giờ 00 phút, ngày 25 tháng 11 năm 2026');
    expect((await refusalOf(move('2026-11-27T09:00:00.000Z'))).code).toBe('REAPPOINTED_ALREADY');
  });
});

describe('a correction', () => {
  const correct = (change: object) =>
    client.life.correct({
      requestId: requestId(),
      dossierId,
      request: null,
      party: null,
      reason: 'Gõ nhầm họ tên',
      ...change,
    });

  it('changes what is found and printed, keeps what stood before, tells the province, and the new slip says what it replaces', async () => {
    await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 2 });
    const { person } = aCitizen();
    const right = { ...person, name: 'Lê Thị Thu' };
    const { fields } = await correct({
      party: { role: 'submitter', party: right },
      request: 'Chứng thực bản sao học bạ',
    });
    expect(fields.sort()).toEqual(['owner', 'receiver', 'request', 'submitter']);
    expect((await client.dossier.search({ text: 'Lê Thị Thu' })).hits).toHaveLength(1);
    expect((await client.dossier.search({ text: 'Lê Thị Thử' })).hits).toMatchObject([
      { ownerName: 'Lê Thị Thu' },
    ]);
    expect(await view()).toMatchObject({ request: 'Chứng thực bản sao học bạ' });
    expect(packets().at(-1)).toBe('dossier.corrected');
    const [kept] = running.rows<{ before: string }>('SELECT before FROM dossier_correction');
    expect(kept?.before).toContain('Lê Thị Thử');
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'dossier.corrected'",
    );
    expect(event?.payload).not.toContain('Thu');
    const slip = await client.dossier.drawSlip({ requestId: requestId(), dossierId, paper: 'A5', copies: 1 });
    const text = await textOf(slip.sha256);
    expect(text).toContain('Thay thế giấy đã lập lúc: 08 giờ 30 phút, ngày 23 tháng 11 năm 2026');
    expect(text).toContain('Lê Thị Thu');
    expect(text).not.toContain('Lê Thị Thử');
  });

  it('puts no other person into a dossier, and changes nothing when it is refused', async () => {
    const stranger = aCitizen('001099000001', 'Trần Văn Lạ').person;
    const party = { role: 'receiver', party: stranger };
    expect((await refusalOf(correct({ party }))).code).toBe('ANOTHER_PERSON');
    expect((await refusalOf(correct({}))).code).toBe('NOTHING_CORRECTED');
    expect((await client.dossier.search({ text: 'Trần Văn Lạ' })).hits).toEqual([]);
    expect(running.rows('SELECT 1 FROM dossier_correction')).toEqual([]);
  });
});

it('signs no copy of a dossier that has ended or stands still, and takes no number for it', async () => {
  const place = { dossierId, componentId: ORIGINAL };
  const uploaded = await running.host.storeUpload(
    { id: 'desk', kind: 'window' },
    Readable.from([await aPaperJpeg({ inkedShare: 0.4, dpi: 200 })]),
    'image/jpeg',
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  await client.scan.addFile({ requestId: requestId(), ...place, sha256: uploaded.value.sha256 as never });
  const { sha256 } = await client.scan.makeDigitalCopy({ requestId: requestId(), ...place });
  const compared = { ...place, title: 'Bằng tốt nghiệp', sha256, pagesMatched: [1] };
  const { copyId } = await client.certify.compare({ requestId: requestId(), ...compared });
  const keys = await demoKeys(client, running.folder, running.clock.now());
  const stop = { reason: 'Chờ văn bản của cấp trên', article: 'Điều 21 Nghị định 118/2025/NĐ-CP' };
  await client.life.stop({ requestId: requestId(), dossierId, ...stop });
  const signing = { copyIds: [copyId], keyId: keys.officer as never, pin: DEMO_PIN };
  const { outcomes } = await client.certify.sign({ requestId: requestId(), ...signing });
  expect(outcomes).toMatchObject([{ ok: false, number: null, refusal: { code: 'DOSSIER_CLOSED' } }]);
  await resume('Văn bản của cấp trên');
  await client.life.refuse({ requestId: requestId(), dossierId, reason: 'Không thuộc thẩm quyền' });
  const waiting = await client.certify.queue({ states: ['compared', 'numbered', 'officer-signed'] });
  expect(waiting.copies).toEqual([]);
});
