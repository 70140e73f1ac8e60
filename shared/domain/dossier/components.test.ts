import { describe, expect, it } from 'vitest';
import { listCases } from '../catalogue/catalogue.ts';
import { countCases } from './components.cases.ts';
import { coversCounts, isDemanded } from './components.ts';

describe('the papers of a component', () => {
  it.each(countCases)('$title: $suffices', ({ needed, given, suffices }) => {
    expect(coversCounts(needed, given)).toBe(suffices);
  });

  it('are demanded by channel, by agent or by the judgement of the clerk', () => {
    const demanded = (
      channel: 'direct' | 'online' | 'post',
      agent: 'person' | 'organisation' | null,
      applies = false,
    ) =>
      (listCases('1.001612')[0]?.components ?? [])
        .filter((entry) => isDemanded(entry, applies, { channel, agent }))
        .map(({ id }) => id);
    const request = 'giay-de-nghi-dang-ky-ho-kinh-doanh';
    expect(demanded('direct', null)).toEqual([request]);
    expect(demanded('direct', 'person')).toEqual([request, 'van-ban-uy-quyen']);
    expect(demanded('direct', 'organisation')).toEqual([request, 'ban-sao-hop-dong-dich-vu-va-giay-gioi']);
    expect(demanded('post', null)).toEqual([request, 'ban-sao-phieu-gui-ho-so']);
    expect(demanded('direct', null, true)).toEqual([request, 'ban-sao-the-can-cuoc-can-cuoc-cong-dan']);
  });
});
