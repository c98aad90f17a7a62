/** The frame's head: the way home, the experiment with its state, its views, the theme. */
import { useEffect } from 'react';
import { useExperiment } from '../data/queries.ts';
import { type ExperimentRoute, hrefOf, type Route, type ViewName, welcomeHref } from '../route.ts';
import { StateBadge } from './badge.tsx';
import { Icon } from './icons.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { Wordmark } from './wordmark.tsx';

const views: readonly { view: ViewName; title: string }[] = [
  { view: 'run', title: 'Run' },
  { view: 'rounds', title: 'Rounds' },
  { view: 'captions', title: 'Captions' },
  { view: 'judge', title: 'Judge' },
];

export function TopBar({ route }: { route: Route }) {
  return (
    <header className="top-bar">
      <div className="top-left">{route.view === 'welcome' ? <Wordmark /> : <Place route={route} />}</div>
      {route.view !== 'welcome' && (
        <nav className="segments" aria-label="Views of the experiment">
          {views.map(({ view, title }) => (
            <a
              key={view}
              href={hrefOf(view, route.path)}
              aria-current={view === route.view ? 'page' : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
      )}
      <div className="top-right">
        <ThemeSwitch />
      </div>
    </header>
  );
}

function Place({ route }: { route: ExperimentRoute }) {
  const { data } = useExperiment(route.path);
  const name = data?.summary.name ?? route.path.split(/[\\/]/).findLast(Boolean) ?? '';
  useEffect(() => {
    document.title = `${name} · Squared`;
    return () => {
      document.title = 'Squared';
    };
  }, [name]);
  return (
    <>
      <a className="button quiet home" href={welcomeHref}>
        <Icon name="back" />
        <span>Experiments</span>
      </a>
      <h1 className="truncate" title={route.path}>
        {name}
      </h1>
      {data && <StateBadge state={data.summary.state} />}
    </>
  );
}
