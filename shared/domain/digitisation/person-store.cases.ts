import type { Standing, StoredPaper } from './person-store.ts';

const paper = (change: Partial<StoredPaper>): StoredPaper => ({
  kind: 'marital-status',
  number: '12/2026',
  issuedOn: '2026-10-01',
  validity: { kind: 'until', on: '2027-04-01' },
  at: '2026-10-02T02:00:00.000Z',
  revoked: false,
  hasFile: true,
  ...change,
});

/** Papers of one holder on 24/11/2026 and whether each holds. */
export const STANDING_CASES: readonly { what: string; papers: StoredPaper[]; standings: Standing[] }[] = [
  { what: 'a paper that holds', papers: [paper({})], standings: ['holds'] },
  {
    what: 'a paper on its last day',
    papers: [paper({ validity: { kind: 'until', on: '2026-11-24' } })],
    standings: ['holds'],
  },
  {
    what: 'a paper of yesterday',
    papers: [paper({ validity: { kind: 'until', on: '2026-11-23' } })],
    standings: ['expired'],
  },
  {
    what: 'a paper of which nobody said how long it holds',
    papers: [paper({ validity: null })],
    standings: ['validity-unknown'],
  },
  {
    what: 'an older paper of a kind of which one has one at a time',
    papers: [paper({}), paper({ number: '30/2026', issuedOn: '2026-11-01', at: '2026-11-01T02:00:00.000Z' })],
    standings: ['superseded', 'holds'],
  },
  {
    what: 'an old paper that was digitised after the newer one',
    papers: [paper({ number: '30/2026', issuedOn: '2026-11-01' }), paper({ at: '2026-11-20T02:00:00.000Z' })],
    standings: ['holds', 'superseded'],
  },
  {
    what: 'a newer paper that was revoked: the older one holds again',
    papers: [paper({}), paper({ number: '30/2026', issuedOn: '2026-11-01', revoked: true })],
    standings: ['holds', 'revoked'],
  },
  {
    what: 'two certificates of land: both hold',
    papers: [
      paper({ kind: 'land-certificate', number: 'CS 01', validity: { kind: 'permanent' } }),
      paper({
        kind: 'land-certificate',
        number: 'CS 02',
        validity: { kind: 'permanent' },
        issuedOn: '2026-11-01',
      }),
    ],
    standings: ['holds', 'holds'],
  },
  {
    what: 'the same certificate digitised again',
    papers: [
      paper({ kind: 'land-certificate', at: '2026-10-02T02:00:00.000Z' }),
      paper({ kind: 'land-certificate', at: '2026-11-02T02:00:00.000Z' }),
    ],
    standings: ['superseded', 'holds'],
  },
  {
    what: 'a form that was filled in for one dossier',
    papers: [paper({ kind: 'application' })],
    standings: ['not-reusable'],
  },
  { what: 'a result whose file lies elsewhere', papers: [paper({ hasFile: false })], standings: ['no-file'] },
];
