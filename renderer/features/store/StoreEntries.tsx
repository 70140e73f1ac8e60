import type { StoreEntry } from '../../../shared/contract/store.ts';
import { showDate } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { StateMark } from '../../ui/StateMark.tsx';

/** What a paper is, in one line: its kind, number and day. */
export function paperInWords(t: Translate, { kind, name, number, issuedOn }: StoreEntry): string {
  const what = kind === 'other' ? name : t(`document.${kind}`);
  return [what, number, issuedOn === null ? null : showDate(issuedOn)].filter(Boolean).join(' · ');
}

/** How long it holds, in words. */
export function validityInWords(t: Translate, { validity }: StoreEntry): string {
  if (validity === null) return t('store.standing.validity-unknown');
  return validity.kind === 'permanent'
    ? t('facts.validity.permanent')
    : t('store.until', { day: showDate(validity.on) });
}

/** Whether it may be used again; what may not says why. */
export function Standing({ entry, t }: { entry: StoreEntry; t: Translate }) {
  const { standing, revokedFor } = entry;
  const words = t(`store.standing.${standing}`);
  return (
    <StateMark state={standing === 'holds' ? 'good' : 'attention'}>
      {revokedFor === null ? words : `${words}: ${revokedFor}`}
    </StateMark>
  );
}
