import { Text } from '@mantine/core';
import type { DossierView } from '../../../../shared/contract/dossier.ts';
import { BYTES_OF_MB } from '../../../../shared/domain/digitisation/copy-size.ts';
import { useClient, useWords } from '../../../lib/context.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { StateMark } from '../../../ui/StateMark.tsx';

type Copy = NonNullable<DossierView['components'][number]['digitalCopy']>;

/** Bytes as people read them. */
export function megabytes(bytes: number): string {
  return new Intl.NumberFormat('vi', { maximumFractionDigits: bytes < BYTES_OF_MB ? 2 : 1 }).format(
    bytes / BYTES_OF_MB,
  );
}

/** What the size of a digital copy cost: the pages that were coded anew, or that it is larger than the office allows. */
export function CopySize({ copy }: { copy: Copy }) {
  const { t } = useWords();
  const client = useClient();
  const limit = useAsk(['device', 'copyLimit'], {}, () => client.scan.copyLimit({})).data?.megabytes ?? null;
  const { reEncoded, largerThan, size } = copy;
  const isLarger = limit !== null && size > limit * BYTES_OF_MB;
  return (
    <>
      {isLarger && (
        <StateMark state="attention">
          <span className="qmc-wrap">
            {t(largerThan === null ? 'scan.copyAboveLimit' : 'scan.copyKeptLarger', { limit })}
          </span>
        </StateMark>
      )}
      {reEncoded.length > 0 && (
        <details className="qmc-small">
          <summary>{t('scan.reEncoded', { count: reEncoded.length })}</summary>
          {reEncoded.map(({ page, dpi, quality, before, after }) => (
            <Text key={page} fz="xs">
              {t('scan.reEncodedPage', {
                page,
                dpi,
                quality,
                before: megabytes(before),
                after: megabytes(after),
              })}
            </Text>
          ))}
          <Text fz="xs" c="dimmed">
            {t('scan.reEncodedNote')}
          </Text>
        </details>
      )}
    </>
  );
}
