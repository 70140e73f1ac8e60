import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import type { CheckedFile } from '../../../../shared/contract/check.ts';
import { useWords } from '../../../lib/context.tsx';
import { showValue } from '../../../lib/format.ts';
import { StateMark } from '../../../ui/StateMark.tsx';

/** What the book of certifications says of the file; what was made void is said loudly. */
export function BookEntry({ entry }: { entry: NonNullable<CheckedFile['entry']> }) {
  const { t } = useWords();
  const { version, state, number, book, voidReason, certifiedOn, title, requester, signerName } = entry;
  const said = { number, book, reason: voidReason };
  const isWhole = version === 'newest' || version === 'earlier';
  return (
    <section>
      <Title order={2} mb="xs">
        {t('check.entry.title')}
      </Title>
      {state === 'void' ? (
        <div className="qmc-loud">{t('check.entry.void', said)}</div>
      ) : (
        <StateMark state={state === 'issued' && isWhole ? 'good' : 'attention'}>
          {state === 'pending' ? t('check.entry.pending', said) : t(`check.entry.${version}`)}
        </StateMark>
      )}
      <Text fz="sm" mt={4}>
        {t('copy.numberInBook', { number, book })} · {showValue(certifiedOn)} · {title} · {requester} ·{' '}
        {signerName} ·{' '}
        <Anchor component={Link} href={`/ho-so/${entry.dossierId}`} className="qmc-code">
          {entry.dossierCode}
        </Anchor>
      </Text>
    </section>
  );
}
