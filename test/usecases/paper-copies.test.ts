import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COPY_SNAPSHOTS } from '../../shared/domain/delivery/copy-wire.ts';
import { pagesWords } from '../pdf/pdf-tools.ts';
import { aColleague } from '../support/a-colleague.ts';
import { aCitizen, aPension, giveEveryRole, receiveOne } from '../support/a-receipt.ts';
import { PASSWORD, setUpAndSignIn } from '../support/an-office.ts';
import type { CounterClient } from '../support/contract-clients.ts';
import { type InProcessHost, startInProcessHost } from '../support/in-process-host.ts';
import { refusalOf } from '../support/refusal-of.ts';
import { requestId } from '../support/request-id.ts';
import { pageCodes } from '../support/slip-codes.ts';
import { storedFile, storedText } from '../support/stored-text.ts';
import { expectCountsRight } from '../support/work-rows.ts';

const ORIGINALS = [
  { title: 'Bằng tốt nghiệp trung học phổ thông', pages: 1, copies: 5 },
  { title: 'Giấy khai sinh', pages: 2, copies: 5 },
  { title: 'Bảng điểm học tập', pages: 4, copies: 5 },
];
// Thông tư 226/2016/TT-BTC, by hand: 2.000; 2 x 2.000; 2 x 2.000 + 2 x 1.000; each five times.
const FEES = [10_000, 20_000, 30_000];

let running: InProcessHost;
let client: CounterClient;
let officerId: string;
let officer: CounterClient;

beforeEach(async () => {
  running = await startInProcessHost();
  client = running.client('desk');
  await setUpAndSignIn(client);
  await giveEveryRole(client);
  officer = running.client('officer');
  officerId = await aColleague(client, officer, {
    login: 'minhduc',
    displayName: 'Phạm Minh Đức',
    roles: ['certifying-officer'],
  });
});
afterEach(() => running.close());

const visit = (change: Record<string, unknown> = {}) =>
  client.paperCopy.receive({
    requestId: requestId(),
    requester: aCitizen().person,
    check: 'card-qr',
    originals: ORIGINALS,
    compared: true,
    settlement: 'now',
    waivedFor: null,
    ...change,
  } as never);

const addSigner = async (change: Record<string, unknown> = {}) =>
  (
    await client.book.addSigner({
      requestId: requestId(),
      userId: officerId as never,
      kind: 'deputy',
      office: '',
      ground: '',
      scope: ['copy'],
      compares: false,
      validFrom: '2026-01-01',
      validTo: null,
      ...change,
    } as never)
  ).signerId;

const number = (paperCopyIds: readonly string[], signerId: string) =>
  client.paperCopy.number({ requestId: requestId(), paperCopyIds: paperCopyIds as never, signerId });

const idsOf = ({ paperCopies }: { paperCopies: readonly { paperCopyId: string }[] }) =>
  paperCopies.map(({ paperCopyId }) => paperCopyId);

const entries = async () =>
  await client.book.entries({ symbol: 'SCT/BS', from: '2026-01-01', to: '2026-12-31', after: 0 });

async function codesOnCovers(paperCopyIds: readonly string[]): Promise<string[]> {
  const { sha256 } = await client.paperCopy.drawCovers({
    requestId: requestId(),
    paperCopyIds: paperCopyIds as never,
  });
  return await pageCodes(await storedFile(running, sha256));
}

const tick = (code: string, by = client) => by.paperCopy.tick({ requestId: requestId(), code });

