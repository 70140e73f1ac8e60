import { describe, expect, it } from 'vitest';
import { type Correctable, decideCorrection } from './correction.ts';
import type { Person } from './party.ts';

const mai: Person = {
  kind: 'person',
  name: 'Nguyễn Thị Mai',
  birthDate: '1990-02-01',
  sex: 'female',
  identity: { kind: 'citizen', number: '086190001234' },
  address: 'Khóm 1, xã Thử Nghiệm',
  phone: '',
  email: '',
};
const child: Person = {
  ...mai,
  name: 'Lê An',
  birthDate: '2026-11-20',
  identity: { kind: 'none', reason: 'newborn' },
};
const dossier: Correctable = {
  request: 'Chứng thực',
  parties: { owner: child, submitter: mai, receiver: mai },
};
const decide = (change: Parameters<typeof decideCorrection>[2], state = 'processing' as const) =>
  decideCorrection(state, dossier, change);

describe('a correction', () => {
  it('puts one person right in every role they stand in', () => {
    const right = { ...mai, name: 'Nguyễn Thị Mai Anh' };
    expect(decide({ request: null, party: { role: 'submitter', party: right } })).toMatchObject({
      ok: true,
      value: {
        fields: ['submitter', 'receiver'],
        before: { parties: { submitter: mai, receiver: mai } },
        after: { parties: { submitter: right, receiver: right } },
      },
    });
  });

  it('takes another number under the same name, and a number for who had none', () => {
    const numbered = { ...mai, identity: { kind: 'citizen' as const, number: '086190001243' } };
    expect(decide({ request: null, party: { role: 'receiver', party: numbered } }).ok).toBe(true);
    const issued = {
      ...child,
      name: 'Lê Ngọc An',
      identity: { kind: 'citizen' as const, number: '086326000001' },
    };
    expect(decide({ request: null, party: { role: 'owner', party: issued } }).ok).toBe(true);
  });

  it('is no way to put another person into a dossier', () => {
    const stranger = {
      ...mai,
      name: 'Trần Văn Lạ',
      identity: { kind: 'citizen' as const, number: '001099000001' },
    };
    expect(decide({ request: null, party: { role: 'receiver', party: stranger } })).toEqual({
      ok: false,
      refusal: { code: 'ANOTHER_PERSON', data: { role: 'receiver' } },
    });
    const firm = {
      kind: 'organisation' as const,
      name: 'Công ty Lạ',
      taxCode: '0312345673',
      address: '',
      phone: '',
      email: '',
    };
    expect(decide({ request: null, party: { role: 'submitter', party: firm } }).ok).toBe(false);
  });

  it.each([
    ['NOTHING_CORRECTED', { request: 'Chứng thực', party: { role: 'submitter' as const, party: mai } }],
    ['PARTY_UNKNOWN', { request: null, party: { role: 'authoriser' as const, party: mai } }],
  ])('is refused as %s', (code, change) => {
    expect(decide(change)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('does not overwrite what somebody else put right since the clerk looked', () => {
    const right = { ...mai, name: 'Nguyễn Thị Mai Anh' };
    const party = { role: 'submitter' as const, party: right };
    const stale = { ok: false, refusal: { code: 'CORRECTED_MEANWHILE', data: {} } };
    const other = { ...mai, phone: '0912 345 678' };
    expect(decide({ request: null, party, seen: { request: 'Chứng thực', party: other, fees: [] } })).toEqual(
      stale,
    );
    expect(decide({ request: null, party, seen: { request: 'Chứng', party: mai, fees: [] } })).toEqual(stale);
    expect(decide({ request: null, party, seen: { request: 'Chứng thực', party: mai, fees: [] } }).ok).toBe(
      true,
    );
  });

  it('comes too late for a dossier that has ended', () => {
    const change = { request: 'Khác', party: null };
    expect(decideCorrection('returned', dossier, change)).toMatchObject({
      ok: false,
      refusal: { code: 'DOSSIER_CLOSED' },
    });
    expect(decide(change)).toMatchObject({ ok: true, value: { fields: ['request'] } });
  });
});
