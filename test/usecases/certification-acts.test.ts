import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../shared/domain/certification/act.ts';
import { aColleague } from '../support/a-colleague.ts';
import { aCitizen, giveEveryRole } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { pageCodes } from '../support/slip-codes.ts';
import { storedFile, storedText } from '../support/stored-text.ts';

// One office through its day: what comes later builds on what came before.
let running: InProcessHost;
let client: CounterClient;
let officer: CounterClient;
let signers: { all: string; copies: string };

const open = (symbol: string, nextNumber = 1) =>
  client.book.open({ requestId: requestId(), symbol: symbol as never, nextNumber });

const addSigner = async (userId: string, scope: string[]) =>
  (
    await client.book.addSigner({
      requestId: requestId(),
      userId: userId as never,
      kind: 'deputy',
      office: '',
      ground: '',
      scope: scope as never,
      compares: false,
      validFrom: '2026-01-01',
      validTo: null,
    })
  ).signerId;

const visit = (act: Act, papers: object[], change: Record<string, unknown> = {}) =>
  client.paperCopy.receiveAct({
    requestId: requestId(),
    act: act as never,
    requester: aCitizen().person,
    check: 'card-qr',
    others: [],
    papers: papers.map((paper) => ({ title: 'Giấy ủy quyền', detail: '', pages: 1, copies: 1, ...paper })),
    settlement: 'now',
    waivedFor: null,
    ...change,
  });

const number = (paperCopyIds: readonly string[], signerId = signers.all) =>
  client.paperCopy.number({ requestId: requestId(), paperCopyIds: paperCopyIds as never, signerId });

const idsOf = ({ paperCopies }: { paperCopies: readonly { paperCopyId: string }[] }) =>
  paperCopies.map(({ paperCopyId }) => paperCopyId);

const close = (symbol: string, change: Record<string, unknown> = {}) =>
  officer.book.close({
    requestId: requestId(),
    symbol: symbol as never,
    year: '2026',
    signerId: signers.all,
    reason: 'year-end',
    note: '',
    ...change,
  });

const comeBack = async (at: string) => {
  running.clock.set(at);
  await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
  await officer.session.signIn({ requestId: requestId(), login: 'minhduc', password: PASSWORD });
};

const year = { from: '2026-01-01', to: '2026-12-31', after: 0 };

beforeAll(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  officer = running.client('officer');
  const officerId = await aColleague(client, officer, {
    login: 'minhduc',
    displayName: 'Phạm Minh Đức',
    roles: ['certifying-officer'],
  });
  signers = {
    all: await addSigner(officerId, ['copy', 'signature', 'translator', 'transaction']),
    copies: await addSigner(officerId, ['copy']),
  };
});
afterAll(() => running.close());

