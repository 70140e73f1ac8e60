import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeCases, composeRefusalCases, readCases } from './dossier-code.cases.ts';
import { composeDossierCode, DossierCode } from './dossier-code.ts';

describe('a dossier code', () => {
  it.each(composeCases)('$title', ({ parts, code, ruleId }) => {
    expect(composeDossierCode(parts)).toEqual({ ok: true, value: { code, ruleId } });
  });

  it.each(composeRefusalCases)('is not built for $title', ({ parts, refusal }) => {
    expect(composeDossierCode(parts)).toEqual({ ok: false, refusal });
  });

  it.each(readCases)('is told apart: $title', ({ text, code }) => {
    const parsed = DossierCode.safeParse(text);
    expect(parsed.success ? parsed.data : null).toBe(code);
  });

  it('is never built from a sequence that is no positive whole number', () => {
    for (const sequence of [0, -1, 1.5, Number.NaN]) {
      expect(() => composeDossierCode({ agencyCode: 'H15', day: '2026-11-24', sequence })).toThrow(
        RangeError,
      );
    }
  });

  it('differs for different sequences of one day and reads back', () => {
    const sequence = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const [first, second] = [a, b].map((n) =>
          composeDossierCode({ agencyCode: 'H61.12', day: '2026-11-24', sequence: n }),
        );
        if (!first?.ok || !second?.ok) throw new Error('refused');
        expect(first.value.code === second.value.code).toBe(a === b);
        expect(DossierCode.parse(first.value.code)).toBe(first.value.code);
      }),
    );
  });
});
