/** Where the page is, kept in the address's hash, so that back, forward, reload and links between views work. */
import { useSyncExternalStore } from 'react';
import { experimentViews, type ViewName } from '../shared/views.ts';

export { experimentViews, type ViewName } from '../shared/views.ts';
/** Pages that belong to no experiment. */
export const pageNames = ['welcome', 'new', 'models', 'doctor', 'settings'] as const;
export type PageName = (typeof pageNames)[number];

/** What a view is asked to show at first: a benchmark, a model, a word to look for. */
export type Query = Readonly<Record<string, string>>;
export type ExperimentRoute = {
  readonly view: ViewName;
  readonly path: string;
  readonly image: number | null;
  readonly query: Query;
};
export type Route = { readonly view: PageName } | ExperimentRoute;

export const isExperimentRoute = (route: Route): route is ExperimentRoute => 'path' in route;

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T =>
  (names as readonly string[]).includes(name);

export function routeOf(hash: string): Route {
  const [view = '', written = ''] = hash.replace(/^#\/?/, '').split('?');
  if (isOneOf(pageNames, view)) return { view };
  const { path, image: wanted, ...query } = Object.fromEntries(new URLSearchParams(written));
  if (!isOneOf(experimentViews, view) || !path) return { view: 'welcome' };
  const image = Number(wanted);
  return { view, path, image: Number.isInteger(image) && image > 0 ? image : null, query };
}

export const welcomeHref = '#/';
export const pageHref = (page: PageName): string => (page === 'welcome' ? welcomeHref : `#/${page}`);

/** `more`: an image's number, or what else the view is asked to show. */
export function hrefOf(view: ViewName, path: string, more: number | Query = {}): string {
  const values = new URLSearchParams({
    path,
    ...(typeof more === 'number' ? { image: String(more) } : more),
  });
  return `#/${view}?${values}`;
}

export function go(href: string): void {
  window.location.hash = href;
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => window.location.hash));
}
