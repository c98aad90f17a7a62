/** The frame's head: the way home, the experiment with its state, the views there are, the palette, the theme. */
import { useEffect } from 'react';
import { openPalette } from '../commands/open.ts';
import { useExperiment } from '../data/queries.ts';
import { pageTitles, viewTitles } from '../data/view-titles.ts';
import {
  type ExperimentRoute,
  experimentViews,
  hrefOf,
  isExperimentRoute,
  type PageName,
  pageHref,
  type Route,
  welcomeHref,
} from '../route.ts';
import { StateBadge } from './badge.tsx';
import { IconButton } from './button.tsx';
import { Icon } from './icons.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { Wordmark } from './wordmark.tsx';

/** Where one goes from anywhere outside an experiment; a new one has a button of its own. */
const pages: readonly PageName[] = ['welcome', 'models', 'doctor', 'settings'];

export function TopBar({ route }: { route: Route }) {
  const inside = isExperimentRoute(route);
  return (
    <header className="top-bar">
      <div className="top-left">{inside ? <Place route={route} /> : <Wordmark />}</div>
      {inside ? (
        <Views
          label="Views of the experiment"
          links={experimentViews.map((view) => ({
            name: view,
            title: viewTitles[view],
            href: hrefOf(view, route.path),
          }))}
          current={route.view}
        />
      ) : (
        <Views
          label="Pages"
          links={pages.map((page) => ({ name: page, title: pageTitles[page], href: pageHref(page) }))}
          current={route.view}
        />
      )}
      <div className="top-right">
        <IconButton label="Find a view or an action (Ctrl+K)" icon="search" onClick={openPalette} />
        <ThemeSwitch />
      </div>
    </header>
  );
}

type ViewsProps = {
  label: string;
  links: readonly { name: string; title: string; href: string }[];
  current: string;
};

function Views({ label, links, current }: ViewsProps) {
  return (
    <nav className="segments views" aria-label={label}>
      {links.map(({ name, title, href }) => (
        <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
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
