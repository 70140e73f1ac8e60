import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../catalogue/catalogue.ts';
import { countCases } from './components.cases.ts';
import { checkComponents, coversCounts, isDemanded } from './components.ts';

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
      (shippedCatalogue.listCases('1.001612')[0]?.components ?? [])
        .filter((entry) => isDemanded(entry, applies, { channel, agent }))
        .map(({ id }) => id);
    const request = 'giay-de-nghi-dang-ky-ho-kinh-doanh';
    expect(demanded('direct', null)).toEqual([request]);
    expect(demanded('direct', 'person')).toEqual([request, 'van-ban-uy-quyen']);
    expect(demanded('direct', 'organisation')).toEqual([request, 'ban-sao-hop-dong-dich-vu-va-giay-gioi']);
    expect(demanded('post', null)).toEqual([request, 'ban-sao-phieu-gui-ho-so']);
    expect(demanded('direct', null, true)).toEqual([request, 'ban-sao-the-can-cuoc-can-cuoc-cong-dan']);
  });

  it('that a database replaces are never missing: the look-up stays open until somebody has done it', () => {
    const [first] = shippedCatalogue.listCases('1.001612');
    const [request] = first?.components ?? [];
    if (first === undefined || request === undefined) throw new Error('no component');
    const replaced = { ...first, components: [{ ...request, database: 'CSDL', replacedBy: 'Điều 4' }] };
    const handed = (source: 'paper' | 'database', original = 0) => ({
      componentId: request.id,
      source,
      counts: { original, certified: 0, photocopy: 0 },
      applies: false,
      paperReason: null,
    });
    const circumstances = { channel: 'direct', agent: null } as const;
    const outcome = (entries: ReturnType<typeof handed>[]) => {
      const checked = checkComponents(replaced, entries, circumstances);
      return checked.ok && checked.value.map(({ source, lookupPending }) => [source, lookupPending]);
    };
    expect(outcome([])).toEqual([['database', true]]);
    expect(outcome([handed('paper')])).toEqual([['database', true]]);
    expect(outcome([handed('database')])).toEqual([['database', false]]);
    expect(outcome([handed('paper', 1)])).toEqual([['paper', false]]);
    expect(checkComponents(first, [], circumstances).ok).toBe(false);
  });

  it('that lie in the store of their holder are there without a paper, if it is a kind that a store has', () => {
    const [support] = shippedCatalogue.listCases('1.001776');
    if (support === undefined) throw new Error('no case');
    const none = { original: 0, certified: 0, photocopy: 0 };
    const handed = (componentId: string, source: 'paper' | 'store') => ({
      componentId,
      source,
      counts: source === 'store' ? none : counts,
      applies: true,
      paperReason: null,
    });
    const counts = { ...none, original: 1 };
    const check = (request: 'paper' | 'store') =>
      checkComponents(
        support,
        [handed('to-khai-cua-doi-tuong', request), handed('giay-xac-nhan-khuyet-tat', 'store')],
        { channel: 'direct', agent: null },
      );
    const checked = check('paper');
    expect(checked.ok && checked.value.map(({ source, counts }) => [source, counts])).toEqual([
      ['paper', counts],
      ['store', none],
    ]);
    expect(check('store')).toMatchObject({ refusal: { code: 'COMPONENT_NOT_IN_STORE' } });
  });
});
