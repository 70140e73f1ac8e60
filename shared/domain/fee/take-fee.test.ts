import { describe, expect, it } from 'vitest';
import type { ProcedureFee } from '../catalogue/procedure-catalogue.ts';
import type { FeeLine } from '../dossier/fees.ts';
import { decideReceiptLines } from './take-fee.ts';

const line = (feeId: string, more: Partial<FeeLine> = {}): FeeLine => ({
  feeId,
  name: 'Lệ phí đăng ký',
  settlement: 'later',
  quantity: 2,
  amountVnd: null,
  originals: [],
  waivedFor: null,
  ...more,
});
const fee = (id: string, tariff: ProcedureFee['tariff']): ProcedureFee => ({
  id,
  name: 'Lệ phí đăng ký',
  tariff,
  onRequest: false,
});
const TARIFF = [
  fee('council', { kind: 'council' } as never),
  fee('fixed', { kind: 'fixed', amountVnd: 8_000, per: 'bản' } as never),
  fee('free', { kind: 'free' } as never),
];
const paid = (feeId: string, councilAmountVnd: number | null = null) => ({
  feeId,
  quantity: 2,
  councilAmountVnd,
  originals: [],
});
const decide = (lines: FeeLine[], fees: ReturnType<typeof paid>[], receipted: string[] = []) =>
  decideReceiptLines({ lines, tariff: TARIFF, receipted: new Set(receipted) }, fees);

describe('what a receipt says', () => {
  it.each([
    ['a council’s amount for each', [line('council')], [paid('council', 50_000)], 100_000],
    ['a fixed amount for each', [line('fixed')], [paid('fixed')], 16_000],
    [
      'what the reception reckoned, whatever is typed now',
      [line('council', { settlement: 'now', amountVnd: 70_000 })],
      [paid('council', 1)],
      70_000,
    ],
    [
      'several lines together',
      [line('council'), line('fixed')],
      [paid('council', 1_000), paid('fixed')],
      18_000,
    ],
  ])('%s', (_what, lines, fees, amountVnd) => {
    expect(decide(lines, fees)).toMatchObject({ ok: true, value: { amountVnd } });
  });

  it.each([
    ['an amount that nobody said', [line('council')], [paid('council')], [], 'FEE_AMOUNT_NEEDED'],
    ['a line that is none of the dossier', [line('fixed')], [paid('other')], [], 'FEE_UNKNOWN'],
    ['a line that the tariff no longer has', [line('gone')], [paid('gone')], [], 'FEE_UNKNOWN'],
    ['a line twice', [line('fixed')], [paid('fixed'), paid('fixed')], [], 'FEE_TWICE'],
    ['a line with a receipt', [line('fixed')], [paid('fixed')], ['fixed'], 'FEE_RECEIPTED'],
    [
      'a waived line',
      [line('fixed', { settlement: 'waived', amountVnd: 0 })],
      [paid('fixed')],
      [],
      'FEE_WAIVED',
    ],
    ['nothing', [line('free')], [paid('free')], [], 'NOTHING_TO_PAY'],
  ])('never %s', (_what, lines, fees, receipted, code) => {
    expect(decide(lines, fees, receipted)).toMatchObject({ ok: false, refusal: { code } });
  });
});