describe('certification of signatures, translators and transactions', () => {
  it('takes no number while the office keeps no such book, and opens it once, where a paper book goes on', async () => {
    const ids = idsOf(await visit('signature', [{}]));
    expect((await refusalOf(number(ids))).code).toBe('BOOK_MISSING');
    expect(await client.book.entries({ symbol: 'SCT/CK,ĐC', ...year })).toMatchObject({ kept: false });
    await open('SCT/CK,ĐC', 88);
    expect((await refusalOf(open('SCT/CK,ĐC'))).code).toBe('BOOK_KEPT_ALREADY');
    expect((await number(ids)).paperCopies).toMatchObject([{ number: '88', book: '01/2026-SCT/CK,ĐC' }]);
    await open('SCT/HĐ,GD');
    await open('SCT/CKND');
  });

  it('is one dossier with the fee of its tariff, and only a signer entitled to it signs', async () => {
    const received = await visit('signature', [{ copies: 2 }, { title: 'Sơ yếu lý lịch' }], {
      others: [{ name: 'Võ Văn Mẫu', number: '086190009999' }],
    });
    expect(received.totalVnd).toBe(30_000);
    expect(await client.dossier.get({ dossierId: received.dossierId })).toMatchObject({ state: 'received' });
    const refused = await refusalOf(number(idsOf(received), signers.copies));
    expect(refused).toMatchObject({ code: 'SIGNER_OUT_OF_SCOPE', data: { certification: 'signature' } });
    expect(running.rows("SELECT 1 FROM book_entry WHERE book LIKE '%CK,ĐC'")).toHaveLength(1);
    const { paperCopies } = await number(idsOf(received));
    expect(paperCopies.map((paper) => paper.number)).toEqual(['89', '90']);
    const { entries } = await client.book.entries({ symbol: 'SCT/CK,ĐC', ...year });
    expect(entries[1]).toMatchObject({
      quantity: 2,
      feeVnd: 20_000,
      people: [
        { name: 'Lê Thị Thử', number: '086190001234' },
        { name: 'Võ Văn Mẫu', number: '086190009999' },
      ],
    });
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'copy.act-put-up' ORDER BY rowid DESC",
    );
    expect(event?.payload).not.toMatch(/Sơ yếu|Võ Văn/u);
  });

  it('asks for the languages of a translation and for the transaction that is amended', async () => {
    const translation = await refusalOf(visit('translator', [{ title: 'Bản dịch Giấy khai sinh' }]));
    expect(translation).toMatchObject({ code: 'ACT_DETAIL_MISSING', data: { detail: 'languages' } });
    expect((await refusalOf(visit('amendment', [{}]))).code).toBe('ACT_DETAIL_MISSING');
    const named = { title: 'Bản dịch Giấy khai sinh', detail: 'từ tiếng Anh sang tiếng Việt' };
    const ids = idsOf(await visit('translator', [named]));
    await number(ids);
    const { entries } = await client.book.entries({ symbol: 'SCT/CKND', ...year });
    expect(entries[0]).toMatchObject({
      number: 1,
      title: 'Bản dịch Giấy khai sinh (từ tiếng Anh sang tiếng Việt)',
    });
  });

  it('has a statement of its own, as often as it is signed, never together with those of copies', async () => {
    const deed = await visit('transaction', [
      { title: 'hợp đồng tặng cho quyền sử dụng đất', pages: 4, copies: 3 },
    ]);
    expect(deed.totalVnd).toBe(50_000);
    await number(idsOf(deed));
    const drawn = await client.paperCopy.drawStatements({
      requestId: requestId(),
      paperCopyIds: idsOf(deed) as never,
    });
    expect(drawn).toMatchObject({ sheets: 3, lacking: '' });
    const text = await storedText(running, drawn.sha256);
    for (const words of [
      'Số chứng thực 01 Quyển số 01/2026-SCT/HĐ,GD',
      'Ngày 24 tháng 11 năm 2026 (bằng chữ: ngày hai mươi bốn tháng mười một năm hai nghìn không trăm hai mươi sáu)',
      'giao kết hợp đồng tặng cho quyền sử dụng đất',
      'trước mặt ông/bà Trần Thị Bích Hạnh, là người tiếp nhận hồ sơ',
      'Phạm Minh Đức',
    ])
      expect(text).toContain(words);
    const copies = await client.paperCopy.receive({
      requestId: requestId(),
      requester: aCitizen().person,
      check: 'card-qr',
      originals: [{ title: 'Giấy khai sinh', pages: 1, copies: 1 }],
      compared: true,
      settlement: 'now',
      waivedFor: null,
    });
    const both = [...idsOf(deed), ...idsOf(copies)];
    // One list, two books, two numbers.
    expect((await number(both)).paperCopies.map(({ book }) => book)).toEqual([
      '01/2026-SCT/HĐ,GD',
      '01/2026-SCT/BS',
    ]);
    const mixed = client.paperCopy.drawStatements({ requestId: requestId(), paperCopyIds: both as never });
    expect((await refusalOf(mixed)).code).toBe('STATEMENTS_MIXED');
  });

  it('is ticked off by its cover, given back and put up again, and void by its number', async () => {
    const signed = await visit('fingerprint', [{ title: 'Đơn xin trợ cấp' }]);
    const [id = ''] = idsOf(signed);
    await officer.paperCopy.giveBack({
      requestId: requestId(),
      paperCopyId: id as never,
      reason: 'Chưa điểm chỉ',
    });
    const again = await client.paperCopy.again({ requestId: requestId(), paperCopyId: id as never });
    expect(again.paperCopies).toMatchObject([{ act: 'fingerprint', feeVnd: 10_000, state: 'compared' }]);
    const twice = client.paperCopy.again({ requestId: requestId(), paperCopyId: id as never });
    expect((await refusalOf(twice)).code).toBe('PAPER_COPY_MOVED');
    const ids = idsOf(again);
    await number(ids);
    const cover = await client.paperCopy.drawCovers({ requestId: requestId(), paperCopyIds: ids as never });
    expect(await storedText(running, cover.sha256)).toContain('đến hết ngày 24/11/2028');
    const [code = ''] = await pageCodes(await storedFile(running, cover.sha256));
    expect(await client.paperCopy.tick({ requestId: requestId(), code })).toMatchObject({ state: 'issued' });
    expect((await client.dossier.get({ dossierId: signed.dossierId })).result?.description).toBe(
      'Đơn xin trợ cấp',
    );
    const { entries } = await client.book.entries({ symbol: 'SCT/CK,ĐC', ...year });
    const entryId = entries.find(({ title }) => title === 'Sơ yếu lý lịch')?.entryId as never;
    await officer.book.void({ requestId: requestId(), entryId, reason: 'Ký nhầm tờ' });
    const { paperCopies } = await client.paperCopy.queue({ states: ['void'] });
    expect(paperCopies).toMatchObject([{ title: 'Sơ yếu lý lịch' }]);
  });

  it('is printed as a book with its own columns: numbers of papers beside names', async () => {
    const month = { symbol: 'SCT/CK,ĐC' as const, from: '2026-11-01', to: '2026-11-30' };
    const drawn = await client.book.draw({ requestId: requestId(), exportId: requestId(), ...month });
    const text = (await storedText(running, drawn.sha256)).replaceAll(/\s+/gu, ' ');
    for (const words of [
      'SỔ CHỨNG THỰC CHỮ KÝ/CHỨNG THỰC ĐIỂM CHỈ',
      'chứng thực chữ ký/điểm chỉ (4)',
      'Võ Văn Mẫu, giấy tờ tùy thân số 086190009999',
      'Huỷ: Ký nhầm tờ',
      '4 số: 1 đã chứng thực, 1 đã huỷ, 2 đang ký; 1 giấy tờ; phí 10.000 đ',
    ])
      expect(text).toContain(words);
  });
});