describe('a visit for paper copies', () => {
  it('is a dossier as any other, with each original in the list and its fee by the tariff', async () => {
    const id = requestId();
    const first = await visit({ requestId: id });
    expect(await visit({ requestId: id })).toEqual(first);
    expect(first.totalVnd).toBe(60_000);
    expect(first.paperCopies.map(({ feeVnd }) => feeVnd)).toEqual(FEES);
    expect(first.paperCopies.map(({ number: taken }) => taken)).toEqual([null, null, null]);
    const dossier = await client.dossier.get({ dossierId: first.dossierId });
    expect(dossier).toMatchObject({ code: first.code, state: 'received' });
    expect(running.rows('SELECT 1 FROM dossier')).toHaveLength(1);
    const [event] = running.rows<{ payload: string }>(
      "SELECT payload FROM event WHERE type = 'copy.paper-compared'",
    );
    expect(event?.payload).not.toContain('Giấy khai sinh');
  });

  it('is refused whole without the word that all was compared, without originals, or with a page too few', async () => {
    for (const change of [
      { compared: false },
      { originals: [] },
      { originals: [{ ...ORIGINALS[0], pages: 0 }] },
      { originals: [{ ...ORIGINALS[0], title: '' }] },
    ])
      expect((await refusalOf(visit(change))).code).toBe('INVALID_INPUT');
    expect(running.rows('SELECT 1 FROM dossier')).toEqual([]);
    expect(running.rows('SELECT 1 FROM paper_copy')).toEqual([]);
  });

  it('may add an original to an open dossier of the procedure, and to no other', async () => {
    const { dossierId } = await visit();
    const added = await client.paperCopy.add({
      requestId: requestId(),
      dossierId: dossierId as never,
      originals: [{ title: 'Sổ hộ khẩu', pages: 12, copies: 1 }],
      compared: true,
    });
    expect(added.paperCopies).toMatchObject([{ title: 'Sổ hộ khẩu', feeVnd: 14_000 }]);
    const pension = await receiveOne(client, aPension());
    const stray = client.paperCopy.add({
      requestId: requestId(),
      dossierId: pension.dossierId,
      originals: [ORIGINALS[0] as never],
      compared: true,
    });
    expect((await refusalOf(stray)).code).toBe('COPY_PROCEDURE_MISSING');
  });
});

describe('numbers', () => {
  it('are taken in the order of the list, whatever order is asked for, one for an original', async () => {
    const ids = idsOf(await visit());
    const { paperCopies } = await number([...ids].reverse(), await addSigner());
    expect(paperCopies.map(({ number: taken, title }) => [taken, title])).toEqual(
      ORIGINALS.map(({ title }, index) => [String(1243 + index), title]),
    );
    expect(await entries()).toMatchObject({
      book: '01/2026-SCT/BS',
      totals: { entries: 3, pending: 3, issued: 0, quantity: 0 },
    });
    // Asked again, what has its number keeps it.
    const again = await number(ids, await addSigner({ validFrom: '2026-02-01' }));
    expect(again.paperCopies.map(({ number: taken }) => taken)).toEqual(['1243', '1244', '1245']);
  });

  it('are not taken for a signer who is unknown, ended, out of scope or compared it', async () => {
    const ids = idsOf(await visit());
    expect((await refusalOf(number(ids, requestId()))).code).toBe('SIGNER_UNKNOWN');
    const ended = await addSigner({ validTo: '2026-11-23' });
    expect((await refusalOf(number(ids, ended))).code).toBe('SIGNER_NOT_IN_FORCE');
    const other = await addSigner({ scope: ['signature'] });
    expect((await refusalOf(number(ids, other))).code).toBe('SIGNER_OUT_OF_SCOPE');
    const { users } = await client.people.list({});
    const self = users.find(({ login }) => login === 'quantri')?.id;
    const own = await addSigner({ userId: self });
    expect((await refusalOf(number(ids, own))).code).toBe('COMPARED_BY_SIGNER');
    const both = { userId: self, kind: 'authorised', office: 'Công chức Tư pháp - Hộ tịch', compares: true };
    expect((await refusalOf(addSigner(both))).code).toBe('SIGNER_GROUND_MISSING');
    expect((await entries()).entries).toEqual([]);
    const authorised = await addSigner({ ...both, ground: 'Văn bản 12/UQ-UBND ngày 02/01/2026' });
    expect((await number(ids, authorised)).paperCopies[0]?.number).toBe('1243');
    expect((await entries()).entries[0]).toMatchObject({
      signerTitle: 'TUQ. CHỦ TỊCH\nCÔNG CHỨC TƯ PHÁP - HỘ TỊCH',
    });
  });

  it('are all taken or none: one that was withdrawn meanwhile stops the list', async () => {
    const ids = idsOf(await visit());
    await client.paperCopy.withdraw({ requestId: requestId(), paperCopyId: ids[1] as never });
    const refused = await refusalOf(number(ids, await addSigner()));
    expect(refused).toMatchObject({ code: 'PAPER_COPY_MOVED', data: { title: 'Giấy khai sinh' } });
    expect((await entries()).entries).toEqual([]);
  });

  it('begin at 01 with the new year, for what was put up in the old one too', async () => {
    running.clock.set('2026-12-31T08:00:00.000Z');
    await client.session.signIn({
      requestId: requestId(),
      login: 'quantri',
      password: 'mot-cua-2026-thu-nghiem',
    });
    const old = idsOf(await visit());
    const signerId = await addSigner();
    const [first, ...late] = old;
    await number([first ?? ''], signerId);
    running.clock.set('2027-01-04T02:00:00.000Z');
    await client.session.signIn({
      requestId: requestId(),
      login: 'quantri',
      password: 'mot-cua-2026-thu-nghiem',
    });
    const { paperCopies } = await number(late, signerId);
    expect(paperCopies).toMatchObject([
      { number: '01', book: '01/2027-SCT/BS', certifiedOn: '2027-01-04' },
      { number: '02', book: '01/2027-SCT/BS', certifiedOn: '2027-01-04' },
    ]);
    expect((await entries()).entries).toMatchObject([{ number: 1243, certifiedOn: '2026-12-31' }]);
  });
});

