import type { ReactNode } from 'react';
import { useWords } from '../lib/context.tsx';
import { LinkNotice } from './LinkNotice.tsx';

/** Around everything: word of a lost connection, and in practice the band at the top and the watermark across. */
export function WindowFrame(props: { practice: boolean; children: ReactNode }) {
  const { t } = useWords();
  return (
    <div
      className={props.practice ? 'qmc-frame qmc-practice' : 'qmc-frame'}
      data-watermark={props.practice ? t('app.practice') : undefined}
    >
      {props.practice && (
        <div className="qmc-band" role="note">
          {t('app.practice')} · {t('app.practiceNote')}
        </div>
      )}
      <LinkNotice />
      <div className="qmc-frame-content">{props.children}</div>
    </div>
  );
}
