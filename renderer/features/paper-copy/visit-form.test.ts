import { expect, it } from 'vitest';
import { emptyVisit, originalsOf, withRow } from './visit-form.ts';

it('a named original has a page and as many copies as the one before it, and another row follows', () => {
  const one = withRow(emptyVisit(), 0, { title: 'Giấy khai sinh' });
  expect(one.rows).toEqual([
    { title: 'Giấy khai sinh', pages: '1', copies: '1' },
    { title: '', pages: '', copies: '' },
  ]);
  const five = withRow(one, 0, { copies: '5' });
  const two = withRow(five, 1, { title: 'Học bạ' });
  expect(two.rows[1]).toEqual({ title: 'Học bạ', pages: '1', copies: '5' });
  expect(originalsOf(two)).toEqual([
    { title: 'Giấy khai sinh', pages: 1, copies: 5 },
    { title: 'Học bạ', pages: 1, copies: 5 },
  ]);
});

it('an original whose name is taken away goes, and what was compared is compared again', () => {
  const two = withRow(withRow(emptyVisit(), 0, { title: 'Học bạ' }), 1, { title: 'Quyết định' });
  const one = withRow({ ...two, compared: true }, 0, { title: '' });
  expect(originalsOf(one).map(({ title }) => title)).toEqual(['Quyết định']);
  expect(one.compared).toBe(false);
});

it('what is no number is not taken for one', () => {
  const form = withRow(withRow(emptyVisit(), 0, { title: 'Học bạ' }), 0, { pages: 'hai' });
  expect(originalsOf(form)[0]?.pages).toBeNaN();
});