describe('the papers', () => {
  it('are statements as many as there are copies, each with number, book, day and signer', async () => {
    const ids = idsOf(await visit());
    const undrawn = client.paperCopy.drawStatements({ requestId: requestId(), paperCopyIds: ids as never });
    expect((await refusalOf(undrawn)).code).toBe('PAPER_COPY_MOVED');
    await number(ids, await addSigner());
    const drawn = await client.paperCopy.drawStatements({
      requestId: requestId(),
      paperCopyIds: ids as never,
    });
    expect(drawn).toMatchObject({ sheets: 15, lacking: '' });
    const text = await storedText(running, drawn.sha256);
    expect(text.match(/Chứng thực bản sao đúng với bản chính/gu)).toHaveLength(15);
    expect(text).toContain('Số chứng thực 1244 quyển số 01/2026-SCT/BS Ngày 24 tháng 11 năm 2026');
    expect(text).toContain('KT. CHỦ TỊCH PHÓ CHỦ TỊCH');
    expect(text).toContain('Phạm Minh Đức');
  });

  it('stand where the office moved them to', async () => {
    await client.paperCopy.setPlace({ requestId: requestId(), place: { leftMm: 20, topMm: 30 } });
    expect(await client.paperCopy.places({})).toEqual({ usual: { leftMm: 20, topMm: 30 }, feed: null });
    const wrong = client.paperCopy.setPlace({ requestId: requestId(), place: { leftMm: 20.5, topMm: 30 } });
    expect((await refusalOf(wrong)).code).toBe('INVALID_INPUT');
  });

  it('are ticked off by the codes of their covers; with the last one the result is in', async () => {
    const { dossierId, ...visited } = await visit();
    const ids = idsOf(visited);
    const codes = await codesOnCovers(ids);
    expect(codes).toHaveLength(3);
    const early = tick(codes[0] ?? '');
    expect((await refusalOf(early)).code).toBe('PAPER_COPY_MOVED');
    await number(ids, await addSigner());
    for (const code of codes.slice(0, 2)) await tick(code);
    // Read twice, it is ticked once.
    expect((await tick(codes[0] ?? '')).state).toBe('issued');
    expect((await client.dossier.get({ dossierId: dossierId as never })).state).not.toBe('result-in');
    await tick(codes[2] ?? '');
    expect((await client.dossier.get({ dossierId: dossierId as never })).state).toBe('result-in');
    expect((await entries()).totals).toMatchObject({ issued: 3, pending: 0, quantity: 15, feeVnd: 60_000 });
    const sent = running.rows<{ bytes: Buffer }>("SELECT bytes FROM packet WHERE kind = 'copy.paper-issued'");
    for (const { bytes } of sent)
      COPY_SNAPSHOTS['copy.paper-issued'].parse(JSON.parse(String(bytes)).snapshot);
    expect(sent).toHaveLength(3);
    expect((await refusalOf(tick('QMC:AAAA'))).code).toBe('COVER_FOREIGN');
    expect((await refusalOf(tick('8934567890123'))).code).toBe('COVER_FOREIGN');
  });
});

