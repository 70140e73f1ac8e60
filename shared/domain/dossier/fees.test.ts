import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCase, shippedCatalogue } from '../catalogue/catalogue.ts';
import { copyFeeCases, feeCases, feeRefusalCases } from './fees.cases.ts';
import { calculateFees, certifiedCopyFee, FeeChoice, initialFeeChoices } from './fees.ts';

const copyTariff = {
  kind: 'certified-copy',
  firstPages: 2,
  firstPageVnd: 2_000,
  laterPageVnd: 1_000,
  capPerCopyVnd: 200_000,
} as const;

function caseOf(code: string, caseId: string) {
  const procedure = shippedCatalogue.recordedProcedure(code);
  const found = procedure && findCase(procedure, caseId);
  if (found === undefined) throw new Error(`${code} ${caseId}`);
  return found;
}

describe('the fee of a certified copy', () => {
  it.each(copyFeeCases)('of $pages pages is $vnd', ({ pages, vnd }) => {
    expect(certifiedCopyFee(copyTariff, pages)).toBe(vnd);
  });

  it('never falls with more pages and never exceeds the ceiling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), (pages) => {
        const fee = certifiedCopyFee(copyTariff, pages);
        expect(fee).toBeLessThanOrEqual(certifiedCopyFee(copyTariff, pages + 1));
        expect(fee).toBeLessThanOrEqual(200_000);
      }),
    );
  });
});

describe('the fees of a dossier', () => {
  it.each(feeCases)('add up for $title', ({ at: [code, caseId, channel], choices, totalVnd }) => {
    const parsed = choices.map((choice) => FeeChoice.parse(choice));
    expect(calculateFees(caseOf(code, caseId), channel, parsed)).toMatchObject({
      ok: true,
      value: { totalVnd },
    });
  });

  it.each(feeRefusalCases)('are refused for $title', ({ at: [code, caseId, channel], choices, refusal }) => {
    const parsed = choices.map((choice) => FeeChoice.parse(choice));
    expect(calculateFees(caseOf(code, caseId), channel, parsed)).toEqual({ ok: false, refusal });
  });

  it('can be reckoned from the initial choices everywhere but for copies without originals', () => {
    for (const { code, cases } of shippedCatalogue.listProcedures('2026-11-24')) {
      for (const entry of cases) {
        const answer = calculateFees(entry, 'direct', initialFeeChoices(entry, 'direct'));
        const copies = entry.fees.some(({ tariff }) => tariff.kind === 'certified-copy');
        expect(answer.ok ? 'ok' : answer.refusal.code, `${code} ${entry.id}`).toBe(
          copies ? 'FEE_ORIGINALS_NEEDED' : 'ok',
        );
      }
    }
  });

  it('keep the amount of what is taken later open', () => {
    const business = caseOf('1.001612', 'person');
    const answer = calculateFees(business, 'direct', initialFeeChoices(business, 'direct'));
    expect(answer.ok && answer.value.lines[0]).toMatchObject({ settlement: 'later', amountVnd: null });
  });
});
