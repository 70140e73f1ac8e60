import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import type { Connection } from '../lib/client.ts';
import { WindowContext } from '../lib/context.tsx';
import type { Language } from '../lib/i18n.ts';
import { followOtherWindows, usePreferences } from '../lib/preferences.ts';
import { theme } from '../ui/theme.ts';
import { Gate } from './Gate.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** The window: looks, language, connection, and behind them the gate. */
export function App(props: { connection: Connection }) {
  const { scheme, textSize, language: chosen } = usePreferences();
  const language: Language = new URLSearchParams(window.location.search).has('pseudo') ? 'pseudo' : chosen;
  useEffect(followOtherWindows, []);
  useEffect(() => {
    document.documentElement.dataset['qmcContrast'] = String(scheme === 'contrast');
    document.documentElement.style.fontSize = `${textSize}%`;
    document.documentElement.lang = language === 'en' ? 'en' : 'vi';
  }, [scheme, textSize, language]);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme === 'dark' ? 'dark' : 'light'}
      getStyleNonce={() => nonce}
    >
      <WindowContext connection={props.connection} language={language}>
        <Gate />
      </WindowContext>
    </MantineProvider>
  );
}
