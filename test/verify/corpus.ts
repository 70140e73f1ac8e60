import type { CorpusGroup } from './corpus-row.ts';
import { damagedFiles } from './damaged-files.ts';
import { goodFiles } from './good-files.ts';
import { ordinaryFiles } from './ordinary-files.ts';
import { copiedSignatures, forgedSignatures, malformedCms, wrappedSignatures } from './signature-attacks.ts';
import { hostileStructures } from './structure-attacks.ts';
import { trustFiles } from './trust-files.ts';
import { certificationAttacks, shadowAttacks, updateAttacks } from './update-attacks.ts';

/** Every file of the corpus, by what it is. */
export const corpus: readonly CorpusGroup[] = [
  { group: 'good', rows: goodFiles },
  { group: 'ordinary', rows: ordinaryFiles },
  { group: 'trust', rows: trustFiles },
  { group: 'damaged', rows: damagedFiles },
  { group: 'incremental saving', rows: updateAttacks },
  { group: 'shadow', rows: shadowAttacks },
  { group: 'certification', rows: certificationAttacks },
  { group: 'universal forgery and byte ranges', rows: forgedSignatures },
  { group: 'signature wrapping', rows: wrappedSignatures },
  { group: 'copied signatures', rows: copiedSignatures },
  { group: 'malformed CMS', rows: malformedCms },
  { group: 'hostile structure', rows: hostileStructures },
];
