import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../../shared/domain/catalogue/catalogue.ts';
import type { Procedure } from '../../../shared/domain/catalogue/procedure-catalogue.ts';
import { decideReceipt } from '../../../shared/domain/dossier/receipt.ts';
import { ReceiptInput } from '../../../shared/domain/dossier/receipt-input.ts';
import { asDemanded } from './components/demanded-components.ts';
import { emptyParty, numberOf, type PartyForm } from './party-form.ts';
import {
  emptyReception,
  feesOf,
  fromDraft,
  isBlankReception,
  type ReceptionForm,
  toReceiptInput,
  withProcedure,
} from './reception-form.ts';
import { fieldOfPath, marksOf } from './reception-problems.ts';

function procedureOf(code: string): Procedure {
  const found = shippedCatalogue.recordedProcedure(code);
  if (found === undefined) throw new Error(`no ${code} in the catalogue`);
  return found;
}
const COPY = procedureOf('2.000815');
const BIRTH = procedureOf('1.001193');
const MAI: PartyForm = {
  ...emptyParty(),
  name: 'Nguyễn Thị Mai',
  number: '083 190 001 234',
  birthDate: '1990-02-01',
  sex: 'female',
};
const formFor = (
  procedure: Procedure,
  caseId: string,
  patch: Partial<ReceptionForm> = {},
): ReceptionForm => ({
  ...withProcedure({ ...emptyReception('d'), submitter: MAI }, procedure, caseId),
  ...patch,
});
const caseOf = (procedure: Procedure, id: string) => procedure.cases.find((entry) => entry.id === id);
function decide(procedure: Procedure, form: ReceptionForm) {
  const shown = caseOf(procedure, form.caseId);
  if (shown === undefined) throw new Error('no such case');
  return decideReceipt(procedure, ReceiptInput.parse(toReceiptInput(asDemanded(form, shown), shown)));
}

describe('toReceiptInput', () => {
  it('makes the submitter the owner unless somebody else is', () => {
    const decided = decide(COPY, formFor(COPY, 'electronic'));
    expect(decided).toMatchObject({
      ok: true,
      value: { owner: { name: 'Nguyễn Thị Mai' }, authority: null },
    });
  });

  it('starts with one copy of one page, to be seen and changed', () => {
    const shown = caseOf(COPY, 'electronic');
    expect(shown && feesOf(formFor(COPY, 'electronic'), shown)).toMatchObject([
      { settlement: 'now', originals: [{ pages: 1, copies: 1 }] },
    ]);
  });

  it('receives a birth for a newborn without a name, brought by its mother', () => {
    const decided = decide(BIRTH, formFor(BIRTH, 'standard', { relation: 'mẹ' }));
    expect(decided).toMatchObject({
      ok: true,
      value: { owner: null, authority: { basis: 'legal-representative', relation: 'mẹ' } },
    });
  });

  it('records a named newborn as owner without a number', () => {
    const owner = { ...emptyParty(), name: 'Lê An' };
    const decided = decide(BIRTH, formFor(BIRTH, 'standard', { relation: 'mẹ', owner }));
    expect(decided).toMatchObject({
      ok: true,
      value: { owner: { identity: { kind: 'none', reason: 'newborn' } } },
    });
  });

  it('files for another by authorisation only with its paper', () => {
    const owner = { ...emptyParty(), name: 'Lê Văn Bình', number: '083090001111' };
    const form = formFor(COPY, 'electronic', { ownerIs: 'other', owner });
    expect(decide(COPY, form)).toMatchObject({ ok: false, refusal: { code: 'AUTHORISATION_MISSING' } });
    expect(decide(COPY, { ...form, paper: 'Giấy uỷ quyền 12/2026' })).toMatchObject({ ok: true });
  });

  it('forgets components and fees when another procedure is chosen', () => {
    const first = formFor(BIRTH, 'standard', { components: { x: {} as never }, fees: { y: {} as never } });
    expect(withProcedure(first, COPY, 'electronic')).toMatchObject({
      components: {},
      fees: {},
      caseId: 'electronic',
    });
  });
});

describe('drafts', () => {
  it('come back as they were, with what an older version did not have standing empty', () => {
    const form = formFor(COPY, 'electronic');
    const { sets: _sets, ...older } = JSON.parse(JSON.stringify(form)) as ReceptionForm;
    expect(fromDraft('d', older)).toEqual(form);
  });

  it('are nothing when they hold something else', () => {
    expect(fromDraft('d', { note: 'x' })).toBeUndefined();
    expect(isBlankReception(emptyReception('d'))).toBe(true);
  });
});

describe('numberOf', () => {
  it('is there only once the number is whole', () => {
    expect(numberOf(MAI)).toBe('083190001234');
    expect(numberOf({ ...MAI, number: '0831' })).toBeUndefined();
    expect(numberOf({ ...MAI, identityKind: 'none' })).toBeUndefined();
  });
});

describe('marksOf', () => {
  const form = formFor(COPY, 'electronic');
  it('finds the field behind each path of the contract', () => {
    expect(fieldOfPath(form, 'receipt.owner.identity.number')).toBe('submitter.number');
    expect(fieldOfPath({ ...form, ownerIs: 'other' }, 'receipt.owner.name')).toBe('owner.name');
    expect(fieldOfPath(form, 'receipt.submitter.party.taxCode')).toBe('submitter.number');
    expect(fieldOfPath(form, 'receipt.submitter.authority.relation')).toBe('relation');
    expect(fieldOfPath(form, 'receipt.receiver.person.name')).toBe('receiver.name');
    expect(fieldOfPath(form, 'receipt.procedureCode')).toBe('procedure');
  });

  it('marks every missing component and every undecided fee', () => {
    const missing = {
      code: 'MISSING_COMPONENT',
      data: { components: [{ componentId: 'a' }, { componentId: 'b' }] },
    };
    expect(marksOf(form, missing)).toEqual({ 'components.a': '', 'components.b': '' });
    expect(marksOf(form, { code: 'FEE_AMOUNT_NEEDED', data: { feeId: 'f', name: 'x' } })).toEqual({
      'fees.f': '',
    });
    expect(marksOf(form, { code: 'IDENTITY_MISSING', data: { role: 'receiver' } })).toEqual({
      'receiver.number': '',
    });
  });
});
