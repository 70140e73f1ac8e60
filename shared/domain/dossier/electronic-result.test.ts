import { expect, it } from 'vitest';
import procedureJson from '../../data/procedures.json' with { type: 'json' };
import { answersByDocument, decidePaperOnly, type PaperOnly } from './electronic-result.ts';

const other = (words: string): PaperOnly => ({ reason: 'other', words });

it.each([
  ['an electronic result', { document: true, electronic: true }, null, null],
  ['an entry in a database', { document: false, electronic: false }, null, null],
  ['a document on paper alone', { document: true, electronic: false }, null, 'ELECTRONIC_RESULT_MISSING'],
  [
    'the same with a reason',
    { document: true, electronic: false },
    { reason: 'no-signature', words: '' },
    null,
  ],
  [
    'the same with an empty other reason',
    { document: true, electronic: false },
    other('  x '),
    'PAPER_ONLY_WORDS_MISSING',
  ],
  ['the same with words', { document: true, electronic: false }, other('Phôi in sẵn'), null],
] as const)('judges %s', (_what, result, said, refused) => {
  const decided = decidePaperOnly(result, said);
  expect(decided.ok ? null : decided.refusal.code).toBe(refused);
});

it('records no reason where none is needed', () =>
  expect(decidePaperOnly({ document: true, electronic: true }, other('thừa'))).toEqual({
    ok: true,
    value: null,
  }));

it('takes every procedure for one that answers by a document but those whose results are entries', () => {
  const entries = procedureJson.procedures.filter(({ results }) => !answersByDocument(results as never));
  for (const { results } of entries)
    for (const { name } of results) expect(name).toMatch(/cập nhật|chuyển tình trạng/iu);
});
