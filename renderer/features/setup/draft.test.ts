import { expect, it } from 'vitest';
import { exampleCode, toSetupInput, useSetupDraft } from './draft.ts';

it('shows the code that the first dossier of the day would get', () => {
  expect(exampleCode({ agencyCode: ' h61.45', first: 3001 }, '2026-11-24')).toBe('H61.45-261124-3001');
  expect(exampleCode({ agencyCode: 'H61.45', first: 7 }, '2026-01-02')).toBe('H61.45-260102-0007');
});

it('sends only the books this installation keeps', () => {
  const draft = { ...useSetupDraft.getInitialState(), commune: null };
  expect(toSetupInput(draft, 'x').books).toEqual([
    { symbol: 'SCT/BS', nextNumber: 1 },
    { symbol: 'SCTĐT/BS', nextNumber: 1 },
  ]);
});

it('sends the typed place when none of the table was chosen', () => {
  const draft = { ...useSetupDraft.getInitialState(), communeName: 'Thử Nghiệm', provinceName: 'Vĩnh Long' };
  expect(toSetupInput(draft, 'x').office.place).toMatchObject({ kind: 'typed', communeName: 'Thử Nghiệm' });
});