describe('a visit that is returned the day it came', () => {
  const give = (dossierId: string, by = client) =>
    by.paperCopy.handOver({
      requestId: requestId(),
      dossierId: dossierId as never,
      signed: true,
      receiverCheck: 'card-qr',
    });

  it('ends with one word: issued in the book, told to the province, handed to who asked, and counted on Today until then', async () => {
    const { dossierId, ...visited } = await visit();
    const counts = async () => {
      const {
        'paper-to-sign': sign,
        'paper-to-tick': ticked,
        'paper-to-return': back,
      } = await expectCountsRight(client);
      return [sign, ticked, back];
    };
    expect(await counts()).toEqual([3, 0, 0]);
    // Nothing has a number, so nothing is signed.
    expect((await refusalOf(give(dossierId))).data).toMatchObject({ state: 'compared' });
    await number(idsOf(visited), await addSigner());
    expect(await counts()).toEqual([0, 3, 0]);
    expect((await client.paperCopy.visits({})).visits).toMatchObject([
      { dossierId, originals: 3, copies: 15, signed: false, unsigned: 3, underCover: 0, sameDay: true },
    ]);
    expect((await refusalOf(give(dossierId, officer))).code).toBe('NOT_PERMITTED');
    await give(dossierId);
    expect(await counts()).toEqual([0, 0, 0]);
    expect((await entries()).totals).toMatchObject({ issued: 3, pending: 0, quantity: 15, feeVnd: 60_000 });
    expect(await client.dossier.get({ dossierId: dossierId as never })).toMatchObject({
      state: 'returned',
      handOver: { name: aCitizen().person.name, basis: 'owner' },
    });
    const kinds = running
      .rows<{ kind: string }>('SELECT kind FROM packet ORDER BY seq')
      .map(({ kind }) => kind);
    expect(kinds.slice(-5)).toEqual([
      ...Array.from({ length: 3 }, () => 'copy.paper-issued'),
      'dossier.result-recorded',
      'dossier.handed-over',
    ]);
    expect((await refusalOf(give(dossierId))).code).toBe('DOSSIER_CLOSED');
  });

  it('takes no word for what lies under a cover, and none a day later', async () => {
    const { dossierId, ...visited } = await visit();
    const ids = idsOf(visited);
    await number(ids, await addSigner());
    const [code = ''] = await codesOnCovers([ids[1] ?? '']);
    const refused = await refusalOf(give(dossierId));
    expect([refused.code, refused.data]).toEqual(['COVERS_NOT_TICKED', { titles: ['Giấy khai sinh'] }]);
    // Nothing of it happened: the others are not issued either.
    expect((await entries()).totals).toMatchObject({ issued: 0 });
    await tick(code);
    running.clock.advance(24 * 3600);
    await client.session.signIn({ requestId: requestId(), login: 'quantri', password: PASSWORD });
    expect((await refusalOf(give(dossierId))).code).toBe('NOT_SAME_DAY');
  });
});

describe('the code in a statement', () => {
  it('finds its entry, says when it is void, and is refused once a digit of it is another', async () => {
    const ids = idsOf(await visit());
    await number(ids, await addSigner());
    const { sha256 } = await client.paperCopy.drawStatements({
      requestId: requestId(),
      paperCopyIds: [ids[1] as never],
    });
    const [code = ''] = await pageCodes(await storedFile(running, sha256));
    const check = (text: string) => client.paperCopy.check({ text });
    expect(await check(code)).toMatchObject({
      verdict: 'pending',
      entry: { number: '1244', book: '01/2026-SCT/BS', title: 'Giấy khai sinh', copies: 5 },
    });
    const [coverCode = ''] = await codesOnCovers([ids[1] ?? '']);
    await tick(coverCode);
    expect((await check(code)).verdict).toBe('issued');
    // It is no cover, and no slip either.
    expect((await refusalOf(tick(code))).code).toBe('COVER_FOREIGN');
    expect((await refusalOf(client.slip.check({ text: code }))).code).toBe('SLIP_UNREADABLE');
    const middle = Math.floor(code.length / 2);
    const other = `${code.slice(0, middle)}${code[middle] === '1' ? '2' : '1'}${code.slice(middle + 1)}`;
    expect(await check(other)).toMatchObject({ entry: null });
    expect(['forged', 'unknown-key']).toContain((await check(other)).verdict);
    expect((await refusalOf(check('8934567890123'))).data).toEqual({ part: 'text' });
    const entry = (await entries()).entries.find(({ title }) => title === 'Giấy khai sinh');
    await officer.book.void({
      requestId: requestId(),
      entryId: entry?.entryId as never,
      reason: 'Ghi nhầm tên',
    });
    expect(await check(code)).toMatchObject({ verdict: 'void', entry: { voidReason: 'Ghi nhầm tên' } });
    await client.paperCopy.setCode({ requestId: requestId(), on: false });
    const plain = await client.paperCopy.drawStatements({
      requestId: requestId(),
      paperCopyIds: [ids[0] as never],
    });
    await expect(pageCodes(await storedFile(running, plain.sha256))).rejects.toThrow('0 texts on a page');
  });
});

