import type { CorpusGroup } from './corpus-row.ts';
import { damagedFiles } from './damaged-files.ts';
import { goodFiles } from './good-files.ts';
import { ordinaryFiles } from './ordinary-files.ts';
import { trustFiles } from './trust-files.ts';

/** Every file of the corpus, by what it is. */
export const corpus: readonly CorpusGroup[] = [
  { group: 'good', rows: goodFiles },
  { group: 'ordinary', rows: ordinaryFiles },
  { group: 'trust', rows: trustFiles },
  { group: 'damaged', rows: damagedFiles },
];
