import { expect, it } from 'vitest';
import { type Holder, PaperFacts } from '../../../shared/domain/digitisation/paper-facts.ts';
import { fromForm, holdersOf, saysAlready, takenOver, toForm } from './facts-form.ts';

const mai: Holder = {
  kind: 'person',
  name: 'Nguyễn Thị Mai',
  identity: { kind: 'citizen', number: '083090001234' },
};
const first: PaperFacts = {
  kind: 'birth-notice',
  number: null,
  issuedOn: null,
  issuer: null,
  signer: null,
  holder: mai,
  validity: null,
  copyType: 'original',
};

it('says again what was said, and nothing of what was left empty', () => {
  expect(fromForm(toForm(first, [mai]), [mai])).toEqual(first);
  const said: PaperFacts = {
    ...first,
    number: '12/GCS',
    issuedOn: '2026-11-02',
    issuer: 'BVĐK Cù Lao Minh',
    validity: { kind: 'until', on: '2027-11-02' },
  };
  expect(fromForm(toForm(said, [mai]), [mai])).toEqual(said);
});

it.each([
  ['079 090 001 234', { kind: 'person', identity: { kind: 'citizen', number: '079090001234' } }],
  ['320123456', { kind: 'person', identity: { kind: 'old-card', number: '320123456' } }],
  ['b1234567', { kind: 'person', identity: { kind: 'passport', number: 'B1234567' } }],
  ['0100109106', { kind: 'organisation', taxCode: '0100109106' }],
  ['0100109106-001', { kind: 'organisation', taxCode: '0100109106-001' }],
])('takes %s for the number of whoever is not in the dossier', (holderNumber, holder) => {
  const form = { ...toForm(first, [mai]), holder: 'other', holderName: 'Trần Văn Bình', holderNumber };
  const facts = PaperFacts.parse(fromForm(form, [mai]));
  expect(facts.holder).toEqual({ name: 'Trần Văn Bình', ...holder });
  expect(fromForm(toForm(facts, [mai]), [mai])).toEqual(facts);
});

it('lists each person of a dossier once', () => {
  const party = { ...mai, birthDate: null, sex: null, address: '', phone: '', email: '' } as const;
  const parties = ['owner', 'submitter'].map((role) => ({ role, party })) as never;
  expect(holdersOf(parties)).toEqual([mai]);
});

it('takes over what was read: a name of the dossier chooses that person, another is typed', () => {
  const form = toForm(first, []);
  const read = (field: 'holder' | 'number', value: string) => ({ field, value, page: 1, words: value });
  expect(takenOver(read('holder', 'NGUYỄN THỊ MAI'), [mai])).toEqual({ holder: '0' });
  expect(takenOver(read('holder', 'Nguyễn Thị Mài'), [mai])).toMatchObject({ holder: 'other' });
  const number = read('number', '12/GCS');
  expect(saysAlready(form, number, [])).toBe(false);
  expect(saysAlready({ ...form, ...takenOver(number, []) }, number, [])).toBe(true);
});
