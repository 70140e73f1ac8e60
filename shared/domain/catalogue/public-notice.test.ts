import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from './catalogue.ts';
import type { Procedure } from './procedure-catalogue.ts';
import { isPublic, PublicNotice, publicNotice } from './public-notice.ts';

const day = '2026-11-24';
const birth = shippedCatalogue.recordedProcedure('1.001193') as Procedure;

describe('what citizens are told of a procedure', () => {
  it('says what sources confirm, without notes for the office', () => {
    const notice = publicNotice({ ...birth, validity: { ...birth.validity, to: null } }, day);
    expect(PublicNotice.parse(notice)).toEqual(notice);
    expect(notice).toMatchObject({ code: '1.001193', newLaw: null });
    expect(JSON.stringify(notice)).not.toContain('note');
    expect(JSON.stringify(notice)).not.toContain('verified');
  });

  it.each([
    ['components', 'components'],
    ['limit', 'limit'],
    ['fee', 'fees'],
  ] as const)('is silent on %s that no source confirms', (group, part) => {
    const notice = publicNotice({ ...birth, verified: { ...birth.verified, [group]: false } }, day);
    expect(notice.cases.map((entry) => entry[part])).toEqual(notice.cases.map(() => null));
  });

  it('is silent on one fee line that is not confirmed, on the basis and on the steps', () => {
    const [first, ...others] = birth.cases;
    if (first === undefined) throw new Error('no case');
    const doubtful = { ...(first.fees[0] as (typeof first.fees)[number]), verified: false };
    const notice = publicNotice(
      {
        ...birth,
        cases: [{ ...first, fees: [doubtful] }, ...others],
        verified: { ...birth.verified, legalBasis: false },
        steps: { verified: false, list: [] },
      },
      day,
    );
    expect(notice).toMatchObject({ legalBasis: null, steps: null, cases: [{ fees: null }, {}, {}] });
  });

  it('names a law that came into force since', () => {
    const review = { from: '2027-03-01', law: 'Luật Hộ tịch 03/2026/QH16' };
    const changed = { ...birth, validity: { ...birth.validity, review } };
    expect(publicNotice(changed, '2027-02-28').newLaw).toBeNull();
    expect(publicNotice(changed, '2027-03-01').newLaw).toEqual(review);
  });

  it('shows no procedure whose very name is not confirmed', () => {
    const hidden = shippedCatalogue.data.procedures.filter((procedure) => !isPublic(procedure));
    expect(hidden.every(({ verified }) => !verified.name)).toBe(true);
  });
});
