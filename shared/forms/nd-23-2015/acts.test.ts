import { expect, it } from 'vitest';
import { shippedCatalogue } from '../../domain/catalogue/catalogue.ts';
import type { Act } from '../../domain/certification/act.ts';
import { keepUntil } from '../../domain/certification/book.ts';
import { actCase, feeOfAct } from '../../domain/certification/copy-tariff.ts';
import { actStatementValues } from './act-statement.ts';
import { ACT_FACTS } from './acts.ts';
import { certificationExtensions } from './extension-grounds.ts';

const DAY = '2026-11-24';

// Fees by Thông tư 226/2016/TT-BTC for two papers, time limits by Quyết định 3152/QĐ-BTP, keep times by Điều 14 Nghị định 23/2015/NĐ-CP, all by hand.
it.each([
  ['signature', 'SCT/CK,ĐC', 20_000, 'same-day-15h', '2028-11-24'],
  ['fingerprint', 'SCT/CK,ĐC', 20_000, 'same-day-15h', '2028-11-24'],
  ['unable-to-sign', 'SCT/CK,ĐC', 20_000, 'same-day-15h', '2028-11-24'],
  ['translator', 'SCT/CKND', 20_000, 'same-day-15h', '2028-11-24'],
  ['translator-collaborator', 'SCT/CKND', 20_000, 'same-day-15h', '2028-11-24'],
  ['transaction', 'SCT/HĐ,GD', 50_000, 'working-day', '2046-11-24'],
  ['amendment', 'SCT/HĐ,GD', 30_000, 'same-day-15h', '2046-11-24'],
  ['correction', 'SCT/HĐ,GD', 25_000, 'same-day-15h', '2046-11-24'],
  ['will', 'SCT/HĐ,GD', 50_000, 'working-day', '2046-11-24'],
  ['inheritance-division', 'SCT/HĐ,GD', 50_000, 'working-day', '2046-11-24'],
  ['inheritance-refusal', 'SCT/HĐ,GD', 50_000, 'working-day', '2046-11-24'],
] as const)(
  '%s stands in %s, costs %i for two papers, ends %s and is kept until %s',
  (act, symbol, fee, unit, kept) => {
    const facts = ACT_FACTS[act];
    const procedure = shippedCatalogue.findProcedure(facts.procedure as never, DAY);
    const found = procedure.ok ? actCase(procedure.value) : undefined;
    expect(facts.symbol).toBe(symbol);
    expect(feeOfAct(found?.amountVnd ?? 0, facts.feePer, 2)).toBe(fee);
    expect(found?.entry.limit.unit).toBe(unit);
    expect(keepUntil(facts.keepYears, DAY)).toBe(kept);
  },
);

it('keeps nothing of copies', () => {
  expect(keepUntil(ACT_FACTS.copy.keepYears, DAY)).toBeNull();
});

const statement = (act: Act, change: Partial<Parameters<typeof actStatementValues>[0]> = {}) =>
  actStatementValues({
    office: { name: 'Bộ phận Một cửa', superiorName: 'UBND xã Thử Nghiệm', placeName: 'xã Thử Nghiệm' },
    at: '2026-11-24T02:00:00.000Z',
    act,
    title: 'Giấy ủy quyền',
    detail: '',
    people: [{ name: 'Lê Thị Thử', number: '086190001234' }],
    pages: 2,
    copies: 3,
    number: '01',
    book: '01/2026-SCT/CK,ĐC',
    certifiedOn: DAY,
    signerTitle: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    signerName: 'Phạm Minh Đức',
    receiver: 'Trần Thị Hạnh',
    ...change,
  });

it('says who signed in front of whom: the person, the clerk who received it or the certifier', () => {
  const atWindow = statement('signature');
  expect(atWindow.fields['words']).toEqual([
    'Ông/bà Lê Thị Thử, giấy tờ tùy thân số 086190001234 cam đoan đã hiểu, tự nguyện và chịu trách nhiệm trước pháp luật về nội dung của giấy tờ, văn bản này và đã ký vào giấy tờ, văn bản này trước mặt ông/bà Trần Thị Hạnh, là người tiếp nhận hồ sơ.',
  ]);
  expect(atWindow.signers).toEqual({
    receiver: { name: 'Trần Thị Hạnh' },
    certifier: { name: 'Phạm Minh Đức' },
  });
  const bySigner = statement('signature', { receiver: null });
  expect(bySigner.fields['words']).toEqual([expect.stringMatching(/trước mặt tôi\.$/u)]);
  expect(Object.keys(bySigner.signers)).toEqual(['certifier']);
});

it('names each of several people on a line of its own, with the originals of a transaction', () => {
  const people = [
    { name: 'Lê Thị Thử', number: '086190001234' },
    { name: 'Võ Văn Mẫu', number: '' },
  ];
  const { words } = statement('transaction', { people, title: 'hợp đồng tặng cho' }).fields;
  expect((words as string[]).slice(0, 3)).toEqual([
    'Các ông/bà có tên sau đây:',
    '1. Ông/bà Lê Thị Thử, giấy tờ tùy thân số 086190001234',
    '2. Ông/bà Võ Văn Mẫu',
  ]);
  expect((words as string[]).at(-1)).toContain('03 bản chính, mỗi bản chính gồm 02 trang');
});

it('leaves no placeholder of any act unfilled', () => {
  for (const act of Object.keys(ACT_FACTS) as Act[])
    for (const people of [1, 2])
      expect(
        JSON.stringify(
          statement(act, {
            people: Array.from({ length: people }, () => ({ name: 'Lê Thị Thử', number: '1' })),
          }),
        ),
      ).not.toMatch(/undefined|\{\w+\}/u);
});

it.each([
  ['2.000815', [1, 2]],
  ['2.000884', [1]],
  ['2.001035', [1]],
  ['1.001193', []],
])('a dossier of %s may take so many working days longer by a named ground: %j', (procedure, days) => {
  expect(certificationExtensions(procedure).map((ground) => ground.days)).toEqual(days);
});
