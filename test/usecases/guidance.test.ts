import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInOrder } from '../pdf/paper-words.ts';
import { aColleague } from '../support/a-colleague.ts';
import { giveEveryRole } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { storedText } from '../support/stored-text.ts';

let running: InProcessHost;
let clerk: CounterClient;
let officer: CounterClient;

beforeAll(async () => {
  running = await startInProcessHost();
  clerk = running.client('clerk');
  officer = running.client('officer');
  await setUpAndSignIn(clerk);
  await giveEveryRole(clerk);
  await aColleague(clerk, officer, {
    login: 'quocbao',
    displayName: 'Đặng Quốc Bảo',
    roles: ['processing-officer'],
  });
});
afterAll(() => running.close());

type Visit = Parameters<CounterClient['guidance']['give']>[0];
const MARRIAGE = { procedureCode: '1.000894', caseId: 'standard' };
const DECLARATION = {
  kind: 'component' as const,
  componentId: 'to-khai-dang-ky-ket-hon',
  lack: 'missing' as const,
  todo: 'lấy mẫu tại quầy số 2',
  paperReason: null,
};
const PERSON = {
  name: 'Nguyễn Thị Thuỳ Dương',
  address: 'Thôn 8, xã Thử Nghiệm',
  phone: '0905 123 456',
  email: '',
  number: '086190001234',
};
const aVisit = (changes: Partial<Visit> = {}): Visit => ({
  requestId: requestId(),
  ...MARRIAGE,
  person: PERSON,
  items: [DECLARATION, { kind: 'other', text: 'Bên nam ký vào tờ khai' }],
  reason: '',
  ...changes,
});
const give = (changes: Partial<Visit> = {}) => clerk.guidance.give(aVisit(changes));
const visits = () => running.rows<{ number: number }>('SELECT number FROM guidance_visit ORDER BY number');
const listed = (changes: Partial<Parameters<CounterClient['guidance']['list']>[0]> = {}) =>
  clerk.guidance.list({ from: '2026-11-01', to: '2026-11-30', text: '', skip: 0, ...changes });
const prints = (visitId: string) =>
  clerk.print.guidance({ requestId: requestId(), visitId, to: { route: 'viewer' } });

