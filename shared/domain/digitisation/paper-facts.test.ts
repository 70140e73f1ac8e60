import { describe, expect, it } from 'vitest';
import { Person } from '../dossier/party.ts';
import { checkFacts, firstFacts, holderOf, lackingOf, likelyHolder, PaperFacts } from './paper-facts.ts';

const person = Person.parse({
  kind: 'person',
  name: 'Lê Thị Thử',
  birthDate: '1990-02-01',
  sex: 'female',
  identity: { kind: 'citizen', number: '083090001234' },
  address: '',
  phone: '',
  email: '',
});
const newborn = { ...person, name: 'Lê An', identity: { kind: 'none', reason: 'newborn' } } as const;
const whole: PaperFacts = PaperFacts.parse({
  kind: 'birth-certificate',
  number: '123/2024',
  issuedOn: '2024-03-05',
  issuer: 'UBND xã Thạnh Phú',
  signer: 'Trần Văn Bình',
  holder: holderOf(person),
  validity: { kind: 'permanent' },
  copyType: 'original',
});

describe('what is lacking', () => {
  it.each([
    ['nothing, where all was said', whole, []],
    ['everything, where nothing was said', null, ['facts']],
    [
      'what the issuer wrote on it',
      { ...whole, number: null, issuedOn: null, issuer: null },
      ['number', 'issuedOn', 'issuer'],
    ],
    ['how long it holds', { ...whole, validity: null }, ['validity']],
    ['no signer, whom many papers do not name', { ...whole, signer: null }, []],
    ['whose it is', { ...whole, holder: null }, ['holder']],
    ['no number of somebody who has none', { ...whole, holder: holderOf(newborn) }, []],
    [
      'the tax code of an organisation',
      { ...whole, holder: { kind: 'organisation', name: 'HTX', taxCode: null } },
      ['holderNumber'],
    ],
    [
      'of a form no number, day, issuer, validity',
      { ...whole, kind: 'application', number: null, issuedOn: null, issuer: null, validity: null },
      [],
    ],
    ['what was scanned', { ...whole, copyType: null }, ['copyType']],
  ] as const)('is %s', (_what, facts, lacking) => expect(lackingOf(facts)).toEqual(lacking));
});

describe('the dates of a paper', () => {
  const today = '2026-11-24';
  it('may be today and hold for one day', () =>
    expect(checkFacts({ issuedOn: today, validity: { kind: 'until', on: today } }, today).ok).toBe(true));
  it('are refused when it would be issued after today, or end before it began', () => {
    const refusedFor = (facts: Parameters<typeof checkFacts>[0]) => {
      const checked = checkFacts(facts, today);
      return checked.ok ? null : checked.refusal.code;
    };
    expect(refusedFor({ issuedOn: '2026-11-25', validity: null })).toBe('ISSUED_AFTER_TODAY');
    expect(refusedFor({ issuedOn: today, validity: { kind: 'until', on: '2026-11-23' } })).toBe(
      'VALID_BEFORE_ISSUED',
    );
  });
});

describe('what a person begins with', () => {
  it('is the owner; a newborn has no number, so it is whoever stands for them', () => {
    expect(likelyHolder([{ role: 'owner', party: person }])).toEqual(holderOf(person));
    const both = [
      { role: 'owner', party: newborn },
      { role: 'submitter', party: person },
    ];
    expect(likelyHolder(both)).toEqual(holderOf(person));
    expect(likelyHolder([{ role: 'owner', party: newborn }])).toEqual(holderOf(newborn));
    expect(likelyHolder([])).toBeNull();
  });
  it('is the best form of the paper that was counted', () => {
    const first = (counts: Parameters<typeof firstFacts>[0]['counts']) =>
      firstFacts({ kind: 'birth-notice', holder: null, counts }).copyType;
    expect(first({ original: 0, certified: 2, photocopy: 1 })).toBe('certified');
    expect(first({ original: 0, certified: 0, photocopy: 0 })).toBeNull();
  });
});
