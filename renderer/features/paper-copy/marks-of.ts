import type { Refused } from '../../lib/refusal.ts';

/** Fields that the host refused, by the places of a visit's form. */
export function marksOf(refused: Refused | undefined): Record<string, string> {
  if (refused?.code === 'IDENTITY_MISSING') return { 'submitter.number': '' };
  if (refused?.code === 'FEE_WAIVER_REASON_NEEDED') return { waivedFor: '' };
  if (refused?.code === 'ACT_DETAIL_MISSING') return { detail: '' };
  if (refused?.code !== 'INVALID_INPUT') return {};
  const issues = refused.data['issues'] as { path: string; code: string }[];
  return Object.fromEntries(
    issues.map(({ path, code }) => [
      path
        .replace(/^requester\.identity.*$/u, 'submitter.number')
        .replace(/^requester\./u, 'submitter.')
        .replace(/^papers\./u, 'originals.'),
      code,
    ]),
  );
}
