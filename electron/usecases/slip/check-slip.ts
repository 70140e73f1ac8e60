import { contract } from '../../../shared/contract/index.ts';
import { looksLikeProof } from '../../../shared/domain/signed-digits.ts';
import { keysByTail, type SlipKey } from '../../../shared/domain/slip/slip-keys.ts';
import { keyTailOf, readSlipText, type SlipProof } from '../../../shared/domain/slip/slip-proof.ts';
import type { DossierId } from '../../../shared/types/ids.ts';
import { ok } from '../../../shared/types/result.ts';
import type { QueryContext } from '../../host/call-context.ts';
import { queryHandler } from '../../host/handlers.ts';
import { provenBy, readSlipKeys } from '../../host/slip-proof.ts';

/**
 * Judges a slip by the signed record in its second QR code, without a network: the keys are this office's own and those the province last
 * listed. A key that nobody listed proves nothing, neither for the slip nor against it.
 */
export const checkSlip = queryHandler(contract.slip.check, ({ text }, { readers }) => {
  const read = readSlipText(text);
  if (!read.ok) return read;
  const { record } = read.value;
  const list = listedKeys(readers);
  const own = ownKeys(readers);
  const ours = own.some(({ keyId }) => keyTailOf(keyId) === record.keyTail);
  const listed = list?.mode === record.mode ? list.keys : [];
  const found = ours ? judgeOwn(read.value, own, listed, readers) : judgeListed(read.value, listed);
  return ok({
    ...found,
    mode: record.mode,
    agencyCode: record.agencyCode,
    code: record.code,
    receivedAt: record.receivedAt,
    dueAt: record.dueAt,
    dossier: ours && found.verdict === 'genuine' ? dossierOf(readers, read.value) : null,
    keys: list === undefined ? null : { provinceName: list.provinceName, issuedAt: list.issuedAt },
  });
});

type Readers = QueryContext['readers'];

/**
 * The dossier of one of our own slips by the text of its second QR code, null when it is not here; `forged` for what names a key of ours and is not
 * proved by it, or by one that was withdrawn. Undefined for every other text, another office's slip among them.
 */
export function ownSlip(
  readers: OwnSlips,
  text: string,
): { dossierId: DossierId | null } | 'forged' | undefined {
  const read = looksLikeProof(text) ? readSlipText(text) : undefined;
  if (read?.ok !== true) return undefined;
  const own = ownKeys(readers);
  if (!own.some(({ keyId }) => keyTailOf(keyId) === read.value.record.keyTail)) return undefined;
  if (judgeOwn(read.value, own, listedKeys(readers)?.keys ?? [], readers).verdict !== 'genuine')
    return 'forged';
  return { dossierId: dossierOf(readers, read.value)?.dossierId ?? null };
}

/** What a slip of ours is looked up in. */
type OwnSlips = Pick<Readers, 'installation' | 'office' | 'settings' | 'codes' | 'dossiers'> & {
  search: Pick<Readers['search'], 'byCode'>;
};

/** The public keys of this installation, of every epoch: what was printed before a restore is still its own. */
export function ownKeys({ installation }: Pick<Readers, 'installation'>) {
  return installation.epochs().map((epoch) => ({
    keyId: epoch.keyId,
    publicKey: Buffer.from(epoch.publicKey).toString('base64'),
  }));
}

/** The province's list at hand, believed only as long as the province that is enrolled signed it. */
export function listedKeys({ settings }: Pick<Readers, 'settings'>) {
  const [kept, connection] = [settings.get('slip.keys'), settings.get('province.connection')];
  if (kept === null || connection === null) return undefined;
  const list = readSlipKeys(kept, connection.receiptKey);
  return list.ok ? list.value : undefined;
}

const FORGED = { verdict: 'forged', officeName: null, revokedAt: null } as const;

function judgeOwn(
  proof: SlipProof,
  own: readonly { keyId: string; publicKey: string }[],
  listed: readonly SlipKey[],
  { installation, office }: Pick<Readers, 'installation' | 'office'>,
) {
  const key = provenBy(proof, own);
  if (key === undefined || installation.get().mode !== proof.record.mode) return FORGED;
  // A stolen machine prints slips with a key of ours: what the province withdrew holds here too.
  const revokedAt = listed.find(({ keyId }) => keyId === key.keyId)?.revokedAt ?? null;
  return { verdict: verdictOf(revokedAt), officeName: office.getLatest().name, revokedAt };
}

function judgeListed(proof: SlipProof, listed: readonly SlipKey[]) {
  const named = keysByTail(listed, proof.record.keyTail);
  if (named.length === 0) return { verdict: 'unknown-key', officeName: null, revokedAt: null } as const;
  const key = provenBy(proof, named);
  if (key === undefined || key.agencyCode !== proof.record.agencyCode) return FORGED;
  return { verdict: verdictOf(key.revokedAt), officeName: key.officeName, revokedAt: key.revokedAt };
}

function verdictOf(revokedAt: string | null): 'genuine' | 'revoked' {
  return revokedAt === null ? 'genuine' : 'revoked';
}

function dossierOf(
  { codes, dossiers, search }: Pick<OwnSlips, 'codes' | 'dossiers' | 'search'>,
  { record }: SlipProof,
) {
  const hit = search
    .byCode(record.code)
    .find(
      ({ code, dossierId }) =>
        code === record.code || codes.ofDossier(dossierId).some((other) => other.code === record.code),
    );
  const dossier = hit && dossiers.find(hit.dossierId);
  if (dossier === undefined) return null;
  const sameDue = Math.floor(Date.parse(dossier.dueAt) / 60_000) === Date.parse(record.dueAt) / 60_000;
  return { dossierId: dossier.id, state: dossier.state, dueAt: dossier.dueAt, sameDue };
}