describe('a visit that ends with guidance', () => {
  it('is told everything on paper in the order of the form, recorded with it, and leaves no dossier and no packet', async () => {
    const packets = running.rows('SELECT 1 FROM packet').length;
    const given = await give();
    expect(given).toMatchObject({ reference: 'HD-261124-001', lacking: '' });
    const text = await storedText(running, given.sha256);
    expectInOrder(text, [
      'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      'Hồ sơ của: Nguyễn Thị Thuỳ Dương',
      'Nội dung yêu cầu giải quyết:',
      '(1.000894)',
      'Địa chỉ: Thôn 8, xã Thử Nghiệm',
      'Số điện thoại: 0905 123 456',
      'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:',
      'chưa có; lấy mẫu tại quầy số 2',
      '2. Bên nam ký vào tờ khai',
      'Lý do: Thành phần hồ sơ chưa đủ',
      'xin liên hệ: Trần Thị Bích Hạnh',
      'Số phiếu hướng dẫn của quầy: HD-261124-001',
      'NGƯỜI HƯỚNG DẪN',
    ]);
    expect(text).not.toContain('Mã hồ sơ');
    expect(text).not.toContain(PERSON.number);
    expect(running.rows('SELECT form_id, sha256 FROM guidance_visit')).toEqual([
      { form_id: 'tt-03-2025/mau-02-guidance', sha256: given.sha256 },
    ]);
    expect(running.rows('SELECT 1 FROM dossier')).toEqual([]);
    expect(running.rows('SELECT 1 FROM packet')).toHaveLength(packets);
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'guidance.given'",
    );
    expect(JSON.parse(event?.payload ?? '')).toMatchObject({
      reference: 'HD-261124-001',
      sha256: given.sha256,
      components: [{ componentId: 'to-khai-dang-ky-ket-hon', lack: 'missing' }],
    });
    for (const word of ['Dương', '0905', 'quầy số 2', 'Bên nam']) expect(event?.payload).not.toContain(word);
    expect(running.rows("SELECT action FROM audit WHERE action = 'guidance.give'")).toHaveLength(1);
  });

  it('asked for again with the same request is the same visit with the same file', async () => {
    const same = aVisit();
    const first = await clerk.guidance.give(same);
    running.clock.advance(60);
    expect(await clerk.guidance.give(same)).toEqual(first);
    expect(visits()).toHaveLength(2);
    expect(await refusalOf(clerk.guidance.give({ ...same, reason: 'Khác' }))).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
  });

  it('beside others at the same moment has a number of its own, which stands on its paper', async () => {
    const given = await Promise.all([give(), give(), give()]);
    expect(new Set(given.map(({ reference }) => reference)).size).toBe(3);
    for (const { sha256, reference } of given) expect(await storedText(running, sha256)).toContain(reference);
    expect(visits().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('says forms of a paper that are accepted one for another as such, and the case of a procedure that has several', async () => {
    const given = await give({
      procedureCode: '2.000815',
      caseId: 'electronic',
      person: { name: '', address: '', phone: '', email: '' },
      items: [{ ...DECLARATION, componentId: 'ban-chinh-giay-to-van-ban', lack: 'wrong', todo: '' }],
      reason: 'Bản chính bị tẩy xoá',
    });
    const text = await storedText(running, given.sha256);
    expect(text).toContain('Hồ sơ của: ...');
    expect(text).toContain('chưa đúng, chưa hợp lệ');
    expect(text).toContain('Lý do: Bản chính bị tẩy xoá');
    const group = await give({
      procedureCode: '2.002913',
      caseId: await firstCase('2.002913'),
      items: [{ ...DECLARATION, componentId: await alternativesOf('2.002913') }],
    });
    expect(await storedText(running, group.sha256)).toContain('(01 bản chính hoặc 01 bản photo): chưa có');
  });
});

const caseOf = async (code: string) => {
  const [first] = (await clerk.catalogue.get({ code })).procedure.cases;
  if (first === undefined) throw new Error(`${code} has no case`);
  return first;
};
const firstCase = async (code: string) => (await caseOf(code)).id;
const alternativesOf = async (code: string) =>
  (await caseOf(code)).components.find(
    ({ counts, database }) => database === undefined && counts.original > 0 && counts.photocopy > 0,
  )?.id ?? '';

describe('what cannot be given', () => {
  it('is refused before anything is drawn or recorded', async () => {
    const before = visits().length;
    expect(await refusalOf(give({ items: [] }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusalOf(give({ items: [{ kind: 'other', text: '  ' }] }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'items.0.text' }] },
    });
    const many = Array.from({ length: 61 }, (_, index) => ({
      kind: 'other' as const,
      text: `Giấy ${index}`,
    }));
    expect(await refusalOf(give({ items: many }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusalOf(give({ procedureCode: '9.999999' }))).toMatchObject({ code: 'PROCEDURE_UNKNOWN' });
    expect(await refusalOf(give({ caseId: 'la' }))).toMatchObject({ code: 'CASE_UNKNOWN' });
    expect(await refusalOf(give({ items: [{ ...DECLARATION, componentId: 'giay-la' }] }))).toMatchObject({
      code: 'COMPONENT_UNKNOWN',
      data: { componentId: 'giay-la' },
    });
    expect(await refusalOf(give({ items: [DECLARATION, DECLARATION] }))).toMatchObject({
      code: 'COMPONENT_TWICE',
    });
    expect(await refusalOf(officer.guidance.give(aVisit()))).toMatchObject({ code: 'NOT_PERMITTED' });
    expect(visits()).toHaveLength(before);
  });

  it('a paper whose data a database holds is asked for with a reason only', async () => {
    const { id, components } = await caseOf('2.002913');
    const held = components.find(({ database, onlyShown }) => database !== undefined && !onlyShown);
    const asked = { ...DECLARATION, componentId: held?.id ?? '' };
    const visit = { procedureCode: '2.002913', caseId: id };
    expect(await refusalOf(give({ ...visit, items: [asked] }))).toMatchObject({
      code: 'PAPER_IN_DATABASE',
      data: { name: held?.name },
    });
    const given = await give({ ...visit, items: [{ ...asked, paperReason: 'lookup-failed' }] });
    expect(given.lacking).toBe('');
    // What the office looks up itself is never asked for by the way, although it would only be shown.
    const lookedUp = { ...DECLARATION, componentId: 'giay-chung-nhan-ket-hon-cua-cha-me' };
    expect(
      await refusalOf(give({ procedureCode: '1.001193', caseId: 'standard', items: [lookedUp] })),
    ).toMatchObject({ code: 'PAPER_IN_DATABASE' });
  });

  it('a name in letters that papers lack is named where it stands', async () => {
    const refusal = await refusalOf(give({ person: { ...PERSON, name: '王小明' } }));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', data: { issues: [{ path: 'person.name' }] } });
    expect(JSON.stringify(refusal.data)).toContain('letter_not_printable');
  });
});

describe('the visits of some days', () => {
  it('are found by reference, name, phone and procedure without marks, the newest first, page by page', async () => {
    const all = await listed();
    expect(all.total).toBe(visits().length);
    expect(all.visits[0]?.reference).toBe(`HD-261124-00${all.total}`);
    expect(all.visits.at(-1)).toMatchObject({
      reference: 'HD-261124-001',
      personName: 'Nguyễn Thị Thuỳ Dương',
      visitedBy: 'Trần Thị Bích Hạnh',
      items: [{ lack: 'missing', todo: 'lấy mẫu tại quầy số 2' }, { name: 'Bên nam ký vào tờ khai' }],
    });
    expect((await listed({ skip: all.total - 1 })).visits).toEqual([all.visits.at(-1)]);
    expect(await listed({ skip: all.total })).toEqual({ visits: [], total: all.total });
    expect((await listed({ from: '2026-11-25' })).total).toBe(0);
    expect((await listed({ text: 'nguyen thi thuy duong 0905123456 thu tuc ket hon' })).total).toBe(5);
    expect((await listed({ text: 'HD-261124-002' })).visits).toMatchObject([{ reference: 'HD-261124-002' }]);
    for (const [text, total] of [
      ['thuy duong', all.total - 1],
      ['0905123456', all.total - 1],
      ['ket hon duong', 5],
      ['không ai', 0],
      ['%', all.total],
    ] as const)
      expect((await listed({ text })).total, text).toBe(total);
  });

  it('of more than a year, or of days in the wrong order, are not looked for', async () => {
    expect(await refusalOf(listed({ from: '2025-11-01', to: '2026-11-24' }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { issues: [{ path: 'from', code: 'more_than_a_year' }] },
    });
    expect(await refusalOf(listed({ from: '2026-11-25', to: '2026-11-24' }))).toMatchObject({
      data: { issues: [{ path: 'to', code: 'before_first_day' }] },
    });
    expect((await listed({ from: '2025-11-24', to: '2026-11-24' })).total).toBeGreaterThan(0);
  });

  it('tell who comes again what they were told, by number and procedure, for half a year', async () => {
    const of = { procedureCode: MARRIAGE.procedureCode, number: PERSON.number };
    expect((await clerk.guidance.earlier(of)).visits.map(({ reference }) => reference)).toEqual([
      'HD-261124-005',
      'HD-261124-004',
      'HD-261124-003',
    ]);
    expect((await clerk.guidance.earlier({ ...of, number: '086190001235' })).visits).toEqual([]);
    expect((await clerk.guidance.earlier({ ...of, procedureCode: '1.001193' })).visits).toEqual([]);
  });
});

describe('its paper', () => {
  it('is printed as it is stored; again it is the same paper with the mark of a reprint, and the log names it', async () => {
    const given = await give();
    const first = await prints(given.visitId);
    expect(first).toMatchObject({ sha256: given.sha256, number: 1, paper: 'A4', dossierCode: null });
    const second = await prints(given.visitId);
    expect(second).toMatchObject({
      number: 2,
      title: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      guidanceReference: given.reference,
    });
    expect(await storedText(running, second.sha256)).toContain('IN LẠI LẦN 1');
    const again = { requestId: requestId(), runId: second.runId, to: { route: 'viewer' as const } };
    // Somebody who prints again from the list of prints says that the one before did not come out.
    expect(await clerk.print.again(again)).toMatchObject({ number: 2, guidanceReference: given.reference });
    expect((await clerk.print.log({ day: '2026-11-24' as never })).prints).toMatchObject([
      { number: 2 },
      { number: 2, state: 'cancelled' },
      { number: 1, guidanceReference: given.reference },
    ]);
    expect(await refusalOf(prints(crypto.randomUUID()))).toMatchObject({ code: 'PAPER_UNKNOWN' });
  });

  it('of 40 papers, an address of 200 letters and a name of three lines tells all of them', async () => {
    const name =
      'Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Sản xuất Xuất nhập khẩu Nông lâm thổ sản '.repeat(2);
    const address = 'Số nhà 12/34/56 đường Đồng Khởi, khóm Mỹ Thạnh An, '.repeat(4).slice(0, 200).trim();
    const items = Array.from({ length: 40 }, (_, index) => ({
      kind: 'other' as const,
      text: `Giấy xác nhận ${index + 1} của cơ quan có thẩm quyền nơi cư trú trước đây, ${'bản có đóng dấu, '.repeat(20)}hết`,
    }));
    const given = await give({ person: { ...PERSON, name, address }, items });
    const text = await storedText(running, given.sha256);
    expect(text).toContain(name.trim());
    expect(text).toContain(address);
    for (let index = 1; index <= 40; index++)
      expect(text).toMatch(new RegExp(`${index}\\. Giấy xác nhận ${index} của`, 'u'));
    expect(text.match(/đóng dấu, hết/gu)).toHaveLength(40);
    expect(text).toContain('NGƯỜI HƯỚNG DẪN');
  });

  it('is that of 2018 where the office has put the set of 2018 in force, from that day on', async () => {
    const formId = 'tt-01-2018/mau-02-guidance';
    await clerk.forms.use({ requestId: requestId(), formId, from: '2026-11-25' });
    running.clock.set('2026-11-25T02:00:00.000Z');
    await clerk.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    const given = await give();
    expect(given.reference).toBe('HD-261125-001');
    expect(await storedText(running, given.sha256)).toContain('Số phiếu hướng dẫn của quầy: HD-261125-001');
    expect(running.rows("SELECT form_id FROM guidance_visit WHERE day = '2026-11-25'")).toEqual([
      { form_id: formId },
    ]);
  });
});
