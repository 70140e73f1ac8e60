import { ok, type Refusal, type Result, refuse } from '../../types/result.ts';
import { DossierCode } from './dossier-code.ts';
import { isProvisionalNumber } from './provisional-number.ts';

/**
 * By what else a dossier is known: the portal's code of an online filing; one that a central service gave besides the code from here; the provisional
 * number that it had before its code; a code that was noted as its own by mistake.
 */
export const OTHER_CODE_KINDS = ['portal', 'central', 'provisional', 'mistaken'] as const;
export type OtherCodeKind = (typeof OTHER_CODE_KINDS)[number];

/** Why a code is not noted. */
export type CodeRefusal = Refusal<
  'CODE_LINKED_BEFORE' | 'CODE_UNUSUAL' | 'CODE_PROVISIONAL',
  { code: string }
>;

/** What a code given by a central service becomes, and what then becomes of the code that the dossier had. */
type CodeDecision = { becomes: 'own'; former: 'provisional' | 'mistaken' } | { becomes: 'central' };

/**
 * A code that a central service gave is the dossier's own where it was received under a provisional number; given once more, it replaces one that was
 * mistaken. Other dossiers keep the code from here and are known by both. `sure`: the clerk has looked again at a code that has not the usual shape.
 */
export function decideCode(
  own: string,
  others: readonly { code: string; kind: OtherCodeKind }[],
  given: { code: string; sure: boolean },
): Result<CodeDecision, CodeRefusal> {
  const { code, sure } = given;
  const known = others.find((other) => other.code === code);
  if (code === own || (known !== undefined && known.kind !== 'mistaken'))
    return refuse('CODE_LINKED_BEFORE', { code });
  if (isProvisionalNumber(code)) return refuse('CODE_PROVISIONAL', { code });
  const isFirst = isProvisionalNumber(own);
  if (!isFirst && !others.some(({ kind }) => kind === 'provisional')) return ok({ becomes: 'central' });
  if (!sure && !DossierCode.safeParse(code).success) return refuse('CODE_UNUSUAL', { code });
  return ok({ becomes: 'own', former: isFirst ? 'provisional' : 'mistaken' });
}
