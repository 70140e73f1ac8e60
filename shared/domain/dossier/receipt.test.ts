import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../catalogue/catalogue.ts';
import { hasSoundTaxCode, isSameParty, matchOf, Party } from './party.ts';
import { acceptedCases, aPerson, refusedCases, signature } from './receipt.cases.ts';
import { decideReceipt } from './receipt.ts';
import { ReceiptInput } from './receipt-input.ts';

function decide(input: ReceiptInput) {
  const procedure = shippedCatalogue.recordedProcedure(input.procedureCode);
  if (procedure === undefined) throw new Error(input.procedureCode);
  return decideReceipt(procedure, ReceiptInput.parse(input));
}

describe('a dossier', () => {
  it.each(acceptedCases)('is received when $title ($law)', ({ input, expected }) => {
    expect(decide(input)).toMatchObject({ ok: true, value: expected });
  });

  it.each(refusedCases)('is refused for $title', ({ input, refusal }) => {
    expect(decide(input)).toEqual({ ok: false, refusal });
  });

  it('keeps the words and the limit it was received under', () => {
    const decision = decide(signature);
    expect(decision).toMatchObject({
      ok: true,
      value: {
        procedureCode: '2.000884',
        caseName: 'Chứng thực chữ ký, điểm chỉ',
        processingOwner: 'here',
        limit: { value: 1, unit: 'same-day-15h' },
      },
    });
  });
});

describe('what the clerk enters', () => {
  it.each([
    ['a number of eleven digits', { owner: aPerson('Lê Văn Tư', '06209000432') }],
    ['an empty name', { owner: aPerson('  ', '062090004321') }],
    [
      'a birth on 30 February',
      { owner: { ...aPerson('Lê Văn Tư', '062090004321'), birthDate: '1990-02-30' } },
    ],
    [
      'a negative count',
      { components: [{ ...signature.components[0], counts: { original: -1, certified: 0, photocopy: 0 } }] },
    ],
    ['no set', { sets: 0 }],
    ['a field it does not know', { colour: 'red' }],
  ])('is refused by shape for %s', (_title, change) => {
    expect(ReceiptInput.safeParse({ ...signature, ...change }).success).toBe(false);
  });

  it.each(['1950', '1950-07', '1950-07-09'])('may give a date of birth as %s', (birthDate) => {
    expect(
      ReceiptInput.safeParse({ ...signature, owner: { ...aPerson('Lê Văn Tư', '062050004321'), birthDate } })
        .success,
    ).toBe(true);
  });

  it('is stored in NFC with folded spaces', () => {
    const parsed = ReceiptInput.parse({
      ...signature,
      owner: aPerson(' Nguyễn  Văn Ân '.normalize('NFD'), '062090004321'),
    });
    expect(parsed.owner?.name).toBe('Nguyễn Văn Ân');
  });
});

describe('two parties', () => {
  const company = Party.parse({
    kind: 'organisation',
    name: 'Hợp tác xã Đăk Mar',
    taxCode: '6101234566',
    address: '',
    phone: '',
    email: '',
  });
  it('are the same by the number of their paper only', () => {
    expect(isSameParty(aPerson('A', '062090004321'), aPerson('B', '062090004321'))).toBe(true);
    expect(isSameParty(aPerson('A', '062090004321'), aPerson('A', '062090004322'))).toBe(false);
    expect(isSameParty(aPerson('A', null), aPerson('A', null))).toBe(false);
    expect(isSameParty(company, { ...company, name: 'HTX Đăk Mar' })).toBe(true);
    expect(isSameParty(company, aPerson('A', '062090004321'))).toBe(false);
    expect(isSameParty(aPerson('A', '062090004321'), company)).toBe(false);
  });

  it('are the same by the number before that a card names', () => {
    const recorded = (kind: 'old-card' | 'citizen', number: string) => ({
      ...aPerson('A', null),
      identity: { kind, number },
    });
    const holder = (oldNumber: string) => ({
      ...aPerson('A', null),
      identity: { kind: 'citizen' as const, number: '062090004321', oldNumber },
    });
    expect(matchOf(recorded('old-card', '233112233'), holder('233112233'))).toBe('old-number');
    expect(matchOf(holder('233112233'), recorded('old-card', '233112233'))).toBe('old-number');
    expect(matchOf(recorded('citizen', '062090004320'), holder('062090004320'))).toBe('old-number');
    expect(matchOf(recorded('citizen', '062090004321'), holder('233112233'))).toBe('number');
    expect(matchOf(recorded('old-card', '233112234'), holder('233112233'))).toBeNull();
  });

  it('have a tax code only when its check digit holds', () => {
    const coded = (taxCode: string | null) => hasSoundTaxCode({ ...company, taxCode } as Party);
    expect(['0100109106', '0100112437', '0100109106-001', '062090004321', null].map(coded)).toEqual(
      Array(5).fill(true),
    );
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const code = [...'0100109106'];
        code[at] = String((Number(code[at]) + more) % 10);
        expect(coded(code.join(''))).toBe(false);
      }),
    );
  });
});
