import { describe, expect, it } from 'vitest';
import { PlaceId } from '../../types/ids.ts';
import { decideCompetent } from './competent-office.ts';

const HERE = {
  placeId: PlaceId.parse('vinh-long-2025.xa-mo-cay'),
  provinceId: PlaceId.parse('vinh-long-2025'),
};
const BA_TRI = { kind: 'listed', placeId: PlaceId.parse('vinh-long-2025.xa-ba-tri') } as const;
const FAR = { kind: 'named', office: 'xã Xa, tỉnh Khác', reach: 'nationwide' } as const;
const LIST = 'Danh mục công bố tại Quyết định 01/QĐ';

describe('the competent office of a dossier received here', () => {
  it('is any commune of the province, and the limit counts from its reception, where the catalogue says nothing', () => {
    expect(decideCompetent({}, BA_TRI, HERE)).toEqual({
      ok: true,
      value: {
        office: 'xã Ba Tri, tỉnh Vĩnh Long',
        placeId: BA_TRI.placeId,
        reach: 'province',
        clock: 'arrival',
        basis: null,
      },
    });
  });

  it('lies outside the province only where the published list has the procedure', () => {
    expect(decideCompetent({}, FAR, HERE)).toMatchObject({ refusal: { code: 'NOT_LISTED_NATIONWIDE' } });
    const listed = { elsewhere: { reach: 'nationwide', basis: LIST } } as const;
    expect(decideCompetent(listed, FAR, HERE)).toMatchObject({
      ok: true,
      value: { office: FAR.office, reach: 'nationwide', clock: 'arrival', basis: LIST },
    });
    // The same commune seen from another province.
    expect(
      decideCompetent({}, BA_TRI, { ...HERE, provinceId: PlaceId.parse('ninh-binh-2025') }),
    ).toMatchObject({ refusal: { code: 'NOT_LISTED_NATIONWIDE' } });
  });

  it('lets the limit count from the reception here where a decision says so', () => {
    const decided = { elsewhere: { reach: 'province', clock: 'reception', basis: LIST } } as const;
    expect(decideCompetent(decided, BA_TRI, HERE)).toMatchObject({ value: { clock: 'reception' } });
  });

  it.each([
    ['this office itself', {}, { kind: 'listed', placeId: HERE.placeId }, 'COMPETENT_IS_HERE'],
    ['a place nobody knows', {}, { kind: 'listed', placeId: 'nowhere' }, 'COMPETENT_PLACE_UNKNOWN'],
    [
      'a procedure that is received at its own office only',
      { elsewhere: { reach: 'here', basis: LIST } },
      BA_TRI,
      'NOT_RECEIVED_ELSEWHERE',
    ],
    ['a linked group', { linked: {} }, BA_TRI, 'LINKED_NOT_ELSEWHERE'],
  ])('is refused: %s', (_what, procedure, asked, code) => {
    expect(decideCompetent(procedure as never, asked as never, HERE)).toMatchObject({ refusal: { code } });
  });
});
