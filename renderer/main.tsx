/** The page's beginning: look, queries, engine events, app. */
import '@fontsource-variable/source-sans-3/index.css';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/tables.css';
import './design/frame.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followEngine } from './data/live.ts';

// The engine is on this machine: a refusal is an answer, not a network hiccup that asking again would mend.
const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
followEngine(client);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={350}>
        <App />
      </Tooltip.Provider>
    </QueryClientProvider>
  </StrictMode>,
);
