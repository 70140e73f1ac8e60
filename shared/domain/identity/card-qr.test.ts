import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardHints } from './card-hints.ts';
import { cardCases, hintCases, refusedCardCases } from './card-qr.cases.ts';
import { readCardQr } from './card-qr.ts';

const TODAY = '2026-11-24';

describe('the QR of a citizen card', () => {
  it.each(cardCases)('is read with $title', ({ text, card }) => {
    expect(readCardQr(text, TODAY)).toEqual({ ok: true, value: { card, hints: [] } });
  });

  it.each(refusedCardCases)('is refused for $title', ({ text, refusal }) => {
    expect(readCardQr(text, TODAY)).toEqual({ ok: false, refusal });
  });

  it('is read with any twelve digits, with hints only', () => {
    const read = readCardQr('999999999999||Trần Thị Bé|01012000|Nữ|Phường Vĩnh Phước|02022022', TODAY);
    expect(read).toMatchObject({
      ok: true,
      value: {
        card: { number: '999999999999' },
        hints: [{ code: 'BIRTH_YEAR_DIFFERS', fromNumber: 2399, onCard: 2000 }],
      },
    });
  });

  it.each(hintCases)('hints at $title', ({ number, birthDate, sex, hints }) => {
    expect(cardHints({ number, birthDate, sex })).toEqual(hints);
  });

  it('never throws and never repeats the citizen in a refusal, whatever text comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.string(), { maxLength: 9 }).map((parts) => parts.join('|')),
        ),
        (text) => {
          const read = readCardQr(text, TODAY);
          if (!read.ok)
            expect(
              Object.keys(read.refusal.data).every((key) => ['found', 'field', 'problem'].includes(key)),
            ).toBe(true);
        },
      ),
    );
  });

  it('reads back every card it could have printed', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const digits = fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
      .map((all) => all.join(''));
    const printed = (date: string) => date.split('-').reverse().join('');
    fc.assert(
      fc.property(digits, day, fc.constantFrom('Nam', 'Nữ'), (number, birthDate, sex) => {
        const read = readCardQr(
          [number, '', 'Lê Thị Gấm', printed(birthDate), sex, 'Đak Pơ', '01022021'].join('|'),
          TODAY,
        );
        expect(read).toMatchObject({
          ok: true,
          value: {
            card: { number, birthDate, sex: sex === 'Nam' ? 'male' : 'female', issuedOn: '2021-02-01' },
          },
        });
      }),
    );
  });
});
