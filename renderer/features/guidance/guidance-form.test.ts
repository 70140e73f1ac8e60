import { expect, it } from 'vitest';
import { firstGuidance, type GuidedComponent, toSaidItems } from './guidance-form.ts';

const PERSON = { name: 'Lê Thị Thử', address: '', phone: '', email: '', number: '' };
const component = (id: string, changes: Partial<GuidedComponent> = {}): GuidedComponent => ({
  id,
  name: id,
  database: undefined,
  isMissing: false,
  lack: 'missing',
  ...changes,
});
const COMPONENTS = [
  component('a', { isMissing: true, lack: 'wrong' }),
  component('b'),
  component('c', { isMissing: true }),
];

it('begins with everything that is missing, in the order of the catalogue', () => {
  const form = firstGuidance(PERSON, COMPONENTS);
  expect(toSaidItems(form, COMPONENTS)).toEqual([
    { kind: 'component', componentId: 'a', lack: 'wrong', todo: '', paperReason: null },
    { kind: 'component', componentId: 'c', lack: 'missing', todo: '', paperReason: null },
  ]);
});

it('sends own words last and leaves rows without a word out', () => {
  const form = { ...firstGuidance(PERSON, []), others: [' ', 'Ký vào tờ khai', ''] };
  expect(toSaidItems(form, COMPONENTS)).toEqual([{ kind: 'other', text: 'Ký vào tờ khai' }]);
});
