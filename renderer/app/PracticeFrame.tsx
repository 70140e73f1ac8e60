import type { ReactNode } from 'react';
import { useWords } from '../lib/context.tsx';

/** Around everything that is practice: the band at the top and the watermark across. */
export function PracticeFrame(props: { practice: boolean; children: ReactNode }) {
  const { t } = useWords();
  if (!props.practice) return <div style={{ height: '100%' }}>{props.children}</div>;
  return (
    <div
      className="qmc-practice"
      data-watermark={t('app.practice')}
      style={{ height: '100%', display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)' }}
    >
      <div className="qmc-band" role="note">
        {t('app.practice')} · {t('app.practiceNote')}
      </div>
      {props.children}
    </div>
  );
}
