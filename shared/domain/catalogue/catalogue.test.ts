import { describe, expect, it } from 'vitest';
import procedureJson from '../../data/procedures.json' with { type: 'json' };
import { findCases, searchCases } from './catalogue.cases.ts';
import { applicableFees, findCase, shippedCatalogue, unverifiedGroups } from './catalogue.ts';
import { ProcedureCatalogue } from './procedure-catalogue.ts';

const DAY = '2026-11-24';
const json = JSON.parse(JSON.stringify(procedureJson));

describe('the search', () => {
  it.each(searchCases)('finds by $title', ({ text, first, caseIds }) => {
    const [hit] = shippedCatalogue.searchProcedures(text, { day: DAY, limit: 5 });
    expect(hit?.procedure.code).toBe(first);
    if (caseIds !== undefined) expect(hit?.caseIds).toEqual(caseIds);
  });

  it('finds every receivable procedure first by each of its abbreviations', () => {
    for (const procedure of shippedCatalogue.listProcedures(DAY)) {
      for (const abbreviation of procedure.abbreviations) {
        expect(
          shippedCatalogue.searchProcedures(abbreviation, { day: DAY, limit: 1 })[0]?.procedure.code,
        ).toBe(procedure.code);
      }
    }
  });

  it('finds every receivable procedure first, or among those of the same words, by its short name', () => {
    for (const procedure of shippedCatalogue.listProcedures(DAY)) {
      const codes = shippedCatalogue
        .searchProcedures(procedure.shortName, { day: DAY, limit: 8 })
        .map((hit) => hit.procedure.code);
      expect(codes, procedure.shortName).toContain(procedure.code);
    }
  });

  it('lists the catalogue in its order for an empty text and keeps to the limit', () => {
    const hits = shippedCatalogue.searchProcedures('', { day: DAY, limit: 3 });
    expect(hits.map(({ procedure }) => procedure.code)).toEqual(['2.000815', '2.000884', '2.000908']);
  });

  it('puts names that bear the typed marks before names that only share the letters', () => {
    const codes = shippedCatalogue
      .searchProcedures('tư', { day: DAY, limit: 50 })
      .map(({ procedure }) => procedure.code);
    expect(codes.length).toBeGreaterThan(1);
    const marked = codes.indexOf('1.000656');
    const plainOnly = shippedCatalogue
      .searchProcedures('tử', { day: DAY, limit: 50 })
      .findIndex(({ procedure }) => procedure.code === '1.000656');
    expect(plainOnly).toBeLessThan(marked);
  });

  it('answers nothing for words that no procedure bears', () => {
    expect(shippedCatalogue.searchProcedures('phóng vệ tinh', { day: DAY, limit: 5 })).toEqual([]);
  });

  it('never offers a replaced procedure', () => {
    const codes = shippedCatalogue
      .searchProcedures('liên thông', { day: DAY, limit: 20 })
      .map(({ procedure }) => procedure.code);
    expect(codes).toEqual(['3.000722', '2.002913']);
  });
});

describe('finding by code', () => {
  it.each(findCases)('$title', ({ code, day, expected }) => {
    const found = shippedCatalogue.findProcedure(code, day);
    if (expected === 'ok') expect(found).toMatchObject({ ok: true, value: { code: code.slice(0, 8) } });
    else expect(found).toEqual({ ok: false, refusal: expected });
  });

  it('still reads a replaced procedure for dossiers received under it', () => {
    expect(shippedCatalogue.recordedProcedure('2.000986')?.cases[0]?.limit).toMatchObject({
      value: 20,
      unit: 'working-day',
    });
    expect(shippedCatalogue.findProcedure('2.000986', '2020-01-01').ok).toBe(false);
  });
});

describe('the shipped catalogue', () => {
  it('holds the 77 procedures with 105 cases and 352 components, each component with an id of its own in its case', () => {
    const recorded = [
      ...shippedCatalogue.listProcedures(DAY),
      ...['2.000986', '2.001023'].map((code) => shippedCatalogue.recordedProcedure(code)),
    ];
    const cases = recorded.flatMap((procedure) => procedure?.cases ?? []);
    expect([recorded.length, cases.length, cases.flatMap(({ components }) => components).length]).toEqual([
      77, 105, 352,
    ]);
  });

  it('has a version by day and describes each source', () => {
    expect(shippedCatalogue.version).toBe('2026-11-22');
    expect(Object.keys(shippedCatalogue.sources)).toContain('portal');
  });

  it('lists the cases of a procedure and none of an unknown code', () => {
    expect(shippedCatalogue.listCases('1.001193').map(({ id }) => id)).toEqual([
      'standard',
      'abandoned',
      'surrogacy',
    ]);
    expect(shippedCatalogue.listCases('9.999999')).toEqual([]);
    const birth = shippedCatalogue.recordedProcedure('1.001193');
    expect(birth && findCase(birth, 'surrogacy')?.name).toBe('Sinh ra do mang thai hộ');
  });

  it('knows which fee lines concern a way of filing', () => {
    const residence = shippedCatalogue.listCases('1.004222')[0];
    if (residence === undefined) throw new Error('no case');
    expect(applicableFees(residence, 'direct').map(({ tariff }) => tariff)).toEqual([
      { kind: 'fixed', amountVnd: 20_000, per: 'lần đăng ký' },
    ]);
    expect(applicableFees(residence, 'online').map(({ tariff }) => tariff)).toEqual([
      { kind: 'fixed', amountVnd: 10_000, per: 'lần đăng ký' },
    ]);
  });

  it('says which groups nobody has verified', () => {
    const groups = (code: string, day = DAY) => {
      const procedure = shippedCatalogue.recordedProcedure(code);
      return procedure && unverifiedGroups(procedure, day);
    };
    expect(groups('2.000884')).toEqual([]);
    expect(groups('1.000894')).toEqual(['limit']);
    expect(groups('1.004194')).toEqual(['fee', 'legalBasis']);
    expect(groups('1.004946')).toEqual(['components', 'limit', 'fee', 'legalBasis']);
    expect(groups('1.001193')).toEqual(['steps']);
    expect(groups('1.001193', '2027-03-01')).toEqual(['steps', 'law-changed']);
  });

  it.each([
    ['a code twice', (c: typeof json) => c.procedures.push(c.procedures[0]), 'code 2.000815 twice'],
    [
      'an abbreviation twice',
      (c: typeof json) => c.procedures[1].abbreviations.push('ct'),
      'abbreviation ct twice',
    ],
    [
      'a component id twice',
      (c: typeof json) => c.procedures[0].cases[0].components.push(c.procedures[0].cases[0].components[0]),
      'twice',
    ],
    [
      'an unknown successor',
      (c: typeof json) => {
        c.former[1].replacedBy = '1.999999';
      },
      'successor 1.999999 unknown',
    ],
    [
      'an unknown source',
      (c: typeof json) => c.procedures[0].sources.push('hearsay'),
      'source hearsay unknown',
    ],
    [
      'a same-day limit of two',
      (c: typeof json) => {
        c.procedures[0].cases[0].limit.value = 2;
      },
      'same_day_is_one',
    ],
    [
      'a field it does not know',
      (c: typeof json) => {
        c.procedures[0].colour = 'red';
      },
      'colour',
    ],
  ] as const)('is refused with %s', (_title, spoil, message) => {
    const copy = JSON.parse(JSON.stringify(json));
    spoil(copy);
    const parsed = ProcedureCatalogue.safeParse(copy);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });

  it('is in NFC and speaks of no working file', () => {
    const text = JSON.stringify(json);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(/index id|\.md\b|\bS\d+\b|\[recalled\]/u);
  });
});
