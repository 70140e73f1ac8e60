import { Text, Title } from '@mantine/core';
import type { CheckedFile } from '../../../../shared/contract/check.ts';
import { useWords } from '../../../lib/context.tsx';

type Change = CheckedFile['changes'][number];

/** Pages that look otherwise than when they were signed, before and after, with what changed outlined. */
export function ChangedPages({ changes }: { changes: readonly Change[] }) {
  const { t } = useWords();
  return (
    <section>
      <Title order={2} mb="sm">
        {t('check.changes')}
      </Title>
      <div className="qmc-changed-pages">
        {changes.map(({ page, boxes, before, after }) => (
          <div className="qmc-changed-page" key={page}>
            <Picture words={t('check.before', { page })} jpeg={before} boxes={boxes} />
            <Picture words={t('check.after', { page })} jpeg={after} boxes={boxes} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Picture({ words, jpeg, boxes }: { words: string; jpeg: string | null; boxes: Change['boxes'] }) {
  const { t } = useWords();
  return (
    <figure>
      <figcaption>
        <Text fz="sm" fw={600}>
          {words}
        </Text>
      </figcaption>
      {jpeg === null ? (
        <Text fz="sm" c="dimmed">
          {t('check.absent')}
        </Text>
      ) : (
        <div className="qmc-outlined">
          <img src={`data:image/jpeg;base64,${jpeg}`} alt={words} />
          {boxes.map(({ left, top, width, height }) => (
            <span
              key={`${left} ${top} ${width} ${height}`}
              style={{
                left: `${left / 10}%`,
                top: `${top / 10}%`,
                width: `${width / 10}%`,
                height: `${height / 10}%`,
              }}
            />
          ))}
        </div>
      )}
    </figure>
  );
}
