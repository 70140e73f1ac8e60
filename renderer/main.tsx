import '@mantine/core/styles.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-500.css';
import '@fontsource/be-vietnam-pro/latin-500.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/vietnamese-700.css';
import '@fontsource/be-vietnam-pro/latin-700.css';
import './ui/global.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { App } from './app/App.tsx';
import { connect } from './lib/client.ts';
import { toRefused } from './lib/refusal.ts';

// The page's policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
const connection = await connect();

/** A call that is refused because the session ended or was locked elsewhere asks again who is signed in; the gate does the rest. */
const askWhoIsSignedIn = (error: unknown): void => {
  const { code } = toRefused(error);
  if (code === 'NOT_SIGNED_IN' || code === 'SESSION_LOCKED' || code === 'PASSWORD_CHANGE_REQUIRED')
    void queries.invalidateQueries({ queryKey: ['session'] });
};
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoIsSignedIn }),
  mutationCache: new MutationCache({ onError: askWhoIsSignedIn }),
});
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App connection={connection} />
    </QueryClientProvider>
  </StrictMode>,
);
