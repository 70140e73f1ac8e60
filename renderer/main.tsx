import '@mantine/core/styles.css';
import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-500.css';
import '@fontsource/be-vietnam-pro/latin-500.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@fontsource/be-vietnam-pro/latin-ext-400.css';
import '@fontsource/be-vietnam-pro/latin-ext-600.css';
import './ui/global.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { connect } from './lib/client.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
const connection = await connect();
const queries = new QueryClient();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App connection={connection} />
    </QueryClientProvider>
  </StrictMode>,
);
