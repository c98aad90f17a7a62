/** Which view stands in the frame: one of an experiment's, or a page of its own. */
import { type ReactNode, useEffect } from 'react';
import { Commands } from './commands/index.tsx';
import { EngineBanner } from './components/engine-banner.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { OutOfDate } from './components/out-of-date.tsx';
import { TopBar } from './components/top-bar.tsx';
import { go, hrefOf, isExperimentRoute, type PageName, useRoute, welcomeHref } from './route.ts';
import { DoctorView } from './views/doctor/index.tsx';
import { ExperimentView } from './views/experiment-view.tsx';
import { ModelsView } from './views/models/index.tsx';
import { NewExperimentView } from './views/new/index.tsx';
import { SettingsView } from './views/settings/index.tsx';
import { WelcomeView } from './views/welcome/index.tsx';

const pages: Record<PageName, () => ReactNode> = {
  welcome: () => <WelcomeView />,
  new: () => <NewExperimentView />,
  models: () => <ModelsView />,
  doctor: () => <DoctorView />,
  settings: () => <SettingsView />,
};

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
      <div className="banners">
        <EngineBanner />
        {isExperimentRoute(route) && <OutOfDate path={route.path} />}
        <Commands route={route} />
      </div>
      <main className="stage" id="stage">
        {/* A view that fails leaves the frame alive; going elsewhere and coming back tries again. */}
        <ErrorBoundary key={isExperimentRoute(route) ? `${route.view} ${route.path}` : route.view}>
          {isExperimentRoute(route) ? <ExperimentView route={route} /> : pages[route.view]()}
        </ErrorBoundary>
      </main>
    </div>
  );
}
