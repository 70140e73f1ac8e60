import * as z from 'zod';
import type { PlainDate } from '../../types/clock.ts';
import { DossierId } from '../../types/ids.ts';
import { type DocumentKind, kindOfComponent, kindOfTitle, ruleOfKind } from './document-kind.ts';
import type { Validity } from './paper-facts.ts';

/** A number by which a person or an organisation is known: of an identity paper, or a tax code. */
export const HolderNumber = z.string().regex(/^(?:[0-9A-Z]{5,20}|\d{10}-\d{3})$/);

/** Where in the records an entry of a store stands: the digital copy of a component, or the result of a dossier. */
export const StoreSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('component'),
    dossierId: DossierId,
    componentId: z.string().min(1).max(60),
  }),
  z.strictObject({ kind: z.literal('result'), dossierId: DossierId }),
]);
export type StoreSource = z.infer<typeof StoreSource>;

/** Why an entry may be used again, or may not. */
export const STANDINGS = [
  'holds',
  'expired',
  'superseded',
  'revoked',
  'validity-unknown',
  'not-reusable',
  'no-file',
] as const;
export type Standing = (typeof STANDINGS)[number];

/**
 * Why a paper that was seen in a store is not taken for a component: it is not there any more or is another file, it is of another kind than the
 * component asks for, or its standing forbids it.
 */
export const STORED_PAPER_FAULTS = [
  'gone',
  'changed',
  'other-kind',
  'expired',
  'superseded',
  'revoked',
  'validity-unknown',
  'not-reusable',
  'no-file',
] as const satisfies readonly (Standing | 'gone' | 'changed' | 'other-kind')[];
export type StoredPaperFault = (typeof STORED_PAPER_FAULTS)[number];

/** What the standing of an entry follows from. */
export interface StoredPaper {
  kind: DocumentKind;
  number: string | null;
  issuedOn: PlainDate | null;
  validity: Validity | null;
  /** When it was digitised, or the result recorded. */
  at: string;
  revoked: boolean;
  hasFile: boolean;
}

/**
 * Whether each of a holder's papers still holds. A paper of a kind of which a person has one at a time is superseded by a newer one of the kind,
 * any paper by another digital copy of the same number; which is newer its day of issue says, and where one has none the time of digitisation. What
 * was revoked supersedes nothing. A paper whose validity nobody said is not offered: nobody knows whether it holds.
 */
export function standingsOf(papers: readonly StoredPaper[], today: PlainDate): Standing[] {
  return papers.map((paper) => {
    const rule = ruleOfKind(paper.kind);
    if (paper.revoked) return 'revoked';
    if (!rule.reusable) return 'not-reusable';
    if (papers.some((other) => other !== paper && supersedes(other, paper))) return 'superseded';
    if (paper.validity === null) return 'validity-unknown';
    if (paper.validity.kind === 'until' && paper.validity.on < today) return 'expired';
    return paper.hasFile ? 'holds' : 'no-file';
  });
}

/** What was issued before and is handed in to be exchanged or withdrawn: the paper itself is needed. */
const HANDED_IN = /-(?:da-cap|cu)(?:-|$)/u;

/**
 * The kind that a component asks for, by its id or else by its name; null of what no store can give: what proves something in one dossier only, and
 * papers that are handed in because they are exchanged.
 */
export function storedKindOf({ id, name }: { id: string; name: string }): DocumentKind | null {
  if (HANDED_IN.test(id)) return null;
  const byId = kindOfComponent(id);
  const kind = byId === 'other' ? kindOfTitle(name) : byId;
  return ruleOfKind(kind).reusable ? kind : null;
}

/** Why an entry that was looked at is not what may be taken for a component now; null where it may. `entry` is what the store has now, if anything. */
export function faultOfStored(
  component: { id: string; name: string },
  seen: { sha256: string },
  entry: { kind: DocumentKind; standing: Standing; sha256: string | null } | undefined,
): StoredPaperFault | null {
  if (entry === undefined) return 'gone';
  if (storedKindOf(component) !== entry.kind) return 'other-kind';
  if (entry.standing !== 'holds') return entry.standing;
  return entry.sha256 === seen.sha256 ? null : 'changed';
}

function supersedes(newer: StoredPaper, older: StoredPaper): boolean {
  if (newer.revoked || newer.kind !== older.kind) return false;
  const isSame = newer.number !== null && newer.number === older.number;
  if (!isSame && !ruleOfKind(newer.kind).single) return false;
  if (newer.issuedOn !== null && older.issuedOn !== null && newer.issuedOn !== older.issuedOn)
    return newer.issuedOn > older.issuedOn;
  return newer.at > older.at;
}

/**
 * The flags of a component in the national data (`TaiLieuNop`): digitised, used again, and of which result; `fromNationalStore`: the citizen took it
 * out of their warehouse on the national portal when filing online, which is no use of what another dossier has.
 */
export function reuseFlags(
  reuse: { fromComponent: string | null; resultCode: string | null } | null,
  fromNationalStore: boolean,
) {
  const DuocTaiSuDung = reuse === null ? 0 : reuse.fromComponent === null ? 2 : 1;
  return {
    DuocSoHoa: 1,
    DuocTaiSuDung,
    DuocLayTuKhoDMQG: reuse === null && fromNationalStore ? 1 : 0,
    MaKetQuaThayThe: reuse?.resultCode ?? '',
  } as const;
}