describe('a certification that is refused', () => {
  const refuseIt = (item: object, change: Record<string, unknown> = {}) =>
    client.refusal.refuse({
      requestId: requestId(),
      item: item as never,
      ground: 'damaged',
      words: '',
      kept: null,
      ...change,
    } as never);

  it('leaves the list without a number, with its ground in writing and in the history of the dossier', async () => {
    const received = await visit('signature', [{ title: 'Đơn rách' }]);
    const [paperCopyId = ''] = idsOf(received);
    const { refusalId } = await refuseIt({ kind: 'paper', paperCopyId });
    expect((await refusalOf(number([paperCopyId]))).code).toBe('PAPER_COPY_MOVED');
    expect((await refusalOf(refuseIt({ kind: 'paper', paperCopyId }))).code).toBe('PAPER_COPY_MOVED');
    const drawn = await client.refusal.draw({ requestId: requestId(), refusalId, paper: 'refusal' });
    const text = await storedText(running, drawn.sha256);
    for (const words of ['Đơn rách', 'khoản 2 Điều 22', 'Lê Thị Thử', 'Trần Thị Bích Hạnh'])
      expect(text).toContain(words);
    const record = client.refusal.draw({ requestId: requestId(), refusalId, paper: 'record' });
    expect((await refusalOf(record)).code).toBe('NOT_A_FORGERY');
    const { dossierId } = received;
    expect((await client.refusal.ofDossier({ dossierId: dossierId as never })).refusals).toMatchObject([
      { title: 'Đơn rách', ground: 'damaged' },
    ]);
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'copy.refused'",
    );
    expect(event?.payload).toContain('"ground":"damaged"');
    expect(event?.payload).not.toContain('Đơn rách');
  });

  it('as a suspected forgery is described, recorded and kept; the dossier stays open until the paper went on', async () => {
    const { dossierId } = await visit('signature', [{ title: 'Bằng tốt nghiệp' }]);
    const item = { kind: 'other', dossierId, title: 'Bằng tốt nghiệp' };
    const kept = { place: 'Tủ số 2', holder: 'Trần Thị Bích Hạnh' };
    expect((await refusalOf(refuseIt(item, { ground: 'forgery', kept }))).code).toBe('GROUND_WORDS_MISSING');
    const words = 'Dấu in bằng mực máy in';
    expect((await refusalOf(refuseIt(item, { ground: 'forgery', words }))).code).toBe('FORGERY_NOT_KEPT');
    const { refusalId } = await refuseIt(item, { ground: 'forgery', words, kept });
    const drawn = await client.refusal.draw({ requestId: requestId(), refusalId, paper: 'record' });
    expect(await storedText(running, drawn.sha256)).toContain('Dấu hiệu giả mạo: Dấu in bằng mực máy in');
    const { originals } = await client.custody.list({});
    expect(originals).toMatchObject([{ name: 'Bằng tốt nghiệp', place: 'Tủ số 2', dossierId }]);
    const ending = client.life.refuse({
      requestId: requestId(),
      dossierId: dossierId as never,
      reason: 'Giấy tờ nghi giả mạo',
    } as never);
    expect((await refusalOf(ending)).code).toBe('ORIGINALS_OUT');
  });
});

