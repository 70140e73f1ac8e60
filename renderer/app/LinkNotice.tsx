import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLink, useWords } from '../lib/context.tsx';

const SAID_AFTER_MS = 700;

/** Says on every screen that the host is not reached; a hiccup shorter than a blink is not worth a word. */
export function LinkNotice() {
  const { t } = useWords();
  const link = useLink();
  const down = link !== 'online';
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!down) return;
    const timer = setTimeout(() => setLate(true), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [down]);
  return (
    <div role="status" className="qmc-link-notice">
      {late && down && (
        <p>
          <IconPlugConnectedX size={18} aria-hidden />
          {link === 'lost' ? t('app.offline') : t('app.turnedAway')}
        </p>
      )}
    </div>
  );
}
