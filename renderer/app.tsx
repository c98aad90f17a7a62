/** Which view stands in the frame: Welcome, or one of an experiment's. */
import { useEffect } from 'react';
import { EngineBanner } from './components/engine-banner.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { TopBar } from './components/top-bar.tsx';
import { go, hrefOf, useRoute, welcomeHref } from './route.ts';
import { ExperimentView } from './views/experiment-view.tsx';
import { WelcomeView } from './views/welcome/index.tsx';

export function App() {
  const route = useRoute();
  useEffect(
    () =>
      window.squared.on('window.navigate', ({ path }) =>
        go(path === null ? welcomeHref : hrefOf('run', path)),
      ),
    [],
  );
  return (
    <div className="frame">
      <TopBar route={route} />
      <EngineBanner />
      <main className="stage" id="stage">
        {/* A view that fails leaves the frame alive; going elsewhere and coming back tries again. */}
        <ErrorBoundary key={route.view === 'welcome' ? 'welcome' : `${route.view} ${route.path}`}>
          {route.view === 'welcome' ? <WelcomeView /> : <ExperimentView route={route} />}
        </ErrorBoundary>
      </main>
    </div>
  );
}
