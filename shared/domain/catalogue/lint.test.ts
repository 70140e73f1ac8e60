import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from './catalogue.ts';
import { type LintRule, lintCatalogue, stepDays } from './lint.ts';
import type { Procedure } from './procedure-catalogue.ts';

const DAY = '2026-11-28';

/** An entry with nothing to put right. */
function sound(): Procedure {
  const entry = JSON.parse(JSON.stringify(shippedCatalogue.recordedProcedure('1.013225'))) as Procedure;
  const { review: _, ...validity } = entry.validity;
  const [first] = entry.cases;
  if (first === undefined) throw new Error('no case');
  return {
    ...entry,
    validity: { ...validity, from: null, to: null, standing: 'in-force' },
    localCode: '1.013225.000.00.00.H61',
    order: 'Nộp, thẩm định, cấp phép',
    subjects: ['Cá nhân'],
    onlineLevel: 'full',
    results: [{ name: 'Giấy phép', code: 'KQ.1' }],
    cases: [
      {
        ...first,
        limit: { value: 7, unit: 'working-day' },
        components: first.components.map((c) => ({ ...c, counts: { ...c.counts, original: 1 } })),
        fees: [],
      },
    ],
    steps: {
      verified: true,
      list: [
        { name: 'Nhận', role: 'receiver', clock: { kind: 'working-hours', hours: 8 } },
        { name: 'Niêm yết', role: 'processor', clock: { kind: 'posting', days: 6, unit: 'working-day' } },
      ],
    },
  };
}

const rulesOf = (entry: Procedure): LintRule[] =>
  lintCatalogue({ procedures: [entry] }, DAY).map(({ rule }) => rule);
const firstCase = (entry: Procedure) => entry.cases[0] as Procedure['cases'][number];

const spoilt: [LintRule, (entry: Procedure) => void][] = [
  [
    'order-missing',
    (entry) => {
      delete entry.order;
      delete entry.steps;
    },
  ],
  ['subject-missing', (entry) => delete entry.subjects],
  ['online-level-missing', (entry) => delete entry.onlineLevel],
  ['local-code-missing', (entry) => delete entry.localCode],
  ['result-code-missing', (entry) => entry.results.push({ name: 'Bản vẽ' })],
  ['ended', (entry) => Object.assign(entry.validity, { to: '2026-11-27' })],
  ['ends-soon', (entry) => Object.assign(entry.validity, { to: DAY })],
  ['law-changed', (entry) => Object.assign(entry.validity, { review: { from: DAY, law: 'Luật mới' } })],
  ['no-successor', (entry) => Object.assign(entry.validity, { standing: 'replaced', to: '2027-06-30' })],
  ['steps-exceed', (entry) => Object.assign(firstCase(entry), { limit: { value: 6, unit: 'working-day' } })],
  ['steps-short', (entry) => Object.assign(firstCase(entry), { limit: { value: 8, unit: 'working-day' } })],
  ['limit-missing', (entry) => Object.assign(firstCase(entry), { limit: { value: null, unit: 'day' } })],
  [
    'count-missing',
    (entry) =>
      Object.assign(firstCase(entry).components[0] ?? {}, {
        counts: { original: 0, certified: 0, photocopy: 0 },
      }),
  ],
  [
    'basis-missing',
    (entry) => {
      const component = firstCase(entry).components[0];
      delete component?.database;
      Object.assign(component ?? {}, { replacedBy: 'Nghị định' });
    },
  ],
  [
    'fee-not-set',
    (entry) =>
      firstCase(entry).fees.push({
        id: 'le-phi',
        name: 'Lệ phí',
        onRequest: false,
        tariff: { kind: 'council', per: 'lần' },
      }),
  ],
];

describe('the check of the catalogue', () => {
  it('has nothing to say about a sound entry', () => {
    expect(rulesOf(sound())).toEqual([]);
  });

  it.each(spoilt)('finds %s and nothing else', (rule, spoil) => {
    const entry = sound();
    spoil(entry);
    expect(rulesOf(entry)).toEqual([rule]);
  });

  it('counts eight working hours as a day, and days of posting, council and other agencies as they are', () => {
    expect(
      stepDays([
        { kind: 'working-hours', hours: 4 },
        { kind: 'posting', days: 7, unit: 'day' },
        { kind: 'council', days: 2, unit: 'working-day' },
        { kind: 'agency', agency: 'Sở', days: 3, unit: 'working-day' },
      ]),
    ).toBe(12.5);
  });

  it('goes through the shipped catalogue', () => {
    const findings = lintCatalogue(shippedCatalogue.data, DAY);
    expect(new Set(findings.map(({ code }) => code)).size).toBe(77);
    expect(findings.filter(({ code, rule }) => code === '2.001023' && rule === 'ended')).toHaveLength(1);
  });
});