it('a statement is moved by what was measured on the trial sheet of the printer that it goes to, and stays as it is for others', async () => {
  const deviceId = (await client.device.list({})).devices[0]?.id as never;
  const printer = { deviceId, printerId: 'Laser' };
  const choice = {
    kind: 'copy-statement' as const,
    printer,
    tray: 'tray-2',
    duplex: false,
    copies: 1,
    paper: null,
  };
  await client.print.choose({ requestId: requestId(), choice });
  const straight = await client.print.trial({ requestId: requestId() });
  expect(await storedText(running, straight.sha256)).toContain('IN THỬ');
  expect(straight).toMatchObject({ printer: 'Laser', number: 1 });
  const shift = { rightTenths: -20, downTenths: 15 };
  await client.paperCopy.setShift({ requestId: requestId(), ...printer, tray: 'tray-2', shift });
  expect((await client.paperCopy.places({})).feed).toEqual({ ...printer, tray: 'tray-2', shift });
  const ids = idsOf(await visit());
  await number(ids, await addSigner());
  const drawn = await client.paperCopy.drawStatements({
    requestId: requestId(),
    paperCopyIds: [ids[0] as never],
  });
  const sent = await client.print.papers({
    requestId: requestId(),
    paperIds: [drawn.paperId],
    to: { route: 'chosen' },
  });
  const wordAt = async (sha256: string) => {
    const [words] = await pagesWords(await storedFile(running, sha256));
    const found = words?.find(({ text }) => text === 'Chứng');
    return { x: found?.xMin ?? 0, y: found?.yMin ?? 0 };
  };
  const [before, after] = [await wordAt(drawn.sha256), await wordAt(sent.sha256)];
  const mm = (points: number) => Math.round((points * 25.4 * 10) / 72) / 10;
  expect([mm(after.x - before.x), mm(after.y - before.y)]).toEqual([-2, 1.5]);
  const elsewhere = await client.print.papers({
    requestId: requestId(),
    paperIds: [drawn.paperId],
    to: { route: 'printer', printer: { deviceId, printerId: 'Other' }, onto: null },
  });
  expect(await wordAt(elsewhere.sha256)).toEqual(before);
});

it('the book of a month is drawn with every number, the void ones too, and its totals', async () => {
  const ids = idsOf(await visit());
  await number(ids, await addSigner());
  const second = (await entries()).entries[1];
  await officer.book.void({
    requestId: requestId(),
    entryId: second?.entryId as never,
    reason: 'Ghi nhầm tên',
  });
  const month = { symbol: 'SCT/BS' as const, from: '2026-11-01', to: '2026-11-30' };
  const draw = (span: typeof month) =>
    client.book.draw({ requestId: requestId(), exportId: requestId(), ...span });
  const drawn = await draw(month);
  expect(drawn).toMatchObject({ rows: 3, pages: 1, lacking: '' });
  const text = await storedText(running, drawn.sha256);
  expect(text).toContain('Quyển số 01/2026-SCT/BS; từ ngày 01/11/2026 đến ngày 30/11/2026');
  for (const word of ['1243', '1244', '1245', 'Huỷ: Ghi nhầm tên', '10.000 đ', '30.000 đ'])
    expect(text).toContain(word);
  expect(text).not.toContain('20.000 đ');
  expect(text).toContain('3 số: 0 đã chứng thực, 1 đã huỷ, 2 đang ký; 0 bản sao; phí 0 đ');
  const empty = draw({ ...month, from: '2026-10-01', to: '2026-10-31' });
  expect((await refusalOf(empty)).code).toBe('NOTHING_TO_EXPORT');
  const across = draw({ ...month, to: '2027-01-31' });
  expect((await refusalOf(across)).code).toBe('BOOK_YEARS_DIFFER');
});