describe('closing a book', () => {
  it('waits for the last day of its year and for every number to be explained', async () => {
    expect((await refusalOf(close('SCT/CK,ĐC'))).code).toBe('BOOK_YEAR_RUNS');
    await comeBack('2026-12-31T08:00:00.000Z');
    const refused = await refusalOf(close('SCT/CK,ĐC'));
    expect(refused).toMatchObject({ code: 'BOOK_HAS_PENDING', data: { numbers: '88, 89' } });
    const { entries } = await client.book.entries({ symbol: 'SCT/CK,ĐC', ...year });
    for (const { entryId, state } of entries)
      if (state === 'pending')
        await officer.book.void({ requestId: requestId(), entryId, reason: 'Người yêu cầu không đến ký' });
    const outside = await refusalOf(close('SCT/CK,ĐC', { signerId: signers.copies }));
    expect(outside.code).toBe('SIGNER_OUT_OF_SCOPE');
    expect(await close('SCT/CK,ĐC')).toMatchObject({
      ...{ firstNumber: 88, lastNumber: 91, entries: 4, issued: 1, voided: 3, feeVnd: 10_000 },
      signerName: 'Phạm Minh Đức',
    });
    expect((await refusalOf(close('SCT/CK,ĐC'))).code).toBe('BOOK_CLOSED');
  });

  it('ends its numbers: what is signed the same evening is refused, the new year begins at 01', async () => {
    const ids = idsOf(await visit('signature', [{ title: 'Giấy cam đoan' }]));
    expect(await refusalOf(number(ids))).toMatchObject({
      code: 'BOOK_CLOSED',
      data: { book: '01/2026-SCT/CK,ĐC', closedOn: '2026-12-31' },
    });
    const drawn = await client.book.draw({
      requestId: requestId(),
      exportId: requestId(),
      symbol: 'SCT/CK,ĐC',
      from: '2026-01-01',
      to: '2026-12-31',
    });
    const text = (await storedText(running, drawn.sha256)).replaceAll(/\s+/gu, ' ');
    expect(text).toContain('Quyển số 01/2026-SCT/CK,ĐC khoá ngày 31/12/2026, từ số 88 đến số 91.');
    expect(text).toContain('Người khoá sổ: Phạm Minh Đức');
    await comeBack('2027-01-04T02:00:00.000Z');
    expect((await number(ids)).paperCopies).toMatchObject([{ number: '01', book: '01/2027-SCT/CK,ĐC' }]);
  });

  it('may come earlier where the office keeps it no longer, with the reason, and it is opened no more this year', async () => {
    const ids = idsOf(
      await visit('translator', [{ title: 'Bản dịch', detail: 'từ tiếng Anh sang tiếng Việt' }]),
    );
    await number(ids);
    const early = { year: '2027', reason: 'series-end' };
    expect((await refusalOf(close('SCT/CKND', early))).code).toBe('CLOSING_NOTE_MISSING');
    const cover = await client.paperCopy.drawCovers({ requestId: requestId(), paperCopyIds: ids as never });
    const [code = ''] = await pageCodes(await storedFile(running, cover.sha256));
    await client.paperCopy.tick({ requestId: requestId(), code });
    await close('SCT/CKND', { ...early, note: 'Bàn giao sổ' });
    expect(
      await client.book.entries({ symbol: 'SCT/CKND', from: '2027-01-01', to: '2027-12-31', after: 0 }),
    ).toMatchObject({
      closing: { reason: 'series-end', note: 'Bàn giao sổ' },
    });
    await comeBack('2027-01-05T02:00:00.000Z');
    expect((await refusalOf(open('SCT/CKND'))).code).toBe('BOOK_CLOSED');
  });
});
