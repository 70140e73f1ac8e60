import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSequence } from './broken-letters.ts';
import { cardHints } from './card-hints.ts';
import { mrzCheckDigit, readCardMrz } from './card-mrz.ts';
import { brokenCases, cardCases, doubtfulCases, hintCases, refusedCardCases } from './card-qr.cases.ts';
import { explainCardQr, readCardQr } from './card-qr.ts';
import { readCitizenCard } from './read-citizen-card.ts';

const TODAY = '2026-11-24';

describe('the QR of a citizen card', () => {
  it.each(cardCases)('is read with $title', ({ text, card }) => {
    expect(readCardQr(text, TODAY)).toEqual({ ok: true, value: { card, hints: [], repaired: [] } });
  });

  it.each(refusedCardCases)('is refused for $title', ({ text, refusal }) => {
    expect(readCardQr(text, TODAY)).toEqual({ ok: false, refusal });
  });

  it.each(brokenCases)('is restored from $title', ({ text, name, address, sex }) => {
    const read = readCardQr(text, TODAY);
    expect(read).toMatchObject({
      ok: true,
      value: { card: { name, address, sex, birthDate: '1990-03-07' } },
    });
    expect(read.ok && read.value.repaired.length).toBeGreaterThanOrEqual(text.includes('Ã') ? 0 : 1);
  });

  it.each(doubtfulCases)('is not guessed for $title', ({ text, name, hint }) => {
    expect(readCardQr(text, TODAY)).toMatchObject({
      ok: true,
      value: { card: { name }, hints: [{ code: hint }] },
    });
  });

  it('explains every field of a card that does not hold, and keeps those that do', () => {
    const text = '062090004321|23-3|Nguye64n Văn Ân|31041990|Nam|Kon Tum|15082021';
    const { fields, card } = explainCardQr(text, TODAY);
    expect(
      fields.filter(({ problem }) => problem !== null).map(({ field, problem }) => [field, problem]),
    ).toEqual([
      ['oldNumber', 'not-digits'],
      ['name', 'garbled'],
      ['birthDate', 'no-such-day'],
    ]);
    expect(card).toEqual({ number: '062090004321', sex: 'male', address: 'Kon Tum', issuedOn: '2021-08-15' });
    expect(readCardQr(text, TODAY)).toMatchObject({
      refusal: { code: 'QR_FIELDS_BAD', data: { fields: [{}, {}, {}] } },
    });
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
              Object.keys(read.refusal.data).every((key) => ['found', 'looksLike', 'fields'].includes(key)),
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

/** A zone as a card prints it; the composite digit is reckoned here. */
function zone(
  over: { number?: string; birth?: string; sex?: string; expiry?: string; name?: string } = {},
): string {
  const {
    number = '062090004321',
    birth = '900307',
    sex = 'M',
    expiry = '300307',
    name = 'NGUYEN<<VAN<AN',
  } = over;
  const document = number.slice(3);
  const first = `IDVNM${document}${mrzCheckDigit(document)}${number}<<5`;
  const second = `${birth}${mrzCheckDigit(birth)}${sex}${expiry}${mrzCheckDigit(expiry)}VNM${'<'.repeat(11)}`;
  const composite = mrzCheckDigit(
    first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18),
  );
  return [first, second + composite, name.padEnd(30, '<')].join('\r\n');
}

describe('the machine readable zone of a citizen card', () => {
  it('reckons the check digits that ICAO 9303 gives as examples', () => {
    expect(mrzCheckDigit('D23145890')).toBe('7');
    expect(mrzCheckDigit('740812')).toBe('2');
    expect(mrzCheckDigit('120415')).toBe('9');
  });

  it('gives number, name without marks, birth, sex and expiry', () => {
    expect(readCitizenCard(zone(), TODAY)).toMatchObject({
      ok: true,
      value: {
        source: 'mrz',
        card: {
          number: '062090004321',
          name: 'NGUYEN VAN AN',
          birthDate: '1990-03-07',
          sex: 'male',
          address: null,
        },
        hints: [{ code: 'MARKS_LOST' }],
      },
    });
  });

  it('tells an expired card by a hint, and a birth of 1926 from one of 2026', () => {
    const read = readCitizenCard(zone({ number: '062026004321', birth: '261201', expiry: '260101' }), TODAY);
    expect(read).toMatchObject({ ok: true, value: { card: { birthDate: '1926-12-01' } } });
    expect(read.ok && read.value.hints.map(({ code }) => code)).toContain('CARD_EXPIRED');
  });

  it('waits for its other lines', () => {
    expect(readCardMrz(zone().slice(0, 31), TODAY)).toMatchObject({
      refusal: { code: 'MRZ_INCOMPLETE', data: { lines: 1 } },
    });
  });

  it('refuses any one digit that is read wrong', () => {
    const whole = zone();
    const places = [...whole].flatMap((letter, index) => (/\d/u.test(letter) ? [index] : []));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const wrong = whole.slice(0, at) + ((Number(whole[at]) + more) % 10) + whole.slice(at + 1);
        expect(readCardMrz(wrong, TODAY).ok).toBe(false);
      }),
    );
  });

  it('never throws, whatever lines come', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<0123456789ABMFXZ'), maxLength: 90 }), (tail) => {
        readCitizenCard(`IDVNM${tail}`, TODAY);
      }),
    );
  });
});

it('a word with its marks comes back from its Telex and its VNI sequence', () => {
  const words = {
    Nguyễn: ['Nguyeenx', 'Nguye64n'],
    Đặng: ['DDawngj', 'D9a85ng'],
    Thuỷ: ['Thuyr'],
    Hường: ['Huwowngf', 'Hu7o72ng'],
  };
  for (const [word, typed] of Object.entries(words))
    for (const sequence of typed) expect(fromSequence(sequence)?.replace('ủy', 'uỷ')).toBe(word);
});