describe('what does not come to its end', () => {
  it('is given back by the officer without a number, and with its reason', async () => {
    await addSigner();
    const [first, second, third] = idsOf(await visit());
    await officer.paperCopy.giveBack({
      requestId: requestId(),
      paperCopyId: first as never,
      reason: 'Bản sao mờ',
    });
    const { paperCopies } = await client.paperCopy.queue({ states: ['returned'] });
    expect(paperCopies).toMatchObject([
      { title: ORIGINALS[0]?.title, returnReason: 'Bản sao mờ', number: null },
    ]);
    const taken = await number([second ?? '', third ?? ''], await addSigner());
    expect(taken.paperCopies[0]?.number).toBe('1243');
    const late = officer.paperCopy.giveBack({
      requestId: requestId(),
      paperCopyId: second as never,
      reason: 'Muộn',
    });
    expect((await refusalOf(late)).code).toBe('PAPER_COPY_MOVED');
  });

  it('stays in the book as void with its reason once it has a number, and the number is not given again', async () => {
    const ids = idsOf(await visit());
    const signerId = await addSigner();
    await number([ids[0] ?? ''], signerId);
    const [entry] = (await entries()).entries;
    const make = () =>
      officer.book.void({ requestId: requestId(), entryId: entry?.entryId as never, reason: 'Ghi nhầm tên' });
    await make();
    expect((await refusalOf(make())).code).toBe('ENTRY_ALREADY_VOID');
    await number([ids[1] ?? ''], signerId);
    expect((await entries()).entries).toMatchObject([
      { number: 1243, state: 'void', voidReason: 'Ghi nhầm tên' },
      { number: 1244, state: 'pending' },
    ]);
    const [packet] = running.rows<{ bytes: Buffer }>("SELECT bytes FROM packet WHERE kind = 'copy.voided'");
    COPY_SNAPSHOTS['copy.voided'].parse(JSON.parse(String(packet?.bytes)).snapshot);
    expect(String(packet?.bytes)).toContain('Ghi nhầm tên');
  });

  it('does not keep the result of the others waiting: made void or withdrawn, but not while it is to be put up again', async () => {
    const { dossierId, ...visited } = await visit();
    const [first = '', second = '', third = ''] = idsOf(visited);
    const state = async () => (await client.dossier.get({ dossierId: dossierId as never })).state;
    await number([first, second], await addSigner());
    const [code = ''] = await codesOnCovers([first]);
    await tick(code);
    const entry = (await entries()).entries.find(({ title }) => title === 'Giấy khai sinh');
    await officer.paperCopy.giveBack({
      requestId: requestId(),
      paperCopyId: third as never,
      reason: 'Bản sao mờ',
    });
    await officer.book.void({
      requestId: requestId(),
      entryId: entry?.entryId as never,
      reason: 'Ghi nhầm tên',
    });
    expect(await state()).not.toBe('result-in');
    await client.paperCopy.withdraw({ requestId: requestId(), paperCopyId: third as never });
    expect(await state()).toBe('result-in');
    expect((await client.paperCopy.queue({ states: ['returned'] })).paperCopies).toEqual([]);
  });

  it('holds its dossier open while it has a number and no end', async () => {
    const { dossierId, ...visited } = await visit();
    const ids = idsOf(visited);
    await number([ids[0] ?? ''], await addSigner());
    const withdraw = () =>
      client.life.withdraw({
        requestId: requestId(),
        dossierId: dossierId as never,
        reason: 'Công dân rút',
        givenBack: 'Đã trả lại giấy tờ',
      } as never);
    expect((await refusalOf(withdraw())).code).toBe('COPY_BEING_SIGNED');
  });
});
